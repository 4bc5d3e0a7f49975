"""What the database refuses of a procedure's forms, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import SUBMIT, refuses

FORMS = """
INSERT INTO document (id, code, key, title, kind, unit_id, version)
    VALUES (2, 'BM-01', 'BM-01', 'Hai', 'form', 1, 1), (3, 'BM-02', 'BM-02', 'Ba', 'form', 1, 1),
        (4, 'QT-04', 'QT-04', 'Bốn', 'procedure', 1, 1);
INSERT INTO edition (id, document_id, serial, issue, amendment, title, change_note, state, round,
    author_id, reviewer_id, approver_id, file_digest, file_name, file_size, margins, created_at,
    version)
    VALUES (2, 2, 1, 1, 0, 'Hai', '', 'draft', 0, 2, 3, 4, 'bb', 'b.docx', 1, '', '2026-01-01', 1);
INSERT INTO blank (id, document_id, parent_id) VALUES (1, 2, 1);
INSERT INTO route_step (edition_id, round, position, label, meaning, rule, role)
    VALUES (2, 1, 1, 'Xem xét', 'reviewed', 'any', 'reviewer'),
           (2, 1, 2, 'Phê duyệt', 'approved', 'any', 'approver');
INSERT INTO route_seat (step_id, edition_id, round, person_id)
    SELECT id, 2, 1, position + 2 FROM route_step WHERE edition_id = 2;
UPDATE edition SET round = 1 WHERE id = 2;
"""
CARRY = (
    "INSERT INTO carried_form (id, carrier_id, document_id, edition_id, together) "
    "VALUES (1, 1, 2, 2, 'draft');"
)
MOVE = "UPDATE edition SET state = 'in review' WHERE id = {};"
TOGETHER = "UPDATE carried_form SET together = '{}';"
ALONE = "FOREIGN KEY"


@pytest.fixture
def forms(bare: sqlite3.Connection) -> sqlite3.Connection:
    """A procedure with one form, both in draft."""
    bare.executescript(FORMS)
    return bare


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO blank (document_id, parent_id) VALUES (3, 2)",
        "INSERT INTO blank (document_id, parent_id) VALUES (4, 1)",
        "INSERT OR REPLACE INTO blank (id, document_id, parent_id) VALUES (1, 2, 4)",
        "UPDATE blank SET parent_id = 3",
    ],
)
def test_a_form_belongs_to_one_document_that_is_no_form(
    forms: sqlite3.Connection, statement: str
) -> None:
    refuses(forms, statement, "a form belongs to one procedure")


def test_what_belongs_stays_a_form_and_what_has_forms_becomes_none(
    forms: sqlite3.Connection,
) -> None:
    for number, kind in ((2, "procedure"), (1, "form")):
        refuses(forms, f"UPDATE document SET kind = '{kind}' WHERE id = {number}", "stays one")
    forms.executescript("UPDATE document SET kind = 'manual' WHERE id = 1")


def test_a_form_moves_to_another_procedure_unless_it_is_carried(forms: sqlite3.Connection) -> None:
    forms.executescript("UPDATE blank SET parent_id = 4; UPDATE blank SET parent_id = 1;" + CARRY)
    refuses(forms, "UPDATE blank SET parent_id = 4", "stays while")
    refuses(forms, "DELETE FROM blank", "stays while")


@pytest.mark.parametrize(
    "row",
    [
        "(1, 4, 2, 2, 'draft')",
        "(1, 1, 3, 2, 'draft')",
        "(1, 1, 3, NULL, NULL)",
        "(1, 1, 2, 2, NULL)",
    ],
)
def test_a_draft_carries_only_its_own_forms(forms: sqlite3.Connection, row: str) -> None:
    insert = "INSERT INTO carried_form (id, carrier_id, document_id, edition_id, together) VALUES "
    refuses(forms, insert + row, "a draft of a procedure carries|FOREIGN KEY")


def test_what_is_carried_is_said_once_and_while_the_carrier_is_a_draft(
    forms: sqlite3.Connection,
) -> None:
    forms.executescript(CARRY)
    refuses(forms, CARRY.replace("INSERT", "INSERT OR REPLACE"), "each once")
    refuses(forms, "UPDATE carried_form SET edition_id = NULL", "not changed|together_with_form")
    refuses(forms, "DELETE FROM carried_form", "only a draft changes")


@pytest.mark.parametrize("number", [1, 2])
def test_neither_moves_without_the_other(forms: sqlite3.Connection, number: int) -> None:
    forms.executescript(CARRY)
    refuses(forms, MOVE.format(number), ALONE)
    refuses(forms, f"BEGIN; {MOVE.format(number)} {TOGETHER.format('in review')} COMMIT;", ALONE)
    forms.rollback()
    both = MOVE.format(1) + MOVE.format(2) + TOGETHER.format("in review")
    forms.executescript(f"BEGIN; {both} COMMIT;")
    refuses(forms, "DELETE FROM carried_form", "only a draft changes")


def test_the_tie_is_not_cut_while_they_are_on_their_way(forms: sqlite3.Connection) -> None:
    forms.executescript(CARRY)
    refuses(forms, "UPDATE carried_form SET together = NULL", "comes into force with its procedure")


def test_a_form_of_a_procedure_that_nothing_carries_does_not_move(
    forms: sqlite3.Connection,
) -> None:
    refuses(forms, MOVE.format(2), "comes with an edition")
    forms.executescript(SUBMIT)
