"""Our own text becomes a Word file, and the Word file says the same again."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest

from qms.documents.word import gate, source
from qms.documents.word.generate import Amendment, Approval, Signatory, make_word
from qms.documents.word.reader import read
from qms.kernel import i18n

TEXT = """---
code: QT-01/TP
title: Đăng ký khai sinh
kind: procedure
issue: 2
amendment: 1
unit: VP
---
# 1 Mục đích

Bảo đảm việc **đăng ký khai sinh** đúng hạn,
đúng *thẩm quyền*.

# 5 Nội dung
## 5.2 Thành phần hồ sơ

- Tờ khai theo mẫu
- Giấy chứng sinh
## 5.7 Quy trình xử lý

| TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả |
| --- | --- | --- | --- | --- |
| 1 | Tiếp nhận hồ sơ | Một cửa | 2 giờ | BM.01 |
| 2 | Trả kết quả | Một cửa | 1 giờ |  |
# Điều 2. Hiệu lực
# 7 Hồ sơ cần lưu
"""

APPROVAL = Approval(
    agency="ỦY BAN NHÂN DÂN PHƯỜNG TÂN HÒA",
    on=date(2026, 2, 5),
    author=Signatory("Nguyễn Thị Lan", "Công chức tư pháp", date(2026, 1, 9)),
    reviewer=Signatory("Trần Văn Minh", "Phó Chủ tịch"),
    approver=Signatory("Lê Thu Hà", "Chủ tịch"),
    amendments=(Amendment("Luật mới", "5.7", "Rút ngắn bước 2", "01/02", date(2025, 12, 1)),),
)


@pytest.fixture
def text():
    return source.parse(TEXT)


def test_the_text_is_parsed_into_its_blocks(text):
    assert (text.code, text.title, text.kind) == ("QT-01/TP", "Đăng ký khai sinh", "procedure")
    assert (text.issue, text.amendment, text.extra) == (2, 1, {"unit": "VP"})
    assert text.blocks[:5] == (
        source.Heading(1, "1", "Mục đích"),
        source.Paragraph("Bảo đảm việc **đăng ký khai sinh** đúng hạn, đúng *thẩm quyền*."),
        source.Heading(1, "5", "Nội dung"),
        source.Heading(2, "5.2", "Thành phần hồ sơ"),
        source.Bullets(("Tờ khai theo mẫu", "Giấy chứng sinh")),
    )
    assert isinstance(text.blocks[6], source.Table)
    assert text.blocks[6].rows[1] == ("2", "Trả kết quả", "Một cửa", "1 giờ", "")
    assert text.blocks[7] == source.Heading(1, "Điều 2", "Hiệu lực")


def test_marks_are_parted_into_spans():
    assert source.spans("a **b** *c* 2 * 3") == [
        source.Span("a "),
        source.Span("b", bold=True),
        source.Span(" "),
        source.Span("c", italic=True),
        source.Span(" 2 * 3"),
    ]


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("# 1 Mục đích", 1),
        (TEXT.replace("---\n# 1", "# 1"), 8),
        (TEXT.replace("kind: procedure", "kind procedure"), 4),
        (TEXT.replace("kind: procedure", "code: QT-02"), 4),
        (TEXT.replace("kind: procedure\n", ""), 7),
        (TEXT.replace("issue: 2", "issue: hai"), 5),
        (TEXT.replace("amendment: 1", "amendment: -1"), 6),
        (TEXT.replace("# 5 Nội dung", "#5 Nội dung"), 14),
        (TEXT.replace("| --- | --- | --- | --- | --- |\n", ""), 21),
        (TEXT.replace("| 1 giờ |  |", "| 1 giờ |"), 24),
        ("", 1),
    ],
    ids=[
        "no front matter",
        "not closed",
        "no colon",
        "twice",
        "missing",
        "no number",
        "negative",
        "no space",
        "no rule",
        "cells",
        "empty",
    ],
)
def test_a_broken_text_is_refused_with_its_line(broken, line):
    with pytest.raises(source.UnreadableText) as refused:
        source.parse(broken)
    assert refused.value.line == line
    assert str(refused.value.reason).startswith(f"Dòng {line}: ")


def test_what_is_written_is_read_back(text):
    read_back = read(make_word(text, APPROVAL))
    assert (read_back.code.value, read_back.title.value) == (text.code, text.title)
    assert int(read_back.issue.value) == text.issue
    assert int(read_back.amendment.value) == text.amendment
    assert {read_back.code.where, read_back.title.where, read_back.issue.where} == {"header"}
    written = [(b.number, b.text) for b in text.blocks if isinstance(b, source.Heading)]
    assert [(c.number, c.heading) for c in read_back.clauses if c.heading] == written


def test_the_step_table_is_read_back_row_by_row(text):
    (clause,) = (c for c in read(make_word(text, APPROVAL)).clauses if c.number == "5.7")
    assert clause.path == ("5 Nội dung",)
    assert clause.text.splitlines() == [
        "TT | Trình tự | Trách nhiệm | Thời gian | Biểu mẫu/Kết quả",
        "1 | Tiếp nhận hồ sơ | Một cửa | 2 giờ | BM.01",
        "2 | Trả kết quả | Một cửa | 1 giờ",
    ]
    assert clause.html.count('<th scope="col">') == 5


def test_bold_italic_and_bullets_reach_the_page(text):
    shown = {c.number: c.html for c in read(make_word(text, APPROVAL)).clauses}
    assert "<strong>đăng ký khai sinh</strong>" in shown["1"]
    assert "<em>thẩm quyền</em>" in shown["1"]
    assert shown["5.2"] == "<ul><li>Tờ khai theo mẫu</li><li>Giấy chứng sinh</li></ul>"


def test_the_cover_shows_who_answers_for_the_text_and_what_was_amended(text):
    cover = read(make_word(text, APPROVAL)).clauses[0].text
    assert "Trách nhiệm | Soạn thảo | Xem xét | Phê duyệt" in cover
    assert "Họ tên | Nguyễn Thị Lan | Trần Văn Minh | Lê Thu Hà" in cover
    assert "Chữ ký | Đã ký ngày 09/01/2026" in cover
    assert "Luật mới | 5.7 | Rút ngắn bước 2 | 01/02 | 01/12/2025" in cover


def test_the_running_header_shows_date_and_page(text):
    content = make_word(text, APPROVAL)
    assert any("Ngày ban hành: 05/02/2026" in margin for margin in read(content).margins)
    header = ZipFile(BytesIO(content)).read("word/header1.xml").decode()
    assert " PAGE " in header
    assert " NUMPAGES " in header


def test_the_gate_lets_our_own_files_in(text):
    gate.examine(make_word(text, APPROVAL), "qt-01.docx")


def test_the_same_text_gives_the_same_bytes_and_another_approval_others(text):
    assert make_word(text, APPROVAL) == make_word(source.parse(TEXT), APPROVAL)
    assert make_word(text, APPROVAL) != make_word(text, replace(APPROVAL, on=date(2026, 2, 6)))


def test_the_page_is_a4_in_times_new_roman(text):
    archive = ZipFile(BytesIO(make_word(text, APPROVAL)))
    main, styles = (
        archive.read("word/document.xml").decode(),
        archive.read("word/styles.xml").decode(),
    )
    assert 'w:w="11906" w:h="16838"' in main
    assert 'w:ascii="Times New Roman"' in styles
    assert "<w:tblHeader/>" in main


@pytest.fixture
def english(tmp_path, monkeypatch):
    pairs = {
        "Mã hiệu: %(code)s": "Code: %(code)s",
        "Lần ban hành: %(issue)s": "Issue: %(issue)s",
        "Lần sửa đổi: %(amendment)s": "Amendment: %(amendment)s",
        "Soạn thảo": "Drafted by",
    }
    entries = "".join(f'msgid "{vi}"\nmsgstr "{en}"\n\n' for vi, en in pairs.items())
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
    (tmp_path / "en.po").write_text(head + entries, encoding="utf-8")
    monkeypatch.setattr(i18n, "CATALOGUES", tmp_path)
    i18n.catalogue.cache_clear()
    yield
    i18n.catalogue.cache_clear()


@pytest.mark.usefixtures("english")
def test_an_english_file_bears_english_labels_and_is_read_back(text):
    read_back = read(make_word(text, replace(APPROVAL, language="en")))
    assert "Drafted by" in read_back.clauses[0].text
    assert any("Code: QT-01/TP" in margin for margin in read_back.margins)
    assert (read_back.code.value, read_back.issue.value) == ("QT-01/TP", "02")
    assert (read_back.amendment.value, read_back.title.value) == ("01", "Đăng ký khai sinh")
