"""The text of a form becomes a Word file with room to write in and places to sign."""

from datetime import date
from io import BytesIO

import docx
import pytest

from qms.documents.word import gate, source
from qms.documents.word.generate import Approval, Signatory, make_word
from qms.documents.word.reader import read

TEXT = """---
code: BM.HT.03.02
title: Kế hoạch đánh giá
kind: form
issue: 1
amendment: 0
signs: Trưởng đoàn | Đại diện đơn vị
---
Đơn vị: …

# 1 Lịch làm việc

| TT | Nội dung | Hạn | Có |
| --- | --- | --- | --- |
| 1 |  |  |  |
| 2 | Họp kết thúc |  |  |

…
"""
NOBODY = Signatory()
APPROVAL = Approval("Ủy ban nhân dân phường Tân Hòa", date(2026, 2, 5), NOBODY, NOBODY, NOBODY)


def made(text: str = TEXT, language: str = "vi") -> bytes:
    approval = Approval(APPROVAL.agency, APPROVAL.on, NOBODY, NOBODY, NOBODY, language=language)
    return make_word(source.parse(text), approval)


def opened(text: str = TEXT):
    return docx.Document(BytesIO(made(text)))


def test_a_form_is_read_back_under_its_code_title_and_numbers() -> None:
    gate.examine(made(), "bm.docx")
    found = read(made())
    assert (found.code.value, found.title.value) == ("BM.HT.03.02", "Kế hoạch đánh giá")
    assert (found.issue.value, found.amendment.value) == ("01", "00")
    assert [c.number for c in found.clauses if c.number] == ["1"]


def test_a_form_has_no_cover_and_says_its_title_above_what_is_filled_in() -> None:
    words = read(made()).text
    assert "Phê duyệt" not in words
    assert "Yêu cầu sửa đổi" not in words
    assert opened().paragraphs[0].text == "KẾ HOẠCH ĐÁNH GIÁ"


def test_an_open_end_becomes_dots_up_to_the_margin() -> None:
    lines = [p for p in opened().paragraphs if p.text.endswith("\t")]
    assert [line.text for line in lines] == ["Đơn vị: \t", "\t"]
    for line in lines:
        [stop] = line.paragraph_format.tab_stops
        assert round(stop.position.mm) == 160


def test_a_row_to_write_in_is_high_and_a_column_to_write_in_is_wide() -> None:
    table = opened().tables[0]
    assert [row.height and round(row.height.mm) for row in table.rows] == [None, 9, None]
    assert [round(column.width.mm) for column in table.columns][0] == 12
    assert table.columns[2].width.mm > 12
    assert table.columns[3].width.mm == pytest.approx(12, abs=0.1)


@pytest.mark.parametrize(
    ("signs", "places"),
    [
        ("Trưởng đoàn | Đại diện đơn vị", ["Trưởng đoàn", "Đại diện đơn vị"]),
        ("Thư ký ISO", ["", "Thư ký ISO"]),
    ],
)
def test_who_signs_has_a_place_from_left_to_right(signs: str, places: list[str]) -> None:
    cells = opened(TEXT.replace("Trưởng đoàn | Đại diện đơn vị", signs)).tables[-1].rows[0].cells
    assert [cell.paragraphs[0].text for cell in cells] == places
    assert len(cells[-1].paragraphs) > 4


def test_a_form_that_nobody_signs_ends_with_its_last_line() -> None:
    unsigned = opened(TEXT.replace("signs: Trưởng đoàn | Đại diện đơn vị\n", ""))
    assert len(unsigned.tables) == 1
    assert unsigned.paragraphs[-1].text == "\t"


def test_a_paper_in_official_form_bears_the_national_title_and_room_for_its_number() -> None:
    found = read(made(TEXT.replace("kind: form", "kind: form\nhead: official")))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in found.text
    assert "Số: ......" in found.text
    assert "Ngày …… tháng" not in found.text
    assert "Ngày …… tháng" in read(made()).text
    assert (found.code.value, found.title.value) == ("BM.HT.03.02", "Kế hoạch đánh giá")


def test_a_wide_table_turns_the_page_and_its_header() -> None:
    head = "| a | b | c | d | e | f | g |"
    rule = "| --- | --- | --- | --- | --- | --- | --- |"
    wide = opened(f"{TEXT}\n{head}\n{rule}\n| 1 |  |  |  |  |  |  |\n").sections[0]
    assert wide.page_width > wide.page_height
    assert sum(c.width.mm for c in wide.header.tables[0].columns) == pytest.approx(257, abs=0.5)
    assert opened().sections[0].page_width < opened().sections[0].page_height


def test_places_to_sign_are_told_in_the_language_of_the_form() -> None:
    assert "(Sign, full name)" in read(made(language="en")).text
