"""Pages of routes: looked at before they are saved; asked, chosen and returned on their pages."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.models import Edition
from qms.kernel.database import db
from tests.counting import statements
from tests.documents.routes.builders import a_route, approval, sign, step, the_ward
from tests.town import PASSWORD, a_draft, move, person, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/routes/procedure"
EDITION = "/documents/QT-01-VP/editions/1"
ROUTE = {
    "step1-label": "Soát xét",
    "step1-role": "quality_officer",
    "step1-place": "agency",
    "step1-way": "any",
    "step2-label": "Phê duyệt",
    "step2-role": "approver",
    "step2-place": "agency",
    "step2-way": "choice",
}


def test_a_route_is_looked_at_and_then_saved(visit: Visit) -> None:
    lan = visit("lan")
    page = lan.get(HERE, **ROUTE).text
    assert "Nếu trình hôm nay, những người sau ký" in page
    assert "Nguyễn Thị Lan" in page
    assert "Phạm Quốc Hùng" in page
    answer = lan.send(HERE, seen="0", reason="quy chế làm việc", **ROUTE)
    assert (answer.status_code, answer.location) == (302, "/documents/routes")
    listed = visit("tam").get("/documents/routes").text
    assert "Soát xét" in listed
    assert "Người soạn thảo chọn một người" in listed


def test_a_stale_route_is_refused_and_what_was_set_stays_typed(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_route(*the_ward())
    answer = visit("lan").send(HERE, seen="0", reason="lý do rất riêng", **ROUTE)
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text
    assert "lý do rất riêng" in answer.text
    assert 'value="Soát xét"' in answer.text


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"step2-role": "reviewer"}, "là phê duyệt"),
        ({"step1-place": "people"}, "ít nhất một người"),
        ({"step1-way": "most"}, "Hãy chọn một mục trong danh sách"),
        ({"step1-people": "99999"}, "Hãy chọn một mục trong danh sách"),
        ({"step2-label": ""}, "từ 2 đến"),
    ],
)
def test_a_route_that_does_not_hold_says_why(
    visit: Visit, changed: dict[str, str], said: str
) -> None:
    page = visit("lan").get(HERE, **(ROUTE | changed))
    assert said in page.text
    assert "Lưu tuyến ký này" not in page.text


def test_a_route_without_its_reason_asks_for_it(visit: Visit) -> None:
    answer = visit("lan").send(HERE, seen="0", reason=" ", **ROUTE)
    assert answer.status_code == 422
    assert "Cần điền mục này" in answer.text


@pytest.mark.parametrize("asked", [{"unit": "999"}, {"unit": "x"}, {"unit": "1"}])
def test_a_unit_that_is_none_has_no_route(visit: Visit, asked: dict[str, str]) -> None:
    assert visit("lan").get(HERE, **asked).status_code == 404
    assert visit("lan").get("/documents/routes/nothing").status_code == 404


def test_the_author_sees_who_is_asked_and_chooses(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_route(step("Kiểm tra", "tuan"), approval("hung", "dong", way="choice"))
        seen, dong = a_draft().version, person("dong").id
    thao = visit("thao")
    page = thao.get(EDITION).text
    assert "Kiểm tra" in page
    assert 'name="signer-2"' in page
    assert "có tuyến ký đặt sẵn" in thao.get(f"{EDITION}/draft").text
    answer = thao.send(f"{EDITION}/submission", seen=seen, **{"signer-2": "0"})
    assert answer.status_code == 409
    assert "chưa chọn người ký" in answer.text
    chosen = thao.send(f"{EDITION}/submission", seen=seen, **{"signer-2": str(dong)})
    assert chosen.status_code == 302
    assert "Võ Thành Đông" in visit("tuan").get(f"{EDITION}/signing").text


def test_one_returns_to_the_author_or_to_a_step(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_route(*the_ward())
        edition = sign(move(a_draft(), "in review"), "lan")
        seen = edition.version
    tuan = visit("tuan")
    assert "để ký lại từ bước này" in tuan.get(f"{EDITION}/signing").text
    answer = tuan.send(f"{EDITION}/return", seen=seen, to="1", reason="soát lại mục 5")
    assert answer.status_code == 302
    page = visit("lan").get(f"{EDITION}/signing").text
    assert "soát lại mục 5" in page
    assert "Mật khẩu của bạn" in page
    with app.app_context():
        assert db.session.query(Edition).one().state == "in review"
    odd = tuan.send(f"{EDITION}/return", seen=seen + 1, to="2", reason="một lý do riêng")
    assert odd.status_code == 409
    assert "một lý do riêng" in odd.text


def test_a_page_costs_the_same_for_few_and_many_steps(app: Flask, visit: Visit) -> None:
    lan, counts = visit("lan"), []
    lan.get("/documents")
    for number in range(2):
        with app.app_context():
            a_route(*(the_ward() if number else the_ward()[::2]))
            for one in range(1 + 3 * number):
                move(a_draft(f"QT-{number}{one}/VP"), "in review")
        with statements(app) as sent:
            for path in ("/", f"/documents/QT-{number}0-VP", "/documents/routes"):
                assert lan.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]


def test_the_password_is_asked_at_every_step(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_route(step("Soát xét", "tuan"), approval("hung"), unit=unit_id("VP"))
        seen = move(a_draft(), "in review").version
    answer = visit("tuan").send(f"{EDITION}/review", seen=seen, password="sai")
    assert answer.status_code == 409
    assert visit("tuan").send(f"{EDITION}/review", seen=seen, password=PASSWORD).status_code == 302
