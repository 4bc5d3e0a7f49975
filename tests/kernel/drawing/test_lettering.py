"""Words stay within the room they are given, whatever letters they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.drawing.lettering import SIZE, width_of, wrapped

# Widths of letters of size 1, from the metrics of the fonts that pages and papers ask for.
DEJAVU = {"W": 0.989, "m": 0.974, "%": 0.95, "a": 0.613, "ẩ": 0.613, "đ": 0.635, "ư": 0.634}
DEJAVU |= {"ơ": 0.612, "Ờ": 0.913, "Ư": 0.858, "i": 0.278, " ": 0.318, "0": 0.636, "“": 0.518}
DEJAVU_BOLD = {"W": 1.103, "m": 1.042, "r": 0.493, "ạ": 0.675, "i": 0.343, "Đ": 0.838, "“": 0.657}
TIMES = {"W": 0.944, "M": 0.889, "m": 0.778, "@": 0.921, "A": 0.722, "…": 1.0, "—": 1.0}
NOTO = {"M": 0.907, "m": 0.932, "W": 0.93, "E": 0.556}


@pytest.mark.parametrize("font", [DEJAVU, TIMES, NOTO])
def test_no_letter_is_wider_than_it_is_taken_for(font: dict[str, float]) -> None:
    assert [c for c, width in font.items() if width_of(c) < width * SIZE] == []


def test_bold_letters_are_wider() -> None:
    for letter, width in DEJAVU_BOLD.items():
        assert width_of(letter, bold=True) >= width * SIZE


def test_words_are_broken_between_words() -> None:
    assert wrapped("Máy quét hỏng đã lâu", 80) == ("Máy quét", "hỏng đã", "lâu")


def test_a_word_too_long_for_a_line_is_broken_where_it_must() -> None:
    assert wrapped("mã WWWWWW", 60) == ("mã", "WWWW", "WW")
    assert wrapped("WWWWW", 60) == ("WWWW", "W")


def test_nothing_is_one_empty_line() -> None:
    assert wrapped("", 60) == ("",)


@given(st.text(), st.floats(30, 300), st.booleans())
def test_no_line_leaves_its_room_and_no_letter_is_lost(text: str, room: float, bold: bool) -> None:
    lines = wrapped(text, room, bold=bold)
    assert all(width_of(line, bold=bold) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
