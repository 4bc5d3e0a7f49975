"""Do the list, the register and a document stay quick as the agency's shelf grows?

2 500 documents with 7 500 editions, each page beside the same page with a tenth of them, and the
number of queries of both.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from bench import Figure
from qms.app import create_app
from qms.config import Settings
from qms.documents.kinds.operations import KindRule, set_kind
from qms.kernel import clock
from qms.kernel.database import db
from tests.counting import statements
from tests.installing import CHEAP, close, found_in
from tests.town import actor, an_edition
from tests.visitor import Visitor

DOCUMENTS = 2_500
ROUNDS = 40
MOST_MILLISECONDS = 150
MOST_TIMES = 2
PAGES = {
    "list": "/documents",
    "list, fifth page": "/documents?page=5",
    "register": "/documents/register",
    "register by title": "/documents/register?sort=-title",
    "register, overdue": "/documents/register?overdue=1&sort=due",
    "document": "/documents/QT-7-VP",
    "first page": "/",
    "calendar of the year": "/calendar",
    "reading": "/reading",
}
STATES = ("superseded", "superseded", "in force")
TITLES = ("Đăng ký khai sinh", "Ăn uống công cộng", "Hòa giải ở cơ sở", "Lưu trữ hồ sơ")


def run() -> list[Figure]:
    """Measure each page on the full shelf and on a tenth of it."""
    with _shelf(DOCUMENTS) as large, _shelf(DOCUMENTS // 10) as small:
        return [
            figure for name, path in PAGES.items() for figure in _figures(name, path, large, small)
        ]


def _figures(name: str, path: str, large: Visitor, small: Visitor) -> Iterator[Figure]:
    full = _times(lambda: large.get(path).status_code)
    tenth = _times(lambda: small.get(path).status_code)
    slowest = quantiles(full, n=20)[-1]
    yield Figure(f"{name}, p95", slowest, "ms", target=MOST_MILLISECONDS, more_is_better=False)
    yield Figure(
        f"{name}, median beside a tenth",
        median(full),
        "ms",
        target=MOST_TIMES,
        more_is_better=False,
        on_ratio=True,
        reference_name="a tenth",
        reference_value=median(tenth),
    )
    yield Figure(
        f"{name}, queries",
        _queries(large.client, path),
        target=1,
        more_is_better=False,
        on_ratio=True,
        reference_name="a tenth",
        reference_value=_queries(small.client, path),
    )


@contextmanager
def _shelf(documents: int) -> Iterator[Visitor]:
    with TemporaryDirectory() as folder:
        found_in(Path(folder))
        app = create_app(Settings(Path(folder), password_cost=CHEAP))
        with app.app_context():
            rule = KindRule("QT-{number}/{unit}", 12)
            set_kind("procedure", rule, 0, by=actor("lan"), reason="đo")
            an_edition("in force", "QT-0/VP")
            db.session.remove()
            _fill(documents)
        yield Visitor(app, "lan")
        with app.app_context():
            close(app)


def _fill(documents: int) -> None:
    """Copy the one edition there is, in bulk: the guards against it are taken away first."""
    rows = [_edition(number, serial) for number in range(1, documents + 1) for serial in (1, 2, 3)]
    with db.engine.begin() as connection:
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in connection.execute(triggers).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        [columns] = connection.execute(
            text("SELECT group_concat(name) FROM pragma_table_info('edition')")
        ).one()
        taken = {"id": ":edition", "document_id": ":document"}
        taken |= {name: f":{name}" for name in ("serial", "issue", "title", "state")}
        taken |= {"in_force_at": ":since", "ended_at": ":ended"}
        values = ", ".join(taken.get(name, name) for name in columns.split(","))
        connection.execute(
            text(
                "INSERT INTO document (id, code, key, title, kind, unit_id, version) "
                "SELECT :document, :code, :key, :title, kind, unit_id, 1 FROM document WHERE id = 1"
            ),
            [row for row in rows if row["serial"] == 1],
        )
        copied = f"INSERT INTO edition ({columns}) SELECT {values} FROM edition WHERE id = 1"  # noqa: S608 - names of columns only
        connection.execute(text(copied), rows)


def _edition(number: int, serial: int) -> dict[str, object]:
    day = clock.days_ago(1 + number * 7 % 700).replace(tzinfo=None)
    return {
        "edition": number * 3 + serial,
        "document": number + 1,
        "code": f"QT-{number}/VP",
        "key": f"QT-{number}-VP",
        "title": f"{TITLES[number % len(TITLES)]} {number}",
        "serial": serial,
        "issue": serial,
        "state": STATES[serial - 1],
        "since": f"{day:%Y-%m-%d %H:%M:%S}.000000",
        "ended": None if serial == 3 else f"{day:%Y-%m-%d %H:%M:%S}.000000",
    }


def _queries(client: FlaskClient, path: str) -> int:
    app: Flask = client.application
    with statements(app) as sent:
        client.get(path)
    return len(sent)


def _times(ask: Callable[[], int]) -> list[float]:
    """Milliseconds of each round, after some that warm up."""
    taken = []
    for _warming in range(3):
        ask()
    for _round in range(ROUNDS):
        began = time.perf_counter()
        if ask() != 200:
            raise RuntimeError("the page was not shown")
        taken.append((time.perf_counter() - began) * 1000)
    return taken
