"""The pages of the trace, as a browser without scripts meets them, with their files."""

import json
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask

from qms.documents.register.listing import Maker
from qms.dossier.trace import tracing
from qms.dossier.trace.data import VERSION
from qms.dossier.trace.graph import Kind, Link, Stage
from qms.dossier.trace.order import Fault
from qms.dossier.trace.paper import make_paper
from qms.kernel import clock
from tests.dossier.lines import KEY, carried_out, merged, reopened, returned, with_plan
from tests.nonconformities import cases
from tests.town import actor, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
PAGES = (
    "/trace/indicators/3.1",
    f"/trace/documents/{KEY}",
    f"/trace/documents/{KEY}?clause=muc-1",
    "/trace/nonconformities/1",
    "/trace/nonconformities/1/actions/2",
)
GONE = (
    "/trace/indicators/9.9",
    "/trace/documents/QT-99",
    f"/trace/documents/{KEY}?clause=muc-99",
    "/trace/nonconformities/99",
    "/trace/nonconformities/1/actions/99",
)


def file_of(path: str, suffix: str) -> str:
    address, mark, asked = path.partition("?")
    return f"{address}/trace.{suffix}{mark}{asked}"


@pytest.fixture
def whole(app: Flask) -> None:
    """A line that was reopened, closed, and came back; a report that was merged into it."""
    with app.app_context():
        merged(returned(reopened()))


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("path", PAGES)
def test_a_trace_is_drawn_and_told(visit: Visit, path: str) -> None:
    answer = visit("tam").get(path)
    assert answer.status_code == 200
    year = clock.today().year
    for said in (
        '<svg class="trace"',
        'role="img"',
        "trace-start",
        f"01/{year}/HĐKP",
        f"02/{year}/HĐKP",
        "Kết luận chưa có kết quả",
        "Đánh giá viên nội bộ",
        f"/documents/{KEY}/editions/2",
        f"/requests/{year}/1",
        "/nonconformities/1/actions/2",
        "/indicators/2.3",
        "Bằng chứng: phieu-hen.pdf.",
        "Chưa làm",
    ):
        assert said in answer.text, said
    assert "style=" not in answer.text


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("path", GONE)
def test_what_is_not_there_is_not_found(visit: Visit, path: str) -> None:
    lan = visit("lan")
    for address in (path, file_of(path, "docx"), file_of(path, "json")):
        assert lan.get(address).status_code == 404


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("path", PAGES)
def test_a_word_file_tells_the_same(visit: Visit, path: str) -> None:
    answer = visit("tam").get(file_of(path, "docx"))
    assert answer.status_code == 200
    assert "truy-vet" in answer.headers["Content-Disposition"]
    file = WordDocument(BytesIO(answer.data))
    cells = {cell.text for table in file.tables for cell in table._cells}
    assert {"Giai đoạn", "Phát hiện", "Lúc", "Còn phải làm trước khi đóng"} & cells
    assert any("Phạm Quốc Hùng, Chủ tịch" in said for said in cells)
    assert any("Đại diện lãnh đạo về chất lượng" in said for said in cells)
    assert any("được khắc phục bằng" in said for said in cells)


def test_the_same_trace_gives_the_same_file(inside: Flask) -> None:
    found = carried_out()
    maker = Maker("UBND phường Tân Hòa", "Hồ Nhật Tâm", clock.now())
    traces = [tracing.of_nonconformity(actor("tam"), found.id) for _twice in range(2)]
    first, second = (make_paper(trace, maker) for trace in traces if trace)
    assert first == second


