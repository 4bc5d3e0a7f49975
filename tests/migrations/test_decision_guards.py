"""What the database refuses of decisions, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, DRAFT_AGAIN, IN_FORCE, ISSUE, refuses

PREPARED = (
    "INSERT INTO decision (id, purpose, about, number, key, year, signer_name, signer_title, "
    "signing_form, on_behalf_of, state, prepared_at, version) "
    "VALUES ({id}, '{purpose}', 'Ban hành', '{id}/QĐ', '{id}-QD', 2026, 'A', 'B', '', '', "
    "'being prepared', '2026-01-03', 1);"
)
DECISION = PREPARED.format(id=1, purpose="issue")
ITEM = "INSERT INTO decision_item (decision_id, edition_id, digest, held) VALUES ({}, 1, '{}', 1);"
SCAN = (
    "INSERT INTO attachment (id, kind, name, size, digest, added_by_id, added_at) "
    "VALUES (1, 'pdf', 'qd.pdf', 9, 'dd', 3, '2026-01-03');"
    "INSERT INTO decision_scan (decision_id, attachment_id) VALUES (1, 1);"
)
LISTED = DECISION + ITEM.format(1, "aa")
SIGNED = (
    "UPDATE decision SET state = 'signed', day = '2026-01-03', effective_on = '2026-01-04', "
    "way = 'on paper' WHERE id = 1;"
)
ON_PAPER = SCAN + SIGNED
IN_PROGRAM = SIGNED.replace("on paper", "in the program")
SIGNATURE = (
    "INSERT INTO decision_signature (decision_id, person_id, person_name, person_title, listing, "
    "digest, signed_at) VALUES (1, 4, 'A', 'B', 'aa', 'cc', '2026-01-03');"
)
CARRIED_OUT = "UPDATE decision SET state = 'carried out', carried_out_at = '2026-01-04';"
CANCELLED = "UPDATE decision SET state = 'cancelled', cancelled_because = 'nhầm';"


def test_a_decision_is_prepared_signed_and_carried_out(bare: sqlite3.Connection) -> None:
    bare.executescript(APPROVED + LISTED + SIGNATURE + IN_PROGRAM + ISSUE + CARRIED_OUT)
    assert bare.execute("SELECT state FROM decision").fetchone() == ("carried out",)


@pytest.mark.parametrize(
    ("world", "statement", "because"),
    [
        ("", "DELETE FROM decision", "never removed"),
        ("", DECISION, "a number of its own"),
        ("", DECISION.replace("INSERT", "INSERT OR REPLACE"), "a number of its own"),
        ("", DECISION.replace("VALUES (1", "VALUES (2"), "a number of its own"),
        ("", "UPDATE decision SET purpose = 'withdraw'", "never changes"),
        ("", "UPDATE decision SET number = NULL", "decision_number"),
        ("", "UPDATE decision SET day = '2026-02-01', effective_on = '2026-01-01'", "backwards"),
        ("", SIGNED.replace("way = 'on paper'", "way = NULL"), "decision_signed|its signature"),
        ("", CARRIED_OUT, "no such step|as a whole"),
        ("", IN_PROGRAM, "has its signature"),
        ("", SIGNED, "the scan of its paper"),
        (SCAN, IN_PROGRAM, "has its signature"),
        (SCAN, SCAN.partition(";")[2], "has one scan"),
        (SCAN, "UPDATE decision_scan SET attachment_id = 2", "never changed"),
        (SCAN, "DELETE FROM decision_scan", "never removed"),
        (
            "UPDATE decision_item SET held = 0;",
            "UPDATE decision_item SET held = 1",
            "never changes",
        ),
        ("", "UPDATE decision_item SET digest = 'bb'", "never changes"),
        (DRAFT_AGAIN.replace(" WHERE", ", approved_at = NULL WHERE"), ON_PAPER, "as it was listed"),
        ("DELETE FROM decision_item;", ON_PAPER, "as it was listed"),
        (ON_PAPER, "UPDATE decision SET day = '2026-01-02'", "never changes"),
        (ON_PAPER, "UPDATE decision SET number = '9/QĐ', key = '9-QD'", "never changes"),
        (ON_PAPER, "DELETE FROM decision_item", "never changes"),
        (ON_PAPER, CARRIED_OUT, "as a whole"),
        (ON_PAPER, SIGNATURE, "signed once"),
        (SIGNATURE, SIGNATURE.replace("INSERT", "INSERT OR REPLACE"), "signed once"),
        (SIGNATURE, "UPDATE decision_signature SET person_name = 'Z'", "never changed"),
        (SIGNATURE, "DELETE FROM decision_signature", "never removed"),
        (CANCELLED, SIGNED, "no such step|never changes|its signature"),
    ],
)
def test_a_decision_stays_what_it_is(
    bare: sqlite3.Connection, world: str, statement: str, because: str
) -> None:
    bare.executescript(APPROVED + LISTED + world)
    refuses(bare, statement, because)


@pytest.mark.parametrize(
    ("world", "statement"),
    [
        (DECISION, ITEM.format(1, "aa")),
        (APPROVED + DECISION, ITEM.format(1, "bb")),
        (IN_FORCE + DECISION, ITEM.format(1, "aa")),
        (APPROVED + PREPARED.format(id=1, purpose="withdraw"), ITEM.format(1, "aa")),
        (APPROVED + LISTED, ITEM.format(1, "aa")),
        (APPROVED + LISTED + PREPARED.format(id=2, purpose="issue"), ITEM.format(2, "aa")),
        (APPROVED + LISTED + ON_PAPER, ITEM.format(1, "aa")),
    ],
)
def test_an_edition_is_listed_once_and_as_it_is(
    bare: sqlite3.Connection, world: str, statement: str
) -> None:
    bare.executescript(world)
    refuses(bare, statement, "lists an edition once")


def test_a_cancelled_decision_lets_its_editions_go(bare: sqlite3.Connection) -> None:
    second = PREPARED.format(id=2, purpose="issue")
    bare.executescript(APPROVED + LISTED + "UPDATE decision_item SET held = 0;" + CANCELLED)
    bare.executescript(second + ITEM.format(2, "aa"))
    refuses(bare, "UPDATE decision_item SET edition_id = 9", "never changes")


def test_a_decision_of_the_past_is_noted_as_it_is(bare: sqlite3.Connection) -> None:
    noted = (
        "INSERT INTO decision (id, purpose, about, number, key, year, day, effective_on, "
        "signer_name, signer_title, signing_form, on_behalf_of, way, state, prepared_at, "
        "carried_out_at, version) VALUES (1, '{}', 'Ban hành', '7/QĐ', '7-QD', 2020, '2020-01-02', "
        "'2020-01-02', 'A', 'B', 'KT.', 'CHỦ TỊCH', 'on paper', 'carried out', '2026-01-03', "
        "'2020-01-02', 1);"
    )
    refuses(bare, noted.format("issue"), "begins with its preparation")
    bare.executescript(IN_FORCE + noted.format("adopt") + ITEM.format(1, "aa"))


@pytest.mark.parametrize(
    ("world", "statement", "because"),
    [
        (APPROVED, ISSUE.replace("2026-01-04", "2026-01-02"), "after its approval"),
        (IN_FORCE, "UPDATE edition SET state = 'withdrawn', ended_at = '2026-01-01'", "ends after"),
        ("", "UPDATE edition SET effective_on = '2026-02-01'", "edition_awaits_its_day"),
        (IN_FORCE, "UPDATE edition SET effective_on = '2026-02-01'", "edition_awaits_its_day"),
        (
            APPROVED + "UPDATE edition SET effective_on = '2026-02-01';",
            DRAFT_AGAIN.replace(" WHERE", ", approved_at = NULL WHERE"),
            "edition_awaits_its_day",
        ),
    ],
)
def test_the_days_of_an_edition_are_in_order(
    bare: sqlite3.Connection, world: str, statement: str, because: str
) -> None:
    bare.executescript(world)
    refuses(bare, statement, because)
