"""Which clause answers to which: moved, renumbered, retitled, split, merged; each exactly once."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.comparing.contents import Part
from qms.documents.comparing.difference import compared
from qms.documents.comparing.pairing import Mark, Pair, paired

AIM = "Quy trình này quy định cách tiếp nhận và giải quyết hồ sơ đất đai tại phường."
SCOPE = "Áp dụng cho công chức địa chính, bộ phận một cửa và người dân nộp hồ sơ ở phường."
STEPS = (
    "Công chức kiểm tra thành phần hồ sơ, ghi phiếu hẹn cho người nộp trong ngày. "
    "Hồ sơ thiếu thì hướng dẫn bổ sung một lần bằng văn bản, nêu rõ giấy tờ còn thiếu."
)


def part(number: str, heading: str, text: str = "") -> Part:
    anchor = f"muc-{number}".replace(".", "-") if number else "mo-dau"
    return Part(anchor, number, heading, 1, text, f"<p>{text}</p>" if text else "")


def told(old: list[Part], new: list[Part]) -> list[tuple[str, str, str]]:
    """Old title, new title and marks of every pair, in the order of the page."""
    return [
        (
            pair.old.title if pair.old else "",
            pair.new.title if pair.new else "",
            " ".join(pair.marks),
        )
        for pair in paired(old, new)
        if isinstance(pair, Pair)
    ]


def test_what_is_as_it_was_bears_no_mark() -> None:
    same = [part("1", "Mục đích", AIM), part("2", "Phạm vi", SCOPE)]
    assert told(same, same) == [
        ("1 Mục đích", "1 Mục đích", ""),
        ("2 Phạm vi", "2 Phạm vi", ""),
    ]


def test_a_clause_put_in_renumbers_those_below_and_changes_none_of_them() -> None:
    old = [part("1", "Mục đích", AIM), part("2", "Phạm vi", SCOPE)]
    new = [old[0], part("2", "Căn cứ", "Luật Đất đai."), part("3", "Phạm vi", SCOPE)]
    assert told(old, new) == [
        ("1 Mục đích", "1 Mục đích", ""),
        ("", "2 Căn cứ", "new"),
        ("2 Phạm vi", "3 Phạm vi", "renumbered"),
    ]


def test_a_clause_that_moved_is_known_and_its_old_place_is_told() -> None:
    old = [part("1", "Mục đích", AIM), part("2", "Phạm vi", SCOPE), part("3", "Trình tự", STEPS)]
    new = [part("1", "Trình tự", STEPS), part("2", "Mục đích", AIM), part("3", "Phạm vi", SCOPE)]
    assert told(old, new) == [
        ("3 Trình tự", "1 Trình tự", "moved renumbered"),
        ("1 Mục đích", "2 Mục đích", "renumbered"),
        ("2 Phạm vi", "3 Phạm vi", "renumbered"),
    ]
    [departure] = [e for e in paired(old, new) if not isinstance(e, Pair)]
    assert departure.pair.part.title == "1 Trình tự"


def test_a_clause_with_another_heading_is_known_by_its_words() -> None:
    old = [part("1", "Mục đích", AIM), part("2", "Trình tự", STEPS)]
    new = [part("1", "Mục đích", AIM), part("2", "Các bước", STEPS.replace("một lần", "1 lần"))]
    assert told(old, new)[1] == ("2 Trình tự", "2 Các bước", "retitled reworded")


def test_a_clause_under_its_old_number_with_another_matter_is_another_clause() -> None:
    old = [part("1", "Mục đích", AIM)]
    new = [part("1", "Kinh phí", "Ngân sách phường chi trả theo dự toán hằng năm được duyệt.")]
    assert told(old, new) == [("1 Mục đích", "", "gone"), ("", "1 Kinh phí", "new")]


def test_a_heading_put_right_is_the_same_clause_even_when_all_words_below_are_others() -> None:
    old = [part("4", "Thời hạn giải quyet hồ sơ", "Mười lăm ngày.")]
    new = [part("4", "Thời hạn giải quyết hồ sơ", "Không quá một tuần lễ.")]
    assert told(old, new)[0][2] == "retitled reworded"


def test_numbered_articles_without_headings_are_known_by_their_words() -> None:
    old = [part("Điều 1", "", AIM), part("Điều 2", "", SCOPE)]
    new = [part("Điều 1", "", STEPS), part("Điều 2", "", AIM), part("Điều 3", "", SCOPE)]
    assert [marks for _old, _new, marks in told(old, new)] == ["new", "renumbered", "renumbered"]


def test_a_clause_that_was_split_names_where_its_words_came_from() -> None:
    first, second = STEPS.split(". ")
    old = [part("5", "Trình tự", STEPS)]
    new = [part("5", "Trình tự", first), part("6", "Bổ sung", second)]
    came = [pair for pair in paired(old, new) if isinstance(pair, Pair)][1]
    assert came.marks == (Mark.NEW,)
    assert came.kin == old[0]


def test_a_clause_that_was_merged_names_where_its_words_went() -> None:
    first, second = STEPS.split(". ")
    old = [part("5", "Trình tự", first), part("6", "Bổ sung", second)]
    new = [part("5", "Trình tự", STEPS)]
    gone = [pair for pair in paired(old, new) if isinstance(pair, Pair)][1]
    assert gone.marks == (Mark.GONE,)
    assert gone.kin == new[0]


def test_headings_that_repeat_are_paired_in_their_order() -> None:
    old = [part("1", "Hồ sơ", "a"), part("2", "Hồ sơ", "b")]
    new = [part("4", "Hồ sơ", "c"), part("5", "Hồ sơ", "b")]
    assert told(old, new) == [
        ("1 Hồ sơ", "4 Hồ sơ", "renumbered reworded"),
        ("2 Hồ sơ", "5 Hồ sơ", "renumbered"),
    ]


PARTS = st.lists(
    st.builds(
        part,
        st.sampled_from(["", "1", "2", "3", "4.1"]),
        st.sampled_from(["", "Mục đích", "Phạm vi", "Trình tự"]),
        st.sampled_from(["", AIM, SCOPE, STEPS, f"{AIM} {SCOPE}"]),
    ),
    max_size=8,
)


@given(PARTS, PARTS)
def test_every_clause_of_both_appears_exactly_once(old: list[Part], new: list[Part]) -> None:
    pairs = [entry for entry in paired(old, new) if isinstance(entry, Pair)]
    assert sorted(id(p.old) for p in pairs if p.old) == sorted(map(id, old))
    assert [id(p.new) for p in pairs if p.new] == list(map(id, new))


@given(PARTS)
def test_an_edition_beside_itself_shows_no_change(parts: list[Part]) -> None:
    assert compared(parts, parts).changed == []


def shuffled(count: int) -> list[Part]:
    return [
        part(str(n), f"Mục {n}", f"Nội dung {n} của mục {n * 7919 % count}.") for n in range(count)
    ]


@pytest.mark.parametrize("kind", ["reversed", "alike", "unlike"])
def test_ten_thousand_clauses_are_compared(kind: str) -> None:
    old = shuffled(10_000)
    new = {
        "reversed": old[::-1],
        "alike": [part("", "", f"Nội dung {n % 3}, a b c d e f g h") for n in range(10_000)],
        "unlike": [part(str(n), f"Khác {n}", f"{n} x{n} y{n}") for n in range(10_000)],
    }[kind]
    assert len(compared(old, new).clauses) >= 10_000
