"""The pages of document control, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from io import BytesIO

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from qms.documents.models import Edition, Upload
from qms.kernel.database import db
from tests.counting import statements
from tests.documents.word.builders import HOSTILE
from tests.town import PASSWORD, an_edition, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP/editions/1"


def upload(
    visitor: Visitor, content: bytes, name: str = "quy-trinh.docx", **more: str
) -> TestResponse:
    return visitor.send("/documents/uploads", file=(BytesIO(content), name), **more)


def file_draft(visitor: Visitor, **changed: str) -> TestResponse:
    """Send a Word file and the form that says what it is."""
    number = (upload(visitor, word_file()).location or "").rpartition("=")[2]
    said = {
        "upload": number,
        "code": "QT-01/VP",
        "title": "Lưu trữ hồ sơ",
        "issue": "1",
        "amendment": "0",
        "kind": "procedure",
        "unit": changed.pop("unit", "2"),
        "reviewer": "0",
        "approver": "0",
    }
    return visitor.send("/documents", **(said | changed))


def prepare(app: Flask, state: str, code: str = "QT-01/VP") -> int:
    """An edition in a state; answers with its version."""
    with app.app_context():
        return an_edition(state, code).version


def state_of(app: Flask, serial: int = 1) -> str:
    with app.app_context():
        found = db.session.query(Edition).filter_by(serial=serial).one()
        return str(found.state)


def test_a_word_file_becomes_a_draft(app: Flask, visit: Visit) -> None:
    thao = visit("thao")
    sent = upload(thao, word_file("# 1. Mục đích", "Quy định việc lưu trữ."))
    page = thao.get(sent.location or "")
    assert "Quy định việc lưu trữ" in page.text or "Mục đích" in page.text
    answer = file_draft(thao)
    assert (answer.status_code, answer.location) == (302, HERE)
    assert "Lưu trữ hồ sơ" in thao.get(HERE).text


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_with_its_reason_and_nothing_is_kept(
    app: Flask, visit: Visit, name: str
) -> None:
    build, _cause = HOSTILE[name]
    answer = upload(visit("thao"), build(), "tệp lạ.docx")
    assert answer.status_code in (413, 422)
    assert "Chưa có gì được lưu" in answer.text or answer.status_code == 413
    with app.app_context():
        assert db.session.query(Upload).count() == 0


def test_no_file_chosen_says_so(visit: Visit) -> None:
    answer = visit("thao").send("/documents/uploads")
    assert answer.status_code == 422
    assert "Chưa chọn tệp nào" in answer.text


def test_a_request_too_large_is_answered_413(visit: Visit) -> None:
    assert upload(visit("thao"), b"0" * (27 * 1024 * 1024)).status_code == 413


def test_a_field_in_trouble_keeps_what_was_typed_and_the_file(visit: Visit) -> None:
    answer = file_draft(visit("thao"), title="Tên rất riêng", issue="mười")
    assert answer.status_code == 422
    assert "Tên rất riêng" in answer.text
    assert "Cần một số từ 0 đến 99" in answer.text
    assert re.search(r'name="upload"\s+value="\d+"', answer.text)


def test_a_code_that_exists_leads_to_its_document(app: Flask, visit: Visit) -> None:
    prepare(app, "in force")
    answer = file_draft(visit("thao"), code="qt 01.vp", title="Tên rất riêng")
    assert answer.status_code == 409
    assert "Tên rất riêng" in answer.text
    assert "/documents/QT-01-VP" in answer.text


def test_somebody_elses_upload_does_not_exist(visit: Visit) -> None:
    number = (upload(visit("thao"), word_file()).location or "").rpartition("=")[2]
    assert visit("khoa").get("/documents/new", upload=number).status_code == 404
    assert visit("thao").get("/documents/new", upload=number).status_code == 200


@pytest.mark.parametrize("number", ["0", "x", "99999999999999999999", "-1", "1.5", "٣"])
def test_an_upload_that_never_was_is_not_found(visit: Visit, number: str) -> None:
    assert visit("thao").get("/documents/new", upload=number).status_code == 404


def test_reviewer_and_approver_sign_on_their_page(app: Flask, visit: Visit) -> None:
    version = prepare(app, "in review")
    tuan, hung = visit("tuan"), visit("hung")
    assert HERE in tuan.get("/").text
    answer = tuan.send(f"{HERE}/review", seen=version, password=PASSWORD, reason="đã đọc")
    assert (answer.status_code, answer.location) == (302, HERE)
    page = hung.get(f"{HERE}/signing").text
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', page)
    assert seen
    assert hung.send(f"{HERE}/approval", seen=seen.group(1), password=PASSWORD).status_code == 302
    assert state_of(app) == "approved"
    assert "Trần Quang Tuấn" in hung.get(HERE).text


def test_a_wrong_password_signs_nothing_and_keeps_the_remark(app: Flask, visit: Visit) -> None:
    version = prepare(app, "in review")
    tuan = visit("tuan")
    answer = tuan.send(f"{HERE}/review", seen=version, password="sai rồi nhé", reason="đã đọc kỹ")
    assert answer.status_code == 409
    assert "Mật khẩu chưa đúng; chưa có gì được ký." in answer.text
    assert "đã đọc kỹ" in answer.text
    assert "sai rồi nhé" not in answer.text


def test_guessing_the_password_of_a_signature_is_slowed_down(app: Flask, visit: Visit) -> None:
    version = prepare(app, "in review")
    tuan = visit("tuan")
    wrong = [tuan.send(f"{HERE}/review", seen=version, password="x").status_code for _ in range(6)]
    assert wrong == [409] * 5 + [429]
    right = tuan.send(f"{HERE}/review", seen=version, password=PASSWORD)
    assert right.status_code == 429


def test_a_change_meanwhile_answers_409_and_keeps_what_was_typed(app: Flask, visit: Visit) -> None:
    version = prepare(app, "draft")
    thao, lan = visit("thao"), visit("lan")
    said = {"seen": str(version), "code": "QT-01/VP", "kind": "procedure", "unit": "2"}
    said |= {"issue": "1", "amendment": "0", "reviewer": "0", "approver": "0"}
    assert lan.send(f"{HERE}/draft", title="Bản của Lan", **said).status_code == 302
    answer = thao.send(f"{HERE}/draft", title="Bản của Thảo", **said)
    assert answer.status_code == 409
    assert "Bản của Thảo" in answer.text
    assert "Có người vừa thay đổi" in answer.text
    assert "Bản của Lan" in answer.text, "what the other saved is shown beside it"


def test_a_decision_without_its_reason_is_asked_for_it(app: Flask, visit: Visit) -> None:
    version = prepare(app, "in force")
    answer = visit("lan").send(f"{HERE}/withdrawal", seen=version, reason="  ")
    assert answer.status_code == 422
    assert "Cần điền mục này" in answer.text
    assert state_of(app) == "in force"


def test_the_same_form_three_times_is_one_effect(app: Flask, visit: Visit) -> None:
    version = prepare(app, "approved")
    lan = visit("lan")
    answers = [
        lan.send(f"{HERE}/entry-into-force", once="one-form", seen=version) for _ in range(3)
    ]
    assert [(a.status_code, a.location) for a in answers] == [(302, HERE)] * 3
    assert state_of(app) == "in force"


def test_the_original_comes_back_byte_for_byte(app: Flask, visit: Visit) -> None:
    content = word_file("Nguyên văn")
    with app.app_context():
        an_edition("in force", text=content)
    answer = visit("linh").get(f"{HERE}/original")
    assert answer.data == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_staff_meet_the_edition_in_force_and_never_the_draft(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 1. Cũ", "Bản đang dùng."))
        an_edition("in review", text=word_file("# 1. Mới", "Bản đang soạn."))
    linh = visit("linh")
    page = linh.get("/documents/QT-01-VP").text
    assert "Bản đang dùng." in page
    assert linh.get("/documents/QT-01-VP/editions/2").status_code == 404
    assert "Bản đang soạn." not in linh.get("/documents/QT-01-VP/history").text


def test_an_old_edition_says_so_and_leads_to_the_one_in_force(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force")
        an_edition("in force")
    page = visit("tam").get(HERE).text
    assert "/documents/QT-01-VP/editions/2" in page
    assert "Đã bị thay thế" in page


def test_the_history_names_every_act_in_order_of_time(app: Flask, visit: Visit) -> None:
    prepare(app, "in force")
    page = visit("tam").get("/documents/QT-01-VP/history").text
    names = ["Đặng Thu Thảo", "Trần Quang Tuấn", "Phạm Quốc Hùng", "Nguyễn Thị Lan"]
    table = page[page.index("<table") :]
    assert [table.find(n) for n in names] == sorted(table.find(n) for n in names)
    assert all(n in table for n in names)


def test_scripts_in_a_file_do_not_reach_the_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 1. <script>alert(1)</script>", "<img src=x>"))
    page = visit("linh").get(HERE).text
    assert "<script>alert" not in page
    assert "<img src=x>" not in page
    assert "&lt;img src=x&gt;" in page


@pytest.mark.parametrize(
    "asked",
    [
        {"page": "99999999"},
        {"page": "-1"},
        {"unit": "x" * 40},
        {"state": "nothing"},
        {"text": "%_\\'\"" * 30},
        {"kind": "\x00"},
    ],
)
def test_odd_filters_are_answered(app: Flask, visit: Visit, asked: dict[str, str]) -> None:
    prepare(app, "in force")
    assert visit("lan").get("/documents", **asked).status_code == 200


@pytest.mark.parametrize("seen", ["", "x", "-3", "9" * 30])
def test_an_odd_version_is_a_version_that_never_was(app: Flask, visit: Visit, seen: str) -> None:
    prepare(app, "approved")
    answer = visit("lan").send(f"{HERE}/entry-into-force", seen=seen)
    assert answer.status_code == 409
    assert state_of(app) == "approved"


@pytest.mark.parametrize("path", ["/documents", "/", "/documents/QT-00-VP", "/trail"])
def test_a_page_costs_the_same_number_of_queries_for_few_and_many(
    app: Flask, visit: Visit, path: str
) -> None:
    lan, counts = visit("lan"), []
    lan.get("/documents")
    for ten in range(2):
        with app.app_context():
            for one in range(5):
                an_edition("in force", f"QT-{ten}{one}/VP")
        with statements(app) as sent:
            assert lan.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 48
