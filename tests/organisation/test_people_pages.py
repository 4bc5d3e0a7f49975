"""Pages of people and units, as the administrator and as others."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from qms.kernel import clock
from qms.kernel.access import Role
from qms.organisation import queries
from tests.town import CAST, PASSWORD, actor, person, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
READERS = {"son", "hanh", "lan", "minh", "tam"}
NEW_PERSON = {"name": "Trương Hải Yến", "title": "Công chức", "login": "yen.th", "unit": "1"}
NEW = "nam bon ba hai mot"


@pytest.fixture
def son(visit: Visit) -> Visitor:
    return visit("son")


@pytest.fixture
def linh(app: Flask) -> str:
    """The address of Linh's page."""
    with app.app_context():
        return f"/people/{person('linh').id}"


def roles(app: Flask, login: str) -> frozenset[Role]:
    with app.app_context():
        return actor(login).roles


@pytest.mark.parametrize("login", CAST)
def test_the_pages_of_people_are_for_those_who_keep_the_system(
    visit: Visit, login: str, linh: str
) -> None:
    status = 200 if login in READERS else 403
    visitor = visit(login)
    for path in ("/people", linh, "/units"):
        assert visitor.get(path).status_code == status, path
    assert visitor.get("/people/new").status_code == (200 if login == "son" else 403)


@pytest.mark.parametrize("login", ["lan", "tam", "linh"])
def test_only_the_administrator_changes_anything(
    app: Flask, visit: Visit, login: str, linh: str
) -> None:
    visitor, unit = visit(login), "/units/2"
    sent = {
        "/people/new": NEW_PERSON,
        linh: {"name": "X", "title": "X", "unit": "1"},
        f"{linh}/appointments": {"role": "scorer", "unit": "0", "start": "05/02/2026"},
        f"{linh}/appointments/1/ending": {"reason": "x"},
        f"{linh}/link": {"reason": "x"},
        f"{linh}/suspension": {"reason": "x"},
        f"{linh}/reinstatement": {"reason": "x"},
        "/units": {"code": "X", "name": "X", "parent": "1", "start": "05/02/2026"},
        f"{unit}/name": {"name": "X", "reason": "x"},
        f"{unit}/closing": {"end": "05/02/2030", "reason": "x"},
    }
    for path, fields in sent.items():
        assert visitor.send(path, **fields).status_code == 403, path
    assert roles(app, "linh") == {Role.STAFF}


def test_nobody_is_found_where_there_is_nobody(son: Visitor) -> None:
    assert son.get("/people/9999").status_code == 404
    for path in ("/people/9999", "/people/9999/link", "/units/9999/name", "/units/9999/closing"):
        assert son.send(path, reason="x").status_code == 404
    assert son.send("/people/1/appointments/9999/ending", reason="x").status_code == 404


def test_an_appointment_is_ended_only_on_the_page_of_its_person(
    app: Flask, son: Visitor, linh: str
) -> None:
    with app.app_context():
        other = person("khoa").appointments[0].id
    assert son.send(f"{linh}/appointments/{other}/ending", reason="x").status_code == 404
    assert Role.AUTHOR in roles(app, "khoa")


def test_a_new_person_comes_in_by_the_link_on_the_page(app: Flask, son: Visitor) -> None:
    answer = son.send("/people/new", **NEW_PERSON)
    assert answer.status_code == 200
    found = re.search(r"http://localhost(/password/[\w-]+)", answer.text)
    assert found
    guest = Visitor(app, None)
    assert guest.send(found[1], new_password=NEW, again=NEW).status_code == 302
    assert guest.get("/account").status_code == 200


