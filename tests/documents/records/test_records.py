"""Records follow the file of an edition, are corrected while it is a draft, and listed."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.vocabulary import Reader
from qms.documents import drafting, filing
from qms.documents.models import Edition
from qms.documents.queries import document_by_key
from qms.documents.records.operations import correct_records, read_records_again
from qms.documents.records.queries import Asked, page_of
from qms.documents.records.reading import Said
from qms.documents.word.generate import Approval, Signatory, make_word
from qms.documents.word.source import parse
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.counting import statements
from tests.town import a_draft, actor, an_edition, move, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP"
NOBODY = Signatory()
TEXT = """---
code: QT-01/VP
title: Lưu trữ hồ sơ
kind: procedure
issue: 1
amendment: 0
unit: VP
---
# 7 Hồ sơ cần lưu

| TT | Hồ sơ lưu | Nơi lưu | Thời gian lưu |
| --- | --- | --- | --- |
"""


def keeping(*rows: str) -> bytes:
    """A Word file with a table of records, each "what | where | how long"."""
    lines = "".join(f"| {number} | {row} |\n" for number, row in enumerate(rows, start=1))
    approval = Approval("UBND", date(2026, 1, 5), NOBODY, NOBODY, NOBODY)
    return make_word(parse(TEXT + lines), approval)


BOOK = "Sổ đăng ký | Văn phòng | Vĩnh viễn"
FORM = "Tờ khai | Bộ phận Một cửa | 5 năm"


def records(edition: Edition) -> list[str]:
    return [f"{r.name} | {r.place} | {r.kept_for}" for r in edition.records]


def latest() -> Edition:
    document = document_by_key("QT-01-VP")
    assert document
    return document.editions[-1]


def test_records_are_read_with_the_file_and_follow_it(inside: Flask) -> None:
    draft = a_draft(text=keeping(BOOK, FORM))
    assert records(draft) == [BOOK, FORM]
    assert [(r.months, r.for_ever) for r in draft.records] == [(None, True), (60, False)]
    file = filing.take_in(keeping(FORM), "b.docx")
    drafting.replace_file(draft, file, draft.version, by=actor("thao"))
    assert records(draft) == [FORM]


def test_the_author_corrects_them_and_the_trail_tells(inside: Flask) -> None:
    draft = a_draft(text=keeping(BOOK))
    seen = draft.version
    correct_records(draft, [Said("Sổ đăng ký", "Kho lưu trữ", "70 năm")], seen, by=actor("thao"))
    assert records(draft) == ["Sổ đăng ký | Kho lưu trữ | 70 năm"]
    [line] = db.session.scalars(select(TrailLine).where(TrailLine.verb == "correct records"))
    told = [tuple(map(str, row)) for row in Reader([line]).told(line)]
    assert ("Nơi lưu", "Văn phòng", "Kho lưu trữ") in told
    assert all(before != after or what == "Hồ sơ lưu" for what, before, after in told)
    with pytest.raises(Refused, match="vừa thay đổi"):
        correct_records(draft, [], seen, by=actor("lan"))
    read_records_again(draft, draft.version, by=actor("lan"))
    assert records(draft) == [BOOK]


@pytest.mark.parametrize("state", ["in review", "approved", "in force"])
def test_after_that_they_are_fixed(inside: Flask, state: str) -> None:
    edition = an_edition(state, text=keeping(BOOK))
    for act in (
        lambda: correct_records(edition, [], edition.version, by=actor("lan")),
        lambda: read_records_again(edition, edition.version, by=actor("thao")),
    ):
        with pytest.raises(Refused):
            act()
    assert records(edition) == [BOOK]


@pytest.mark.parametrize("by", ["khoa", "tuan", "linh", "tam", "son"])
def test_they_are_the_authors_and_the_officers(inside: Flask, by: str) -> None:
    draft = a_draft(text=keeping(BOOK))
    with pytest.raises(Refused):
        correct_records(draft, [], draft.version, by=actor(by))


def test_what_cannot_be_a_record_is_refused(inside: Flask) -> None:
    draft, thao = a_draft(), actor("thao")
    for given, because in (
        ([Said("", "Văn phòng", "")], "cần có tên"),
        ([Said("a" * 301, "", "")], "300 chữ"),
        ([Said("a", "", "")] * 101, "100 loại"),
    ):
        with pytest.raises(Refused, match=because):
            correct_records(draft, given, draft.version, by=thao)


def test_the_database_changes_them_in_a_draft_only(app: Flask, data: Path) -> None:
    with app.app_context():
        an_edition("in review", text=keeping(BOOK))
        db.session.remove()
    with closing(sqlite3.connect(data / "qms.sqlite", isolation_level=None)) as bare:
        bare.execute("PRAGMA foreign_keys=ON")
        for said in (
            "UPDATE kept_record SET name = 'khác'",
            "DELETE FROM kept_record",
            "INSERT INTO kept_record (edition_id, position, name, place, kept_for, for_ever) "
            "VALUES (1, 9, 'a', '', '', 0)",
        ):
            with pytest.raises(sqlite3.IntegrityError, match="only a draft changes"):
                bare.execute(said)


def test_the_page_shows_them_and_where_they_differ_from_the_file(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft(text=keeping(BOOK, FORM))
    thao = visit("thao")
    page = thao.get(HERE).text
    assert "Hồ sơ phải lưu" in page
    assert "Bảng này khác" not in page
    form = thao.get(f"{HERE}/editions/1/records").text
    assert form.count('name="name"') == 5
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', form)
    assert seen
    columns = {"name": ["Sổ", ""], "place": ["Kho", ""], "kept_for": ["1 năm", ""]}
    answer = thao.send(f"{HERE}/editions/1/records", seen=seen.group(1), **columns)
    assert answer.status_code == 302
    with app.app_context():
        assert records(latest()) == ["Sổ | Kho | 1 năm"]
    assert "Bảng này khác" in thao.get(HERE).text
    late = thao.send(f"{HERE}/editions/1/records", seen=seen.group(1), **columns)
    assert late.status_code == 409
    assert ">Kho</textarea>" in late.text
    unnamed = {"name": [""], "place": ["Kho"], "kept_for": ["9 năm"]}
    refused = thao.send(f"{HERE}/editions/1/records", seen=2, **unnamed)
    assert refused.status_code == 409
    assert ">9 năm</textarea>" in refused.text
    again = thao.send(f"{HERE}/editions/1/records/reading", seen=2)
    assert again.status_code == 302
    with app.app_context():
        assert records(latest()) == [BOOK, FORM]


def test_who_reads_meets_no_form(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=keeping(BOOK))
        a_draft("QT-02/VP", text=keeping(FORM))
    linh = visit("linh")
    assert "Sửa bảng hồ sơ" not in linh.get(HERE).text
    assert linh.get("/documents/QT-02-VP/editions/1/records").status_code == 404
    page = linh.get("/documents/records").text
    assert "Sổ đăng ký" in page
    assert "Tờ khai" not in page


def test_the_list_of_the_agency_is_what_is_in_force(inside: Flask) -> None:
    move(an_edition("in force", "QT-03", text=keeping("Đơn | Văn thư | 2 năm")), "withdrawn")
    an_edition("in force", "QT-02", text=keeping(FORM))
    an_edition("in force", "QT-01", text=keeping(BOOK, "Biên bản | văn phòng | Theo quy định"))
    an_edition("in force", "QT-01", text=keeping(BOOK))
    found = page_of(actor("linh"), Asked())
    assert [(row.code, row.name) for row in found.rows] == [
        ("QT-01", "Sổ đăng ký"),
        ("QT-02", "Tờ khai"),
    ]
    assert found.places == ["Bộ phận Một cửa", "Văn phòng"]
    by_time = page_of(actor("linh"), Asked(sort="time"))
    assert [row.name for row in by_time.rows] == ["Tờ khai", "Sổ đăng ký"]
    only = page_of(actor("linh"), Asked(time="for ever", unit=unit_id()))
    assert [row.name for row in only.rows] == ["Sổ đăng ký"]
    assert page_of(actor("son"), Asked()).total == 0


def test_downloads_are_what_is_on_the_screen(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=keeping(BOOK, FORM))
    linh = visit("linh")
    page = linh.get("/documents/records?time=middle").text
    assert "Tờ khai" in page
    assert "Sổ đăng ký" not in page
    sheet = load_workbook(BytesIO(linh.get("/documents/records.xlsx?time=middle").data)).active
    cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
    said = [1, "Tờ khai", "Bộ phận Một cửa", "5 năm", "QT-01/VP", "Văn phòng HĐND và UBND"]
    assert cells[-1] == said
    assert any("Từ 5 đến dưới 10 năm" in str(row[0]) for row in cells)
    paper = WordDocument(BytesIO(linh.get("/documents/records.docx?time=middle").data))
    assert [cell.text for cell in paper.tables[0].rows[-1].cells][1:4] == said[1:4]
    empty = linh.get("/documents/records?text=khong-co").text
    assert "Không có hồ sơ nào như vậy" in empty


def test_more_records_ask_no_more_of_the_database(app: Flask, visit: Visit) -> None:
    linh, asked = visit("linh"), []
    for number in (1, 4):
        with app.app_context():
            an_edition("in force", f"QT-0{number}", text=keeping(*[BOOK] * number))
        linh.get("/documents/records")
        with statements(app) as sent:
            linh.get("/documents/records")
        asked.append(len(sent))
    assert asked[0] == asked[1]
