"""What the database refuses of the names of indicators, whoever asks; and what it allows."""

import sqlite3

import pytest

from tests.migrations.rows import refuses

NAME = "INSERT INTO indicator_label (id, number, vi, en, version) VALUES (1, {}, {}, {}, 1);"
NAMED = NAME.format("'3.1'", "'Việc công'", "'Public work'")


@pytest.mark.parametrize(
    ("number", "vi", "en", "because"),
    [
        ("'3.13'", "'a'", "'b'", "indicator_label_number"),
        ("'3.1 '", "'a'", "'b'", "indicator_label_number"),
        ("3.1", "''", "''", "indicator_label_says_something"),
        ("''", "'a'", "'b'", "indicator_label_number"),
        ("NULL", "'a'", "'b'", "NOT NULL"),
        ("'3.1'", "''", "'b'", "indicator_label_says_something"),
        ("'3.1'", "'a'", "'  '", "indicator_label_says_something"),
        ("'3.1'", "'a'", "NULL", "indicator_label_in_both_languages"),
        ("'3.1'", "NULL", "'b'", "indicator_label_in_both_languages"),
        ("'3.1'", f"'{'ă' * 201}'", "'b'", "indicator_label_fits"),
        ("'3.1'", "'a'", f"'{'b' * 201}'", "indicator_label_fits"),
    ],
)
def test_a_name_is_of_one_of_the_39_and_stands_in_both_languages(
    bare: sqlite3.Connection, number: str, vi: str, en: str, because: str
) -> None:
    refuses(bare, NAME.format(number, vi, en), because)


def test_a_name_is_corrected_and_taken_back_but_its_number_and_its_row_stay(
    bare: sqlite3.Connection,
) -> None:
    bare.executescript(NAMED)
    bare.executescript(f"UPDATE indicator_label SET vi = '{'ă' * 200}', en = 'Work'")
    bare.executescript("UPDATE indicator_label SET vi = NULL, en = NULL")
    refuses(bare, "UPDATE indicator_label SET number = '3.2'", "number of an indicator stays")
    refuses(bare, "UPDATE indicator_label SET id = 2", "number of an indicator stays")
    refuses(bare, "UPDATE indicator_label SET vi = 'một nửa'", "indicator_label_in_both")
    refuses(bare, "DELETE FROM indicator_label", "never removed")


def test_an_indicator_has_one_name(bare: sqlite3.Connection) -> None:
    bare.executescript(NAMED)
    once_more = NAMED.replace("(1, '3.1'", "(2, '3.1'")
    refuses(bare, once_more, "one name")
    refuses(bare, once_more.replace("INSERT", "INSERT OR REPLACE"), "one name")
    refuses(bare, NAMED.replace("INSERT", "INSERT OR REPLACE").replace("3.1", "3.2"), "one name")
    bare.executescript(NAMED.replace("(1, '3.1'", "(2, '3.10'"))
