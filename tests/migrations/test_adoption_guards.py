"""What the database refuses of paper decisions, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, IN_FORCE, SUBMIT, refuses

SCAN = (
    "INSERT INTO attachment (id, kind, name, size, digest, added_by_id, added_at) "
    "VALUES (1, 'pdf', 'qd.pdf', 9, 'ff', 5, '2026-01-01');"
)
PAPER = (
    "INSERT INTO adoption (id, number, day, effective_on, about, signer_name, signer_title, "
    "signing_form, on_behalf_of, scan_id, recorded_by_id, recorded_at, state, version) VALUES "
    "({id}, '12/QĐ', '2025-01-01', '2025-01-02', 'Ban hành', 'A', 'CT', '', '', 1, 5, "
    "'2026-01-01', 'awaiting', 1);"
)
LIST = (
    "INSERT INTO adopted_edition (id, adoption_id, edition_id, digest) "
    "VALUES ({id}, {adoption}, 1, '{digest}');"
)
RECORD = "UPDATE edition SET state = 'recorded', issued_outside = 1 WHERE id = 1;"
AWAITING = SCAN + PAPER.format(id=1) + LIST.format(id=1, adoption=1, digest="aa")
RECORDED = AWAITING + RECORD
DECISION = (
    "INSERT INTO decision (id, purpose, about, number, key, year, day, signer_name, signer_title, "
    "signing_form, on_behalf_of, way, effective_on, state, prepared_at, carried_out_at, version) "
    "VALUES (1, 'adopt', 'x', '12/QĐ', '12-QD', 2025, '2025-01-01', 'A', 'CT', '', '', 'on paper', "
    "'2025-01-02', 'carried out', '2026-01-01', '2026-01-01', 1);"
)
CONFIRM = (
    "UPDATE adoption SET state = 'confirmed', settled_by_id = {by}, settled_at = '2026-01-02', "
    "decision_id = 1 WHERE id = 1;"
)
DECLINE = (
    "UPDATE adoption SET state = 'declined', settled_by_id = 6, settled_at = '2026-01-02', "
    "declined_because = 'sai' WHERE id = 1;"
)
ADOPT = (
    "UPDATE edition SET state = 'in force', approved_at = '2025-01-01', "
    "in_force_at = '2025-01-02' WHERE id = 1;"
)
CONFIRMED = RECORDED + DECISION + CONFIRM.format(by=6)
ADOPTED = CONFIRMED + ADOPT
LET_GO = "UPDATE edition SET state = 'draft', issued_outside = 0 WHERE id = 1;"
SECOND_PERSON = "only when a second person confirmed"
STEP = "no such step"
KEPT = "what was recorded"
EARLIER = (
    "INSERT INTO earlier_edition (id, document_id, issue, amendment, in_force_on, ended_on, "
    "decision_number, note, recorded_by_id, recorded_at) "
    "VALUES ({id}, 1, {issue}, 0, '{start}', '{end}', '', '', 5, '2026-01-01');"
)
PAST = EARLIER.format(id=1, issue=7, start="2020-01-01", end="2021-01-01")
STRUCK = (
    "UPDATE earlier_edition SET struck_at = '2026-01-02', struck_by_id = 5, "
    "struck_because = 'nhầm' WHERE id = 1;"
)


def test_what_two_people_took_in_is_in_force(bare: sqlite3.Connection) -> None:
    bare.executescript(ADOPTED)
    assert bare.execute("SELECT state FROM edition WHERE id = 1").fetchone() == ("in force",)


@pytest.mark.parametrize(
    ("state", "step", "because"),
    [
        ("", RECORD, "recorded with the decision"),
        (SCAN + PAPER.format(id=1), RECORD, "recorded with the decision"),
        ("", "UPDATE edition SET issued_outside = 1", "edition_issued_outside|never changes"),
        (AWAITING + "UPDATE edition SET file_digest = 'bb';", RECORD, "recorded with the decision"),
        (RECORDED, ADOPT, SECOND_PERSON),
        (RECORDED + DECISION, CONFIRM.format(by=5), "adoption_by_two_people"),
        (RECORDED, CONFIRM.format(by=6), "FOREIGN KEY|adoption_has_its_decision"),
        (RECORDED + DECISION + CONFIRM.format(by=2), ADOPT, SECOND_PERSON),
        (RECORDED + DECLINE, ADOPT, SECOND_PERSON),
        (RECORDED, LET_GO, "only when it was declined"),
        (CONFIRMED, LET_GO, "only when it was declined"),
        (
            RECORDED,
            "UPDATE edition SET state = 'in review', issued_outside = 0",
            f"{STEP}|never changes",
        ),
        (
            RECORDED,
            "UPDATE edition SET state = 'discarded', issued_outside = 0",
            f"{STEP}|never changes",
        ),
        (RECORDED, "UPDATE edition SET file_digest = 'bb'", "only a draft changes"),
        (CONFIRMED, ADOPT.replace("SET", "SET issued_outside = 0,"), "never changes"),
        (ADOPTED, "UPDATE edition SET issued_outside = 0", "never changes"),
        (IN_FORCE, "UPDATE edition SET issued_outside = 1", "never changes"),
        (APPROVED, "UPDATE edition SET issued_outside = 1", "edition_issued_outside|never changes"),
        ("", ADOPT, STEP),
    ],
)
def test_nothing_comes_into_force_by_one_person_or_without_paper(
    bare: sqlite3.Connection, state: str, step: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, step, because)


def test_what_was_declined_is_a_draft_and_may_be_recorded_again(bare: sqlite3.Connection) -> None:
    again = PAPER.format(id=2) + LIST.format(id=2, adoption=2, digest="aa") + RECORD
    bare.executescript(RECORDED + DECLINE + LET_GO + again)
    assert bare.execute("SELECT state FROM edition WHERE id = 1").fetchone() == ("recorded",)


@pytest.mark.parametrize(
    ("state", "statement", "because"),
    [
        (RECORDED, "UPDATE adoption SET number = '13/QĐ'", KEPT),
        (RECORDED, "UPDATE adoption SET effective_on = '2025-01-03'", KEPT),
        (RECORDED, "UPDATE adoption SET recorded_by_id = 6", KEPT),
        (RECORDED, "DELETE FROM adoption", KEPT),
        (ADOPTED, "UPDATE adoption SET settled_by_id = 7", KEPT),
        (ADOPTED, "UPDATE adoption SET state = 'declined'", KEPT),
        (RECORDED, PAPER.format(id=1).replace("INSERT", "INSERT OR REPLACE"), "begins with"),
        (SCAN, PAPER.format(id=1).replace("'awaiting'", "'declined'"), "begins with"),
        (SCAN, PAPER.format(id=1).replace("'2025-01-02'", "'2024-12-31'"), "not_backwards"),
        (RECORDED, "UPDATE adopted_edition SET digest = 'bb'", KEPT),
        (RECORDED, "DELETE FROM adopted_edition", KEPT),
        (AWAITING, LIST.format(id=2, adoption=1, digest="aa"), "lists drafts"),
        (AWAITING, PAPER.format(id=2) + LIST.format(id=2, adoption=2, digest="aa"), "lists drafts"),
        (
            SCAN + PAPER.format(id=1),
            LIST.format(id=1, adoption=1, digest="bb"),
            "lists drafts",
        ),
        (
            SCAN + PAPER.format(id=1) + SUBMIT,
            LIST.format(id=1, adoption=1, digest="aa"),
            "lists drafts",
        ),
        (ADOPTED, LIST.format(id=2, adoption=1, digest="aa"), "lists drafts"),
    ],
)
def test_what_was_recorded_stays_as_it_is(
    bare: sqlite3.Connection, state: str, statement: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, statement, because)


def test_an_adopted_edition_begins_after_those_before_it(bare: sqlite3.Connection) -> None:
    late = EARLIER.format(id=1, issue=7, start="2020-01-01", end="2025-01-03")
    bare.executescript(CONFIRMED + late)
    refuses(bare, ADOPT, "after those before it")


@pytest.mark.parametrize(
    ("state", "statement", "because"),
    [
        ("", EARLIER.format(id=1, issue=1, start="2020-01-01", end="2021-01-01"), "of its own"),
        ("", EARLIER.format(id=1, issue=7, start="2021-01-01", end="2020-01-01"), "ends_after"),
        (PAST, EARLIER.format(id=2, issue=8, start="2020-12-31", end="2022-01-01"), "of its own"),
        (PAST, EARLIER.format(id=2, issue=7, start="2022-01-01", end="2023-01-01"), "UNIQUE"),
        (PAST, PAST.replace("INSERT", "INSERT OR REPLACE"), "of its own"),
        (ADOPTED, EARLIER.format(id=1, issue=7, start="2020-01-01", end="2025-01-09"), "of its"),
        (PAST, "UPDATE earlier_edition SET ended_on = '2021-06-01'", "never changed"),
        (PAST, "UPDATE earlier_edition SET struck_at = '2026-01-01'", "earlier_edition_struck"),
        (PAST + STRUCK, STRUCK, "never changed"),
        (PAST, "DELETE FROM earlier_edition", "never removed"),
        (PAST, "UPDATE edition SET issue = 7, amendment = 0", "has that number"),
    ],
)
def test_an_earlier_edition_has_its_own_number_and_time_and_stays(
    bare: sqlite3.Connection, state: str, statement: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, statement, because)


def test_what_is_struck_out_frees_its_number_and_its_time(bare: sqlite3.Connection) -> None:
    bare.executescript(PAST + STRUCK + PAST.replace("(1, 1,", "(2, 1,"))
    assert bare.execute("SELECT count(*) FROM earlier_edition").fetchone() == (2,)
