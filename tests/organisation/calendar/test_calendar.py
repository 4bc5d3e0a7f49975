"""The calendar of the ward: what it comes with, how it is kept, who keeps it."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

import qms.organisation.calendar as package
from qms.audit_trail.models import TrailLine
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.organisation.calendar import operations, queries
from qms.organisation.calendar.models import CalendarPeriod, Sort
from qms.organisation.calendar.operations import NewPeriod
from qms.organisation.calendar.working_days import add, between
from tests.counting import statements
from tests.town import actor
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
TET = NewPeriod(date(2030, 2, 1), date(2030, 2, 7), "Tết Nguyên đán", Sort.HOLIDAY)
SATURDAY = NewPeriod(date(2030, 2, 9), date(2030, 2, 9), "Làm bù", Sort.MADE_UP)


def add_period(new: NewPeriod, by: str = "lan", reason: str = "Thông báo 12") -> CalendarPeriod:
    return operations.add_period(new, by=actor(by), reason=reason)


def test_the_holidays_of_these_years_are_known_from_the_first_day(inside: Flask) -> None:
    known = queries.calendar()
    assert add(known, date(2026, 2, 13), 1) == date(2026, 2, 23)
    assert add(known, date(2026, 1, 9), 1) == date(2026, 1, 10)
    assert between(known, date(2024, 4, 26), date(2024, 5, 4)) == 3
    for year, count in ((2024, 251), (2025, 250), (2026, 250), (2027, 250)):
        assert queries.year(actor("linh"), year).working_days == count, year


def test_every_known_holiday_is_well_formed_and_none_meets_another() -> None:
    file = Path(str(package.__file__)).parent / "holidays.json"
    seen: set[date] = set()
    for first, last, sort, name in json.loads(file.read_text("utf-8"))["periods"]:
        period = CalendarPeriod(
            first=date.fromisoformat(first), last=date.fromisoformat(last), sort=sort, name=name
        )
        days = set(period.days)
        assert days, name
        assert not days & seen, name
        seen |= days
        if Sort(sort) is Sort.MADE_UP:
            assert {day.weekday() for day in days} <= {5, 6}, name
        if Sort(sort) is Sort.IN_LIEU:
            assert {day.weekday() for day in days} <= set(range(5)), name


@pytest.mark.parametrize("login", ["lan", "son"])
def test_who_keeps_the_calendar_adds_a_period_with_its_reason(inside: Flask, login: str) -> None:
    period = add_period(TET, by=login)
    assert [day.day for day in period.days] == [1, 2, 3, 4, 5, 6, 7]
    assert add(queries.calendar(), date(2030, 1, 31), 1) == date(2030, 2, 8)
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line
    assert (line.verb, line.reason) == ("add calendar period", "Thông báo 12")
    assert line.changes["last"] == [None, "2030-02-07"]


def test_a_saturday_is_made_up_for(inside: Flask) -> None:
    add_period(SATURDAY)
    assert add(queries.calendar(), date(2030, 2, 8), 1) == date(2030, 2, 9)


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (NewPeriod(date(2030, 2, 7), date(2030, 2, 1), "x", Sort.HOLIDAY), "từ ngày đầu"),
        (NewPeriod(date(2030, 2, 1), date(2030, 3, 4), "x", Sort.HOLIDAY), "31 ngày"),
        (NewPeriod(date(1999, 2, 1), date(1999, 2, 1), "x", Sort.HOLIDAY), "2000"),
        (NewPeriod(date(2026, 9, 2), date(2026, 9, 5), "x", Sort.HOLIDAY), "02/09/2026 đã có"),
        (NewPeriod(date(2030, 2, 8), date(2030, 2, 8), "x", Sort.MADE_UP), "vốn là ngày làm việc"),
    ],
)
def test_a_period_that_makes_no_sense_is_refused(inside: Flask, new: NewPeriod, said: str) -> None:
    with pytest.raises(Refused, match=said):
        add_period(new)


def test_who_does_not_keep_it_and_who_gives_no_reason_are_refused(inside: Flask) -> None:
    period = queries.year(actor("lan"), 2026).periods[0]
    for by, reason in ((actor("linh"), "x"), (actor("hanh"), "x"), (actor("lan"), " ")):
        with pytest.raises(Refused):
            operations.add_period(TET, by=by, reason=reason)
        with pytest.raises(Refused):
            operations.remove_period(period, period.version, by=by, reason=reason)


def test_what_was_entered_wrongly_is_taken_out(inside: Flask) -> None:
    period = add_period(TET)
    operations.remove_period(period, period.version, by=actor("son"), reason="nhầm năm")
    assert queries.year(actor("lan"), 2030).periods == []
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line
    assert (line.subject_label, line.reason) == ("Tết Nguyên đán", "nhầm năm")
    assert line.changes["name"] == ["Tết Nguyên đán", None]


def test_the_database_keeps_days_apart_and_periods_as_they_are(inside: Flask) -> None:
    write = "INSERT {} INTO calendar_period VALUES ({}, '{}', '{}', 'x', 'holiday', 1)"
    for statement, said in (
        (write.format("", "NULL", "2026-09-02", "2026-09-04"), "one period"),
        (write.format("OR REPLACE", "1", "2031-01-01", "2031-01-01"), "one period"),
        (write.format("", "NULL", "2031-01-02", "2031-01-01"), "ends_after_start"),
        (write.format("", "NULL", "2031-01-02", "2031-01-02").replace("holiday", "x"), "sort"),
        ("UPDATE calendar_period SET name = 'x'", "never changed"),
    ):
        with pytest.raises(Exception, match=said), db.engine.begin() as at:
            at.exec_driver_sql(statement)


FIELDS = {"sort": "holiday", "name": "Tết", "first": "01/02/2030", "reason": "Thông báo 12"}


def test_a_period_is_added_on_the_page_and_seen_in_its_year(visit: Visit) -> None:
    lan = visit("lan")
    answer = lan.send("/working-days", **FIELDS, last="07/02/2030")
    assert answer.location == "/working-days?year=2030"
    page = visit("linh").get("/working-days?year=2030").text
    assert "01/02/2030 – 07/02/2030" in " ".join(page.split())
    assert "Thêm ngày nghỉ" not in page
    assert "Ghi vào lịch làm việc" in lan.get("/trail").text


def test_a_single_day_needs_no_end(visit: Visit) -> None:
    visit("lan").send("/working-days", **FIELDS)
    assert "01/02/2030" in visit("lan").get("/working-days?year=2030").text


@pytest.mark.parametrize(
    ("wrong", "status"),
    [
        ({"first": "hôm nay"}, 422),
        ({"sort": "lạ"}, 422),
        ({"reason": ""}, 422),
        ({"first": "02/09/2026"}, 409),
        ({"first": "01/01/0001"}, 409),
        ({"last": "01/01/2030"}, 409),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    visit: Visit, wrong: dict[str, str], status: int
) -> None:
    answer = visit("lan").send("/working-days", **(FIELDS | {"name": "Tết riêng"} | wrong))
    assert answer.status_code == status
    assert "Tết riêng" in answer.text


def test_a_period_is_taken_out_on_the_page(app: Flask, visit: Visit) -> None:
    with app.app_context():
        period = queries.year(actor("lan"), 2026).periods[0]
        number, name = period.id, period.name
    lan, path = visit("lan"), f"/working-days/{number}/removal"
    assert lan.send(path, seen="1").status_code == 422
    assert lan.send(path, seen="7", reason="nhầm").status_code == 409
    assert name in lan.get("/working-days?year=2026").text
    assert lan.send(path, seen="1", reason="nhầm").location == "/working-days?year=2026"
    assert lan.send(path, seen="1", reason="nhầm").status_code == 404


@pytest.mark.parametrize(("year", "status"), [("2026", 200), ("x", 200), ("1", 404), ("2100", 404)])
def test_a_year_of_ours_is_shown(visit: Visit, year: str, status: int) -> None:
    assert visit("linh").get(f"/working-days?year={year}").status_code == status


def test_a_year_with_more_periods_needs_no_more_queries(app: Flask, visit: Visit) -> None:
    lan = visit("lan")
    lan.get("/working-days?year=2031")
    with statements(app) as few:
        lan.get("/working-days?year=2031")
    with statements(app) as many:
        lan.get("/working-days?year=2026")
    assert len(many) == len(few)


def test_everybody_sees_every_period(inside: Flask) -> None:
    nobody = Actor(id=0, name="")
    assert len(db.session.scalars(queries.visible_to(nobody)).all()) > 20
