"""A text is cut at its headings, cited by its numbers, and shown without anything that runs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.word.clauses import LONGEST_PASSAGE, SHORTEST_PASSAGE, Clause, passages
from qms.documents.word.reader import read
from tests.documents.word import parts as b


def clauses(body: str, **rest: object) -> tuple[Clause, ...]:
    return read(b.word_file(body, **rest)).clauses


def outline(body: str, **rest: object) -> list[tuple[int, str, str]]:
    return [(c.level, c.number, c.heading) for c in clauses(body, **rest)]


def test_typed_numbers_in_bold_or_capitals_are_headings():
    body = (
        b.p("1. Mục đích", bold=True) + b.p("5. NỘI DUNG") + b.p("5.7 Quy trình xử lý", bold=True)
    )
    assert outline(body) == [
        (1, "1", "Mục đích"),
        (1, "5", "NỘI DUNG"),
        (2, "5.7", "Quy trình xử lý"),
    ]


def test_plain_numbered_points_are_not_headings():
    body = (
        b.p("1. Mục đích", bold=True)
        + b.p("1. Tiếp nhận hồ sơ")
        + b.p("2. Trả kết quả;", bold=True)
    )
    assert outline(body) == [(1, "1", "Mục đích")]


def test_the_usual_sections_need_no_bold():
    assert outline(b.p("2. Phạm vi áp dụng") + b.p("Cả phường.")) == [(1, "2", "Phạm vi áp dụng")]


def test_styles_are_headings_also_under_vietnamese_names():
    body = b.p("Chung", style="H1") + b.p("Riêng", style="H2") + b.p("Nội dung")
    assert outline(body) == [(1, "", "Chung"), (2, "", "Riêng")]


def test_a_line_of_the_table_of_contents_is_not_a_heading():
    body = (
        b.p("1. MỤC ĐÍCH\t3", bold=True)
        + b.p("2. PHẠM VI........ 4")
        + b.p("1. MỤC ĐÍCH", bold=True)
    )
    assert [c.number for c in clauses(body)] == ["", "1"]


def test_automatic_numbers_are_counted_for_headings():
    levels = b.numbering(("decimal", "%1."), ("decimal", "%1.%2."))
    body = "".join(
        b.p(text, bold=True, numbered=(1, depth))
        for text, depth in (
            ("Mục đích", 0),
            ("Nội dung", 0),
            ("Tiếp nhận", 1),
            ("Trả", 1),
            ("Hồ sơ", 0),
        )
    )
    assert [c.number for c in clauses(body, numbering=levels)] == ["1", "2", "2.1", "2.2", "3"]


def test_roman_automatic_numbers_are_counted():
    body = "".join(
        b.p(text, numbered=(1, 0)) for text in ("ĐẠI CƯƠNG", "CHỈ ĐỊNH", "THEO DÕI", "GHI")
    )
    found = clauses(body, numbering=b.numbering(("upperRoman", "%1.")))
    assert [c.number for c in found] == ["I", "II", "III", "IV"]


def test_a_legal_text_is_cut_at_chapters_and_articles_only():
    body = "".join(
        b.p(text, bold=text.isupper())
        for text in (
            "Chương I",
            "QUY ĐỊNH CHUNG",
            "Điều 1. Phạm vi",
            "1. Mục đích",
            "Điều 2. Đối tượng",
            "Chương II",
            "THI HÀNH",
            "Điều 3. Hiệu lực",
            "Điều 1 của Luật này được giữ nguyên.",
            "Phụ lục I",
            "MẪU BIỂU",
        )
    )
    assert outline(body) == [
        (1, "Chương I", "QUY ĐỊNH CHUNG"),
        (2, "Điều 1", "Phạm vi"),
        (2, "Điều 2", "Đối tượng"),
        (1, "Chương II", "THI HÀNH"),
        (2, "Điều 3", "Hiệu lực"),
        (1, "Phụ lục I", "MẪU BIỂU"),
    ]


def test_an_article_that_is_one_long_paragraph_keeps_its_words():
    long = "Điều 4. " + "Các đơn vị chịu trách nhiệm thi hành quyết định này. " * 6
    (clause,) = clauses(b.p(long))
    assert (clause.number, clause.heading) == ("Điều 4", "")
    assert clause.text.count("thi hành") == 6


def test_the_path_names_the_clauses_above():
    body = (
        b.p("5. NỘI DUNG", bold=True) + b.p("5.7 Xử lý", bold=True) + b.p("5.7.1 Nhận", bold=True)
    )
    assert clauses(body)[-1].path == ("5 NỘI DUNG", "5.7 Xử lý")


def test_anchors_are_readable_ascii_and_unique():
    lines = (
        "5.7 Xử lý",
        "Chương I",
        "Mục 1. Đi",
        "Chương II",
        "Mục 1. Đến",
        "Điều 5. Đo",
        "Phụ lục II",
    )
    found = [
        c.anchor for c in clauses(b.p("Lời nói đầu") + "".join(b.p(x, bold=True) for x in lines))
    ]
    assert found == [
        "mo-dau",
        "muc-5-7",
        "chuong-i",
        "muc-1",
        "chuong-ii",
        "chuong-ii-muc-1",
        "dieu-5",
        "phu-luc-ii",
    ]


def test_anchors_stay_when_words_below_change():
    body = b.p("1. MỤC ĐÍCH", bold=True) + "{}" + b.p("2. PHẠM VI", bold=True)
    before, after = clauses(body.format(b.p("Cũ"))), clauses(body.format(b.p("Mới") * 3))
    assert [c.anchor for c in before] == [c.anchor for c in after]


def test_repeated_numbers_still_get_anchors_of_their_own():
    found = [c.anchor for c in clauses(b.p("1. MỘT", bold=True) * 3)]
    assert found == ["muc-1", "muc-1-2", "muc-1-3"]


def test_a_text_without_headings_is_one_clause_or_cut_by_length():
    assert [c.anchor for c in clauses(b.p("Ngắn thôi."))] == ["phan-1"]
    long = clauses(b.p("Một đoạn văn bình thường, không có đề mục nào. " * 10) * 10)
    assert [c.anchor for c in long] == [f"phan-{n}" for n in range(1, len(long) + 1)]
    assert len(long) > 1
    assert all(len(c.text) <= LONGEST_PASSAGE for c in long)


@given(st.text(alphabet="aă. \n;đ", max_size=6000))
def test_passages_cover_the_text_in_pieces_of_fair_length(text):
    clause = Clause(0, "a", "", "", 1, (), text, "")
    cuts = passages(clause)
    assert "".join(text[start:end] for start, end in cuts) == text
    assert all(end - start <= LONGEST_PASSAGE for start, end in cuts)
    if len(text) > LONGEST_PASSAGE:
        assert all(end - start >= SHORTEST_PASSAGE for start, end in cuts)


def test_a_passage_ends_with_a_paragraph_before_a_sentence_before_a_word():
    def first(text: str) -> str:
        start, end = passages(Clause(0, "a", "", "", 1, (), text, ""))[0]
        return text[start:end]

    assert first("Từ này. " * 100 + "\n" + "từ " * 400).endswith("\n")
    assert first("Từ này. " * 300).endswith(". ")
    assert first("từ " * 700).endswith(" ")


# What a page shows.


def html(body: str, **rest: object) -> str:
    return "".join(c.html for c in clauses(body, **rest))


def test_the_heading_is_not_in_the_html():
    assert html(b.p("1. MỤC ĐÍCH", bold=True) + b.p("Nội dung")) == "<p>Nội dung</p>"


def test_bold_and_line_breaks_are_kept():
    assert html(b.p("a", inside=b.run("b\nc", bold=True))) == "<p>a<strong>b<br>c</strong></p>"


def test_lists_are_nested_by_depth():
    levels = b.numbering(("bullet", "-"), ("bullet", "+"))
    body = b.p("một", numbered=(1, 0)) + b.p("hai", numbered=(1, 1)) + b.p("ba", numbered=(1, 0))
    assert html(body, numbering=levels) == ("<ul><li>một<ul><li>hai</li></ul></li><li>ba</li></ul>")


def test_a_numbered_list_goes_on_counting_after_a_paragraph():
    body = b.p("một", numbered=(1, 0)) + b.p("chen") + b.p("hai", numbered=(1, 0))
    assert html(body, numbering=b.numbering(("decimal", "%1."))) == (
        '<ol><li>một</li></ol><p>chen</p><ol start="2"><li>hai</li></ol>'
    )


def test_lettered_points_keep_their_letters():
    assert html(b.p("nhận", numbered=(1, 0)), numbering=b.numbering(("lowerLetter", "%1)"))) == (
        "<p>a) nhận</p>"
    )


def test_a_repeated_header_row_becomes_column_headings():
    shown = html(b.table(["TT", "Trình tự"], ["1", "Nhận"], header=True))
    assert '<thead><tr><th scope="col">TT</th>' in shown
    assert "<tbody><tr><td>1</td><td>Nhận</td></tr></tbody>" in shown


def test_a_plain_table_has_no_column_headings():
    assert "<th" not in html(b.table(["TT", "Trình tự"], ["1", "Nhận"]))


def test_a_picture_is_a_word_in_brackets():
    picture = '<w:r><w:drawing><a:blip r:embed="x"/></w:drawing></w:r>'
    assert html(b.p("Ảnh ", inside=picture)) == "<p>Ảnh [hình]</p>"


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " JavaScript:x"]
)
def test_a_dangerous_link_is_only_its_words(target):
    shown = html(b.p(inside=b.link("h", "bấm vào")), links={"h": target})
    assert shown == "<p>bấm vào</p>"


@pytest.mark.parametrize(
    "target", ["https://a.example/", "http://a.example/", "mailto:a@b.example"]
)
def test_an_ordinary_link_is_kept(target):
    shown = html(b.p(inside=b.link("h", "bấm")), links={"h": target})
    assert f'<a href="{target}" rel="noopener noreferrer">bấm</a>' in shown


def test_markup_typed_into_a_text_is_shown_not_run():
    shown = html(b.p("<script>alert(1)</script><img src=x onerror=y>"))
    assert re.sub("</?p>", "", shown).count("<") == 0
    assert "&lt;script&gt;" in shown
