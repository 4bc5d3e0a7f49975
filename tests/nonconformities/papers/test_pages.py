"""The page of a letter of apology and what of it stands beside the nonconformity."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.nonconformities import cases
from tests.nonconformities.papers.letters import CITIZEN, an_apology, sent, words
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
ONE = "/nonconformities/1"
NEW, ALL = f"{ONE}/apologies/new", f"{ONE}/apologies"


@pytest.fixture
def taken(app: Flask) -> None:
    """A late file, taken on for Binh to handle."""
    with app.app_context():
        cases.accepted()


@pytest.mark.usefixtures("taken")
def test_the_handler_writes_a_letter_and_downloads_it(visit: Visit) -> None:
    binh = visit("binh")
    page = binh.get(ONE).text
    assert "hãy xin lỗi người dân và hẹn lại ngày trả" in page
    assert f'href="{NEW}"' in page
    assert f'href="{ONE}/form.docx"' in page
    page = binh.get(NEW).text
    assert 'value="Tân Hòa"' in page
    assert 'value="Hoàng Văn Bình"' in page
    assert cases.LATE in page
    answer = binh.send(ALL, **sent())
    assert answer.location == f"{ONE}#apologies"
    page = binh.get(ONE).text
    assert f"Thư gửi {CITIZEN}" in page
    assert "Lập thư hẹn lại lần nữa" in page
    assert CITIZEN in binh.get(NEW).text
    answer = binh.get(f"{ALL}/1.docx")
    year = cases.today().year
    assert f"=thu-xin-loi-01-{year}-1.docx" in answer.headers["Content-Disposition"]
    assert f"Kính gửi: {CITIZEN}" in words(answer.data)
    assert answer.data == binh.get(f"{ALL}/1.docx").data


@pytest.mark.usefixtures("taken")
@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"citizen": " "}, "Cần điền mục này."),
        ({"address": ""}, "Cần điền mục này."),
        ({"file_code": ""}, "Cần điền mục này."),
        ({"service": ""}, "Cần điền mục này."),
        ({"reason": ""}, "Cần điền mục này."),
        ({"contact": ""}, "Cần điền mục này."),
        ({"promised_on": ""}, "Cần điền mục này."),
        ({"new_on": ""}, "Cần điền mục này."),
        ({"new_on": "31/02/2026"}, "Ngày chưa đúng"),
        ({"promised_on": "hôm qua"}, "Ngày chưa đúng"),
        ({"new_on": "01/01/2020"}, "Ngày hẹn lại phải sau ngày đã hẹn."),
        (
            {"promised_on": "01/01/2020", "new_on": "02/01/2020"},
            "Ngày hẹn lại phải từ hôm nay trở đi.",
        ),
        ({"signing_form": "XX."}, "Hãy chọn một mục trong danh sách."),
        ({"on_behalf_of": ""}, "Hãy ghi ký thay cho ai"),
        ({"citizen": "a" * 201}, "Nội dung dài quá"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    visit: Visit, wrong: dict[str, str], said: str
) -> None:
    lan = visit("lan")
    answer = lan.send(ALL, **sent(place="Xã Hòa Bình") | wrong)
    assert answer.status_code == 422
    [name] = [name for name in wrong if name != "promised_on" or len(wrong) == 1]
    field = "signing_form" if name == "on_behalf_of" else name
    assert said in answer.text.partition(f'id="{field}-problem"')[2].partition("</div>")[0]
    assert 'value="Xã Hòa Bình"' in answer.text
    assert name == "citizen" or f'value="{CITIZEN}"' in answer.text
    assert "Thư gửi" not in lan.get(ONE).text


@pytest.mark.usefixtures("taken")
def test_who_may_see_the_form_but_handles_it_not_is_told_so(visit: Visit) -> None:
    linh = visit("linh")
    assert "Thư xin lỗi" not in linh.get(ONE).text
    for answer in (linh.get(NEW), linh.send(ALL, **sent())):
        assert answer.status_code == 409
        assert "người chịu trách nhiệm xử lý" in answer.text
    assert visit("thao").get(NEW).status_code == 404
    assert visit("thao").send(ALL, **sent()).status_code == 404


@pytest.mark.usefixtures("taken")
def test_who_may_not_read_letters_meets_no_trace_of_them(app: Flask, visit: Visit) -> None:
    with app.app_context():
        found = cases.accepted()
        an_apology(found)
        place = f"/nonconformities/{found.id}"
    for login, may in (("linh", False), ("phuc", False), ("minh", True), ("tam", True)):
        visitor = visit(login)
        assert (CITIZEN in visitor.get(place).text) == may, login
        assert visitor.get(f"{place}/apologies/1.docx").status_code == (200 if may else 404)
        assert CITIZEN not in words(visitor.get(f"{place}/form.docx").data)
    assert visit("lan").get(f"{place}/apologies/2.docx").status_code == 404
    assert visit("lan").get(f"{ALL}/1.docx").status_code == 404


@pytest.mark.usefixtures("taken")
def test_a_double_click_writes_one_letter(visit: Visit) -> None:
    binh = visit("binh")
    for _press in range(2):
        assert binh.send(ALL, once="abc", **sent()).location == f"{ONE}#apologies"
    assert binh.get(ONE).text.count("Thư gửi") == 1


def test_another_source_may_have_a_letter_and_an_ended_form_none(app: Flask, visit: Visit) -> None:
    with app.app_context():
        audit = cases.accepted(source="internal audit").id
        closed = cases.closed().id
        report = cases.a_report().id
    lan = visit("lan")
    assert "Nếu có hồ sơ của người dân bị trễ" in lan.get(f"/nonconformities/{audit}").text
    for number in (closed, report):
        assert "apologies/new" not in lan.get(f"/nonconformities/{number}").text
        assert lan.get(f"/nonconformities/{number}/apologies/new").status_code == 409


@pytest.mark.usefixtures("taken")
def test_the_trail_names_what_was_written(visit: Visit) -> None:
    visit("binh").send(ALL, **sent())
    page = visit("minh").get("/trail", verb="write apology").text
    assert "Lập thư xin lỗi" in page
    assert "Mã hồ sơ một cửa" in page
    assert f'href="{ONE}#apologies"' in page
