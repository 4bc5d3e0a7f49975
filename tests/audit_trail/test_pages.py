"""The auditor's page, its filters, and what they are asked wrongly."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from qms.audit_trail.forms import wanted_from
from qms.audit_trail.queries import PAGE, Found, Wanted, find
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.organisation import operations
from tests.town import actor, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
AUDITOR = Actor(0, "Ai đó", holds=frozenset({(Role.INTERNAL_AUDITOR, None)}))
LATE = datetime(2031, 2, 4, 16, 59, 59, tzinfo=UTC)
EARLY = datetime(2031, 2, 4, 17, 0, 0, tzinfo=UTC)
FOURTH, FIFTH = date(2031, 2, 4), date(2031, 2, 5)


@pytest.fixture
def two_acts(app: Flask) -> None:
    """One act a second before midnight in Viet Nam, one at midnight."""
    with app.app_context():
        for moment, login, reason in ((LATE, "linh", "trước"), (EARLY, "khoa", "sau")):
            with clock.showing(moment):
                operations.invite(person(login), by=actor("son"), reason=f"{reason} nửa đêm")


def asked(app: Flask, wanted: Wanted) -> Found:
    with app.app_context():
        return find(AUDITOR, wanted)


@pytest.mark.parametrize("login", ["lan", "hanh", "minh", "tam", "son"])
def test_who_may_read_the_trail_finds_its_page(visit: Visit, login: str) -> None:
    answer = visit(login).get("/trail")
    assert answer.status_code == 200
    assert "Tạ Khánh Linh" in answer.text


@pytest.mark.parametrize("login", ["linh", "thao", "hung", "binh", "dung"])
def test_nobody_else_may_open_it(visit: Visit, login: str) -> None:
    assert visit(login).get("/trail").status_code == 403


def test_who_is_not_signed_in_is_led_to_the_door(visit: Visit) -> None:
    assert visit(None).get("/trail").location == "/sign-in?next=/trail"


@pytest.mark.usefixtures("two_acts")
@pytest.mark.parametrize(
    ("asking", "seen", "unseen"),
    [
        ({"start": "05/02/2031"}, "sau nửa đêm", "trước nửa đêm"),
        ({"start": "2031-02-04", "end": "2031-02-04"}, "trước nửa đêm", "sau nửa đêm"),
        ({"who": "vu thai", "start": "04/02/2031"}, "trước nửa đêm", "<p>không có"),
        ({"verb": "set up"}, "Thiết lập ban đầu", "nửa đêm"),
        ({"kind": "unit"}, "Thêm đơn vị", "nửa đêm"),
    ],
)
def test_a_filter_shows_what_was_asked_for(
    visit: Visit, asking: dict[str, str], seen: str, unseen: str
) -> None:
    page = visit("lan").get("/trail", **asking).text
    assert seen in page
    assert unseen not in page


@pytest.mark.usefixtures("two_acts")
@pytest.mark.parametrize(
    "asking",
    [
        {"start": "hôm qua", "end": "31/02/2031"},
        {"start": "0001-01-01", "end": "9999-12-31"},
        {"page": "-1"},
        {"page": "999999"},
        {"page": "99999999999999999999"},
        {"page": "một"},
        {"who": " "},
    ],
)
def test_what_cannot_be_read_is_left_out(visit: Visit, asking: dict[str, str]) -> None:
    answer = visit("lan").get("/trail", **asking)
    assert answer.status_code == 200
    assert "Tạ Khánh Linh" in answer.text or asking.get("page") == "999999"


@pytest.mark.parametrize("asking", [{"verb": "'; DROP TABLE unit"}, {"kind": "nothing"}])
def test_a_filter_that_nothing_meets_shows_nothing(visit: Visit, asking: dict[str, str]) -> None:
    answer = visit("lan").get("/trail", **asking)
    assert answer.status_code == 200
    assert "Không có dòng nào" in answer.text


@pytest.mark.usefixtures("two_acts")
def test_days_are_those_of_viet_nam(app: Flask) -> None:
    def reasons(start: date, end: date) -> list[str]:
        return [line.reason for line in asked(app, Wanted(start=start, end=end)).lines]

    assert reasons(FOURTH, FOURTH) == ["trước nửa đêm"]
    assert reasons(FIFTH, FIFTH) == ["sau nửa đêm"]
    assert reasons(FOURTH, FIFTH) == ["sau nửa đêm", "trước nửa đêm"]
    assert reasons(FIFTH, FOURTH) == []


@pytest.mark.parametrize("written", ["Đặng Thu Thảo", "đặng thu", "DANG THU", "thảo", "thao"])
def test_a_name_is_found_with_or_without_accents(app: Flask, written: str) -> None:
    found = asked(app, Wanted(who=written))
    assert found.total == 1
    assert found.lines[0].actor_name == "Đặng Thu Thảo"


@pytest.mark.parametrize("written", ["%", "_", "Nobody"])
def test_signs_of_the_database_are_plain_signs(app: Flask, written: str) -> None:
    assert asked(app, Wanted(who=written)).total == 0


def test_pages_hold_fifty_lines_newest_first_and_miss_none(app: Flask) -> None:
    with app.app_context():
        for _ in range(PAGE):
            operations.invite(person("linh"), by=actor("son"), reason="quên")
    first = asked(app, Wanted())
    assert first.pages == -(-first.total // PAGE) > 1
    numbers = [x.id for n in range(first.pages) for x in asked(app, Wanted(page=n + 1)).lines]
    assert numbers == list(range(first.total, 0, -1))


@pytest.mark.parametrize(("page", "shown"), [(0, 1), (-5, 1), (10_000, "last")])
def test_a_page_past_the_end_is_the_last(app: Flask, page: int, shown: int | str) -> None:
    found = asked(app, Wanted(page=page))
    assert found.page == (found.pages if shown == "last" else shown)
    assert found.lines


def test_nothing_found_is_one_empty_page(app: Flask) -> None:
    found = asked(app, Wanted(verb="no such verb"))
    assert (list(found.lines), found.total, found.pages, found.page) == ([], 0, 1, 1)


@given(st.dictionaries(st.sampled_from(["who", "verb", "start", "end", "page"]), st.text()))
def test_whatever_is_sent_can_be_asked(sent: dict[str, str]) -> None:
    wanted = wanted_from(sent)
    assert wanted.page >= 0
    assert len(wanted.who) <= 100


def test_the_page_shows_before_and_after(app: Flask, visit: Visit) -> None:
    with app.app_context():
        who = person("linh")
        operations.change_person(who, "Tạ Khánh Ly", who.title, who.unit_id, by=actor("son"))
    page = visit("minh").get("/trail", verb="change person").text
    assert "Tạ Khánh Linh" in page
    assert "Tạ Khánh Ly" in page
    assert "Sửa thông tin người dùng" in page
