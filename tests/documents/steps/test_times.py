"""How long a step takes is read out of its words, and nothing is read where they name no length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.steps.times import DAY, hours


@pytest.mark.parametrize(
    ("words", "length"),
    [
        ("04 giờ", 4),
        ("04h", 4),
        ("4 GIỜ LÀM VIỆC", 4),
        ("30 phút", 0.5),
        ("01 giờ 45 phút", 1.75),
        ("02 ngày", 16),
        ("0,5 ngày làm việc", 4),
        ("1.5 ngày", 12),
        ("1/2 ngày", 4),
        ("½ ngày", 4),
        ("01 buổi", 4),
        ("2 tuần", 80),
        ("02 ngày làm việc và 4 giờ", 20),
        ("Không quá 03 ngày làm việc kể từ ngày nhận đủ hồ sơ", 24),
        ("từ 1 đến 2 ngày", 16),
        ("01 - 02 ngày", 16),
        ("05 ngày làm việc (40 giờ)", 40),
        ("20 ngày, trong đó niêm yết 15 ngày", 160),
        ("3 working days", 24),
        ("1 hour", 1),
    ],
)
def test_a_length_is_told_in_working_hours(words: str, length: float) -> None:
    assert hours(words) == length


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Giờ hành chính",
        "Ngay sau khi nhận",
        "Theo lịch hẹn",
        "Hằng ngày",
        "Trong ngày",
        "Trước 30/01 hằng năm",
        "ngày 05/02/2026",
        "05 năm",
        "0 ngày",
    ],
)
def test_other_words_name_no_length(words: str) -> None:
    assert hours(words) is None


@given(st.integers(1, 90), st.integers(1, 7))
def test_days_and_hours_add_up(days: int, more: int) -> None:
    assert hours(f"{days:02d} ngày {more:02d} giờ") == days * DAY + more


@given(st.text("0123456789/,.½ ngàygiờh()phút\n", max_size=80))
def test_whatever_is_written_is_a_length_above_nothing_or_none(words: str) -> None:
    length = hours(words)
    assert length is None or length > 0
