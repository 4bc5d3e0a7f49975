"""Do the register of nonconformities and the pages beside it stay quick as the years go by?

5 000 nonconformities with two grounds and two indicators each, every page beside the same page with
a tenth of them, and the number of queries of both.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import text

from bench import Figure
from qms.app import create_app
from qms.config import Settings
from qms.kernel.database import db
from tests.counting import statements
from tests.installing import CHEAP, close, found_in
from tests.nonconformities.cases import a_report, accepted, corrected
from tests.town import an_edition
from tests.visitor import Visitor

NONCONFORMITIES = 5_000
ROUNDS = 40
MOST_MILLISECONDS = 200
MOST_TIMES = 2
PAGES = {
    "register": "/nonconformities",
    "register, last page": "/nonconformities?page=100",
    "register, by words": "/nonconformities?text=khai%20sinh%2077",
    "register, by indicator": "/nonconformities?indicator=1.5",
    "one": "/nonconformities/77",
    "indicator": "/indicators/3.1",
    "document": "/documents/QT-01-VP",
    "first page": "/",
}


def run() -> list[Figure]:
    """Measure each page on the full register and on a tenth of it."""
    with _years(NONCONFORMITIES) as large, _years(NONCONFORMITIES // 10) as small:
        return [
            figure for name, path in PAGES.items() for figure in _figures(name, path, large, small)
        ]


def _figures(name: str, path: str, large: Visitor, small: Visitor) -> Iterator[Figure]:
    full, tenth = _times(large, path), _times(small, path)
    slowest = quantiles(full, n=20)[-1]
    yield Figure(f"{name}, p95", slowest, "ms", target=MOST_MILLISECONDS, more_is_better=False)
    yield _beside(f"{name}, median beside a tenth", median(full), median(tenth), "ms", MOST_TIMES)
    yield _beside(f"{name}, queries", _queries(large, path), _queries(small, path), "", 1)


def _beside(name: str, value: float, reference: float, unit: str, most: float) -> Figure:
    return Figure(
        name,
        value,
        unit,
        target=most,
        more_is_better=False,
        on_ratio=True,
        reference_name="a tenth",
        reference_value=reference,
    )


@contextmanager
def _years(count: int) -> Iterator[Visitor]:
    with TemporaryDirectory() as folder:
        found_in(Path(folder))
        app = create_app(Settings(Path(folder), password_cost=CHEAP))
        with app.app_context():
            edition = an_edition("in force")
            a_report(about=edition)
            corrected(accepted(a_report(about=edition)))
            accepted(a_report(about=edition))
            db.session.remove()
            _fill(count)
        yield Visitor(app, "lan")
        with app.app_context():
            close(app)


def _fill(count: int) -> None:
    """Copy the one that was corrected, in bulk: the guards against it are taken away first."""
    new = range(4, count + 1)
    with db.engine.begin() as connection:
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in connection.execute(triggers).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        [columns] = connection.execute(
            text("SELECT group_concat(name) FROM pragma_table_info('nonconformity')")
        ).one()
        values = ", ".join(OTHERWISE.get(name, name) for name in columns.split(","))
        copied = f"INSERT INTO nonconformity ({columns}) SELECT {values} "
        connection.execute(
            text(copied + "FROM nonconformity WHERE id = 2"), [{"id": number} for number in new]
        )
        for clause in ("9001:2015/8.7", "9001:2015/10.2"):
            held = [{"id": number, "clause": clause} for number in new]
            connection.execute(text(CRITERION), held)
        touched = [{"id": n, "indicator": i} for n in new for i in ("3.1", "1.5")]
        connection.execute(text(INDICATOR), touched)


OTHERWISE = {
    "id": ":id",
    "serial": ":id",
    "title": "'Trả hồ sơ khai sinh ' || :id",
    "about_id": "NULL",
    "reported_at": "datetime(reported_at, '-' || :id || ' hours')",
}
"""What of a copy differs."""
CRITERION = (
    "INSERT INTO nonconformity_criterion (nonconformity_id, clause_key, anchor, clause, article) "
    "VALUES (:id, :clause, '', '', '')"
)
INDICATOR = (
    "INSERT INTO nonconformity_indicator (nonconformity_id, indicator) VALUES (:id, :indicator)"
)


def _queries(visitor: Visitor, path: str) -> int:
    with statements(visitor.client.application) as sent:
        visitor.get(path)
    return len(sent)


def _times(visitor: Visitor, path: str) -> list[float]:
    """Milliseconds of each round, after some that warm up."""
    found = []
    for number in range(ROUNDS + 3):
        start = time.perf_counter()
        if visitor.get(path).status_code != 200:
            raise RuntimeError(f"{path} was not shown")
        if number >= 3:
            found.append((time.perf_counter() - start) * 1_000)
    return found
