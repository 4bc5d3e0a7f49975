"""The pages of change requests, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document as WordDocument
from flask import Flask
from openpyxl import load_workbook

from qms.documents.models import Edition
from qms.documents.requests import operations
from qms.documents.requests.models import ChangeRequest
from qms.kernel import clock
from qms.kernel.database import db
from tests.counting import statements
from tests.documents.requests.asking import a_request, accepted
from tests.town import a_draft, actor, an_edition, move, person, to_be_read
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
DOCUMENT = "/documents/QT-01-VP"
ASK = f"{DOCUMENT}/requests"
SAID = {"clause": "muc-1", "wish": "Ghi rõ thời hạn.", "reason": "Bước 3 chưa rõ."}
FIRST = f"/requests/{clock.today().year}/1"


@pytest.fixture
def ward(app: Flask) -> Flask:
    """The ward with one document in force."""
    with app.app_context():
        an_edition()
    return app


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found.group(1)


def states(app: Flask) -> list[str]:
    with app.app_context():
        return [r.state for r in db.session.query(ChangeRequest).order_by(ChangeRequest.id)]


def test_a_clerk_asks_at_a_clause_and_follows_what_becomes_of_it(ward: Flask, visit: Visit) -> None:
    linh, lan = visit("linh"), visit("lan")
    page = linh.get(DOCUMENT).text
    link = re.search(r'href="([^"]+/requests/new\?[^"]*clause=muc-1[^"]*)"', page)
    assert link
    form = linh.get(link.group(1).replace("&amp;", "&")).text
    assert re.search(r'<option value="muc-1"\s+selected', form)
    answer = linh.send(ASK, **SAID, edition=field(form, "edition"))
    assert (answer.status_code, answer.location) == (302, FIRST)
    assert "Chờ trả lời" in linh.get(FIRST).text
    assert "Phiếu yêu cầu sửa đổi chờ trả lời" in lan.get("/").text
    page = lan.get(FIRST).text
    due = field(page, "due")
    with ward.app_context():
        author = person("thao").id
    answer = lan.send(f"{FIRST}/acceptance", seen=1, author=author, due=due, reason="đúng")
    assert answer.status_code == 302
    assert "Đặng Thu Thảo" in linh.get(FIRST).text
    thao = visit("thao")
    assert "Phiếu yêu cầu sửa đổi giao bạn soạn" in thao.get("/").text
    assert f"{DOCUMENT}/editions/new" in thao.get(FIRST).text
    with ward.app_context():
        draft = a_draft(by="thao")
        for state in ("in review", "reviewed", "approved", "in force"):
            move(draft, state)
    assert "Phiếu của bạn đã có kết quả" in linh.get("/").text
    assert "Đã thực hiện" in linh.get(FIRST).text


def test_a_missing_document_is_asked_for(visit: Visit) -> None:
    linh = visit("linh")
    assert linh.get("/requests/new").status_code == 200
    answer = linh.send("/requests", title="Tiếp dân", wish="lập mới", reason="chưa có")
    assert answer.location == FIRST
    assert "Tài liệu mới cần có" in linh.get(FIRST).text


@pytest.mark.parametrize("missing", ["wish", "reason"])
def test_what_is_missing_is_said_at_its_field_and_the_rest_is_kept(
    ward: Flask, visit: Visit, missing: str
) -> None:
    answer = visit("linh").send(ASK, **(SAID | {missing: " "}))
    assert answer.status_code == 422
    assert "Cần điền mục này." in answer.text
    kept = "Ghi rõ thời hạn." if missing == "reason" else "Bước 3 chưa rõ."
    assert kept in answer.text
    assert states(ward) == []


def test_a_clause_that_was_not_offered_is_asked_again(ward: Flask, visit: Visit) -> None:
    answer = visit("linh").send(ASK, **(SAID | {"clause": "muc-99"}))
    assert answer.status_code == 422
    assert visit("linh").get(f"{ASK}/new", clause="muc-99", edition="x").status_code == 200


def test_the_same_wish_at_the_same_clause_is_warned_of_once(ward: Flask, visit: Visit) -> None:
    linh = visit("linh")
    linh.send(ASK, **SAID)
    assert "chưa xong" in linh.get(f"{ASK}/new", clause="muc-1").text
    again = linh.send(ASK, **(SAID | {"wish": "Ghi cả nơi nhận."}))
    assert again.status_code == 409
    assert "Ghi cả nơi nhận." in again.text
    assert states(ward) == ["sent"]
    answer = linh.send(
        ASK, **(SAID | {"wish": "Ghi cả nơi nhận."}), warned=field(again.text, "warned")
    )
    assert answer.status_code == 302
    assert linh.send(ASK, **(SAID | {"clause": ""})).status_code == 302
    assert visit("nga").send(ASK, **SAID).status_code == 302


def test_the_same_form_sent_three_times_is_one_request(ward: Flask, visit: Visit) -> None:
    linh = visit("linh")
    answers = [linh.send(ASK, once="one-form", **SAID) for _ in range(3)]
    assert [answer.location for answer in answers] == [FIRST] * 3
    assert states(ward) == ["sent"]


def test_what_one_may_not_see_cannot_be_asked_about(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    assert visit("linh").get(f"{ASK}/new").status_code == 404
    assert visit("linh").send(ASK, **SAID).status_code == 404


def test_the_inspector_reads_but_does_not_ask(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        a_request(an_edition("in force", "QT-02/VP"))
    tam = visit("tam")
    assert "Đề nghị sửa" not in tam.get(DOCUMENT).text
    assert tam.send(ASK, **SAID).status_code == 409
    page = tam.get(FIRST).text
    assert "Việc bạn làm được" not in page
    assert "Người phải đọc" in page


def test_the_officer_sees_what_a_change_would_touch(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        request = a_request(an_edition("in force", "QT-02/VP"))
        assert request.document
        to_be_read(request.document.editions[0])
    page = visit("lan").get(FIRST).text
    assert "5 người sẽ phải đọc lại" in page
    assert "Sửa tài liệu này thì đụng đến" not in visit("linh").get(FIRST).text


def test_an_answer_that_comes_too_late_keeps_what_was_typed(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        request = a_request(an_edition("in force", "QT-02/VP"))
        operations.withdraw_request(request, request.version, by=actor("linh"))
    answer = visit("lan").send(f"{FIRST}/declining", seen=1, reason="đã có ở quy trình khác")
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text


def test_a_stale_answer_shows_its_form_again_with_its_words(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        accepted(a_request(an_edition("in force", "QT-02/VP")))
    answer = visit("lan").send(f"{FIRST}/declining", seen=1, reason="đã có ở quy trình khác")
    assert answer.status_code == 409
    assert "đã có ở quy trình khác" in answer.text
    assert "Có người vừa thay đổi" in answer.text


def test_declining_without_a_reason_is_asked_for_one(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        a_request(an_edition("in force", "QT-02/VP"))
    answer = visit("lan").send(f"{FIRST}/declining", seen=1, reason=" ")
    assert answer.status_code == 422
    answer = visit("lan").send(f"{FIRST}/acceptance", seen=1, author="7777", due="mai")
    assert answer.status_code == 422
    assert "Ngày chưa đúng" in answer.text
    assert states(ward) == ["sent"]


def test_the_author_ticks_what_the_draft_answers(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        edition = an_edition("in force", "QT-02/VP")
        given = accepted(a_request(edition))
        other = accepted(a_request(edition), author="khoa")
        a_draft("QT-02/VP", by="thao")
        ids = given.id, other.id
    thao, here = visit("thao"), "/documents/QT-02-VP/editions/2"
    page = thao.get(here).text
    assert field(page, "shown") == str(ids[0])
    assert re.search(rf'name="answers"\s+value="{ids[0]}"\s+checked', page)
    answer = thao.send(f"{here}/requests", shown=ids[0], answers=[ids[0]])
    assert answer.status_code == 302
    answer = thao.send(f"{here}/requests", shown="", answers=[ids[0]])
    assert answer.status_code == 409
    assert thao.send(f"{here}/requests", shown=ids[0], answers=["x"]).status_code == 409
    assert thao.send(f"{here}/requests", shown=ids[0]).status_code == 302
    assert states(ward) == ["accepted", "accepted"]


def test_who_signs_sees_what_the_draft_answers(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        accepted(a_request(an_edition("in force", "QT-02/VP")))
        draft = a_draft("QT-02/VP", by="thao")
        move(draft, "in review")
    page = visit("tuan").get("/documents/QT-02-VP/editions/2/signing").text
    assert "trả lời các phiếu yêu cầu sửa đổi" in page
    with ward.app_context():
        [draft] = db.session.query(Edition).filter_by(state="in review")
        for state in ("reviewed", "approved", "in force"):
            move(draft, state)
    page = visit("nga").get("/documents/QT-02-VP").text
    assert f"Yêu cầu sửa đổi được trả lời: 01/{clock.today().year}/YCSĐ." in page
    assert "Bước 3 chưa rõ" not in page


def test_the_register_is_handed_out_as_it_is_seen(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        edition = an_edition("in force", "QT-02/VP")
        accepted(a_request(edition))
        a_request(edition, by="nga")
    lan = visit("lan")
    page = lan.get("/requests", state="accepted").text
    assert page.count("/YCSĐ</a>") == 1
    sheet = lan.get("/requests/register.xlsx", state="accepted")
    rows = list(load_workbook(BytesIO(sheet.data)).worksheets[0].values)
    head = next(place for place, row in enumerate(rows) if row[0] == "TT")
    assert [row[3] for row in rows[head + 1 :]] == ["Tạ Khánh Linh"]
    assert "Đã chấp nhận" in rows[head + 1]
    paper = lan.get("/requests/register.docx", state="accepted")
    [table] = WordDocument(BytesIO(paper.data)).tables
    assert [row.cells[3].text for row in table.rows[1:]] == ["Tạ Khánh Linh"]
    assert "state=accepted" in page
    own = load_workbook(BytesIO(visit("nga").get("/requests/register.xlsx").data)).worksheets[0]
    assert [row[3] for row in own.values if row[0] == 1] == ["Bùi Thanh Nga"]


def test_pages_without_requests_say_what_to_do(ward: Flask, visit: Visit) -> None:
    for login, words in (("linh", "Chưa có phiếu nào"), ("son", "Chưa có phiếu nào")):
        assert words in visit(login).get("/requests").text
    assert "Không có phiếu nào như vậy" in visit("lan").get("/requests", text="xyz").text
    assert visit("lan").get("/requests", state="lost", whose="?", unit="x", year="9" * 30)


@pytest.mark.parametrize(
    ("login", "path"),
    [("lan", "/requests"), ("lan", FIRST), ("thao", "/"), ("lan", "/"), ("lan", DOCUMENT)],
)
def test_a_page_costs_the_same_for_few_and_many(
    ward: Flask, visit: Visit, login: str, path: str
) -> None:
    visitor, counts = visit(login), []
    visitor.get("/account")
    for many in (2, 6):
        with ward.app_context():
            an_edition("in force", f"QT-1{many}/VP")
            for one in range(many):
                first = db.session.query(Edition).filter_by(document_id=1).one()
                a_request(first, by=("linh", "nga")[one % 2])
                accepted(a_request(first))
        with statements(ward) as sent:
            assert visitor.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 48
