import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.textindex.question import understand
from qms.textindex.snippet import LENGTH, highlight, snippet


def marks(text: str, asked: str) -> list[str]:
    return [piece.text for piece in snippet(text, understand(asked)) if piece.marked]


def test_words_are_marked_however_they_were_typed() -> None:
    assert marks("Việc lưu trữ hồ sơ.", "luu tru") == ["lưu trữ"]
    assert marks("Việc lưu trữ hồ sơ.", "LƯU TRỮ") == ["lưu trữ"]


def test_with_accents_typed_another_word_of_equal_letters_is_not_marked() -> None:
    assert marks("Đăng ký lưu trú, lưu trữ hồ sơ.", "lưu trữ") == ["lưu", "lưu trữ"]


def test_a_long_question_marks_neighbours_and_not_each_common_word() -> None:
    asked = "việc của người dân được giải quyết khiếu nại như thế nào"
    assert marks("Người này của ai. Giải quyết khiếu nại của dân.", asked) == [
        "Giải quyết khiếu nại"
    ]


def test_an_unfinished_word_is_marked_whole() -> None:
    pieces = snippet("Thanh tra ward", understand("than", typing=True))
    assert [piece.text for piece in pieces if piece.marked] == ["Thanh"]


def test_the_words_asked_for_are_in_view_in_a_long_text() -> None:
    text = "Mở đầu. " * 100 + "Thư xin lỗi được gửi. " + "Kết thúc. " * 100
    pieces = snippet(text, understand("xin lỗi"))
    assert [piece.text for piece in pieces if piece.marked] == ["xin lỗi"]
    assert pieces[0].text == pieces[-1].text == "…"
    assert sum(len(piece.text) for piece in pieces) <= LENGTH + 2


def test_a_title_is_marked_whole_and_uncut() -> None:
    title = "Quy trình kiểm soát tài liệu " * 20
    assert "".join(piece.text for piece in highlight(title, understand("tài liệu"))) == title


@pytest.mark.parametrize("text", ["", " ", "…", "không có gì"])
def test_a_text_without_the_words_is_shown_unmarked(text: str) -> None:
    assert marks(text, "hồ sơ") == []
    assert "".join(piece.text for piece in snippet(text, understand("hồ sơ"))) == text


@given(st.text(st.sampled_from("hồ sơ lưu trữ HO SO. ,\n"), max_size=900))
def test_a_snippet_is_a_piece_of_the_text(text: str) -> None:
    pieces = list(snippet(text, understand("hồ sơ lưu trữ")))
    if pieces and pieces[0].text == "…":
        pieces = pieces[1:]
    if pieces and pieces[-1].text == "…":
        pieces = pieces[:-1]
    assert "".join(piece.text for piece in pieces) in text
