"""What the database refuses of change requests, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import refuses

SEND = (
    "INSERT INTO change_request (year, serial, document_id, anchor, clause, title, wish, reason, "
    "origin, sender_id, sent_at, state, answer, version) VALUES (2026, {serial}, 1, '', '', '', "
    "'sửa', 'vì', 'reading', 5, '2026-01-06', '{state}', '', 1);"
)
SENT = SEND.format(serial=1, state="sent")
SET = "UPDATE change_request SET {} WHERE id = 1;".format
ACCEPT = SET("state = 'accepted', author_id = 2, due = '2026-02-01'")
TAKE_UP = SET("state = 'drafting', draft_id = 1")
FINISH = SET("state = 'done', ended_at = '2026-01-09'")
DECLINE = SET("state = 'declined', answer = 'không', ended_at = '2026-01-07'")
NEXT = "begins as the next one"


@pytest.mark.parametrize("serial", [0, 2, 7])
def test_numbers_leave_no_gap(bare: sqlite3.Connection, serial: int) -> None:
    refuses(bare, SEND.format(serial=serial, state="sent"), NEXT)


def test_a_number_is_given_once_and_begins_as_sent(bare: sqlite3.Connection) -> None:
    bare.executescript(SENT)
    refuses(bare, SENT, NEXT)
    refuses(bare, SENT.replace("INSERT", "INSERT OR REPLACE"), NEXT)
    refuses(bare, SEND.format(serial=2, state="accepted"), NEXT)
    bare.executescript(SEND.format(serial=2, state="sent"))


def test_a_request_walks_through_its_life(bare: sqlite3.Connection) -> None:
    back = SET("state = 'accepted', draft_id = NULL")
    bare.executescript(SENT + ACCEPT + TAKE_UP + back + TAKE_UP + FINISH)
    assert bare.execute("SELECT state FROM change_request").fetchone() == ("done",)
    refuses(bare, SET("answer = 'khác'"), "stays as it is")
    refuses(bare, "DELETE FROM change_request", "never removed")


@pytest.mark.parametrize(
    "change",
    [
        "serial = 2",
        "year = 2025",
        "wish = 'khác'",
        "reason = 'khác'",
        "sender_id = 6",
        "document_id = NULL, title = 'a'",
        "sent_at = '2026-01-01'",
        "clause = '2'",
    ],
)
def test_what_was_asked_is_kept(bare: sqlite3.Connection, change: str) -> None:
    bare.executescript(SENT)
    refuses(bare, SET(change), "never changed")


@pytest.mark.parametrize(
    ("before", "step", "because"),
    [
        (SENT, TAKE_UP, "no such step|request_"),
        (SENT, FINISH, "no such step|request_"),
        (SENT + ACCEPT, SET("state = 'sent'"), "no such step"),
        (SENT + ACCEPT, SET("state = 'withdrawn', ended_at = '2026-01-07'"), "no such step"),
        (SENT, SET("state = 'accepted'"), "request_author_named"),
        (SENT + ACCEPT, SET("state = 'drafting'"), "request_draft"),
        (SENT + ACCEPT, SET("draft_id = 1"), "request_draft"),
        (SENT, SET("state = 'declined', ended_at = '2026-01-07'"), "request_declined_why"),
        (SENT, SET("state = 'declined', answer = 'không'"), "request_ended"),
        (SENT, SET("ended_at = '2026-01-07'"), "request_ended"),
        (SENT + DECLINE, ACCEPT, "no such step|stays as it is"),
    ],
)
def test_a_request_is_never_in_two_minds(
    bare: sqlite3.Connection, before: str, step: str, because: str
) -> None:
    bare.executescript(before)
    refuses(bare, step, because)


@pytest.mark.parametrize("said", ["wish", "reason"])
def test_a_request_says_what_and_why(bare: sqlite3.Connection, said: str) -> None:
    words = {"wish": "'sửa'", "reason": "'vì'"}[said]
    refuses(bare, SENT.replace(words, "''"), "request_says_what_and_why")
    refuses(bare, SENT.replace("1, '', '', ''", "NULL, '', '', ''"), "request_says")
