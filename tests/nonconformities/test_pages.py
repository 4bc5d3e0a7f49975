"""The pages of nonconformities, as a browser without scripts meets them."""

from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook

from qms.documents.queries import editions_of
from tests.attachments.files import a_pdf
from tests.counting import statements
from tests.laws import a_law
from tests.nonconformities.cases import (
    CLAUSE,
    a_file,
    a_report,
    accepted,
    corrected,
    one_in,
    today,
)
from tests.nonconformities.rights import fields
from tests.town import actor, an_edition, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/nonconformities"
ONE = f"{HERE}/1"


@pytest.fixture
def sent(app: Flask) -> dict[str, str]:
    """What the forms send, well filled in."""
    with app.app_context():
        return {**{k: str(v) for k, v in fields().items()}, "unit": str(unit_id("KT")), "seen": "1"}


def test_a_clerk_reports_from_a_document_and_follows_it(
    app: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    with app.app_context():
        anchor = an_edition("in force").clauses[0].anchor
    linh = visit("linh")
    page = linh.get("/documents/QT-01-VP").text
    assert f"{HERE}/new?document=QT-01-VP&amp;edition=1" in page
    page = linh.get(f"{HERE}/new", document="QT-01-VP", edition="1", clause=anchor).text
    assert f'value="{anchor}"\n              selected' in page or "selected" in page
    answer = linh.client.post(
        HERE,
        data={
            **sent,
            "csrf_token": linh.token(),
            "once": "abc",
            "document": "QT-01-VP",
            "edition": "1",
            "clause": anchor,
            "first_file": (BytesIO(a_pdf()), "phieu.pdf"),
        },
        content_type="multipart/form-data",
    )
    assert answer.location == ONE
    page = linh.get(ONE).text
    assert "Chờ tiếp nhận" in page
    assert "QT-01/VP 1 Mục đích" in page
    assert "phieu.pdf" in page
    assert linh.get(f"{ONE}/files/1").data == a_pdf()
    assert visit("thao").get(f"{ONE}/files/1").status_code == 404
    assert "Hồ sơ đăng ký khai sinh" in visit("lan").get("/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"what": ""}, "Cần điền mục này."),
        ({"place": " "}, "Cần điền mục này."),
        ({"found_on": "31/02/2026"}, "Ngày chưa đúng"),
        ({"found_on": "01/01/2999"}, "Ngày phát hiện không thể sau hôm nay."),
        ({"unit": "999"}, "Hãy chọn một mục trong danh sách."),
        ({"unit": "x"}, "Hãy chọn một mục trong danh sách."),
    ],
)
def test_what_is_wrong_in_a_report_is_said_and_the_rest_stays(
    visit: Visit, sent: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    linh = visit("linh")
    answer = linh.send(HERE, **sent | {"place": "Quầy số 7"} | wrong)
    assert answer.status_code in (409, 422)
    assert said in answer.text
    assert "place" in wrong or 'value="Quầy số 7"' in answer.text
    assert "Chưa có sự không phù hợp nào" in linh.get(HERE).text


def test_a_file_that_came_in_need_not_be_chosen_again(visit: Visit, sent: dict[str, str]) -> None:
    linh = visit("linh")
    data = {**sent, "what": "", "csrf_token": linh.token(), "once": "abc"}
    files = {"first_file": (BytesIO(a_pdf()), "phieu.pdf")}
    page = linh.client.post(HERE, data=data | files, content_type="multipart/form-data").text
    word = page.split('name="first_file_kept"')[1].split('value="')[1].split('"')[0]
    assert linh.send(HERE, **sent, first_file_kept=word).location == ONE
    assert "phieu.pdf" in linh.get(ONE).text


def test_a_file_of_another_kind_is_refused_and_nothing_is_lost(
    visit: Visit, sent: dict[str, str]
) -> None:
    linh = visit("linh")
    data = {**sent, "place": "Quầy số 7", "csrf_token": linh.token(), "once": "abc"}
    files = {"first_file": (BytesIO(b"MZ not a picture"), "anh.jpg")}
    answer = linh.client.post(HERE, data=data | files, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert 'value="Quầy số 7"' in answer.text


def test_the_officer_takes_it_on_with_what_is_suggested(
    app: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    with app.app_context():
        edition = an_edition("in force")
        a_law()
        a_report(about=edition)
    lan = visit("lan")
    page = lan.get(f"{ONE}/acceptance").text
    assert "QT-01/VP 1" in page
    assert "vì có:" in page
    places = "QT 01 VP mục 1\n30/2020/NĐ-CP điều 4 khoản 2"
    given = sent | {"title": "Trễ hẹn", "places": places}
    answer = lan.send(f"{ONE}/acceptance", **given)
    assert answer.location == ONE
    page = lan.get(ONE).text
    assert f"01/{today().year}/HĐKP" in page
    assert "điều 4 khoản 2" in page
    assert "ISO 9001:2015, 8.7" in page
    assert "Trễ hẹn" in visit("binh").get("/").text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"clauses": ""}, "Hãy ghi ít nhất một căn cứ"),
        ({"indicators": ""}, "Hãy chọn ít nhất một chỉ số"),
        ({"places": "QT-99 mục 1"}, "Không tìm thấy tài liệu hay văn bản nào ở dòng “QT-99 mục 1”"),
        ({"places": "QT-01/VP 9.9"}, "QT-01/VP không có mục “9.9”"),
        ({"handler": "0"}, "Hãy chọn người chịu trách nhiệm xử lý"),
        ({"correct_by": "01/01/2020"}, "Hạn khắc phục phải từ hôm nay trở đi."),
        ({"title": ""}, "Cần điền mục này."),
        ({"grade": "enormous"}, "Hãy chọn một mục trong danh sách."),
        ({"indicators": "9.9"}, "không có trong danh sách"),
        ({"places": "\n".join(["QT-01/VP"] * 21)}, "Ghi nhiều nhất 20 căn cứ."),
    ],
)
def test_what_is_missing_at_acceptance_is_said_and_the_rest_stays(
    app: Flask, visit: Visit, sent: dict[str, str], wrong: dict[str, str], said: str
) -> None:
    with app.app_context():
        an_edition("in force")
        a_report()
    lan = visit("lan")
    given = {**sent, "title": "Tôi đã tóm tắt", **wrong}
    answer = lan.send(f"{ONE}/acceptance", **{k: v for k, v in given.items() if v or k == "title"})
    assert answer.status_code in (409, 422)
    assert said in answer.text
    assert "title" in wrong or 'value="Tôi đã tóm tắt"' in answer.text
    assert "Chờ tiếp nhận" in lan.get(ONE).text


