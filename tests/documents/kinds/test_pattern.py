"""The small language of codes: what it accepts, makes and reads."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.kinds.pattern import Place, fault, make, next_codes, read
from qms.textindex.analysis import code_key

UNITED = "QT-{number:02}/{unit}"


@pytest.mark.parametrize(
    "text", ["", "QT-{number}", UNITED, "QT.{unit}.{number:03}.{year}", "{unit}{number:02}HD"]
)
def test_a_pattern_that_can_be_read_has_no_fault(text: str) -> None:
    assert fault(text) is None


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("QT-01", "số thứ tự"),
        ("QT-{number}-{number:02}", "đúng một lần"),
        ("QT-{number}/{unit}/{unit}", "chỉ viết một lần"),
        ("QT-{number}/{year}{year}", "chỉ viết một lần"),
        ("QT-{number:2}", "ngoặc nhọn"),
        ("QT-{number:09}", "ngoặc nhọn"),
        ("QT-{unit:02}{number}", "ngoặc nhọn"),
        ("QT-{number", "ngoặc nhọn"),
        ("QT-{number.__class__}", "ngoặc nhọn"),
        ("{unit}-{number}", "chữ cố định"),
    ],
)
def test_a_pattern_that_cannot_be_read_says_why(text: str, because: str) -> None:
    said = fault(text)
    assert said is not None
    assert because in str(said)


@pytest.mark.parametrize(
    ("pattern", "code", "place"),
    [
        (UNITED, "QT-07/TP", Place(("TP", ""), 7)),
        (UNITED, "qt 7 . tp", Place(("TP", ""), 7)),
        (UNITED, "QT-07/VH-XH", Place(("VH-XH", ""), 7)),
        (UNITED, "QT-07", None),
        (UNITED, "QT.HT.01", None),
        (UNITED, "BM-07/TP", None),
        ("QĐ-{number}", "QD-12", Place(("", ""), 12)),
        ("HD {number:02}-{year}", "HD-3/2026", Place(("", "2026"), 3)),
        ("HD {number:02}-{year}", "HD-3/26", None),
        ("QT.{unit}.{number:02}", "QT.HT.01", Place(("HT", ""), 1)),
        ("(QT)+{number}", "QTQT1", None),
    ],
)
def test_a_code_is_read_in_any_spelling(pattern: str, code: str, place: Place | None) -> None:
    assert read(pattern, code_key(code)) == place


def test_the_next_code_comes_after_the_highest_of_its_own_series() -> None:
    keys = [code_key(code) for code in ("QT-01/VP", "QT-04/VP", "QT-09/KT", "STCL")]
    assert next_codes(UNITED, keys, "VP", 2026, 3) == ["QT-05/VP", "QT-06/VP", "QT-07/VP"]
    assert next_codes(UNITED, keys, "XD", 2026) == ["QT-01/XD"]
    assert next_codes("QT-{number:02}/{year}", ["QT-08-2025"], "VP", 2026) == ["QT-01/2026"]


PATTERNS = st.sampled_from([UNITED, "QT.{unit}.{number:03}", "HD-{number}-{year}", "Đ{number:02}"])
UNITS = st.from_regex(re.compile(r"[A-Z]{1,3}[0-9]?"), fullmatch=True)


@given(PATTERNS, UNITS, st.integers(1, 99_999), st.integers(1990, 2100))
def test_what_is_made_is_read_back(pattern: str, unit: str, number: int, year: int) -> None:
    place = read(pattern, code_key(make(pattern, number, unit, year)))
    assert place is not None
    assert place.number == number


@given(PATTERNS, UNITS, st.sets(st.integers(1, 50), max_size=8))
def test_a_suggested_code_was_never_given(pattern: str, unit: str, numbers: set[int]) -> None:
    keys = {code_key(make(pattern, number, unit, 2026)) for number in numbers}
    suggested = {code_key(code) for code in next_codes(pattern, keys, unit, 2026, 3)}
    assert len(suggested) == 3
    assert not suggested & keys
