"""The order of Vietnamese lists."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.alphabet import name_key, sort_key

WRITTEN = [
    "An toàn thực phẩm",
    "Ăn uống tập thể",
    "Âm thanh nơi công cộng",
    "Bá cáo",
    "Bà con định cư",
    "Ba công khai",
    "Bạ điện tử",
    "Bả sơn",
    "Bã thải",
    "Cấp bản sao",
    "Cấp phép",
    "Dân số",
    "Đất đai",
    "Em bé",
    "Êm thấm",
    "Hòa giải",
    "Hoa viên",
    "Khai sinh",
    "Khai tử",
    "Ô nhiễm",
    "Ơn gia đình",
    "Tiếp công dân",
    "Ung bướu",
    "Ưu tiên",
    "Xây dựng",
    "Y tế",
]
SYLLABLES = ["ba", "bà", "bả", "bã", "bá", "bạ", "băng", "bâng", "da", "đa", "hoa", "hòa", "hoan"]
CODES = ["QT-1/TP", "QT-2/TP", "QT-02/VP", "QT-10/TP", "QT.HT.01", "STCL"]


@pytest.mark.parametrize("wanted", [WRITTEN, SYLLABLES, CODES])
def test_a_list_stands_as_a_person_would_write_it(wanted: list[str]) -> None:
    mixed = sorted(wanted, reverse=True)
    assert sorted(mixed, key=sort_key) == wanted


def test_capitals_eth_and_the_way_of_encoding_do_not_part_what_belongs_together() -> None:
    assert sort_key("ĐẤT")[0] == sort_key("\u00d0\u1ea4T")[0] == sort_key("đất")[0]
    apart = unicodedata.normalize("NFD", "Hòa giải")
    assert sort_key(apart)[:2] == sort_key("Hòa giải")[:2]


def test_tones_decide_only_between_the_same_letters() -> None:
    assert sort_key("hòa") > sort_key("hoa")
    assert sort_key("hòa") < sort_key("hoan")
    assert sort_key("mà b") < sort_key("má b") < sort_key("ma c")


def test_people_stand_by_their_given_names() -> None:
    names = ["Phan Thị Hoa", "Trần Quang Tuấn", "Nguyễn Văn An", "Đỗ Thị Ân", ""]
    assert sorted(names, key=name_key) == [
        "",
        "Nguyễn Văn An",
        "Đỗ Thị Ân",
        "Phan Thị Hoa",
        "Trần Quang Tuấn",
    ]


LINES = st.text(alphabet="aAăâbdđĐeêhoôơuưyàảãáạ 0129-/.Ω", max_size=8) | st.text(max_size=8)


@given(LINES, LINES, LINES)
def test_it_is_a_total_order(one: str, two: str, three: str) -> None:
    first, second, third = sort_key(one), sort_key(two), sort_key(three)
    assert (first < second) + (second < first) + (first == second) == 1
    assert (first == second) == (one == two)
    if first <= second <= third:
        assert first <= third
