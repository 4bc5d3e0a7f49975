"""What the database refuses of paper copies, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import APPROVED, IN_FORCE, WITHDRAW, refuses

COPY = (
    "INSERT INTO paper_copy (id, edition_id, number, unit_id, holder, handed_on, handed_by_id) "
    "VALUES ({id}, 1, {number}, 1, 'bàn số 2', '2026-01-05', 3);"
)
FIRST = COPY.format(id=1, number=1)
BACK = "UPDATE paper_copy SET collected_on = '{}', collected_by_id = 3;"


@pytest.mark.parametrize("state", ["", APPROVED, IN_FORCE + WITHDRAW])
def test_only_what_is_in_force_is_handed_out(bare: sqlite3.Connection, state: str) -> None:
    bare.executescript(state)
    refuses(bare, FIRST, "an edition in force")


@pytest.mark.parametrize(
    ("world", "statement", "because"),
    [
        ("", COPY.format(id=2, number=1), "the next number"),
        ("", COPY.format(id=2, number=3), "the next number"),
        ("", COPY.format(id=1, number=2).replace("INSERT", "INSERT OR REPLACE"), "next number"),
        ("", "DELETE FROM paper_copy", "never removed"),
        ("", "UPDATE paper_copy SET holder = 'khác'", "never changed"),
        ("", BACK.format("2026-01-04"), "paper_copy_days"),
        ("", "UPDATE paper_copy SET collected_on = '2026-02-01'", "paper_copy_collected"),
        ("", "UPDATE paper_copy SET missing_because = 'mất'", "paper_copy_missing"),
        (BACK.format("2026-02-01"), BACK.format("2026-02-02"), "collected once"),
    ],
)
def test_a_copy_stays_what_it_is(
    bare: sqlite3.Connection, world: str, statement: str, because: str
) -> None:
    bare.executescript(IN_FORCE + FIRST + world)
    refuses(bare, statement, because)


def test_a_copy_comes_back_also_after_its_edition_ended(bare: sqlite3.Connection) -> None:
    bare.executescript(IN_FORCE + FIRST + COPY.format(id=2, number=2) + WITHDRAW)
    bare.executescript(BACK.format("2026-02-01"))
