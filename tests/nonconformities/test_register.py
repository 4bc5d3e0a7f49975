"""The register: what it is narrowed by, and what it holds when it is handed out."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook

from qms.kernel import clock
from qms.nonconformities import queries
from qms.nonconformities.forms import wanted_from
from qms.nonconformities.listing import COLUMNS, ON_PAPER
from tests.laws import a_law
from tests.nonconformities.cases import (
    CLAUSE,
    Cited,
    a_report,
    accepted,
    analysed,
    closed,
    judged,
    one_in,
    today,
)
from tests.town import actor, an_edition, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/nonconformities"
DAY = re.compile(r"^(\d{4})-(\d\d)-(\d\d)$")


def shown(**asked: str) -> set[str]:
    """The numbers, or else the states, of what the officer sees when asking so."""
    found = queries.listed(actor("lan"), wanted_from(asked)).found
    return {one.number.partition("/")[0] or one.state for one in found}


def test_it_is_narrowed_by_grade_cause_and_return(inside: Flask) -> None:
    first = accepted(grade="major")
    accepted(follows_id=first.id)
    analysed()
    judged(result="failed")
    one_in("reported")
    assert shown(grade="major") == {"01"}
    assert shown(branch="people") == {"03"}  # the cause of the fourth is sought anew
    assert shown(repeats="follows") == {"02"}
    assert shown(repeats="reopened") == {"04"}
    assert shown(repeats="any") == {"02", "04"}
    assert shown(repeats="any", grade="major") == set()
    assert shown(state="taken") == {"01", "02", "03", "04"}
    assert shown(state="reported") == {"reported"}
    assert len(shown(grade="x", branch="x", repeats="x", state="x")) == 5


def test_it_is_narrowed_by_what_was_not_met_and_when_it_was_found(inside: Flask) -> None:
    edition, law = an_edition("in force"), a_law()
    anchors = [clause.anchor for clause in edition.clauses]
    held = frozenset(Cited(edition_id=edition.id, anchor=anchor) for anchor in ("", *anchors))
    accepted(criteria=held)
    accepted(criteria=frozenset({Cited(law_id=law.id, article="điều 4"), Cited(CLAUSE)}))
    accepted(a_report(found_on=today() - timedelta(days=3)))
    assert shown(criterion=f"document:{edition.document.key}") == {"01"}
    assert shown(criterion=f"law:{law.key}") == {"02"}
    assert shown(criterion=f"clause:{CLAUSE}") == {"02", "03"}
    assert shown(criterion="document:") == set()
    assert len(shown(criterion="reporter:linh")) == 3
    since, day = f"{today():%d/%m/%Y}", f"{today() - timedelta(days=1):%Y-%m-%d}"
    assert shown(since=since) == {"01", "02"}
    assert shown(until=day) == {"03"}
    assert shown(since="31/02/2026", until="x") == {"01", "02", "03"}


def test_the_name_of_a_document_is_told_to_who_sees_what_it_is_held_against(
    inside: Flask,
) -> None:
    edition = an_edition("in force")
    accepted(criteria=frozenset({Cited(edition_id=edition.id)}))
    wanted = wanted_from({"criterion": f"document:{edition.document.key}"})
    assert queries.ground_named(actor("lan"), wanted) == "QT-01/VP"
    assert queries.ground_named(actor("thao"), wanted) == edition.document.key


def handed_out(visitor: Visitor, kind: str, **asked: str) -> list[dict[str, str]]:
    """The lines of the register as a file, by the words of their columns."""
    data = BytesIO(visitor.get(f"{HERE}/register.{kind}", **asked).data)
    if kind == "docx":
        [table] = WordDocument(data).tables
        lines = [[cell.text for cell in row.cells] for row in table.rows]
    else:
        rows = load_workbook(data).active.iter_rows(values_only=True)
        lines = [["" if c is None else str(c) for c in row] for row in rows]
    head = next(place for place, line in enumerate(lines) if line[0] == "TT")
    return [dict(zip(lines[head], line, strict=True)) for line in lines[head + 1 :]]


def test_a_line_tells_the_whole_story(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = closed()
        accepted(follows_id=found.id)
        again = judged(result="failed")
        one_in("merged")
        day = f"{clock.local(found.ended_at):%Y-%m-%d}" if found.ended_at else ""
        assert again.round == 2
    lines = {line["Số phiếu"]: line for line in handed_out(visit("lan"), "xlsx")}
    year = f"{today().year}"
    first = lines[f"01/{year}/HĐKP"]
    assert first["Nguyên nhân"].startswith("Con người: Chưa phân công người làm thay")
    assert first["Biện pháp"].startswith("1. Ban hành bảng phân công người làm thay ở mỗi quầy.")
    assert "Ngô Đăng Khoa" in first["Biện pháp"]
    assert "Đã kiểm tra đạt" in first["Biện pháp"]
    assert first["Người xử lý"] == "Hoàng Văn Bình"
    assert first["Ngày hoàn thành"].startswith(day)
    assert first["Hạn bước hiện tại"] == ""
    assert first["Kết quả kiểm tra"].startswith("Có kết quả, việc không lặp lại (")
    assert lines[f"02/{year}/HĐKP"]["Ghi chú"] == f"Lặp lại phiếu 01/{year}/HĐKP"
    reopened = lines[f"03/{year}/HĐKP"]
    assert reopened["Ghi chú"] == "Xử lý lần 2"
    assert reopened["Nguyên nhân"] == ""
    assert reopened["Kết quả kiểm tra"].startswith("Chưa có kết quả")
    assert reopened["Hạn bước hiện tại"] != ""
    merged = next(line for line in lines.values() if line["Trạng thái"] == "Đã gộp")
    assert merged["Ghi chú"].startswith("Đã gộp vào phiếu ")
    assert sorted(line["TT"] for line in lines.values()) == ["1", "2", "3", "4", "5"][: len(lines)]


def test_paper_holds_nothing_less(app: Flask, visit: Visit) -> None:
    with app.app_context():
        closed()
    [sheet], [paper] = (handed_out(visit("lan"), kind) for kind in ("xlsx", "docx"))
    told = " ".join(paper.values())
    for column, value in sheet.items():
        for words in value.removesuffix(" 00:00:00").splitlines():
            said = DAY.sub(r"\3/\2/\1", words)
            assert said in told, column
    assert paper["Loại"].splitlines() == ["Nhẹ", "Hồ sơ trễ hạn", "Chỉ số 3.1"]
    assert len(paper) == len(ON_PAPER) + 1
    assert len(sheet) == len(COLUMNS) + 1


def test_the_file_says_what_it_was_narrowed_by(app: Flask, visit: Visit) -> None:
    with app.app_context():
        accepted(criteria=frozenset({Cited(edition_id=an_edition("in force").id)}))
    asked = {
        "state": "taken",
        "grade": "minor",
        "branch": "law",
        "repeats": "any",
        "criterion": "document:QT-01-VP",
        "since": "2026-02-05",
        "until": "05/03/2026",
        "late": "1",
    }
    lan = visit("lan")
    sheet = load_workbook(BytesIO(lan.get(f"{HERE}/register.xlsx", **asked).data)).active
    told = next(str(c.value) for c in sheet["A"] if str(c.value).startswith("Chỉ gồm"))
    for words in (
        "phiếu đã có số",
        "mức độ Nhẹ",
        "nguyên nhân thuộc Pháp luật, quy định thay đổi",
        "Lặp lại hoặc mở lại",
        "căn cứ QT-01",
        "phát hiện từ 05/02/2026",
        "phát hiện đến hết 05/03/2026",
        "quá hạn bước hiện tại",
    ):
        assert words in told


def test_the_screen_shows_the_day_of_the_stage_and_keeps_what_is_asked(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        accepted(correct_by=today())
        one_in("declined")
    lan, asked = visit("lan"), {"criterion": f"clause:{CLAUSE}", "grade": "minor"}
    page = lan.get(HERE, **asked, since="05/02/2020").text
    assert f"{today():%d/%m/%Y}" in page.partition("<tbody")[2]
    assert 'value="05/02/2020"' in page
    assert f'<option value="clause:{CLAUSE}"' in page
    assert "ISO 9001:2015, 8.7" in page
    with clock.showing(clock.now() + timedelta(days=2)):
        [only] = queries_late(app)
    assert only.startswith("01/")


def queries_late(app: Flask) -> list[str]:
    with app.app_context():
        found = queries.listed(actor("lan"), wanted_from({"late": "1"})).found
        return [one.number for one in found]


@pytest.mark.parametrize("unit", ["VP", "KT"])
def test_one_sees_no_more_than_before_whatever_one_asks(inside: Flask, unit: str) -> None:
    accepted(unit_id=unit_id(unit), confidential=True)
    accepted(unit_id=unit_id(unit))
    for asked in ({}, {"state": "taken"}, {"grade": "minor"}, {"criterion": f"clause:{CLAUSE}"}):
        found = queries.listed(actor("khoa"), wanted_from(asked)).found
        assert len(found) == (unit == "KT"), asked
