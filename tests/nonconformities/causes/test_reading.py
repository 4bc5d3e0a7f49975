"""What a clerk types becomes causes, whatever signs are used; what cannot be read is named."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.nonconformities.causes.reading import LONGEST, MOST, Unreadable, read, write
from qms.nonconformities.causes.tree import Branch, Cause
from tests.nonconformities.causes.forests import REALISTIC, forests

TYPED = st.dictionaries(
    st.sampled_from(Branch),
    st.text(st.sampled_from("-–•>+=*→ \t\n\r\x0b\u2028ab1ệ\u0301\u00a0") | st.characters()),
)


def depths(typed: str) -> list[tuple[int, str]]:
    return [(cause.depth, cause.text) for cause in read({Branch.MEANS: typed})]


def refusal(typed: str) -> str:
    with pytest.raises(Unreadable) as caught:
        read({Branch.MEANS: typed})
    return str(caught.value.sentence)


@pytest.mark.parametrize(
    "typed",
    [
        "A\n- B\n-- C\nD",
        "A\n-B\n--C\nD",
        "A\n– B\n–– C\nD",
        "A\n> B\n>> C\nD",
        "A\n• B\n•• C\nD",
        "A\n-> B\n- -> C\nD",
        "A\n=> B\n=>=> C\nD",
        "A\n- B\n- - C\nD",
        "A\n  B\n    C\nD",
        "A\n\tB\n\t\tC\nD",
        "A\n  - B\n    - C\nD",
        "A\n    - B\n        - C\nD",
        "A\n - B\n -- C\nD",
        "A\n- B\n+ C\nD",
        "- A\n-- B\n--- C\n- D",
        "- A\n  - B\n    - C\n- D",
        "- A\n+ B\n  + C\n- D",
        "• A\n    B\n        C\n• D",
        "  A\n  - B\n  -- C\n  D",
        "A\r\n- B\r\n-- C\r\nD\r\n",
        "\n A\n\n-   B\n\n-- C\n--\nD\n-\n\n",
    ],
)
def test_whatever_signs_a_clerk_uses_the_whys_are_the_same(typed: str) -> None:
    assert depths(typed) == [(0, "A"), (1, "B"), (2, "C"), (0, "D")]


def test_a_dash_more_or_less_is_a_sibling_or_an_uncle() -> None:
    assert [depth for depth, _text in depths("A\n- B\n- C\n-- D\n- E\n\nF\n- G")] == [
        *(0, 1, 1, 2, 1, 0, 1)
    ]


def test_one_space_too_many_makes_nothing_deeper() -> None:
    assert [depth for depth, _text in depths(" A\nB\n - C\n- D")] == [0, 0, 1, 1]


def test_a_comparison_is_no_sign_of_depth() -> None:
    assert depths(">30 hồ sơ trễ\n- > 5 ngày\n- >= 2 lần") == [
        (0, ">30 hồ sơ trễ"),
        (1, "> 5 ngày"),
        (1, ">= 2 lần"),
    ]


def test_text_is_composed_and_loses_what_nobody_sees() -> None:
    assert depths("- vie\u0323\u0302c\u200b  gâ\u0301p ") == [(0, "việc gấp")]


def test_branches_are_read_in_the_order_of_the_form() -> None:
    typed = {Branch.LAW: "Luật mới", Branch.PEOPLE: "Thiếu người"}
    assert read(typed) == (
        Cause(Branch.PEOPLE, 0, "Thiếu người"),
        Cause(Branch.LAW, 0, "Luật mới"),
    )


@pytest.mark.parametrize("typed", ["A\n-- B", "A\n\n  -- B", "- A\n\n--- B", "A\n=> - B"])
def test_a_line_that_skips_a_why_is_named(typed: str) -> None:
    line = typed.count("\n") + 1
    assert refusal(typed).startswith(f"Ô “Phương tiện, công cụ”, dòng {line}: câu trả lời này sâu")


def test_the_first_line_cannot_answer_a_second_why() -> None:
    assert ", dòng 2: câu trả lời này sâu" in refusal("\n- A\nB")


def test_seven_whys_are_read_and_the_eighth_is_not() -> None:
    seven = "\n".join(f"{'-' * depth} vì" for depth in range(7))
    assert [depth for depth, _text in depths(seven)] == list(range(7))
    assert "dòng 8: chỉ hỏi vì sao nhiều nhất 7 lần" in refusal(f"{seven}\n------- vì")


def test_a_line_has_its_length() -> None:
    assert depths("- " + "ệ" * LONGEST) == [(0, "ệ" * LONGEST)]
    assert "dòng 2: dài hơn 300 chữ" in refusal("A\n" + "ệ" * (LONGEST + 1))


def test_there_are_so_many_causes_and_no_more() -> None:
    typed = dict.fromkeys((Branch.PEOPLE, Branch.LAW), "vì\n" * (MOST // 2))
    assert len(read(typed)) == MOST
    with pytest.raises(Unreadable) as caught:
        read({**typed, Branch.MEANS: "vì"})
    said = str(caught.value.sentence)
    assert said.startswith("Ô “Pháp luật, quy định thay đổi”, dòng 20: đã đủ 40 nguyên nhân")


def test_a_line_of_signs_alone_however_long_says_nothing() -> None:
    assert depths("-" * 200_000) == []


@pytest.mark.parametrize("name", REALISTIC)
def test_what_was_written_is_what_the_clerk_finds_again(name: str) -> None:
    causes = REALISTIC[name]
    assert read(write(causes)) == causes


@given(forests())
def test_any_forest_is_written_and_read_again(causes: tuple[Cause, ...]) -> None:
    assert read(write(causes)) == causes


@given(TYPED)
def test_any_text_is_read_or_refused(typed: dict[Branch, str]) -> None:
    try:
        causes = read(typed)
    except Unreadable:
        return
    assert read(write(causes)) == causes