def test_it_is_declined_merged_withdrawn_or_corrected_on_its_page(
    app: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    with app.app_context():
        for _one in range(3):
            a_report()
        taken = accepted()
        number, seen = taken.id, str(taken.version)
    lan, linh, binh = visit("lan"), visit("linh"), visit("binh")
    assert lan.send(f"{HERE}/1/declining", seen="1", reason="").status_code == 422
    assert lan.send(f"{HERE}/1/declining", seen="1", reason="đúng hẹn").location == f"{HERE}/1"
    assert "đúng hẹn" in linh.get("/").text
    assert lan.send(f"{HERE}/2/merging", seen="1", into="0").status_code == 409
    assert lan.send(f"{HERE}/2/merging", seen="1", into=str(number)).location == f"{HERE}/2"
    assert f"01/{today().year}/HĐKP" in linh.get(f"{HERE}/2").text
    assert linh.send(f"{HERE}/3/withdrawal", seen="1", reason="nhầm").location == f"{HERE}/3"
    place = f"{HERE}/{number}"
    answer = binh.send(f"{place}/correction", **sent | {"seen": seen, "consequences": ""})
    assert (answer.status_code, "Đã trả kết quả" in answer.text) == (422, True)
    assert binh.send(f"{place}/correction", **sent | {"seen": "1"}).status_code == 409
    assert binh.send(f"{place}/correction", **sent | {"seen": seen}).location == place
    assert "Đã khắc phục ngay" in linh.get(place).text


def test_a_hidden_name_stays_hidden(app: Flask, visit: Visit) -> None:
    with app.app_context():
        accepted(a_report(hides_reporter=True))
    for login, known in (("khoa", False), ("minh", False), ("lan", True), ("linh", True)):
        page = visit(login).get(ONE).text.partition("<main")[2]
        assert ("Tạ Khánh Linh" in page) == known, login


def test_the_register_is_handed_out_as_seen(app: Flask, visit: Visit) -> None:
    with app.app_context():
        corrected(accepted(title="Trễ hẹn"))
        a_report()
    lan = visit("lan")
    rows = list(
        load_workbook(BytesIO(lan.get(f"{HERE}/register.xlsx").data)).active.iter_rows(
            values_only=True
        )
    )
    assert any("Trễ hẹn" in row for row in rows)
    only = lan.get(f"{HERE}/register.xlsx", state="reported").data
    said = [
        c for row in load_workbook(BytesIO(only)).active.iter_rows(values_only=True) for c in row
    ]
    assert "Trễ hẹn" not in said
    assert any("trạng thái Chờ tiếp nhận" in str(cell) for cell in said)
    paper = WordDocument(BytesIO(lan.get(f"{HERE}/register.docx").data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    assert "ISO 9001:2015, 8.7" in cells


def test_indicators_show_what_touches_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        accepted()
    linh = visit("linh")
    assert f'href="{ONE}"' in linh.get("/indicators/3.1").text
    assert f'href="{ONE}"' not in linh.get("/indicators/1.5").text
    assert f'href="{ONE}"' not in visit("thao").get("/indicators/3.1").text


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "x", "year": "9" * 30, "unit": "-1", "page": "0", "indicator": "'"},
        {"text": "3/2026/HĐKP", "whose": "x", "late": "2", "source": "x"},
        {"text": "%_\\", "page": "99999999999"},
    ],
)
def test_odd_questions_are_answered(app: Flask, visit: Visit, asked: dict[str, str]) -> None:
    with app.app_context():
        accepted()
    assert visit("lan").get(HERE, **asked).status_code == 200
    assert visit("lan").get(f"{HERE}/register.xlsx", **asked).status_code == 200


