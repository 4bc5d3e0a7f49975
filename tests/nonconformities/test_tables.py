"""What the database itself refuses of nonconformities."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from qms.kernel.database import db
from tests.nonconformities.cases import one_in
from tests.town import an_edition


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


TRICKS = {
    "a report that begins with a number": (
        "INSERT INTO nonconformity (state, text, place, found_on, anchor, clause, reporter_id, "
        "reported_at, hides_reporter, unit_id, title, source, grade, answer, correction, "
        "consequences, version, year, serial, confidential, due, round) SELECT 'reported', text, "
        "place, found_on, '', '', reporter_id, reported_at, 0, unit_id, '', '', '', '', '', '', 1, "
        "2026, 9, 0, due, 1 "
        "FROM nonconformity WHERE id = 1"
    ),
    "what was reported changed": "UPDATE nonconformity SET text = 'khác' WHERE id = 1",
    "a report removed": "DELETE FROM nonconformity WHERE id = 1",
    "taken on without grounds": (
        "UPDATE nonconformity SET state = 'accepted', title = 'x', source = 'other', "
        "grade = 'minor', handler_id = 1, correct_by = '2030-01-01', year = 2026, "
        "serial = (SELECT max(serial) + 1 FROM nonconformity) WHERE id = 1"
    ),
    "a number left out": "UPDATE nonconformity SET serial = 99, year = 2026 WHERE id = 1",
    "another number": "UPDATE nonconformity SET serial = serial + 1 WHERE id = 2",
    "a step left out": "UPDATE nonconformity SET state = 'corrected' WHERE id = 1",
    "what ended goes on": "UPDATE nonconformity SET title = 'x' WHERE state = 'declined'",
    "the last criterion removed": "DELETE FROM nonconformity_criterion WHERE nonconformity_id = 2",
    "the last indicator removed": "DELETE FROM nonconformity_indicator WHERE nonconformity_id = 2",
    "grounds of what is corrected": (
        "INSERT INTO nonconformity_indicator (nonconformity_id, indicator) VALUES (3, '1.1')"
    ),
    "grounds changed": "UPDATE nonconformity_indicator SET indicator = '1.1'",
    "grounds of two kinds": (
        "INSERT INTO nonconformity_criterion (nonconformity_id, clause_key, edition_id, anchor, "
        "clause, article) VALUES (2, 'x', 1, '', '', '')"
    ),
    "merged into itself": "UPDATE nonconformity SET state = 'merged', merged_into_id = 1, "
    "ended_at = '2026-01-01' WHERE id = 1",
    "declined without why": (
        "UPDATE nonconformity SET state = 'declined', ended_at = '2026-01-01' WHERE id = 1"
    ),
    "corrected before it was found": (
        "UPDATE nonconformity SET state = 'corrected', correction = 'x', "
        "corrected_on = '2001-01-01' WHERE id = 2"
    ),
}


@pytest.fixture
def bare(data: Path) -> Iterator[sqlite3.Connection]:
    """The database without the program: 1 reported, 2 taken on, 3 corrected, 4 declined."""
    an_edition("in force")
    for state in ("reported", "accepted", "corrected", "declined"):
        one_in(state)
    db.session.remove()
    with closing(sqlite3.connect(data / "qms.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        yield connection


@pytest.mark.parametrize("trick", TRICKS)
def test_the_database_refuses(bare: sqlite3.Connection, trick: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(TRICKS[trick])
