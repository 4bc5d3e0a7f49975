"""The register as it is handed out: exactly what is on the screen, and never a formula."""

from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook

from qms.documents.word import gate
from tests.town import a_draft, an_edition
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HEAD = ["TT", "Mã hiệu", "Tên tài liệu", "Đơn vị", "Lần ban hành/sửa đổi", "Ngày hiệu lực"]
HEAD += ["Trạng thái", "Hạn xem xét lại"]


def cells_of_sheet(content: bytes) -> list[list[object]]:
    sheet = load_workbook(BytesIO(content)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def cells_of_paper(content: bytes) -> list[list[str]]:
    [table] = WordDocument(BytesIO(content)).tables
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.fixture
def ward(app: Flask) -> Flask:
    with app.app_context():
        an_edition("in force", "QT-02/VP", title="Lưu trữ hồ sơ")
        an_edition("in force", "QT-10/VP", title="Ăn uống")
        a_draft("QT-03/VP", title="Bản đang soạn")
    return app


def test_the_spreadsheet_holds_the_rows_of_the_screen(ward: Flask, visit: Visit) -> None:
    answer = visit("linh").get("/documents/register.xlsx")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    cells = cells_of_sheet(answer.data)
    assert cells[0][0] == "UBND PHƯỜNG TÂN HÒA"
    assert cells[1][0] == "DANH MỤC TÀI LIỆU NỘI BỘ"
    assert "người lập: Tạ Khánh Linh. Số tài liệu: 2." in str(cells[2][0])
    place = cells.index(HEAD)
    rows = cells[place + 1 :]
    assert [row[:3] for row in rows] == [
        [1, "QT-02/VP", "Lưu trữ hồ sơ"],
        [2, "QT-10/VP", "Ăn uống"],
    ]
    assert isinstance(rows[0][5], datetime)


def test_the_word_file_holds_the_rows_of_the_screen(ward: Flask, visit: Visit) -> None:
    content = visit("linh").get("/documents/register.docx").data
    gate.examine(content, "danh-muc.docx")
    rows = cells_of_paper(content)
    assert rows[0] == HEAD
    assert [row[1] for row in rows[1:]] == ["QT-02/VP", "QT-10/VP"]
    words = [p.text for p in WordDocument(BytesIO(content)).paragraphs]
    assert words[:2] == ["UBND PHƯỜNG TÂN HÒA", "DANH MỤC TÀI LIỆU NỘI BỘ"]


def test_both_follow_filters_columns_and_order(ward: Flask, visit: Visit) -> None:
    asked = "?text=t&columns=title&columns=author&sort=-title&state=in+force"
    lan = visit("lan")
    sheet = cells_of_sheet(lan.get(f"/documents/register.xlsx{asked}").data)
    notes = " ".join(str(row[0]) for row in sheet)
    assert "trạng thái Có hiệu lực" in notes
    assert "giảm dần" in notes
    paper = cells_of_paper(lan.get(f"/documents/register.docx{asked}").data)
    assert paper[0] == ["Tên tài liệu", "Người soạn thảo"]
    assert paper[1:] == [["Lưu trữ hồ sơ", "Đặng Thu Thảo"], ["Ăn uống", "Đặng Thu Thảo"]]
    assert sheet[sheet.index(paper[0]) :] == paper


@pytest.mark.parametrize(
    "title", ['=HYPERLINK("http://x.vn")', "+1+1", "@SUM(A1)", "-2", "http://x.vn", "{=1}", "007"]
)
def test_what_a_person_typed_never_becomes_a_formula(app: Flask, visit: Visit, title: str) -> None:
    with app.app_context():
        an_edition("in force", title=title)
    answer = visit("lan").get("/documents/register.xlsx?columns=title")
    with ZipFile(BytesIO(answer.data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert cells_of_sheet(answer.data)[-1][0] == title


def test_marks_of_emphasis_in_a_title_stay_as_they_were_typed(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", title="**Nguyên** văn & <b>")
    paper = cells_of_paper(visit("lan").get("/documents/register.docx?columns=title").data)
    assert paper[1] == ["**Nguyên** văn & <b>"]


def test_an_english_reader_gets_an_english_list(ward: Flask, visit: Visit) -> None:
    lan = visit("lan")
    lan.send("/language", language="en")
    sheet = cells_of_sheet(lan.get("/documents/register.xlsx").data)
    assert sheet[1][0] == "REGISTER OF INTERNAL DOCUMENTS"
    assert [row[6] for row in sheet[-3:]] == ["In force", "Draft", "In force"]


def test_all_pages_are_handed_out(app: Flask, visit: Visit) -> None:
    with app.app_context():
        for number in range(1, 53):
            a_draft(f"QT-{number}/VP")
    lan = visit("lan")
    assert "Trang 2 trong 2 trang" in lan.get("/documents/register?page=2").text
    paper = cells_of_paper(lan.get("/documents/register.docx?page=2").data)
    assert [row[0] for row in paper[1:]] == [str(n) for n in range(1, 53)]


def test_the_list_of_nobody_can_be_handed_out_too(visit: Visit) -> None:
    lan = visit("lan")
    assert len(cells_of_paper(lan.get("/documents/register.docx").data)) == 1
    assert cells_of_sheet(lan.get("/documents/register.xlsx").data)
