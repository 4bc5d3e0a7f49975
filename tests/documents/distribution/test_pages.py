"""The pages of readers, as a browser without scripts meets them."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from qms.documents.distribution import queries
from qms.documents.distribution.lifecycle import EVERYBODY
from qms.documents.queries import document_by_key
from qms.kernel.access import Role
from qms.organisation.models import Unit
from qms.organisation.operations import NewPerson, add_person, appoint
from tests.counting import statements
from tests.town import actor, an_edition, read_by, to_be_read, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP"


@pytest.fixture
def listed(app: Flask) -> Flask:
    """The ward with a document in force that the economy unit is to read."""
    with app.app_context():
        read_by(to_be_read(an_edition()), "binh")
    return app


def places(app: Flask) -> set[tuple[int, str]]:
    with app.app_context():
        document = document_by_key("QT-01-VP")
        assert document is not None
        return {entry.place for entry in queries.entries_of(document)}


def known(page: str) -> str:
    found = re.search(r'name="known"[^>]*value="([^"]*)"', page)
    assert found, "the page does not tell which list it shows"
    return found.group(1)


def test_a_clerk_is_told_what_to_read_confirms_and_is_told_no_more(
    listed: Flask, visit: Visit
) -> None:
    linh = visit("linh")
    assert "Cần đọc" in linh.get("/").text
    assert "Tôi đã đọc bản này" in linh.get(HERE).text
    answer = linh.send(f"{HERE}/receipt", serial=1)
    assert (answer.status_code, answer.location) == (302, HERE)
    page = linh.get(HERE).text
    assert "Bạn đã xác nhận đọc ngày" in page
    assert "Tôi đã đọc bản này" not in page
    assert "Cần đọc" not in linh.get("/").text


@pytest.mark.parametrize("login", ["nga", "thao", "lan", "tam"])
def test_who_is_not_asked_meets_no_button(listed: Flask, visit: Visit, login: str) -> None:
    visitor = visit(login)
    assert "Tôi đã đọc bản này" not in visitor.get(HERE).text
    answer = visitor.send(f"{HERE}/receipt", serial=1)
    assert answer.status_code == 409
    assert "không cần xác nhận" in answer.text


@pytest.mark.parametrize("serial", ["", "x", "-1", "9" * 30, "2"])
def test_a_receipt_for_another_edition_than_the_one_shown_is_refused(
    listed: Flask, visit: Visit, serial: str
) -> None:
    answer = visit("linh").send(f"{HERE}/receipt", serial=serial)
    assert answer.status_code == 409
    assert "Chưa có gì được xác nhận" in answer.text


def test_the_same_receipt_three_times_is_one(listed: Flask, visit: Visit) -> None:
    linh = visit("linh")
    answers = [linh.send(f"{HERE}/receipt", once="one-form", serial=1) for _ in range(3)]
    assert [(a.status_code, a.location) for a in answers] == [(302, HERE)] * 3


def test_the_officer_sees_who_has_read_and_who_has_not(listed: Flask, visit: Visit) -> None:
    lan = visit("lan")
    assert "1 trong 5 người đã đọc" in lan.get(HERE).text
    page = lan.get(f"{HERE}/readers").text
    assert "Hoàng Văn Bình" in page
    assert "Tạ Khánh Linh" in page
    missing = lan.get(f"{HERE}/readers", show="unread").text
    assert "Hoàng Văn Bình" not in missing
    assert "Tạ Khánh Linh" in missing


def test_staff_do_not_see_how_far_others_have_come(listed: Flask, visit: Visit) -> None:
    linh = visit("linh")
    assert "người đã đọc" not in linh.get(HERE).text
    assert linh.get(f"{HERE}/readers").status_code == 403
    assert linh.get("/reading").status_code == 403


def test_the_receipts_of_an_older_edition_stay_to_be_seen(listed: Flask, visit: Visit) -> None:
    with listed.app_context():
        an_edition()
    page = visit("tam").get(f"{HERE}/readers", edition=1).text
    assert "Hoàng Văn Bình" in page
    assert "0 trong 5 người đã đọc" in visit("tam").get(f"{HERE}/readers").text
    assert visit("binh").get(f"{HERE}/readers", edition=1).status_code == 404


def test_the_form_says_how_many_each_choice_reaches_and_saves(listed: Flask, visit: Visit) -> None:
    lan = visit("lan")
    page = lan.get(f"{HERE}/distribution").text
    counts = dict(re.findall(r'value="(\d+:\w+)".*?\((\d+) người\)', page, re.DOTALL))
    with listed.app_context():
        kt, vp = unit_id("KT"), unit_id("VP")
    assert counts[f"{kt}:everybody"] == "5"
    assert counts[f"{kt}:unit_head"] == "1"
    assert counts[f"{vp}:verifier"] == "1"
    assert f"{kt}:inspector" not in counts
    wanted = [f"{kt}:unit_head", f"{vp}:everybody"]
    answer = lan.send(f"{HERE}/distribution", places=wanted, known=known(page), reason="đổi việc")
    assert (answer.status_code, answer.location) == (302, HERE)
    assert places(listed) == {(kt, "unit_head"), (vp, "everybody")}


def test_the_list_can_be_emptied(listed: Flask, visit: Visit) -> None:
    lan = visit("lan")
    page = lan.get(f"{HERE}/distribution").text
    assert lan.send(f"{HERE}/distribution", known=known(page)).status_code == 302
    assert places(listed) == set()


def test_a_list_changed_meanwhile_answers_409_and_keeps_what_was_ticked(
    listed: Flask, visit: Visit
) -> None:
    lan = visit("lan")
    page = lan.get(f"{HERE}/distribution").text
    with listed.app_context():
        document = document_by_key("QT-01-VP")
        assert document is not None
        to_be_read(document.editions[0], ("VP", "staff"))
        vp = unit_id("VP")
    mine = {"places": [f"{vp}:everybody"], "reason": "theo đề nghị của Văn phòng"}
    answer = lan.send(f"{HERE}/distribution", known=known(page), **mine)
    assert answer.status_code == 409
    assert "Có người vừa thay đổi" in answer.text
    assert re.search(rf'value="{vp}:everybody"\s+checked', answer.text)
    assert "theo đề nghị của Văn phòng" in answer.text
    again = lan.send(f"{HERE}/distribution", known=known(answer.text), **mine)
    assert again.status_code == 302
    assert places(listed) == {(vp, "everybody")}


@pytest.mark.parametrize("odd", ["0:everybody", "1:inspector", "x", "1", ":", "٣:staff"])
def test_a_choice_that_was_not_offered_is_asked_again(
    listed: Flask, visit: Visit, odd: str
) -> None:
    before = places(listed)
    lan = visit("lan")
    page = lan.get(f"{HERE}/distribution").text
    answer = lan.send(f"{HERE}/distribution", places=odd, known=known(page))
    assert answer.status_code == 422
    assert places(listed) == before


def test_the_overview_leads_to_the_readers_of_each_document(listed: Flask, visit: Visit) -> None:
    page = visit("minh").get("/reading").text
    assert f"{HERE}/readers" in page
    for show in ("unread", "unlisted", "nothing"):
        assert visit("lan").get("/reading", show=show, page="9" * 9).status_code == 200


def people(many: range) -> None:
    """More people, each of the economy unit and on its list."""
    keeper = actor("son")
    for number in many:
        new = NewPerson(f"nguoi{number}", f"Người Thứ {number}", "Công chức", unit_id("KT"))
        joined, _link = add_person(new, by=keeper)
        appoint(joined, Role.STAFF, None, date(2024, 1, 2), None, by=keeper, reason="12/QĐ-UBND")


@pytest.mark.parametrize(
    ("login", "path"),
    [
        ("lan", HERE),
        ("lan", f"{HERE}/readers"),
        ("lan", f"{HERE}/distribution"),
        ("lan", "/reading"),
        ("linh", "/"),
        ("linh", HERE),
    ],
)
def test_a_page_costs_the_same_number_of_queries_for_few_and_many_people(
    listed: Flask, visit: Visit, login: str, path: str
) -> None:
    visitor, counts = visit(login), []
    visitor.get("/account")
    for many in (range(2), range(2, 12)):
        with listed.app_context():
            people(many)
            for number in many:
                edition = an_edition("in force", f"QT-1{number}/VP")
                to_be_read(edition, ("KT", EVERYBODY), ("VP", "staff"))
                read_by(edition, f"nguoi{number}")
        with statements(listed) as sent:
            assert visitor.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
    assert counts[0] <= 48


def test_the_first_page_of_a_head_reads_the_tree_of_units_once(app: Flask, visit: Visit) -> None:
    with app.app_context():
        to_be_read(an_edition())
    binh = visit("binh")
    binh.get("/account")
    with statements(app) as sent:
        assert "Cần đọc" in binh.get("/").text
    tree = str(select(Unit.id, Unit.parent_id))
    assert sent.count(tree) == 1
