"""How long do the pages take? The demonstration ward, each page beside the sign-in page.

The sign-in page asks the database for next to nothing, so the ratio is what a page's own matter
costs on top of the frame that all share.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from bench import Figure
from qms import demo, migrations
from qms.app import create_app
from qms.config import Settings
from qms.kernel.database import db
from qms.search.finder import finder
from tests.installing import CHEAP, close
from tests.visitor import TOKEN

ROUNDS = 60
MOST_MILLISECONDS = 300
PAGES = {
    "first page": "/",
    "list of documents": "/documents",
    "document in force": "/documents/QT-01-TP",
    "history": "/documents/QT-01-TP/history",
    "search": "/search?q=dang+ky+khai+sinh",
    "trail": "/trail",
}


def run() -> list[Figure]:
    """Open each page many times as the quality officer."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(Path(folder), password_cost=CHEAP))
        with app.app_context():
            migrations.migrate(db.engine)
            accounts = {a.login: a.password for a in demo.build()}
            finder().indexer.rebuild()
            db.session.remove()
        client, door = app.test_client(), app.test_client()
        token = TOKEN.search(client.get("/sign-in").text)
        said = {"login": "lan.nt", "password": accounts["lan.nt"]}
        client.post("/sign-in", data=said | {"csrf_token": token.group(1) if token else ""})
        plain = _p95(lambda: door.get("/sign-in").status_code)
        figures = [
            Figure(
                f"{name}, p95",
                _p95(lambda path=path: client.get(path).status_code),  # type: ignore[misc]
                "ms",
                target=MOST_MILLISECONDS,
                more_is_better=False,
                reference_name="sign-in page",
                reference_value=plain,
            )
            for name, path in PAGES.items()
        ]
        with app.app_context():
            close(app)
    return figures


def _p95(ask: Callable[[], int]) -> float:
    taken = []
    for _round in range(ROUNDS):
        began = time.perf_counter()
        if ask() != 200:
            raise RuntimeError("the page was not shown")
        taken.append((time.perf_counter() - began) * 1000)
    return quantiles(taken, n=20)[-1]