def test_what_is_not_there_is_not_found(visit: Visit) -> None:
    linh = visit("linh")
    for path in (f"{HERE}/99", f"{HERE}/{2**70}", f"{HERE}/new?document=QT-99", f"{ONE}/files/1"):
        assert linh.get(path).status_code == 404


def test_pages_cost_the_same_for_few_and_many(app: Flask, visit: Visit) -> None:
    paths = (HERE, f"{HERE}/1", "/indicators/3.1", "/indicators", "/", "/documents/QT-01-VP")
    with app.app_context():
        edition = an_edition("in force")
        accepted(a_report(about=edition, files=[a_file()]))
        one_in("corrected")
    lan, costs = visit("lan"), []
    for path in paths:
        lan.get(path)
    for more in range(2):
        with app.app_context():
            edition = editions_of(actor("lan"), "QT-01-VP")[0]
            for _one in range(12 * more):
                accepted(a_report(about=edition))
            for _one in range(4 * more):
                a_report("khoa", about=edition)
            if not more:
                a_report("khoa", about=edition)
        costs.append([cost(app, lan, path) for path in paths])
    assert costs[0] == costs[1]


def cost(app: Flask, visitor: Visitor, path: str) -> int:
    with statements(app) as asked:
        assert visitor.get(path).status_code == 200
    return len(asked)


def test_the_clause_of_a_standard_is_named_in_the_readers_language(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        accepted()
    linh = visit("linh")
    assert CLAUSE.partition("/")[2] in linh.get(ONE).text
    linh.send("/language", language="en")
    assert "Nonconformities" in linh.get(ONE).text
