"""Does a trace stay quick as the years go by?

5 000 nonconformities, each with its cause, three actions with proof, checks and lines of the trail;
every trace beside the same one with a tenth of them, and the number of queries of both.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, text

from bench import Figure
from bench.nonconformities import MOST_MILLISECONDS, MOST_TIMES, _beside, _queries, _times
from qms.app import create_app
from qms.config import Settings
from qms.kernel.database import db
from tests.dossier.lines import CODE, carried_out, with_plan
from tests.installing import CHEAP, close, found_in
from tests.nonconformities import cases
from tests.town import an_edition
from tests.visitor import Visitor

NONCONFORMITIES = 5_000
PAGES = {
    "indicator": "/trace/indicators/3.1",
    "indicator, last page": "/trace/indicators/3.1?page=9999",
    "document": "/trace/documents/QT-01-VP",
    "clause": "/trace/documents/QT-01-VP?clause=muc-1",
    "nonconformity": "/trace/nonconformities/77",
    "action": "/trace/nonconformities/77/actions/2",
    "data": "/trace/indicators/3.1/trace.json",
}


def run() -> list[Figure]:
    """Measure each trace among all nonconformities and among a tenth of them."""
    with _years(NONCONFORMITIES) as large, _years(NONCONFORMITIES // 10) as small:
        gc.freeze()  # as the door of the web server does
        return [
            figure for name, path in PAGES.items() for figure in _figures(name, path, large, small)
        ]


def _figures(name: str, path: str, large: Visitor, small: Visitor) -> Iterator[Figure]:
    full, tenth = _times(large, path), _times(small, path)
    slowest = quantiles(full, n=20)[-1]
    yield Figure(f"{name}, p95", slowest, "ms", target=MOST_MILLISECONDS, more_is_better=False)
    yield _beside(f"{name}, median beside a tenth", median(full), median(tenth), "ms", MOST_TIMES)
    yield _beside(f"{name}, queries", _queries(large, path), _queries(small, path), "", 1)


@contextmanager
def _years(count: int) -> Iterator[Visitor]:
    with TemporaryDirectory() as folder:
        found_in(Path(folder))
        app = create_app(Settings(Path(folder), password_cost=CHEAP))
        with app.app_context():
            found = with_plan(an_edition("in force", CODE), more=1)
            cases.closed(cases.judged(carried_out(found)))
            db.session.remove()
            _fill(count)
        yield Visitor(app, "lan")
        with app.app_context():
            close(app)


PARTS = (
    ("nonconformity_criterion", "nonconformity_id"),
    ("nonconformity_indicator", "nonconformity_id"),
    ("nonconformity_treatment", "nonconformity_id"),
    ("nonconformity_cause", "treatment_id"),
    ("effect_check", "treatment_id"),
    ("corrective_action", "treatment_id"),
    ("corrective_action_indicator", "action_id"),
    ("corrective_action_note", "action_id"),
    ("corrective_action_file", "note_id"),
)
"""The tables whose rows hang on a nonconformity, and by which column they hang on what is above."""
ABOVE = {
    "nonconformity_id": "nonconformity",
    "treatment_id": "nonconformity_treatment",
    "action_id": "corrective_action",
    "note_id": "corrective_action_note",
}
STRIDE = 100
"""More than any of these tables has rows: the copies of one row stand so far apart."""


def _fill(count: int) -> None:
    """Copy the one that was closed with all that hangs on it; the guards are taken away first."""
    new = range(2, count + 1)
    with db.engine.begin() as connection:
        for (name,) in connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
        slip = {
            "id": ":n",
            "serial": ":n",
            "title": "'Trả hồ sơ khai sinh ' || :n",
            "reported_at": "datetime(reported_at, '-' || :n || ' hours')",
        }
        _copy(connection, "nonconformity", slip, new)
        for table, column in PARTS:
            above = ":n" if ABOVE[column] == "nonconformity" else f":n * {STRIDE} + {column}"
            own = {"id": f":n * {STRIDE} + id", column: above}
            _copy(connection, table, own, new)
        _trail(connection, new)


def _copy(
    connection: Connection, table: str, other: dict[str, str], new: range, only: str = ""
) -> None:
    """Copy the first rows of a table for each number, with some columns made ``other``."""
    asked = text("SELECT group_concat(name) FROM pragma_table_info(:name)")
    columns = str(connection.execute(asked, {"name": table}).scalar()).split(",")
    values = ", ".join(other.get(column, column) for column in columns)
    rows = only or ("id = 1" if table == "nonconformity" else f"id < {STRIDE}")
    copied = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} "
    connection.execute(text(f"{copied} FROM {table} WHERE {rows}"), [{"n": n} for n in new])


def _trail(connection: Connection, new: range) -> None:
    """Copy what the trail tells of the nonconformity and of its actions."""
    last = connection.execute(text("SELECT max(id) FROM trail_line")).scalar() or 0
    for kind, subject in (
        ("nonconformity", ":n"),
        ("corrective_action", f":n * {STRIDE} + subject_id"),
    ):
        own = {"id": f":n * 1000 + {last} + id", "subject_id": subject}
        only = f"subject_kind = '{kind}' AND id <= {last}"
        _copy(connection, "trail_line", own, new, only)
