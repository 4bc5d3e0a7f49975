"""What the database refuses of documents and editions, whoever asks; and what it allows."""

import sqlite3

import pytest
from flask import Flask

from qms.kernel.database import db
from tests import town
from tests.migrations.rows import (
    APPROVE,
    APPROVED,
    CONSENT,
    DRAFT_AGAIN,
    IN_FORCE,
    IN_REVIEW,
    ISSUE,
    NEW_CLAUSE,
    REVIEWED,
    ROUTE,
    SECOND,
    SUBMIT,
    THIRD,
    WITHDRAW,
    refuses,
)

STEP = "no such step"
SIGNED = "approved by signatures"


@pytest.mark.parametrize(
    ("state", "step", "because"),
    [
        ("", APPROVE, f"{STEP}|{SIGNED}"),
        ("", ISSUE, STEP),
        (IN_REVIEW, "UPDATE edition SET state = 'discarded'", STEP),
        (IN_REVIEW, APPROVE, SIGNED),
        (REVIEWED, APPROVE, SIGNED),
        (IN_REVIEW, CONSENT, "after those before it"),
        (REVIEWED, ISSUE, STEP),
        (IN_FORCE, "UPDATE edition SET state = 'approved', in_force_at = NULL", STEP),
        (IN_FORCE, "UPDATE edition SET state = 'draft'", STEP),
        (IN_FORCE + WITHDRAW, "UPDATE edition SET state = 'in force', ended_at = NULL", STEP),
        ("UPDATE edition SET state = 'discarded';", "UPDATE edition SET state = 'draft'", STEP),
        (
            REVIEWED + CONSENT + DRAFT_AGAIN + ROUTE.format(round=2) + SUBMIT,
            APPROVE,
            SIGNED,
        ),
        (DRAFT_AGAIN + "UPDATE edition SET round = 2;", SUBMIT, "submitted with a route"),
        (IN_REVIEW, "UPDATE edition SET round = 2", "a round begins"),
        ("", "UPDATE edition SET round = 3", "a round begins"),
        (
            REVIEWED + CONSENT + DRAFT_AGAIN + "UPDATE edition SET file_digest = 'bb';" + SUBMIT,
            APPROVE,
            SIGNED,
        ),
    ],
)
def test_an_edition_takes_no_step_that_is_not_its_own(
    bare: sqlite3.Connection, state: str, step: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, step, because)


def test_an_edition_walks_through_its_life(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_FORCE + WITHDRAW)
    assert bare.execute("SELECT state FROM edition WHERE id = 1").fetchone() == ("withdrawn",)


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (APPROVE.replace("'2026-01-03'", "NULL"), "edition_approved"),
        ("UPDATE edition SET in_force_at = '2026-01-01'", "edition_was_in_force"),
        ("UPDATE edition SET ended_at = '2026-01-01'", "edition_ended"),
        ("UPDATE edition SET reviewer_id = 2", "edition_three_people"),
        ("UPDATE edition SET approver_id = 3", "edition_three_people"),
        ("UPDATE edition SET state = 'lost'", STEP),
        ("UPDATE edition SET reviewer_id = 999", "FOREIGN KEY"),
    ],
)
def test_an_edition_is_never_in_two_minds(
    bare: sqlite3.Connection, statement: str, because: str
) -> None:
    bare.executescript(REVIEWED + CONSENT)
    refuses(bare, statement, because)


def test_an_edition_begins_as_a_draft_and_is_never_removed(bare: sqlite3.Connection) -> None:
    bare.executescript(SECOND)
    refuses(bare, "DELETE FROM edition WHERE id = 2", "never removed")
    copy = SECOND.split(";")[1].replace(
        "VALUES (2, 2, 1, 1, 0,", "VALUES ({id}, 2, {serial}, {issue}, 0,"
    )
    refuses(bare, copy.format(id=2, serial=1, issue=1), "begins as a draft")
    replace = copy.replace("INSERT", "INSERT OR REPLACE")
    refuses(bare, replace.format(id=2, serial=1, issue=1), "begins as a draft")
    refuses(bare, copy.format(id=3, serial=2, issue=2), "UNIQUE")
    bare.executescript("UPDATE edition SET state = 'discarded' WHERE id = 2")
    finished = copy.replace("'draft'", "'approved'")
    refuses(bare, finished.format(id=3, serial=2, issue=2), "begins as a draft")
    bare.executescript(copy.format(id=3, serial=2, issue=1))


