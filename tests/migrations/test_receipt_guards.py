"""What the database refuses of receipts, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, IN_FORCE, WITHDRAW, refuses

READ = "INSERT INTO acknowledgement (edition_id, person_id, read_at) VALUES (1, 5, '2026-01-06');"
ONCE = "a receipt is given once, for an edition in force"


@pytest.mark.parametrize("state", ["", APPROVED, IN_FORCE + WITHDRAW])
def test_only_an_edition_in_force_is_read(bare: sqlite3.Connection, state: str) -> None:
    bare.executescript(state)
    refuses(bare, READ, ONCE)


def test_a_receipt_is_let_in_once_and_stays_as_it_is(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_FORCE + READ)
    assert bare.execute("SELECT count(*) FROM acknowledgement").fetchone() == (1,)
    refuses(bare, READ, ONCE)
    refuses(bare, READ.replace("INSERT", "INSERT OR REPLACE"), ONCE)
    refuses(bare, "UPDATE acknowledgement SET person_id = 6", "never changed")
    refuses(bare, "DELETE FROM acknowledgement", "never removed")


def test_a_list_names_a_known_role_and_names_it_once(bare: sqlite3.Connection) -> None:
    entry = (
        "INSERT INTO distribution_entry (document_id, unit_id, role) VALUES (1, 1, '{}');"
    ).format
    refuses(bare, entry("inspector"), "distribution_role")
    bare.executescript(entry("everybody"))
    refuses(bare, entry("everybody"), "UNIQUE")
