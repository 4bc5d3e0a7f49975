"""What the database refuses of the trail and of signatures, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, IN_REVIEW, REVIEW, REVIEWED, SIGN, refuses

TRAIL = "the trail is only added to"
NEXT = "follows the last one"


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        ("UPDATE trail_line SET reason = 'x' WHERE id = 2", TRAIL),
        ("UPDATE trail_line SET id = 999 WHERE id = 2", TRAIL),
        ("DELETE FROM trail_line WHERE id = 2", TRAIL),
        ("DELETE FROM trail_line", TRAIL),
        ("INSERT INTO trail_line SELECT * FROM trail_line WHERE id = 2", NEXT),
        ("INSERT OR REPLACE INTO trail_line SELECT * FROM trail_line WHERE id = 2", NEXT),
    ],
)
def test_a_line_of_the_trail_stays_as_it_is(
    bare: sqlite3.Connection, statement: str, because: str
) -> None:
    refuses(bare, statement, because)


COPY = (
    "INSERT INTO trail_line SELECT {id}, at, actor_id, actor_name, actor_as, verb, subject_kind, "
    "subject_id, subject_label, changes, reason, {previous}, 'ff' FROM trail_line WHERE id = 1"
)
LAST = "(SELECT digest FROM trail_line ORDER BY id DESC LIMIT 1)"


@pytest.mark.parametrize(
    ("number", "previous"),
    [(1, LAST), (2, LAST), (0, "'{}'".format("0" * 64)), (-1, LAST), (0, "'ff'")],
)
def test_a_line_out_of_order_is_refused(
    bare: sqlite3.Connection, number: int, previous: str
) -> None:
    count = bare.execute("SELECT max(id) FROM trail_line").fetchone()[0]
    place = count + 1 + number
    refuses(bare, COPY.format(id=place, previous=previous), NEXT)


def test_the_next_line_is_let_in(bare: sqlite3.Connection) -> None:
    count = bare.execute("SELECT max(id) FROM trail_line").fetchone()[0]
    bare.execute(COPY.format(id=count + 1, previous=LAST))
    assert bare.execute("SELECT max(id) FROM trail_line").fetchone()[0] == count + 1


FITS = "a signature is for the bytes"


@pytest.mark.parametrize(
    ("state", "signature"),
    [
        ("", REVIEW),
        (IN_REVIEW, SIGN.format(round=0, meaning="reviewed", person=3, digest="aa")),
        (IN_REVIEW, SIGN.format(round=2, meaning="reviewed", person=3, digest="aa")),
        (IN_REVIEW, SIGN.format(round=1, meaning="reviewed", person=3, digest="bb")),
        (IN_REVIEW, SIGN.format(round=1, meaning="reviewed", person=2, digest="aa")),
        (APPROVED, SIGN.format(round=1, meaning="reviewed", person=3, digest="aa")),
        (REVIEWED, REVIEW),
        (REVIEWED, REVIEW.replace("INSERT", "INSERT OR REPLACE").replace("'A'", "'Z'")),
    ],
)
def test_a_signature_that_does_not_fit_is_refused(
    bare: sqlite3.Connection, state: str, signature: str
) -> None:
    bare.executescript(state)
    refuses(bare, signature, FITS)


def test_a_signature_with_an_unknown_meaning_is_refused(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_REVIEW)
    refuses(bare, REVIEW.replace("'reviewed'", "'liked'"), "signature_meaning")


def test_a_signature_that_fits_is_let_in_and_stays(bare: sqlite3.Connection) -> None:
    bare.executescript(REVIEWED)
    assert bare.execute("SELECT count(*) FROM signature").fetchone() == (1,)
    refuses(bare, "UPDATE signature SET person_name = 'Z'", "never changed")
    refuses(bare, "DELETE FROM signature", "never removed")
