"""What the database refuses of the trail and of signatures, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import (
    APPROVE,
    APPROVED,
    CONSENT,
    DRAFT_AGAIN,
    IN_REVIEW,
    REVIEW,
    REVIEWED,
    SIGN,
    SUBMIT,
    refuses,
)

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


def signature(**changed: object) -> str:
    given = {"round": 1, "position": 1, "meaning": "reviewed", "person": 3, "digest": "aa"}
    return SIGN.format(**(given | changed))


SEAT = "takes a seat"
FITS = f"a signature is for the bytes|{SEAT}"
FIRST = "nobody signs a round twice"
ORDER = "after those before it"


@pytest.mark.parametrize(
    ("state", "signed", "because"),
    [
        ("", REVIEW, FITS),
        (IN_REVIEW, signature(round=0), FITS),
        (IN_REVIEW, signature(round=2), FITS),
        (IN_REVIEW, signature(digest="bb"), FITS),
        (IN_REVIEW, signature(person=2), FITS),
        (APPROVED, REVIEW, f"{FITS}|{FIRST}"),
        (IN_REVIEW, signature(person=5), SEAT),
        (IN_REVIEW, signature(person=4), SEAT),
        (IN_REVIEW, signature(position=2), f"{SEAT}|{ORDER}"),
        (IN_REVIEW, signature(position=2, person=4), f"{SEAT}|{ORDER}"),
        (REVIEWED, REVIEW, FIRST),
        (REVIEWED, REVIEW.replace("INSERT", "INSERT OR REPLACE").replace("'A'", "'Z'"), FIRST),
    ],
)
def test_a_signature_that_does_not_fit_is_refused(
    bare: sqlite3.Connection, state: str, signed: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, signed, because)


FOR = (
    "INSERT INTO signature (edition_id, round, position, meaning, person_id, person_name, "
    "person_title, seat_id, seat_name, seat_title, delegation, digest, signed_at) VALUES "
    "(1, 1, {position}, '{meaning}', {by}, 'A', 'B', {seat}, 'C', 'D', 'E', 'aa', '2026-01-02')"
)


DEPUTY = (
    "INSERT INTO delegation (person_id, deputy_id, reviews, approves, document, document_day, "
    "first_day, last_day) VALUES ({person}, {deputy}, {reviews}, NOT {reviews}, 'GUQ', "
    "'2026-01-01', '2026-01-01', '2026-01-05')"
)


@pytest.mark.parametrize(
    ("change", "because"),
    [
        ("UPDATE delegation SET last_day = '2027-01-01'", "only ended"),
        ("UPDATE delegation SET approves = 1", "only ended"),
        ("DELETE FROM delegation", "never removed"),
    ],
)
def test_a_delegation_is_only_ended_and_then_nobody_signs_by_it(
    bare: sqlite3.Connection, change: str, because: str
) -> None:
    bare.executescript(IN_REVIEW + DEPUTY.format(person=3, deputy=6, reviews=1))
    refuses(bare, change, because)
    late = FOR.replace("2026-01-02", "2026-01-06").format(
        position=1, meaning="reviewed", by=6, seat=3
    )
    refuses(bare, late, "by a delegation")
    bare.executescript("UPDATE delegation SET ended_at = '2026-01-01 09:00:00'")
    refuses(bare, "UPDATE delegation SET ended_at = NULL", "only ended")
    refuses(bare, FOR.format(position=1, meaning="reviewed", by=6, seat=3), "by a delegation")


def test_who_stands_in_has_no_seat_and_no_other_signature(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_REVIEW)
    for deputy, person, reviews in ((4, 3, 1), (2, 3, 1), (6, 3, 1), (6, 4, 0), (7, 4, 0)):
        bare.execute(DEPUTY.format(person=person, deputy=deputy, reviews=reviews))
    refuses(bare, FOR.format(position=1, meaning="reviewed", by=5, seat=3), "by a delegation")
    refuses(bare, FOR.format(position=1, meaning="reviewed", by=4, seat=3), SEAT)
    refuses(bare, FOR.format(position=1, meaning="reviewed", by=2, seat=3), FITS)
    bare.executescript(FOR.format(position=1, meaning="reviewed", by=6, seat=3))
    refuses(bare, REVIEW, FIRST)
    refuses(bare, FOR.format(position=2, meaning="approved", by=6, seat=4), FIRST)
    bare.executescript(FOR.format(position=2, meaning="approved", by=7, seat=4))


@pytest.mark.parametrize(
    ("columns", "values", "because"),
    [
        ("seat_name", "'X'", "signature_stands_in"),
        ("form", "'KT'", "signature_form"),
        ("form, on_behalf", "'XX', 'CHỦ TỊCH'", "signature_form"),
        ("form, on_behalf", "'TUQ', 'CHỦ TỊCH'", "signature_authority"),
    ],
)
def test_what_is_printed_in_a_signature_is_whole(
    bare: sqlite3.Connection, columns: str, values: str, because: str
) -> None:
    bare.executescript(IN_REVIEW)
    half = REVIEW.replace("digest,", f"digest, {columns},").replace("'aa',", f"'aa', {values},")
    refuses(bare, half, because)


def test_whoever_brought_the_file_signs_nothing(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_REVIEW)
    last = bare.execute("SELECT max(id) FROM trail_line").fetchone()[0]
    bare.executescript(
        "INSERT INTO trail_line SELECT id + 1, at, 3, actor_name, actor_as, 'replace file', "
        "'edition', 1, subject_label, changes, reason, digest, 'ff' FROM trail_line "
        f"WHERE id = {last}"
    )
    refuses(bare, REVIEW, "nobody who made it")


RETURN = (
    "INSERT INTO step_return (edition_id, round, position, last_signature, person_id, "
    "person_name, reason, returned_at) "
    "SELECT 1, {round}, 1, max(id), 4, 'A', 'sai', '2026-01-03' FROM signature;"
)


def test_a_return_to_a_step_ends_what_was_signed_from_there_on(bare: sqlite3.Connection) -> None:
    bare.executescript(REVIEWED + RETURN.format(round=1))
    refuses(bare, CONSENT, ORDER)
    bare.executescript(REVIEW + CONSENT)
    refuses(bare, "UPDATE step_return SET last_signature = 0", "never changed")
    refuses(bare, "DELETE FROM step_return", "never removed")
    refuses(bare, RETURN.format(round=2), "of the present round")
    bare.executescript(APPROVE)
    refuses(bare, RETURN.format(round=1), "of the present round")


SEAT_OF = "INSERT INTO route_seat (step_id, edition_id, round, person_id) VALUES ({}, 1, {}, {})"
STEP = (
    "INSERT INTO route_step (edition_id, round, position, label, meaning, rule, role) "
    "VALUES (1, {round}, {position}, 'X', '{meaning}', 'any', 'reviewer');"
)


@pytest.mark.parametrize(
    ("state", "statement", "because"),
    [
        ("", "UPDATE route_step SET label = 'Y'", "never changed"),
        ("", "DELETE FROM route_step", "never removed"),
        ("", "UPDATE route_seat SET person_id = 9", "never changed"),
        ("", "DELETE FROM route_seat", "never removed"),
        ("", STEP.format(round=1, position=3, meaning="reviewed"), "before its edition"),
        (IN_REVIEW, STEP.format(round=2, position=1, meaning="reviewed"), "before its edition"),
        ("", SEAT_OF.format(1, 1, 9), "a seat is of its own round"),
    ],
)
def test_a_route_is_written_down_once(
    bare: sqlite3.Connection, state: str, statement: str, because: str
) -> None:
    bare.executescript(state)
    refuses(bare, statement, because)


SECOND_ROUND = IN_REVIEW + DRAFT_AGAIN + STEP.format(round=2, position=1, meaning="reviewed")


def test_a_seat_is_given_once_and_not_to_the_author(bare: sqlite3.Connection) -> None:
    bare.executescript(SECOND_ROUND + SEAT_OF.format(3, 2, 5))
    refuses(bare, SEAT_OF.format(3, 2, 5), "a seat is of its own round")
    refuses(bare, SEAT_OF.format(3, 2, 2), "a seat is of its own round")
    refuses(bare, SEAT_OF.format(1, 2, 6), "a seat is of its own round")


@pytest.mark.parametrize("last", ["reviewed", "approved"])
def test_a_route_ends_with_its_only_approval_and_leaves_no_step_empty(
    bare: sqlite3.Connection, last: str
) -> None:
    bare.executescript(
        SECOND_ROUND
        + SEAT_OF.format(3, 2, 5)
        + ";"
        + STEP.format(round=2, position=2, meaning=last)
    )
    refuses(bare, "UPDATE edition SET round = 2;" + SUBMIT, "submitted with a route")


def test_all_of_a_step_sign_where_all_are_asked(bare: sqlite3.Connection) -> None:
    both = STEP.format(round=2, position=1, meaning="reviewed").replace("'any'", "'all'")
    last = STEP.format(round=2, position=2, meaning="approved")
    seats = "; ".join((SEAT_OF.format(3, 2, 5), SEAT_OF.format(3, 2, 6), SEAT_OF.format(4, 2, 7)))
    bare.executescript(IN_REVIEW + DRAFT_AGAIN + both + last + seats)
    bare.executescript("UPDATE edition SET round = 2;" + SUBMIT + signature(round=2, person=5))
    approval = signature(round=2, position=2, meaning="approved", person=7)
    refuses(bare, approval, ORDER)
    bare.executescript(signature(round=2, person=6))
    refuses(bare, APPROVE, "approved by signatures")
    bare.executescript(approval + APPROVE)


def test_a_signature_with_an_unknown_meaning_is_refused(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_REVIEW)
    refuses(bare, REVIEW.replace("'reviewed'", "'liked'"), SEAT)


def test_a_signature_that_fits_is_let_in_and_stays(bare: sqlite3.Connection) -> None:
    bare.executescript(REVIEWED)
    assert bare.execute("SELECT count(*) FROM signature").fetchone() == (1,)
    refuses(bare, "UPDATE signature SET person_name = 'Z'", "never changed")
    refuses(bare, "DELETE FROM signature", "never removed")
