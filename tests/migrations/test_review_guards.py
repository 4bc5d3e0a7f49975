"""What the database refuses of signed reviews, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, IN_FORCE, WITHDRAW, refuses

SIGN = (
    "INSERT INTO reaffirmation (edition_id, person_id, person_name, person_title, digest, note, "
    "signed_at) VALUES (1, 3, 'A', 'B', 'aa', 'còn đúng', '2026-01-06');"
)
FITS = "for the bytes of an edition in force"


@pytest.mark.parametrize("state", ["", APPROVED, IN_FORCE + WITHDRAW])
def test_only_an_edition_in_force_is_left_as_it_is(bare: sqlite3.Connection, state: str) -> None:
    bare.executescript(state)
    refuses(bare, SIGN, FITS)


def test_a_review_is_signed_for_the_bytes_and_stays_as_it_is(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_FORCE)
    refuses(bare, SIGN.replace("'aa'", "'bb'"), FITS)
    refuses(bare, SIGN.replace("'còn đúng'", "''"), "reaffirmation_says_why")
    bare.executescript(SIGN)
    refuses(bare, "UPDATE reaffirmation SET note = 'khác'", "never changed")
    refuses(bare, "DELETE FROM reaffirmation", "never removed")
    again = SIGN.replace("(edition_id", "(id, edition_id").replace("(1, 3", "(1, 1, 3")
    refuses(bare, again.replace("INSERT", "INSERT OR REPLACE"), FITS)