@pytest.mark.parametrize(
    "change",
    [
        "file_digest = 'bb'",
        "title = 'Khác'",
        "issue = 7",
        "amendment = 7",
        "author_id = 9",
        "document_id = 3",
    ],
)
@pytest.mark.parametrize("state", [IN_REVIEW, APPROVED, IN_FORCE, IN_FORCE + WITHDRAW])
def test_what_was_submitted_no_longer_changes(
    bare: sqlite3.Connection, state: str, change: str
) -> None:
    bare.executescript(THIRD + f"UPDATE edition SET {change} WHERE id = 1;")  # a draft may change
    bare.executescript(
        "UPDATE edition SET file_digest = 'aa', title = 'Một', issue = 1, amendment = 0, "
        "author_id = 2, document_id = 1 WHERE id = 1;" + state
    )
    refuses(bare, f"UPDATE edition SET {change} WHERE id = 1", "only a draft changes")


def test_a_change_does_not_slip_through_together_with_the_step(bare: sqlite3.Connection) -> None:
    together = SUBMIT.replace("SET", "SET file_digest = 'bb',")
    refuses(bare, together, "only a draft changes")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE clause SET text = 'khác' WHERE id = 1",
        "UPDATE clause SET edition_id = 2, position = 5 WHERE id = 1",
        "UPDATE clause SET edition_id = 1, position = 5 WHERE id = 2",
        "DELETE FROM clause WHERE id = 1",
        NEW_CLAUSE.format(id=3, edition=1),
        NEW_CLAUSE.format(id=1, edition=1),
    ],
)
def test_the_text_of_an_edition_changes_only_in_a_draft(
    bare: sqlite3.Connection, statement: str
) -> None:
    bare.executescript(SECOND + NEW_CLAUSE.format(id=2, edition=2) + ";" + SUBMIT)
    refuses(bare, statement, "only a draft changes")
    bare.executescript(DRAFT_AGAIN + statement)


def test_a_document_stays_and_keeps_a_code_that_was_in_force(bare: sqlite3.Connection) -> None:
    bare.executescript(SECOND)
    refuses(bare, "DELETE FROM document WHERE id = 2", "never removed")
    bare.executescript("UPDATE document SET key = 'QT-11' WHERE id = 1;" + IN_FORCE)
    refuses(bare, "UPDATE document SET key = 'QT-12' WHERE id = 1", "never changes")
    bare.executescript("UPDATE document SET title = 'Tên mới' WHERE id = 1")
    bare.executescript(WITHDRAW)
    refuses(bare, "UPDATE document SET key = 'QT-12' WHERE id = 1", "never changes")


def test_the_program_itself_cannot_write_one_row_over_another(
    inside: Flask, bare: sqlite3.Connection
) -> None:
    bare.executescript(SECOND + NEW_CLAUSE.format(id=2, edition=2) + ";" + REVIEWED)
    bare.close()
    for statement in (
        NEW_CLAUSE.format(id=1, edition=2),
        "UPDATE OR REPLACE edition SET id = 1 WHERE id = 2",
        "REPLACE INTO document VALUES (2, 'X', 'QT-01', 'X', 'procedure', 1, 1)",
    ):
        with pytest.raises(Exception, match="never removed|only a draft"), db.engine.begin() as at:
            at.exec_driver_sql(statement)


def test_the_ward_has_the_people_that_these_rows_name(inside: Flask) -> None:
    assert [town.person(login).id for login in ("son", "hanh", "lan")] == [1, 2, 3]
