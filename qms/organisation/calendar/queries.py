"""Reading the calendar. Everybody may: everybody's deadlines hang on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Select, select

from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.organisation.calendar.models import CalendarPeriod, Sort
from qms.organisation.calendar.working_days import Calendar, is_working


def visible_to(_actor: Actor) -> Select[CalendarPeriod]:
    """Every period."""
    return select(CalendarPeriod).order_by(CalendarPeriod.first)


def calendar() -> Calendar:
    """The calendar as it is kept now."""
    return _calendar_of(db.session.scalars(select(CalendarPeriod)).all())


def periods_between(first: date, last: date) -> Sequence[CalendarPeriod]:
    """Every period with a day from ``first`` to ``last``: for rules."""
    wanted = select(CalendarPeriod).where(
        CalendarPeriod.first <= last, CalendarPeriod.last >= first
    )
    return db.session.scalars(wanted.order_by(CalendarPeriod.first)).all()


def period(actor: Actor, period_id: int) -> CalendarPeriod | None:
    """One period, or nothing when it is gone."""
    return db.session.scalar(visible_to(actor).where(CalendarPeriod.id == period_id))


@dataclass(frozen=True)
class Day:
    """A day of a year: whether it is worked, and the period that makes it so, if any."""

    date: date
    works: bool
    period: CalendarPeriod | None


@dataclass(frozen=True)
class Year:
    """A year: its periods, and each month as weeks of seven, with gaps where others' days are."""

    number: int
    periods: Sequence[CalendarPeriod]
    months: Sequence[Sequence[Sequence[Day | None]]]
    working_days: int


def year(actor: Actor, number: int) -> Year:
    """The year ``number`` as ``actor`` sees it."""
    first, last = date(number, 1, 1), date(number, 12, 31)
    wanted = visible_to(actor).where(CalendarPeriod.first <= last, CalendarPeriod.last >= first)
    periods = db.session.scalars(wanted).all()
    known, named = _calendar_of(periods), {day: each for each in periods for day in each.days}
    days = [first + timedelta(days=count) for count in range((last - first).days + 1)]
    told = [Day(day, is_working(known, day), named.get(day)) for day in days]
    months = [_weeks([day for day in told if day.date.month == month]) for month in range(1, 13)]
    return Year(number, periods, months, sum(day.works for day in told))


def _weeks(days: Sequence[Day]) -> Sequence[Sequence[Day | None]]:
    cells: list[Day | None] = [None] * days[0].date.weekday()
    cells += days
    cells += [None] * (-len(cells) % 7)
    return [cells[place : place + 7] for place in range(0, len(cells), 7)]


def _calendar_of(periods: Sequence[CalendarPeriod]) -> Calendar:
    worked = {day for each in periods if each.sort == Sort.MADE_UP for day in each.days}
    off = {day for each in periods if each.sort != Sort.MADE_UP for day in each.days}
    return Calendar(off=frozenset(off), working=frozenset(worked))
