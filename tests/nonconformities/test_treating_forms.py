"""What people send on the pages of treatment, wrong or too late: nothing of it is lost."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from qms.nonconformities import operations
from qms.nonconformities.actions import approval
from tests.attachments.files import a_pdf
from tests.nonconformities import rights
from tests.nonconformities.cases import (
    acted,
    an_action,
    analysed,
    approved,
    corrected,
    done,
    proposed,
    today,
)
from tests.nonconformities.test_treating_pages import ACTION, ONE, SEEN, post
from tests.town import actor, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
PROPOSAL = {"criterion": "Không còn hồ sơ trễ", "months": "3"}
WRONG = {
    "proposed": [
        ({"criterion": " "}, 422, "Cần điền mục này."),
        ({"months": "0"}, 422, "Ghi số tháng từ 1 đến 24."),
        ({"months": "25"}, 422, "Ghi số tháng từ 1 đến 24."),
        ({"months": "ba"}, 422, "Ghi số tháng từ 1 đến 24."),
        ({"criterion": "x" * 1001}, 422, "Nội dung dài quá"),
    ],
    "planned": [
        ({"what": ""}, 422, "Cần điền mục này."),
        ({"kind": "x"}, 422, "Hãy chọn một mục trong danh sách."),
        ({"kind": "preventive"}, 409, "Hành động phòng ngừa cần ghi rủi ro"),
        ({"owner": "0"}, 409, "Hãy chọn người thực hiện trong danh sách."),
        ({"owner": "x"}, 422, "Hãy chọn một mục trong danh sách."),
        ({"due": "31/02/2026"}, 422, "Ngày chưa đúng"),
        ({"due": "01/01/2020"}, 409, "Hạn thực hiện phải từ hôm nay trở đi."),
        ({"indicators": ""}, 409, "Có chỉ số không có trong danh sách."),
        ({"indicators": []}, 409, "Hãy chọn ít nhất một chỉ số"),
        ({"resources": "x" * 301}, 422, "Nội dung dài quá"),
    ],
    "done": [
        ({"result": ""}, 422, "Cần điền mục này."),
        ({"on": ""}, 422, "Cần điền mục này."),
        ({"on": "01/01/2020"}, 409, "Ngày làm xong phải từ ngày duyệt kế hoạch"),
        ({"on": "01/01/2999"}, 409, "Ngày làm xong phải từ ngày duyệt kế hoạch"),
    ],
    "asked": [
        ({"until": ""}, 422, "Cần điền mục này."),
        ({"until": "01/01/2020"}, 409, "Ngày xin gia hạn phải sau hạn hiện tại"),
        ({"reason": " "}, 422, "Cần điền mục này."),
    ],
}
WELL = {
    "proposed": PROPOSAL,
    "planned": {"kind": "corrective", "what": "Lập bảng ABC", "resources": "Hai người"},
    "done": {"result": "Đã làm ABC"},
    "asked": {"reason": "Chờ kinh phí ABC"},
}
MADE: Mapping[str, tuple[Callable[[], object], str, str]] = {
    "proposed": (lambda: an_action(), "binh", f"{ONE}/plan"),
    "planned": (lambda: analysed(), "binh", f"{ONE}/actions"),
    "done": (lambda: approved(), "khoa", f"{ACTION}/completion"),
    "asked": (lambda: approved(), "khoa", f"{ACTION}/extensions"),
}
SHOWN = {
    "proposed": ONE,
    "planned": f"{ONE}/actions/new",
    "done": ACTION,
    "asked": ACTION,
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_said_and_the_rest_stays(app: Flask, visit: Visit, what: str) -> None:
    make, who, path = MADE[what]
    with app.app_context():
        make()
        usual = {k: str(v) for k, v in rights.fields().items()} | WELL[what]
        usual["owner"] = str(person("khoa").id)
    visitor = visit(who)
    for wrong, status, said in WRONG[what]:
        files = {"first_proof": (BytesIO(a_pdf()), "a.pdf")} if what == "done" else {}
        answer = post(visitor, path, SHOWN[what], **{**usual, **wrong, **files})
        assert (answer.status_code, said in answer.text) == (status, True), wrong
        for name, value in WELL[what].items():
            assert name in wrong or value in answer.text, (wrong, name)
        assert what != "done" or "Đã nhận tệp “a.pdf”" in answer.text
        assert SEEN.search(answer.text)
    assert post(visitor, path, SHOWN[what], **usual, **_file(what)).status_code == 302


def _file(what: str) -> dict[str, Any]:
    return {"first_proof": (BytesIO(a_pdf()), "a.pdf")} if what == "done" else {}


def kept_word(page: str, field: str) -> str:
    """What stands in a page for a file that came in."""
    return page.split(f'name="{field}_kept"')[1].split('value="')[1].split('"')[0]


def test_a_file_that_came_in_need_not_be_chosen_again(app: Flask, visit: Visit) -> None:
    with app.app_context():
        approved()
    khoa = visit("khoa")
    given = {"result": "", "on": f"{today():%d/%m/%Y}"}
    files = {"second_proof": (BytesIO(a_pdf()), "anh.pdf")}
    answer = post(khoa, f"{ACTION}/completion", ACTION, **given, **files)
    word = kept_word(answer.text, "second_proof")
    given |= {"result": "Đã xong", "second_proof_kept": word}
    assert post(khoa, f"{ACTION}/completion", ACTION, **given).location == ACTION
    assert "anh.pdf" in khoa.get(ACTION).text


def test_the_data_of_a_check_need_not_be_chosen_again(app: Flask, visit: Visit) -> None:
    with app.app_context():
        rights.MAKERS["a form to judge"]()
    minh = visit("minh")
    given = {"criterion": "Không trễ", "shown": "120 hồ sơ ABC", "result": ""}
    files = {"data_file": (BytesIO(a_pdf()), "so-lieu.pdf")}
    answer = post(minh, f"{ONE}/effect", ONE, **given, **files)
    assert (answer.status_code, "Hãy chọn kết luận" in answer.text) == (409, True)
    answer = post(minh, f"{ONE}/effect", ONE, **given | {"result": "x"}, **_data())
    assert (answer.status_code, "120 hồ sơ ABC" in answer.text) == (422, True)
    word = kept_word(answer.text, "data_file")
    early = given | {"result": "too early", "data_file_kept": word}
    answer = post(minh, f"{ONE}/effect", ONE, **early)
    assert (answer.status_code, "Hãy hẹn một ngày kiểm tra sau hôm nay." in answer.text) == (
        409,
        True,
    )
    given |= {"result": "worked", "data_file_kept": kept_word(answer.text, "data_file")}
    assert post(minh, f"{ONE}/effect", ONE, **given).location == ONE
    assert "so-lieu.pdf" in minh.get(ONE).text


def _data() -> dict[str, Any]:
    return {"data_file": (BytesIO(a_pdf()), "so-lieu.pdf")}


def test_a_file_of_another_kind_is_refused_and_nothing_is_lost(app: Flask, visit: Visit) -> None:
    with app.app_context():
        approved()
        rights.MAKERS["a form to judge"]()
    khoa, minh = visit("khoa"), visit("minh")
    bad = (BytesIO(b"MZ not a picture"), "anh.jpg")
    good = (BytesIO(a_pdf()), "tot.pdf")
    given = {"said": "Đã họp ABC", "first_proof": good, "second_proof": bad}
    answer = post(khoa, f"{ACTION}/progress", ACTION, **given)
    assert (answer.status_code, "Đã họp ABC" in answer.text) == (422, True)
    assert "Đã nhận tệp “tot.pdf”" in answer.text
    given = {"shown": "Số liệu ABC", "criterion": "x", "result": "worked"}
    bad = (BytesIO(b"MZ not a picture"), "anh.jpg")
    answer = post(minh, "/nonconformities/2/effect", "/nonconformities/2", **given, data_file=bad)
    assert (answer.status_code, "Số liệu ABC" in answer.text) == (422, True)


def test_who_comes_too_late_keeps_their_words(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = proposed()
        seen = str(found.version)
        approval.take_back_plan(found, found.version, by=actor("binh"))
        proposed(found)
    hanh = visit("hanh")
    answer = hanh.send(f"{ONE}/plan/return", seen=seen, reason="Chưa rõ ABC")
    assert answer.status_code == 409
    assert "Có người vừa thay đổi nội dung này" in answer.text
    assert "Chưa rõ ABC" in answer.text
    again = SEEN.search(answer.text)
    assert again
    answer = hanh.send(f"{ONE}/plan/return", seen=again[1], reason="Chưa rõ ABC")
    assert answer.location == ONE


def test_who_writes_a_cause_too_late_keeps_every_line(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = corrected()
        seen = str(found.version)
        analysed(found)
    binh = visit("binh")
    given = {"people": "Nghỉ ốm\n- Không ai thay ABC", "branch": "people", "seen": seen}
    given |= {"conclusion": "Chưa phân công ABC", "elsewhere": "Không có", "reason": "nhìn kỹ"}
    answer = binh.send(f"{ONE}/cause", **given)
    assert answer.status_code == 409
    assert "Có người vừa thay đổi nội dung này" in answer.text
    assert "- Không ai thay ABC" in answer.text
    assert "Chưa phân công ABC" in answer.text
    again = SEEN.search(answer.text)
    assert again
    assert binh.send(f"{ONE}/cause", **given | {"seen": again[1]}).location == ONE
    answer = visit("linh").send(f"{ONE}/cause", **given)
    assert (answer.status_code, "Chưa phân công ABC" in answer.text) == (409, True)


@pytest.mark.parametrize("reason", ["Chưa rõ ABC", ""])
def test_who_finds_the_form_gone_keeps_their_words_and_is_told_why(
    app: Flask, visit: Visit, reason: str
) -> None:
    with app.app_context():
        action = done(approved().plan[0])
        seen = str(action.version)
        found = analysed(corrected())
        operations.hand_over(found, person("thao").id, found.version, actor("lan"), "đổi")
    khoa, binh = visit("khoa"), visit("binh")
    answer = khoa.send(f"{ACTION}/extensions", seen=seen, until="01/01/2030", reason=reason)
    assert answer.status_code == (409 if reason else 422)
    assert "Hành động này không còn hạn phải giữ." in answer.text
    answer = khoa.send(f"{ACTION}/progress", seen=seen, said=reason)
    assert "việc này chỉ làm được khi" in answer.text
    assert reason in answer.text
    answer = binh.send("/nonconformities/2/plan", seen="1", criterion=reason, months="3")
    assert answer.status_code == (409 if reason else 422)
    assert "Chỉ người chịu trách nhiệm xử lý hoặc thư ký ISO" in answer.text
    assert reason in answer.text
    answer = binh.send("/nonconformities/2/handing-over", seen="1", handler="1", reason=reason)
    assert "Chỉ thư ký ISO được làm việc này." in answer.text


def test_days_at_the_end_of_time_break_no_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        action = acted(approved().plan[0])
        soon, late = action.due, "31/12/9999"
        an_action(analysed(), due=soon + timedelta(days=4000))
    khoa, hanh, lan = visit("khoa"), visit("hanh"), visit("lan")
    post(khoa, f"{ACTION}/extensions", ACTION, until=late, reason="lâu")
    assert post(hanh, f"{ACTION}/extensions/1/answer", ACTION, grant="1").location == ACTION
    for path in (ACTION, ONE, "/", "/nonconformities", "/nonconformities/register.xlsx"):
        for visitor in (khoa, hanh, lan):
            assert visitor.get(path).status_code == 200, path
    for until in ("01/01/0001", late):
        answer = post(khoa, f"{ACTION}/extensions", ACTION, until=until, reason="x")
        assert answer.status_code == 409
