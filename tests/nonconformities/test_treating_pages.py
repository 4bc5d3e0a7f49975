"""The pages on which a nonconformity is treated, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from flask import Flask

from qms.kernel import clock
from tests.attachments.files import a_pdf
from tests.counting import statements
from tests.nonconformities.cases import (
    LATE,
    an_action,
    analysed,
    approved,
    corrected,
    done,
    implemented,
    judged,
    one_in,
    proposed,
    today,
    verified,
)
from tests.nonconformities.rights import fields
from tests.town import an_edition, person, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
ONE = "/nonconformities/1"
ACTION = f"{ONE}/actions/1"
VIETNAMESE = (
    *("Người thực hiện", "Diễn biến", "Kế hoạch hành động", "Nguyên nhân", "Tiến độ", "Hạn thực"),
    *("Việc bạn làm được", "Bước tiếp theo", "Kiểm tra", "Lần xử lý", "Hãy", "Đã kiểm tra", "Ghi"),
)
"""Words of the program, none of which a form of these tests holds."""
SEEN = re.compile(r'name="seen"[^>]*value="(\d+)"')


@pytest.fixture
def sent(app: Flask) -> dict[str, str]:
    """What the forms send, well filled in."""
    with app.app_context():
        return {name: str(value) for name, value in fields().items()}


def seen(visitor: Visitor, path: str) -> str:
    """The version that a page shows."""
    found = SEEN.search(visitor.get(path).text)
    assert found, f"{visitor.login} sees no form at {path}"
    return found[1]


def post(visitor: Visitor, path: str, form: str, **given: Any) -> Any:
    """Send a form for the version that the page ``form`` shows."""
    return visitor.send(path, **{"seen": seen(visitor, form), **given})


def proof(name: str = "bang-chung.pdf") -> dict[str, Any]:
    return {"first_proof": (BytesIO(a_pdf()), name)}


def test_the_whole_story_is_told_by_forms(app: Flask, visit: Visit, sent: dict[str, str]) -> None:
    with app.app_context():
        corrected()
        owner = str(person("khoa").id)
    binh, hanh, khoa, lan = (visit(who) for who in ("binh", "hanh", "khoa", "lan"))
    cause = {
        **sent,
        "people": "Nghỉ ốm, không ai làm thay\n- Chưa phân công người làm thay",
        "conclusion": "Chưa phân công người làm thay khi vắng mặt",
    }
    assert post(binh, f"{ONE}/cause", f"{ONE}/cause", **cause).location == ONE
    page = binh.get(ONE).text
    assert "Chưa phân công người làm thay khi vắng mặt" in page
    assert "<svg" in page
    planned = {**sent, "what": "Lập bảng phân công", "owner": owner}
    answer = post(binh, f"{ONE}/actions", f"{ONE}/actions/new", **planned)
    assert answer.location == f"{ONE}#plan"
    page = binh.get(f"{ACTION}/planning").text
    assert "Lập bảng phân công" in page
    planned |= {"what": "Lập bảng phân công mới"}
    answer = post(binh, f"{ACTION}/planning", f"{ACTION}/planning", **planned)
    assert answer.location == f"{ONE}#plan"
    assert post(binh, f"{ONE}/plan", ONE, **sent).location == ONE
    assert post(binh, f"{ONE}/plan/taking-back", ONE, reason="").location == ONE
    assert post(binh, f"{ONE}/plan", ONE, **sent).location == ONE
    assert post(hanh, f"{ONE}/plan/return", ONE, reason="chưa rõ").location == ONE
    assert post(binh, f"{ONE}/plan", ONE, **sent).location == ONE
    assert post(hanh, f"{ONE}/plan/approval", ONE, reason="").location == ONE
    assert post(binh, f"{ONE}/plan/change", ONE, reason="sửa hạn").location == ONE
    assert post(binh, f"{ONE}/plan", ONE, **sent).location == ONE
    assert post(hanh, f"{ONE}/plan/approval", ONE, reason="").location == ONE
    assert "Lập bảng phân công mới" in khoa.get(ACTION).text
    assert post(khoa, f"{ACTION}/progress", ACTION, said="Đã họp", **proof()).location == ACTION
    until = f"{today() + timedelta(days=40):%d/%m/%Y}"
    asked = post(khoa, f"{ACTION}/extensions", ACTION, until=until, reason="chờ kinh phí")
    assert asked.location == ACTION
    assert post(khoa, f"{ACTION}/extensions/1/withdrawal", ACTION).location == ACTION
    post(khoa, f"{ACTION}/extensions", ACTION, until=until, reason="chờ kinh phí")
    answer = post(hanh, f"{ACTION}/extensions/2/answer", ACTION, grant="1", reason="")
    assert answer.location == ACTION
    assert until in khoa.get(ACTION).text
    post(khoa, f"{ACTION}/extensions", ACTION, until="01/01/2030", reason="chờ nữa")
    answer = post(hanh, f"{ACTION}/extensions/3/answer", ACTION, reason="đủ rồi")
    assert answer.location == ACTION
    assert "Không được gia hạn" in khoa.get(ACTION).text
    done_ = {"result": "Đã niêm yết", "on": f"{today():%d/%m/%Y}"}
    assert post(khoa, f"{ACTION}/completion", ACTION, **done_).location == ACTION
    assert post(lan, f"{ACTION}/return", ACTION, reason="thiếu quầy 3").location == ACTION
    assert post(khoa, f"{ACTION}/completion", ACTION, **done_).location == ACTION
    assert post(lan, f"{ACTION}/verification", ACTION, said="Đã xem").location == ACTION
    assert "bang-chung.pdf" in khoa.get(ACTION).text
    assert khoa.get(f"{ACTION}/files/1").data == a_pdf()
    assert "Đã kiểm tra thực hiện" in khoa.get(ONE).text
    with clock.showing(clock.now() + timedelta(days=130)):
        minh, hanh, lan = visit("minh"), visit("hanh"), visit("lan")
        data = {**sent, "data_file": (BytesIO(a_pdf()), "so-lieu.pdf")}
        assert post(minh, f"{ONE}/effect", ONE, **data).location == ONE
        assert minh.get(f"{ONE}/data/1").data == a_pdf()
        assert post(hanh, f"{ONE}/closing", ONE, reason="tốt").location == ONE
        assert "Đã đóng" in visit("linh").get(ONE).text
        assert post(lan, f"{ONE}/reopening", ONE, reason="lại trễ").location == ONE
        page = post(lan, f"{ONE}/handing-over", ONE, handler=owner, reason="đổi việc")
        assert page.location == ONE
        page = visit("khoa").get(ONE).text
        for words in ("Lần xử lý", "lại trễ", "so-lieu.pdf", "lần xử lý 2"):
            assert words in page, words


def test_a_plan_that_amends_a_document_names_it_in_words(
    app: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 1. Mục đích", "a", "# 2. Phân công", "b"))
        analysed()
    binh, hanh = visit("binh"), visit("hanh")
    given = {**sent, "owner": sent["owner"], "revises": "qt 01 vp mục 9"}
    answer = post(binh, f"{ONE}/actions", f"{ONE}/actions/new", **given)
    assert (answer.status_code, "QT-01/VP không có mục “9”" in answer.text) == (422, True)
    assert 'value="qt 01 vp mục 9"' in answer.text
    given["revises"] = "QT-99 mục 1"
    answer = post(binh, f"{ONE}/actions", f"{ONE}/actions/new", **given)
    assert "Không tìm thấy tài liệu nào ở dòng “QT-99 mục 1”" in answer.text
    given["revises"] = "qt 01 vp mục 2"
    assert post(binh, f"{ONE}/actions", f"{ONE}/actions/new", **given).location
    assert 'value="QT-01/VP 2"' in binh.get(f"{ACTION}/planning").text
    with app.app_context():
        an_edition("in force", text=word_file("# 1. Mục đích", "a", "# 2. Phân công", "c"))
    given |= {"revises": "QT-01/VP 2", "what": "Nói rõ hơn"}
    assert post(binh, f"{ACTION}/planning", f"{ACTION}/planning", **given).location
    assert "/documents/QT-01-VP/editions/1#" in binh.get(ACTION).text
    post(binh, f"{ONE}/plan", ONE, **sent)
    post(hanh, f"{ONE}/plan/approval", ONE)
    page = visit("khoa").get(ACTION).text
    assert f"/requests/{today().year}/1" in page
    assert "Chưa báo xong được" in page
    assert "chưa có hiệu lực" in page


def test_a_cause_that_repeats_is_warned_of_and_kept_when_one_means_it(
    app: Flask, visit: Visit, sent: dict[str, str]
) -> None:
    with app.app_context():
        corrected()
    binh = visit("binh")
    given = {**sent, "people": LATE, "conclusion": "Trả hồ sơ trễ hẹn."}
    answer = post(binh, f"{ONE}/cause", f"{ONE}/cause", **given)
    assert answer.status_code == 422
    assert "Nguyên nhân này chỉ nhắc lại việc đã xảy ra" in answer.text
    assert LATE in unescape(answer.text).split("<textarea")[1]
    assert "Đã khắc phục ngay" in binh.get(ONE).text
    assert post(binh, f"{ONE}/cause", f"{ONE}/cause", **given, keeps="y").location == ONE


def test_one_may_look_before_one_keeps(app: Flask, visit: Visit, sent: dict[str, str]) -> None:
    with app.app_context():
        corrected()
    binh = visit("binh")
    given = {"people": "Nghỉ ốm\n- Không ai thay", "look": "1", "elsewhere": "Nơi khác"}
    answer = post(binh, f"{ONE}/cause", f"{ONE}/cause", **given)
    assert answer.status_code == 200
    assert 'id="drawn"' in answer.text
    assert "Nơi khác" in answer.text
    assert "Cần điền mục này." not in answer.text
    bad = post(binh, f"{ONE}/cause", f"{ONE}/cause", **given | {"people": "a\n---- b"})
    assert (bad.status_code, "dòng 2" in bad.text) == (422, True)
    assert "---- b" in bad.text
    assert "Đã khắc phục ngay" in binh.get(ONE).text
    assert "Tìm nguyên nhân" in binh.get(ONE).text


def test_what_was_before_and_is_alike_is_shown_beside(app: Flask, visit: Visit) -> None:
    with app.app_context():
        analysed()
        corrected()
    page = visit("binh").get("/nonconformities/2/cause").text
    assert 'href="/nonconformities/1"' in page
    assert "cùng đơn vị Phòng Kinh tế" in page
    assert "cùng chỉ số 3.1" in page


def test_pages_cost_the_same_for_few_and_many(app: Flask, visit: Visit) -> None:
    def grow(count: int) -> None:
        found = analysed()
        for _one in range(count):
            an_action(found)
        approved(proposed(found))
        for action in found.plan:
            verified(done(action))
        judged(found, result="failed", files=[])
        analysed(found)
        for _one in range(count):
            an_action(found)
        implemented(approved(proposed(found)))
        judged(found)

    with app.app_context():
        grow(1)
        grow(4)
    lan, costs = visit("lan"), []
    for number in (1, 2, 1, 2):
        with statements(app) as asked:
            for path in ("", "/actions/2"):
                assert lan.get(f"/nonconformities/{number}{path}").status_code == 200
        costs.append(len(asked))
    assert costs[2] == costs[3]


def test_odd_numbers_in_addresses_lead_nowhere(app: Flask, visit: Visit) -> None:
    with app.app_context():
        done(approved().plan[0])
        analysed()
    linh, lan = visit("linh"), visit("lan")
    for odd in ("0", "2", "999999999", str(2**70), "-1", "x", "1.5"):
        for path in (f"/actions/{odd}", f"/actions/{odd}/planning", f"/actions/1/files/{odd}"):
            assert linh.get(ONE + path).status_code == 404, path
        assert linh.get(f"{ONE}/data/{odd}").status_code == 404
        for path in (f"/actions/{odd}/progress", f"/actions/1/extensions/{odd}/answer"):
            assert lan.send(ONE + path, seen="1").status_code == 404, path
    for path in ("/cause", "/actions/new", "/actions/1/planning"):
        assert lan.get(f"/nonconformities/99{path}").status_code == 404
        assert linh.get(ONE + path).status_code == 409


def test_english_is_spoken_on_every_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        judged(result="failed")
        an_action(analysed())
        one_in("closed")
    lan = visit("lan")
    lan.send("/language", language="en")
    paths = (ONE, f"{ONE}/cause", ACTION, "/nonconformities/2/actions/1", "/nonconformities/3")
    for path in (*paths, "/nonconformities/2/actions/new", "/nonconformities/2/actions/1/planning"):
        page = lan.get(path)
        assert page.status_code == 200, path
        main = page.text.partition("<main")[2]
        for words in VIETNAMESE:
            assert words not in main, (path, words)
    assert "Plan of actions" in lan.get(ONE).text
