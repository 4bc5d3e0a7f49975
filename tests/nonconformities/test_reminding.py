"""Reminders of days, and telling those above once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel import clock
from qms.kernel.database import db
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.reminding import Level, levels, remind
from qms.notices.models import Notice
from qms.organisation.calendar.working_days import Calendar
from tests.nonconformities import cases
from tests.town import person
from tests.visitor import Visitor

FRIDAY = date(2026, 11, 27)
DUE = ("step due", "step overdue")


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 11, 24), []),
        (date(2026, 11, 25), [Level.SOON]),
        (FRIDAY, [Level.SOON]),
        (date(2026, 11, 29), [Level.LATE]),
        (date(2026, 12, 1), [Level.LATE]),
        (date(2026, 12, 2), [Level.LATE, Level.HEAD]),
        (date(2026, 12, 3), [Level.LATE, Level.HEAD]),
        (date(2026, 12, 4), [Level.LATE, Level.HEAD, Level.LEADER]),
    ],
)
def test_working_days_say_who_is_told(today: date, told: list[Level]) -> None:
    assert levels(Calendar(), FRIDAY, today) == told


def test_a_holiday_is_no_day_of_lateness() -> None:
    holiday = Calendar(off=frozenset({date(2026, 12, 1)}))
    assert Level.HEAD not in levels(holiday, FRIDAY, date(2026, 12, 2))


def told(login: str) -> list[tuple[str, str]]:
    wanted = select(Notice).where(Notice.person_id == person(login).id, Notice.kind.in_(DUE))
    return [(n.kind, n.url) for n in db.session.scalars(wanted.order_by(Notice.id))]


def on(day: date, *, twice: bool = True) -> None:
    """The morning of a day; the program may be started again in it."""
    with clock.showing(clock.start_of(day) + timedelta(hours=7)):
        remind()
        if twice:
            remind()


def late(found: Nonconformity, days: int) -> date:
    assert found.due is not None
    return found.due + timedelta(days=days)


def test_whoever_must_act_is_told_before_and_after_and_then_those_above(inside: Flask) -> None:
    found = cases.accepted(handler_id=person("khoa").id)
    here = f"/nonconformities/{found.id}"
    assert told("khoa") == []
    on(late(found, 0))
    assert told("khoa") == [("step due", here)]
    on(late(found, 7))
    assert told("khoa") == [("step due", here)] * 2
    assert told("binh") == told("hanh")[:1] == [("step overdue", here)]
    on(late(found, 9))
    assert len(told("khoa")) == 2
    assert len(told("binh")) == len(told("hanh")) == 1


MUST_ACT: dict[str, tuple[Callable[[], Nonconformity], str]] = {
    "a report": (cases.a_report, "lan"),
    "a plan": (cases.proposed, "hanh"),
    "what worked": (cases.judged, "hanh"),
    "what is to be judged": (cases.implemented, "lan"),
}


@pytest.mark.parametrize("case", MUST_ACT)
def test_each_stage_reminds_whom_it_awaits(inside: Flask, case: str) -> None:
    make, login = MUST_ACT[case]
    found = make()
    on(late(found, 1))
    assert told(login)[-1] == ("step due", f"/nonconformities/{found.id}")
    assert told("linh") == []


def test_an_action_has_its_own_day(inside: Flask) -> None:
    found = cases.approved()
    action = found.plan[0]
    place = f"/nonconformities/{found.id}/actions/{action.serial}"
    on(action.due)
    assert told("khoa") == [("step due", place)]
    assert told("binh") == []
    on(action.due + timedelta(days=10))
    assert told("khoa") == [("step due", place)] * 2
    assert told("binh") == told("hanh") == [("step overdue", place)]


def test_what_is_done_or_over_reminds_nobody(inside: Flask) -> None:
    closed = cases.closed()
    action = cases.done(cases.approved().plan[0])
    on(action.due + timedelta(days=400))
    assert told("khoa") == []
    assert not any(url == f"/nonconformities/{closed.id}" for _kind, url in told("hanh"))


AWAITS = [
    ("lan", cases.a_report, "Sự không phù hợp chờ tiếp nhận"),
    ("binh", cases.accepted, "Sự không phù hợp giao bạn xử lý"),
    ("binh", cases.corrected, "tìm và ghi nguyên nhân"),
    ("binh", cases.analysed, "lập và trình kế hoạch hành động"),
    ("hanh", cases.proposed, "Kế hoạch chờ duyệt, phiếu chờ đóng"),
    ("khoa", cases.approved, "Hành động khắc phục giao bạn thực hiện"),
    ("minh", lambda: cases.done(cases.approved().plan[0]), "Hành động khắc phục chờ kiểm tra"),
    ("hanh", cases.judged, "đóng phiếu"),
]


@pytest.mark.parametrize(("login", "make", "said"), AWAITS)
def test_the_first_page_opens_where_it_is_done(
    app: Flask,
    visit: Callable[[str | None], Visitor],
    login: str,
    make: Callable[[], object],
    said: str,
) -> None:
    with app.app_context():
        make()
    assert said in visit(login).get("/").text
    assert said not in visit("thao").get("/").text


def test_on_its_day_whoever_took_no_part_is_asked_to_judge(
    app: Flask, visit: Callable[[str | None], Visitor]
) -> None:
    said = "Đến ngày kiểm tra kết quả khắc phục"
    with app.app_context():
        due = cases.implemented().due
        assert due is not None
    assert said not in visit("minh").get("/").text
    with clock.showing(clock.start_of(due) + timedelta(hours=9)):
        seen = {login for login in ("minh", "lan", "binh") if said in visit(login).get("/").text}
    assert seen == {"minh"}
