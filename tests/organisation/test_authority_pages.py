"""Pages of signing for others: one's own deputies, and everybody's with the forms of signing."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from qms.kernel import clock
from qms.kernel.database import db
from qms.organisation.models import Delegation, SigningAuthority
from tests.counting import statements
from tests.town import PASSWORD, an_edition, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
EDITION = "/documents/QT-01-VP/editions/1"


def written(days: int) -> str:
    return f"{clock.today() + timedelta(days=days):%d/%m/%Y}"


def naming(app: Flask, who: str, deputy: str, **changed: str) -> dict[str, str]:
    """What the form of naming a deputy sends."""
    with app.app_context():
        ids = {"person": str(person(who).id), "deputy": str(person(deputy).id)}
    said = {
        "approves": "y",
        "first_day": written(0),
        "last_day": written(5),
        "paper_name": "Giấy ủy quyền số 12/UQ-UBND",
        "paper_day": written(-1),
    }
    return ids | said | changed


def recording(app: Flask, who: str, **changed: str) -> dict[str, str]:
    """What the form of recording a form of signing sends."""
    with app.app_context():
        said = {"person": str(person(who).id), "form": "KT", "on_behalf": "Chủ tịch"}
    return said | {"first_day": written(0)} | changed


def count(app: Flask, table: type) -> int:
    with app.app_context():
        return int(db.session.query(table).count())


def test_the_chairman_names_a_deputy_who_then_signs_as_such(app: Flask, visit: Visit) -> None:
    with app.app_context():
        seen = an_edition("reviewed").version
    hung, hanh = visit("hung"), visit("hanh")
    assert "Cử người ký thay" in hung.get("/deputies").text
    answer = hung.send("/deputies", **naming(app, "hung", "hanh"))
    assert (answer.status_code, answer.location) == (302, "/deputies")
    assert "Lê Mỹ Hạnh" in hung.get("/deputies").text
    assert "Bạn ký thay Phạm Quốc Hùng" in hanh.get("/").text
    assert "Bạn ký thay Chủ tịch Phạm Quốc Hùng" in hanh.get(f"{EDITION}/signing").text
    signed = hanh.send(f"{EDITION}/approval", seen=seen, password=PASSWORD)
    assert signed.status_code == 302
    page = visit("tam").get(EDITION).text
    assert "Ký thay Chủ tịch Phạm Quốc Hùng, theo ủy quyền: Giấy ủy quyền số 12/UQ-UBND" in page


def test_a_deputy_for_another_is_named_by_the_keepers_only(app: Flask, visit: Visit) -> None:
    sent = naming(app, "hung", "hanh", **{"from": "authorities"})
    assert visit("thao").send("/deputies", **sent).status_code == 422
    assert count(app, Delegation) == 0
    answer = visit("lan").send("/deputies", **sent)
    assert (answer.status_code, answer.location) == (302, "/authorities")
    assert "Giấy ủy quyền số 12/UQ-UBND" in visit("minh").get("/authorities").text


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"approves": ""}, 409, "chọn phần việc"),
        ({"paper_name": ""}, 422, "Cần điền mục này"),
        ({"last_day": "khi nào về"}, 422, "Ngày chưa đúng"),
        ({"deputy": "0"}, 422, "Người ký thay"),
        ({"deputy": "999"}, 422, "Hãy chọn một mục"),
        ({"last_day": "01/01/2020"}, 409, "không được trước ngày đầu"),
    ],
)
def test_a_deputy_that_cannot_be_named_keeps_what_was_typed(
    app: Flask, visit: Visit, changed: dict[str, str], status: int, said: str
) -> None:
    sent = naming(app, "hung", "hanh") | changed
    sent = {name: value for name, value in sent.items() if value or name == "paper_name"}
    answer = visit("hung").send("/deputies", **sent)
    assert answer.status_code == status
    assert said in answer.text
    assert sent["paper_name"] in answer.text


def test_both_people_end_it_and_nobody_else_finds_it(app: Flask, visit: Visit) -> None:
    visit("hung").send("/deputies", **naming(app, "hung", "hanh"))
    assert visit("thao").send("/deputies/1/ending", reason="vì vậy").status_code == 404
    assert visit("tam").send("/deputies/1/ending", reason="vì vậy").status_code == 409
    assert visit("hanh").send("/deputies/1/ending", reason=" ").status_code == 409
    assert visit("hanh").send("/deputies/1/ending", reason="đã về").status_code == 302
    assert "đã kết thúc" in visit("hung").get("/deputies").text


def test_a_form_is_recorded_chosen_at_the_act_and_ended(app: Flask, visit: Visit) -> None:
    with app.app_context():
        seen = an_edition("reviewed").version
    lan, hung = visit("lan"), visit("hung")
    assert lan.send("/authorities", **recording(app, "hung")).status_code == 302
    page = hung.get(f"{EDITION}/signing").text
    assert "KT. CHỦ TỊCH" in page
    assert "Ký theo chức vụ của mình" in page
    assert "KT. CHỦ TỊCH" in hung.get("/deputies").text
    odd = hung.send(f"{EDITION}/approval", seen=seen, password=PASSWORD, authority="9")
    assert odd.status_code == 409
    sent = hung.send(f"{EDITION}/approval", seen=seen, password=PASSWORD, authority="1")
    assert sent.status_code == 302
    assert "KT. CHỦ TỊCH" in hung.get(EDITION).text
    assert hung.get(f"{EDITION}/signatures.docx").data[:2] == b"PK"
    assert visit("son").send("/authorities/1/ending", reason="chủ tịch đã về").status_code == 302
    assert visit("son").send("/authorities/9/ending", reason="vì vậy").status_code == 404


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"form": "TUQ"}, 409, "cần số và ngày"),
        ({"form": "XX"}, 422, "Hãy chọn một mục"),
        ({"on_behalf": " "}, 422, "Cần điền mục này"),
        ({"person": "999"}, 422, "Hãy chọn một mục"),
    ],
)
def test_a_form_that_cannot_be_recorded_says_why(
    app: Flask, visit: Visit, changed: dict[str, str], status: int, said: str
) -> None:
    answer = visit("son").send("/authorities", **recording(app, "dong", **changed))
    assert answer.status_code == status
    assert said in answer.text
    assert count(app, SigningAuthority) == 0


def test_who_neither_signs_nor_is_asked_is_told_so(visit: Visit) -> None:
    page = visit("linh").get("/deputies").text
    assert "không ký thay cho ai" in page
    assert "Văn bản ủy quyền" not in page


@pytest.mark.parametrize("path", ["/deputies", "/authorities"])
def test_a_page_costs_the_same_for_few_and_many(app: Flask, visit: Visit, path: str) -> None:
    son, lan, counts = visit("son"), visit("lan"), []
    son.get("/account")
    for ends in (1, 5):
        for number in range(ends):
            sent = naming(app, "hung", "hanh", **{"from": "authorities"})
            lan.send("/deputies", **sent)
            lan.send(f"/deputies/{number + 1 + (ends == 5)}/ending", reason="vì vậy")
            lan.send("/authorities", **recording(app, "dong"))
        with statements(app) as sent_statements:
            assert son.get(path).status_code == 200
        counts.append(len(sent_statements))
    assert counts[0] == counts[1]
