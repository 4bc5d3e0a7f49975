"""Which indicators a report speaks of: the rules, the words, and sentences of the author's own.

The development cases were written beside ``words.json`` and show that nothing got worse; they
measure nothing. The measurement is in ``test_suggesting_frozen.py``.
"""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.indicators.catalogue import INDICATORS
from qms.indicators.phrases import FILE, one_slip, phrase_of, written
from qms.indicators.suggesting import LONGEST_TEXT, suggest
from qms.textindex.analysis import fold, tokens

DEVELOPMENT_CASES = json.loads(
    Path(__file__).with_name("development_cases.json").read_text("utf-8")
)


def numbers(text: str, most: int = 5) -> list[str]:
    return [suggestion.indicator.number for suggestion in suggest(text, most)]


def reasons(text: str, number: str) -> tuple[str, ...]:
    found = {s.indicator.number: tuple(s.because) for s in suggest(text, len(INDICATORS))}
    return found.get(number, ())


def test_a_late_file_speaks_of_public_services_and_says_by_which_words() -> None:
    text = "Hồ sơ đăng ký khai sinh TRỄ HẸN ba ngày, không có thư xin lỗi"
    assert numbers(text)[0] == "3.1"
    assert reasons(text, "3.1") == ("Hồ sơ đăng ký", "khai sinh", "TRỄ HẸN", "xin lỗi")


def test_a_text_that_speaks_of_nothing_known_gets_no_suggestion() -> None:
    for text in ("", "   ", "...", "ông Nguyễn Văn Ba", "12/5/2024"):
        assert suggest(text) == []


def test_no_more_are_offered_than_asked_for() -> None:
    text = "Chợ bẩn, rác và nước thải trước trường học, mất điện, ổ gà"
    assert len(numbers(text, 39)) > 5
    assert numbers(text) == numbers(text, 39)[:5]
    assert numbers(text, 0) == numbers(text, -1) == []


@pytest.mark.parametrize(
    "typed",
    [
        "vệ sinh an toàn thực phẩm",
        "ve sinh an toan thuc pham",
        "VỆ SINH AN TOÀN THỰC PHẨM",
        "vệ sinh an tòan thực phẩm",
        unicodedata.normalize("NFD", "vệ sinh an toàn thực phẩm"),
        "VSATTP",
        "vsattp",
    ],
)
def test_one_matter_is_known_however_it_is_typed(typed: str) -> None:
    assert numbers(typed)[0] == "2.3"


@pytest.mark.parametrize(("one", "other"), [("sĩ số lớp", "sỹ số lớp"), ("tỉ lệ nữ", "tỷ lệ nữ")])
def test_i_and_y_are_one_where_they_are_one_sound(one: str, other: str) -> None:
    assert numbers(one) == numbers(other) != []


def test_accents_that_were_typed_must_agree() -> None:
    assert "1.9" in numbers("Nhà kho bị cháy")
    assert "1.9" not in numbers("Cán bộ bị ốm, phải chạy giấy")
    assert "2.8" in numbers("Họp ở chợ Mới")
    assert "2.8" not in numbers("Họp cho kịp thời")
    assert "4.2" not in numbers("Chuyện rắc rối ở tổ năm")


def test_without_accents_a_single_syllable_says_too_little() -> None:
    assert numbers("gui cho ong Ba voi ba Tam") == []
    assert numbers("hong camera")[0] == "1.10"
    assert numbers("do rac bua bai")[0] == "4.2"


def test_a_part_typed_without_accents_is_read_within_a_text_that_has_some() -> None:
    text = "Ông Hòa báo: bep an tap the khong luu mau thuc an"
    assert numbers(text)[0] == "2.3"


def test_an_abbreviation_is_known_without_its_accents_too() -> None:
    assert numbers("Kế hoạch BDKH chưa có")[0] == numbers("Kế hoạch BĐKH chưa có")[0] == "4.9"


def test_a_longer_phrase_is_not_counted_by_its_parts_again() -> None:
    assert reasons("bình chữa cháy", "1.9") == ("bình chữa cháy",)
    assert "3.7" not in numbers("môi trường bị ô nhiễm", 39)
    assert "2.6" not in numbers("không đúng yêu cầu", 39)


def test_saying_it_twice_does_not_make_it_more() -> None:
    once, twice = suggest("rác thải"), suggest("Rác thải, rác thải!")
    assert [s.score for s in once] == [s.score for s in twice]
    assert twice[0].because == ("Rác thải",)


def test_a_phrase_of_many_indicators_counts_less_and_one_of_all_counts_nothing() -> None:
    alone = phrase_of("hàng quán", {"2.8": 2}).points["2.8"]
    shared = phrase_of("hàng quán", {"2.8": 2, "2.6": 2}).points["2.8"]
    everywhere = phrase_of("hàng quán", dict.fromkeys(INDICATORS, 2)).points["2.8"]
    assert alone > shared > everywhere == pytest.approx(0)