@pytest.mark.usefixtures("whole")
@pytest.mark.parametrize("path", PAGES)
def test_the_data_have_the_shape_that_is_promised(visit: Visit, path: str) -> None:
    answer = visit("tam").get(file_of(path, "json"))
    assert answer.mimetype == "application/json"
    told = json.loads(answer.data)
    assert told["version"] == VERSION
    keys = {node["key"] for node in told["nodes"]}
    assert told["start"] in keys or told["start"].startswith(f"document:{KEY}")
    for node in told["nodes"]:
        assert node["kind"] in set(Kind)
        assert node["stage"] in {stage.name.lower() for stage in Stage}
        for day in (node["day"], node["until"]):
            assert day is None or date.fromisoformat(day)
    for edge in told["edges"]:
        assert {edge["from"], edge["to"]} <= keys
        assert edge["link"] in set(Link)
    for line in told["lines"]:
        assert set(line["nonconformities"]) <= keys
        moments = [datetime.fromisoformat(event["at"]) for event in line["events"]]
        assert moments == sorted(moments)
        assert {event["node"] for event in line["events"]} <= keys
        assert {mark for event in line["events"] for mark in event["marks"]} <= set(Fault)
        assert {step["node"] for step in line["open"]} <= keys


def test_people_of_another_unit_do_not_see_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        with_plan()
    nga = visit("nga")
    for path in PAGES[3:]:
        for address in (path, file_of(path, "docx"), file_of(path, "json")):
            assert nga.get(address).status_code == 404
    for path in PAGES[:2]:
        page = nga.get(path)
        assert page.status_code == 200
        assert "HĐKP" not in page.text
        assert "HĐKP" not in nga.get(file_of(path, "json")).text
    assert visit("son").get(PAGES[1]).status_code == 404


def test_a_hidden_reporter_stands_in_none_of_the_files(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cases.closed(cases.judged(cases.implemented(cases.approved(cases.proposed(hidden())))))
    for path in ("/trace/nonconformities/1", "/trace/indicators/3.1"):
        page, data = (visit("minh").get(a) for a in (path, file_of(path, "json")))
        file = WordDocument(BytesIO(visit("minh").get(file_of(path, "docx")).data))
        words = [cell.text for table in file.tables for cell in table._cells]
        for said in (page.text, data.text, "\n".join(words)):
            assert "Tạ Khánh Linh" not in said
            assert "(không nêu tên)" in said
        assert "Tạ Khánh Linh" in visit("hanh").get(path).text


def hidden() -> cases.Nonconformity:
    report = cases.a_report(hides_reporter=True)
    return cases.an_action(cases.analysed(cases.corrected(cases.accepted(report)))).nonconformity


def test_the_way_to_the_trace_stands_on_the_pages_it_goes_through(app: Flask, visit: Visit) -> None:
    with app.app_context():
        with_plan()
        cases.accepted()
    lan = visit("lan")
    for page, way in (
        ("/indicators/3.1", "/trace/indicators/3.1"),
        (f"/documents/{KEY}", f"/trace/documents/{KEY}"),
        (f"/documents/{KEY}", f"/trace/documents/{KEY}?clause=muc-1"),
        ("/nonconformities/2", "/trace/nonconformities/2"),
    ):
        assert f'href="{way}"' in lan.get(page).text, page
    assert "Truy vết mục này" not in visit("nga").get(f"/documents/{KEY}").text


def test_nothing_to_trace_says_so(visit: Visit) -> None:
    lan = visit("lan")
    assert "Chưa có phiếu nào để truy vết" in lan.get("/trace/indicators/4.1").text
    file = WordDocument(BytesIO(lan.get("/trace/indicators/4.1/trace.docx").data))
    assert "Không có phiếu nào." in [paragraph.text for paragraph in file.paragraphs]


def test_years_are_offered_and_kept(app: Flask, visit: Visit) -> None:
    with app.app_context():
        cases.accepted()
        cases.accepted(cases.a_report(found_on=date(2025, 3, 2), unit_id=unit_id("KT")))
    lan, path = visit("lan"), "/trace/indicators/3.1"
    assert '<option value="2025"' in lan.get(path).text
    page = lan.get(path, year="2025").text
    assert "1 phiếu" in page
    assert "/trace/indicators/3.1/trace.docx?year=2025" in page
    assert "_anchor" not in lan.get(path, _anchor="x", _external="1").text
