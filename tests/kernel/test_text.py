"""Text is composed and made clean in a time that grows with its length, and read as it is typed."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.forms import clean
from qms.kernel.text import composed, seen, slip_number

SIGNS = "eoư \n\t\u00a0a\u0301\u0323\u0302\u031b\u1112\u1161\u11abđ"


@given(st.text(alphabet=SIGNS, max_size=120))
def test_text_is_composed_as_the_standard_says(text: str) -> None:
    assert composed(text) == unicodedata.normalize("NFC", text)


@given(st.text(alphabet="ệạ \u0301\u0323", min_size=250, max_size=700))
def test_a_word_longer_than_any_keeps_its_meaning(text: str) -> None:
    def apart(words: str) -> str:
        return unicodedata.normalize("NFD", words)

    assert len(apart(composed(text))) == len(apart(text))
    assert unicodedata.normalize("NFC", composed(text.replace(" ", ""))) == unicodedata.normalize(
        "NFC", text.replace(" ", "")
    )


def test_half_a_million_accents_on_one_letter_are_composed_before_the_test_ends() -> None:
    assert composed("a" + "\u0301\u0323" * 250_000).startswith("ạ")


@pytest.mark.parametrize("sign", ["\u202e", "\u2066", "\u200b", "\ufeff", "\u00ad", "\x00", "\x1b"])
def test_signs_that_nobody_sees_do_not_stay(sign: str) -> None:
    assert seen(f"QT{sign}-01\n\tđất") == "QT-01\n\tđất"
    assert clean(f" {sign}Lan ") == "Lan"


@pytest.mark.parametrize(
    ("typed", "named"),
    [
        ("3/2026", (3, 2026)),
        (" 03 / 2026/HĐKP", (3, 2026)),
        ("3/        2026", (3, 2026)),
        ("3", None),
        ("3/", None),
        ("/2026", None),
        ("a/2026", None),
        ("-3/2026", None),
        ("12345678/2026", None),
        ("³/2026", None),
        ("", None),
    ],
)
def test_the_number_of_a_slip_is_read_as_it_is_typed(
    typed: str, named: tuple[int, int] | None
) -> None:
    assert slip_number(typed) == named