def test_longer_phrases_and_abbreviations_count_more_than_a_syllable() -> None:
    worth = [
        phrase_of(text, {"2.3": 1}).points["2.3"]
        for text in ("thịt", "thực phẩm", "rau không sạch", "an toàn thực phẩm")
    ]
    assert worth == sorted(set(worth))
    assert phrase_of("ATTP", {"2.3": 1}).points["2.3"] == worth[-1]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("quan ly thij truong", "2.8"),
        ("thủ tục hành chịnh", "3.1"),
        ("phòng cháy chửa cháy", "1.9"),
        ("khyuết tật", "3.5"),
    ],
)
def test_a_slip_of_the_hand_in_a_long_phrase_is_forgiven(typed: str, number: str) -> None:
    assert number in numbers(typed)
    assert reasons(typed, number) == (typed,)


def test_a_word_that_is_another_word_is_no_slip() -> None:
    assert "3.7" not in numbers("trong trường hợp này", 39)
    assert "3.1" not in reasons("công chúng", "3.1")


@pytest.mark.parametrize(
    ("typed", "meant", "slip"),
    [
        ("chat", "chats", True),
        ("chaat", "chat", True),
        ("chst", "chat", True),
        ("caht", "chat", True),
        ("chat", "chat", False),
        ("cats", "chat", False),
        ("b", "abc", False),
        ("1719", "1718", False),
    ],
)
def test_one_slip_is_one_letter_or_two_changed_about(typed: str, meant: str, slip: bool) -> None:
    assert one_slip(typed, meant) is slip


def test_what_stands_behind_the_part_that_is_read_counts_nothing() -> None:
    assert numbers("a " * (LONGEST_TEXT // 2) + "rác thải") == []


ANY_TEXT = st.text(max_size=60)
OF_PHRASES = st.lists(st.sampled_from([*written(), "ngày", "Ba", "7", ","]), max_size=12)
TEXTS = ANY_TEXT | OF_PHRASES.map(" ".join) | OF_PHRASES.map(lambda p: fold(" ".join(p)))


@given(TEXTS, st.integers(0, 6))
def test_whatever_the_text_the_answer_is_in_order_and_stands_in_it(text: str, most: int) -> None:
    found = suggest(text, most)
    assert len(found) <= most
    assert [s.score for s in found] == sorted((s.score for s in found), reverse=True)
    assert len({s.indicator.number for s in found}) == len(found)
    for suggestion in found:
        assert suggestion.because
        assert suggestion.score > 0
        assert all(f" {fold(part)} " in f" {fold(text)} " for part in suggestion.because)


@given(TEXTS)
def test_composed_and_decomposed_letters_are_one_text(text: str) -> None:
    assert suggest(unicodedata.normalize("NFC", text)) == suggest(
        unicodedata.normalize("NFD", text)
    )


def test_every_phrase_is_found_by_its_own_text() -> None:
    for phrase, weights in written().items():
        for number in weights:
            assert reasons(f"Ấy là: {phrase}!", number) == (phrase,), (phrase, number)
        if not weights:
            assert suggest(f"Ấy là: {phrase}!") == [], phrase


def test_every_longer_phrase_is_found_without_accents() -> None:
    for phrase, weights in written().items():
        if len(fold(phrase).split()) > 1:
            assert set(weights) <= set(numbers(fold(phrase), len(INDICATORS))), phrase


def test_every_indicator_has_phrases_with_weights_from_1_to_3() -> None:
    told = json.loads(FILE.read_text("utf-8"))["indicators"]
    assert list(told) == list(INDICATORS)
    for number, groups in told.items():
        assert set(groups) <= {"1", "2", "3"}
        phrases = [phrase for group in groups.values() for phrase in group]
        assert len(phrases) >= 12, number
        assert len(set(phrases)) == len(phrases), number


def test_no_phrase_stands_there_in_two_spellings() -> None:
    spelled: dict[tuple[str, ...], str] = {}
    for phrase in written():
        form = tuple(token.accented for token in tokens(phrase))
        assert form, phrase
        assert phrase == unicodedata.normalize("NFC", phrase.strip())
        assert spelled.setdefault(form, phrase) == phrase


def test_a_silent_phrase_speaks_of_no_indicator_elsewhere() -> None:
    told = json.loads(FILE.read_text("utf-8"))
    assert not [phrase for phrase in told["silent"] if written()[phrase]]


def test_every_development_case_has_a_right_indicator_among_the_first_three() -> None:
    missed = [
        (case["text"], numbers(case["text"], 3))
        for case in DEVELOPMENT_CASES
        if not set(case["indicators"]) & set(numbers(case["text"], 3))
    ]
    assert missed == []
