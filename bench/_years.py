"""Many years of nonconformities, copied in bulk from a few that were brought there by the verbs."""

from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import Connection, text

from qms.kernel import clock
from qms.kernel.database import db
from tests.nonconformities.cases import (
    a_report,
    accepted,
    an_action,
    analysed,
    approved,
    closed,
    corrected,
    implemented,
    judged,
    proposed,
)
from tests.town import an_edition

CORRECTED, CLOSED = 2, 4
"""The ids of those that are copied: one of ten is still open, the others are closed."""
APART = 1_000
"""How far the ids of what hangs on a copy lie from those of the copy before it."""
EARLIER = "'-' || (:id * 36) || ' hours'"
"""How much older a copy is than what it was copied from: 5 000 of them reach over twenty years."""
ROUNDS = "treatment_id IN (SELECT id FROM nonconformity_treatment WHERE nonconformity_id = :of)"
PARTS = {
    "nonconformity": "id = :of",
    "nonconformity_treatment": "nonconformity_id = :of",
    "nonconformity_cause": ROUNDS,
    "corrective_action": ROUNDS,
    "effect_check": ROUNDS,
    "trail_line": "verb = 'accept report' AND subject_id = :of",
}
"""What is copied, and where it is found."""
DAYS = {
    "nonconformity": ("found_on", "corrected_on", "correct_by"),
    "nonconformity_treatment": ("check_on",),
    "corrective_action": ("due", "done_on", "verified_on"),
    "effect_check": ("checked_on", "next_on"),
}
MOMENTS = {
    "nonconformity": ("reported_at", "ended_at"),
    "nonconformity_treatment": (
        *("opened_at", "analysed_at", "proposed_at", "approved_at", "implemented_at"),
    ),
    "effect_check": ("said_at",),
    "trail_line": ("at",),
}
OTHERWISE = {
    "nonconformity": {
        "id": ":id",
        "serial": ":id",
        "title": "'Trả hồ sơ khai sinh ' || :id",
        "about_id": "NULL",
        "unit_id": "1 + :id % 3",
        "due": "CASE WHEN :id % 20 = 0 THEN date(due, '-30 days') ELSE due END",
        "source": "CASE :id % 3 WHEN 0 THEN 'complaint' ELSE source END",
    },
    "nonconformity_treatment": {
        "branch": "CASE WHEN branch <> '' AND :id % 3 = 0 THEN 'procedure' ELSE branch END",
    },
    "trail_line": {"subject_id": ":id", "digest": "digest || :id"},
}
"""What of a copy differs besides its age."""
COLUMNS = "SELECT name FROM pragma_table_info(:table)"
CRITERION = (
    "INSERT INTO nonconformity_criterion (nonconformity_id, clause_key, anchor, clause, article) "
    "VALUES (:id, :clause, '', '', '')"
)
INDICATOR = (
    "INSERT INTO nonconformity_indicator (nonconformity_id, indicator) VALUES (:id, :indicator)"
)


def fill(count: int) -> None:
    """``count`` nonconformities: a report, two that are open, and from the fourth on copies."""
    edition = an_edition("in force")
    a_report(about=edition)
    corrected(accepted(a_report(about=edition)))
    accepted(a_report(about=edition))
    _one_closed()
    db.session.remove()
    new = range(CLOSED + 1, count + 1)
    with db.engine.begin() as connection:
        _let_in(connection)
        _copy(connection, CORRECTED, [number for number in new if number % 10 == 0])
        _copy(connection, CLOSED, [number for number in new if number % 10])
        for clause in ("9001:2015/8.7", "9001:2015/10.2"):
            held = [{"id": number, "clause": clause} for number in new]
            connection.execute(text(CRITERION), held)
        touched = [{"id": n, "indicator": i} for n in new for i in ("3.1", "1.5")]
        connection.execute(text(INDICATOR), touched)


def _one_closed() -> None:
    """Closed after three actions and a check of effect."""
    with clock.showing(clock.now() - timedelta(days=200)):
        found = analysed(corrected(accepted()))
        for _one in range(3):
            an_action(found)
        carried_out = implemented(approved(proposed(found)))
    closed(judged(carried_out))


def _let_in(connection: Connection) -> None:
    """Take the guards against copies away."""
    triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    for (name,) in triggers.all():
        connection.execute(text(f'DROP TRIGGER "{name}"'))


def _copy(connection: Connection, number: int, new: Sequence[int]) -> None:
    for table, found in PARTS.items():
        rows = connection.execute(text(COLUMNS), {"table": table})
        columns = [name for (name,) in rows]
        values = ", ".join(_value(table, name) for name in columns)
        copied = f"INSERT INTO {table} ({', '.join(columns)}) "
        taken = f"SELECT {values} FROM {table} WHERE {found}"  # noqa: S608 - words of this file
        copies = [{"id": one, "of": number} for one in new]
        connection.execute(text(copied + taken), copies)


def _value(table: str, column: str) -> str:
    """What stands in a column of a copy."""
    if column in OTHERWISE.get(table, {}):
        return OTHERWISE[table][column]
    if column == "nonconformity_id":
        return ":id"
    if column in ("id", "treatment_id"):
        return f"{column} + :id * {APART}"
    if column in DAYS.get(table, ()):
        return f"date({column}, {EARLIER})"
    return f"datetime({column}, {EARLIER})" if column in MOMENTS.get(table, ()) else column