@pytest.mark.parametrize(
    ("field", "value", "status", "said"),
    [
        ("name", "", 422, "Cần điền"),
        ("title", "x" * 201, 422, "dài quá"),
        ("login", "đặng văn", 422, "Tên đăng nhập gồm"),
        ("unit", "999", 422, "trong danh sách"),
        ("unit", "x", 422, "trong danh sách"),
        ("login", "linh", 409, "đã có người dùng"),
        ("login", "LINH", 409, "đã có người dùng"),
    ],
)
def test_a_person_who_cannot_be_taken_in_is_not_typed_again(
    app: Flask, son: Visitor, field: str, value: str, status: int, said: str
) -> None:
    answer = son.send("/people/new", **(NEW_PERSON | {field: value}))
    assert answer.status_code == status
    assert said in answer.text
    for name in {"name", "title", "login"} - {field}:
        assert f'value="{NEW_PERSON[name]}"' in answer.text
    with app.app_context():
        assert queries.by_login("yen.th") is None


def test_words_of_a_person_never_become_part_of_the_page(son: Visitor, linh: str) -> None:
    name = "<script>alert(1)</script>"
    assert son.send(linh, name=name, title="x", unit="1").status_code == 302
    for path in ("/people", linh, "/trail"):
        page = son.get(path).text
        assert name not in page
        assert "&lt;script&gt;" in page


def test_a_correction_is_kept_and_a_faulty_one_keeps_what_was_typed(
    app: Flask, son: Visitor, linh: str
) -> None:
    faulty = son.send(linh, name="Tạ Khánh Ly", title="", unit="1")
    assert faulty.status_code == 422
    assert 'value="Tạ Khánh Ly"' in faulty.text
    assert son.send(linh, name="Tạ Khánh Ly", title="Chuyên viên", unit="1").location == linh
    with app.app_context():
        assert person("linh").name == "Tạ Khánh Ly"
    assert "Tạ Khánh Ly" in son.get(linh).text


APPOINTING = {"role": "scorer", "unit": "0", "start": "05/02/2026", "end": "", "reason": "QĐ số 7"}


@pytest.mark.parametrize("start", ["05/02/2026", "2026-02-05"])
def test_a_role_given_on_the_page_is_held(app: Flask, son: Visitor, linh: str, start: str) -> None:
    answer = son.send(f"{linh}/appointments", **(APPOINTING | {"start": start}))
    assert answer.location == linh
    assert roles(app, "linh") == {Role.STAFF, Role.SCORER}
    assert "Tổ chấm điểm" in son.get(linh).text


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"start": "31/02/2026"}, 422, "Ngày chưa đúng"),
        ({"start": ""}, 422, "Cần điền"),
        ({"role": "emperor"}, 422, "trong danh sách"),
        ({"unit": "999"}, 422, "trong danh sách"),
        ({"end": "01/01/2020"}, 409, "Ngày kết thúc"),
        ({"role": "staff"}, 409, "đang giữ vai trò"),
    ],
)
def test_a_role_that_cannot_be_given_is_explained_and_the_reason_kept(
    app: Flask, son: Visitor, linh: str, changed: dict[str, str], status: int, said: str
) -> None:
    answer = son.send(f"{linh}/appointments", **(APPOINTING | changed))
    assert answer.status_code == status
    assert said in answer.text
    assert "QĐ số 7" in answer.text
    assert roles(app, "linh") == {Role.STAFF}


def test_a_role_is_taken_back_with_a_reason_only(app: Flask, son: Visitor, linh: str) -> None:
    with app.app_context():
        ending = f"{linh}/appointments/{person('linh').appointments[0].id}/ending"
    refused = son.send(ending, reason="  ")
    assert refused.status_code == 409
    assert "Hãy ghi lý do" in refused.text
    assert son.send(ending, reason="chuyển đơn vị").location == linh
    assert roles(app, "linh") == frozenset()
    again = son.send(ending, reason="chuyển đơn vị lần nữa")
    assert again.status_code == 409
    assert "chuyển đơn vị lần nữa" in again.text


def test_the_last_administrator_is_told_why_they_stay(app: Flask, son: Visitor) -> None:
    answer = son.send("/people/1/suspension", reason="nghỉ hưu từ tháng sau")
    assert answer.status_code == 409
    assert "không còn ai là quản trị" in answer.text
    assert "nghỉ hưu từ tháng sau" in answer.text
    assert son.get("/account").status_code == 200


