"""The pages of adopting: what a clerk types is kept, what is wrong is said, nothing answers 5xx."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from qms.documents.queries import document_by_key
from tests.attachments.files import a_pdf, a_png
from tests.attachments.hostile import HOSTILE
from tests.counting import statements
from tests.paper import a_paper, an_earlier, confirmed, declined, recorded
from tests.town import PASSWORD, a_draft
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
PAPER = {
    "number": "12/QĐ-UBND",
    "day": "05/03/2024",
    "effective_on": "15/03/2024",
    "about": "Ban hành tài liệu của hệ thống",
    "signer_name": "Lê Văn Tám",
    "signer_title": "PHÓ CHỦ TỊCH",
    "signing_form": "KT.",
    "on_behalf_of": "CHỦ TỊCH",
}
HIDDEN = re.compile(r'name="(scan_kept|uploads|seen)"(?:\s+type="hidden")?\s+value="([^"]*)"')
DRAFT = "/documents/QT-01-VP/editions/1/adoption"


def pdf() -> tuple[BytesIO, str]:
    return BytesIO(a_pdf()), "qd-12.pdf"


def hidden(answer: TestResponse) -> dict[str, str]:
    return dict(HIDDEN.findall(answer.text))


@pytest.fixture
def draft(app: Flask) -> None:
    with app.app_context():
        a_draft()


def seen(visitor: Visitor) -> str:
    return hidden(visitor.get(DRAFT))["seen"]


def test_a_draft_is_recorded_confirmed_and_shown_as_issued_outside(
    visit: Visit, draft: None
) -> None:
    lan, hanh, linh = visit("lan"), visit("hanh"), visit("linh")
    assert "Ghi nhận đã ban hành" in lan.get("/documents/QT-01-VP").text
    answer = lan.send(DRAFT, **PAPER, seen=seen(lan), scan=pdf())
    assert answer.status_code == 302
    place = answer.location
    assert "chờ người thứ hai xác nhận" in lan.get("/documents/QT-01-VP").text
    assert linh.get("/documents/QT-01-VP").status_code == 404
    assert "Quyết định số 12/QĐ-UBND: 1 tài liệu" in hanh.get("/").text
    assert "Quyết định số 12/QĐ-UBND" not in lan.get("/").text
    page = hanh.get(place)
    assert hanh.get(f"{place}/scan").data == a_pdf()
    version = hidden(page)["seen"]
    sent = hanh.send(f"{place}/confirmation", password=PASSWORD, seen=version)
    assert sent.status_code == 302
    shown = linh.get("/documents/QT-01-VP").text
    assert "Ban hành ngoài hệ thống" in shown
    assert "KT. CHỦ TỊCH" in shown
    assert "Lê Mỹ Hạnh đối chiếu với bản quét" in shown
    scan = linh.get("/documents/QT-01-VP/editions/1/decision")
    assert scan.data == a_pdf()
    assert scan.headers["X-Content-Type-Options"] == "nosniff"
    assert scan.headers["Content-Disposition"].startswith("attachment")
    assert "Ban hành ngoài hệ thống." in lan.get("/documents/QT-01-VP/history").text
    for path in ("/documents/register", "/documents", "/search?q=luu+tru"):
        assert "Ban hành ngoài hệ thống" in linh.get(path).text, path


@pytest.mark.parametrize("name", HOSTILE)
def test_no_hostile_file_is_taken_for_a_scan(visit: Visit, draft: None, name: str) -> None:
    lan, content = visit("lan"), HOSTILE[name][0]()
    sent = (BytesIO(content), "quyet-dinh.pdf")
    answer = lan.send(DRAFT, **PAPER, seen=seen(lan), scan=sent)
    assert answer.status_code in (413, 422)
    if answer.status_code == 422:
        assert "Chưa có gì được lưu. Hãy" in answer.text or "bản quét" in answer.text
        assert "Lê Văn Tám" in answer.text, "what was typed is kept"


def test_what_is_missing_is_said_and_the_scan_need_not_be_sent_again(
    visit: Visit, draft: None
) -> None:
    lan = visit("lan")
    wrong = PAPER | {"day": "35/13/2024", "signer_name": ""}
    answer = lan.send(DRAFT, **wrong, seen=seen(lan), scan=pdf())
    assert answer.status_code == 422
    assert "Ngày chưa đúng" in answer.text
    assert "Đã nhận tệp “qd-12.pdf”" in answer.text
    again = lan.send(DRAFT, **PAPER, **hidden(answer))
    assert again.status_code == 302


def test_without_a_scan_nothing_is_recorded(visit: Visit, draft: None) -> None:
    lan = visit("lan")
    answer = lan.send(DRAFT, **PAPER, seen=seen(lan))
    assert answer.status_code == 422
    assert "Hãy chọn bản quét quyết định." in answer.text


def test_a_workbook_is_no_scan(visit: Visit, draft: None) -> None:
    lan = visit("lan")
    sent = (BytesIO(a_png()), "qd.png")
    assert lan.send(DRAFT, **PAPER, seen=seen(lan), scan=sent).status_code == 302


def test_a_draft_that_changed_meanwhile_is_not_recorded(visit: Visit, draft: None) -> None:
    lan = visit("lan")
    answer = lan.send(DRAFT, **PAPER, seen="99", scan=pdf())
    assert answer.status_code == 409
    assert "Lê Văn Tám" in answer.text


def test_one_person_is_not_both_even_by_a_direct_request(visit: Visit, draft: None) -> None:
    lan = visit("lan")
    place = lan.send(DRAFT, **PAPER, seen=seen(lan), scan=pdf()).location
    assert "người thứ hai phải đối chiếu" not in lan.get("/").text
    page = lan.get(place)
    assert "Bạn đã ghi nhận tài liệu này" in page.text
    answer = lan.send(f"{place}/confirmation", password=PASSWORD, seen="1")
    assert answer.status_code == 409
    assert "Bạn đã ghi nhận tài liệu này" in answer.text
    assert "Chờ người thứ hai xác nhận" in lan.get(place).text


def test_a_wrong_password_is_said_and_confirms_nothing(
    app: Flask, visit: Visit, draft: None
) -> None:
    hanh = visit("hanh")
    with app.app_context():
        recorded(document_by_key("QT-01-VP").editions[0])  # type: ignore[union-attr]
    answer = hanh.send("/documents/adoptions/1/confirmation", password="sai", seen="1")
    assert answer.status_code == 409
    assert "Mật khẩu chưa đúng" in answer.text
    empty = hanh.send("/documents/adoptions/1/confirmation", seen="1")
    assert empty.status_code == 422


def test_declined_with_a_reason_it_is_recorded_again_from_what_was_typed(
    app: Flask, visit: Visit, draft: None
) -> None:
    lan, hanh = visit("lan"), visit("hanh")
    with app.app_context():
        recorded(document_by_key("QT-01-VP").editions[0])  # type: ignore[union-attr]
    place = "/documents/adoptions/1"
    assert hanh.send(f"{place}/refusal", seen="1", reason="").status_code == 422
    stale = hanh.send(f"{place}/refusal", seen="7", reason="sai ngày ký rồi")
    assert stale.status_code == 409
    assert "sai ngày ký rồi" in stale.text
    assert hanh.send(f"{place}/refusal", seen="1", reason="sai ngày ký").status_code == 302
    assert "sai ngày ký" in lan.get("/documents/QT-01-VP").text
    page = lan.get(f"{place}/renewal")
    assert "Lê Văn Tám" in page.text
    assert "qd-12.pdf" in page.text
    answer = lan.send(f"{place}/renewal", **PAPER, **hidden(page))
    assert answer.location == "/documents/adoptions/2"
    assert lan.get(f"{place}/renewal").status_code == 200
    assert hanh.get(f"{place}/renewal").status_code == 403


@pytest.mark.parametrize(
    "path",
    ["/documents/adoptions", "/documents/adoptions/1", "/documents/adoptions/1/scan"],
)
def test_who_does_not_see_every_document_sees_no_recording(
    app: Flask, visit: Visit, draft: None, path: str
) -> None:
    with app.app_context():
        recorded(document_by_key("QT-01-VP").editions[0])  # type: ignore[union-attr]
    for login in ("linh", "thao", "tuan", "son"):
        assert visit(login).get(path).status_code == 403
    assert visit("tam").get(path).status_code == 200


def test_earlier_editions_stand_in_the_history_and_are_struck_out_with_a_reason(
    app: Flask, visit: Visit
) -> None:
    with app.app_context():
        confirmed(recorded(a_draft()))
    lan = visit("lan")
    place = "/documents/QT-01-VP/earlier"
    fields = {
        "issue": "0",
        "amendment": "1",
        "in_force_on": "01/02/2020",
        "ended_on": "05/03/2022",
        "decision_number": "3/QĐ-UBND",
        "note": "Bản giấy đầu tiên",
    }
    assert lan.send(place, **fields, scan=pdf()).status_code == 302
    for path in ("/documents/QT-01-VP", "/documents/QT-01-VP/history", place):
        assert "Có hiệu lực từ 01/02/2020 đến 05/03/2022." in lan.get(path).text
    assert "01/02/2020" not in visit("linh").get("/documents/QT-01-VP").text
    assert lan.get(f"{place}/1/file").data == a_pdf()
    assert lan.send(place, **fields).status_code == 409, "a number and a time are used once"
    bad = lan.send(place, **(fields | {"ended_on": "x"}))
    assert bad.status_code == 422
    assert "Bản giấy đầu tiên" in bad.text
    hostile = lan.send(place, **fields, scan=(BytesIO(b"MZ"), "a.exe"))
    assert hostile.status_code == 422
    assert lan.send(f"{place}/1/striking", reason="").status_code == 422
    assert lan.send(f"{place}/1/striking", reason="gõ nhầm năm").status_code == 302
    assert "01/02/2020" not in lan.get(place).text
    assert "gõ nhầm năm" in lan.get("/documents/QT-01-VP/history").text
    assert lan.send(f"{place}/1/striking", reason="lại").status_code == 404
    assert lan.send(place, **fields).status_code == 302


def test_lists_and_pages_ask_the_database_as_often_for_many_as_for_few(
    app: Flask, visit: Visit
) -> None:
    lan = visit("lan")

    def asked(path: str) -> int:
        with statements(app) as made:
            assert lan.get(path).status_code == 200
        return len(made)

    with app.app_context():
        first = recorded(a_draft("QT-01"), a_draft("QT-02")).id
        an_earlier(document_by_key("QT-01"))  # type: ignore[arg-type]
    paths = ("/documents/adoptions", f"/documents/adoptions/{first}", "/")
    lan.get("/documents/adoptions")
    few = [asked(path) for path in paths]
    with app.app_context():
        drafts = [a_draft(f"QT-1{n}") for n in range(6)]
        many = recorded(*drafts, paper=a_paper("13/QĐ-UBND")).id
        declined(recorded(a_draft("QT-20"), paper=a_paper("14/QĐ-UBND")))
    paths = ("/documents/adoptions", f"/documents/adoptions/{many}", "/")
    assert [asked(path) for path in paths] == few
