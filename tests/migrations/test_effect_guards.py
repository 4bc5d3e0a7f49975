"""What the database refuses of effects, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import refuses
from tests.migrations.test_external_guards import ENDED

EFFECT = (
    "INSERT INTO effect (id, act_id, law_id, document_id, edition_id, state, opened_at, "
    "asked_note, closed_at, version) VALUES "
    "({id}, {act}, {law}, 1, 1, '{state}', '2026-01-01', '', {closed}, 1);"
)
OPEN = EFFECT.format(id=1, act=1, law=1, state="open", closed="NULL")
SECOND = (
    "INSERT INTO external_act (id, document_id, kind, by_id, day, reason, declared_at) "
    "VALUES (9, 1, 'amended', 2, '2026-01-01', 'x', '2026-01-01');"
)
CLOSE = "UPDATE effect SET state = 'revised', closed_at = '2026-01-02';"
NO_EFFECT = (
    "UPDATE effect SET state = 'unaffected', closed_at = '2026-01-02', answered_by_id = 2, "
    "answer = '{}';"
)


@pytest.mark.parametrize(
    ("statement", "because"),
    [
        (OPEN, "begins open, once"),
        (OPEN.replace("INSERT", "INSERT OR REPLACE"), "begins open, once"),
        (EFFECT.format(id=2, act=1, law=2, state="open", closed="NULL"), "begins open"),
        (SECOND + EFFECT.format(id=2, act=9, law=1, state="open", closed="NULL"), "UNIQUE"),
        (SECOND + EFFECT.format(id=2, act=9, law=1, state="revised", closed="'x'"), "begins open"),
        ("DELETE FROM effect", "never removed"),
        ("UPDATE effect SET law_id = 2", "stays that of its act"),
        ("UPDATE effect SET state = 'revised'", "effect_closed"),
        (CLOSE + "UPDATE effect SET state = 'open', closed_at = NULL", "steps of its life"),
        (CLOSE.replace("revised", "gone"), "steps of its life"),
        (NO_EFFECT.format(""), "effect_says_why"),
    ],
)
def test_it_refuses(bare: sqlite3.Connection, statement: str, because: str) -> None:
    bare.executescript(ENDED + OPEN)
    refuses(bare, statement, because)


def test_it_allows_a_second_once_the_first_is_closed(bare: sqlite3.Connection) -> None:
    bare.executescript(ENDED + OPEN + CLOSE + SECOND)
    bare.executescript(EFFECT.format(id=2, act=9, law=1, state="open", closed="NULL"))
    bare.executescript(NO_EFFECT.format("không đổi").replace(";", " WHERE id = 2;"))
    assert bare.execute("SELECT state FROM effect ORDER BY id").fetchall() == [
        ("revised",),
        ("unaffected",),
    ]