def test_who_was_shut_out_comes_in_again_when_let_in(app: Flask, son: Visitor, linh: str) -> None:
    def status() -> int:
        return Visitor(app, None).send("/sign-in", login="linh", password=PASSWORD).status_code

    son.send(f"{linh}/suspension", reason="nghỉ phép")
    assert "Tài khoản đã khóa" in son.get(linh).text
    assert status() == 422
    assert son.send(f"{linh}/reinstatement", reason="trở lại").location == linh
    assert status() == 302


UNIT = {"code": "PM", "name": "Phòng mới", "parent": "1", "start": "05/02/2026"}


def test_a_unit_opens_takes_another_name_and_closes(app: Flask, son: Visitor) -> None:
    assert son.send("/units", **UNIT).location == "/units"
    with app.app_context():
        number = unit_id("PM")
    assert son.send(f"/units/{number}/name", name="Phòng Nội vụ", reason="QĐ 9").location
    assert "Phòng Nội vụ" in son.get("/units").text
    tomorrow = f"{clock.today() + timedelta(days=1):%d/%m/%Y}"
    assert son.send(f"/units/{number}/closing", end=tomorrow, reason="sáp nhập").location
    assert f"sẽ đóng từ {tomorrow}" in son.get("/units").text
    assert "Phòng Nội vụ" in son.get("/people/new").text
    with clock.showing(clock.now() + timedelta(days=2)):
        later = Visitor(app, "son")
        assert "đã đóng từ" in later.get("/units").text
        assert "Phòng Nội vụ" not in later.get("/people/new").text


@pytest.mark.parametrize(
    ("changed", "status", "said"),
    [
        ({"code": "VP"}, 409, "VP đã có"),
        ({"code": "phòng mới"}, 422, "Mã đơn vị gồm"),
        ({"parent": "999"}, 422, "trong danh sách"),
        ({"start": "ngày mai"}, 422, "Ngày chưa đúng"),
    ],
)
def test_a_unit_that_cannot_open_is_explained_and_keeps_what_was_typed(
    son: Visitor, changed: dict[str, str], status: int, said: str
) -> None:
    answer = son.send("/units", **(UNIT | changed))
    assert answer.status_code == status
    assert said in answer.text
    assert 'value="Phòng mới"' in answer.text


def test_the_agency_itself_is_not_closed(son: Visitor) -> None:
    answer = son.send("/units/1/closing", end="05/02/2030", reason="giải thể")
    assert answer.status_code == 409
    assert "chính cơ quan" in answer.text


def test_ones_own_account_shows_roles_and_takes_a_new_password(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    assert "Cán bộ, công chức" in linh.get("/account").text
    fields = {"password": "sai mật khẩu cũ", "new_password": NEW, "again": NEW}
    refused = linh.send("/account", **fields)
    assert refused.status_code == 409
    assert "hiện tại chưa đúng" in refused.text
    assert NEW not in refused.text
    assert linh.send("/account", **(fields | {"password": PASSWORD})).location == "/account"
    assert "Đã đổi mật khẩu" in linh.get("/account").text


def test_a_language_follows_the_person_and_not_the_next_one(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    assert '<html lang="vi">' in linh.get("/account").text
    assert linh.send("/language", language="en", next="/account").location == "/account"
    assert '<html lang="en">' in linh.get("/account").text
    assert '<html lang="en">' in visit("linh").get("/account").text
    assert '<html lang="vi">' in visit("khoa").get("/account").text
    assert linh.send("/language", language="fr").status_code == 400
    assert linh.send("/language", language="vi", next="//evil.example").location == "/"


def test_a_guest_may_choose_a_language_and_keeps_it_through_the_door(app: Flask) -> None:
    guest = Visitor(app, None)
    guest.send("/language", language="en", next="/sign-in")
    assert '<html lang="en">' in guest.get("/sign-in").text
    guest.send("/sign-in", login="linh", password=PASSWORD)
    assert '<html lang="en">' in guest.get("/account").text
