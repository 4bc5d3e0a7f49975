"""Counting working days: plain functions of a calendar, which is read once and does not change."""

from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
WEEKEND = (5, 6)
"""Saturday and Sunday, as ``date.weekday`` counts; both are off unless made up for."""


@dataclass(frozen=True)
class Calendar:
    """Which days differ from the week: ``off`` are holidays, ``working`` are days made up for."""

    off: frozenset[date] = field(default_factory=frozenset)
    working: frozenset[date] = field(default_factory=frozenset)


def is_working(calendar: Calendar, day: date) -> bool:
    """Whether the agency works on ``day``."""
    if day in calendar.working:
        return True
    return day.weekday() not in WEEKEND and day not in calendar.off


def add(calendar: Calendar, day: date, count: int) -> date:
    """The working day that comes ``count`` working days after ``day``, or before it when negative.

    ``day`` itself is not counted. With 0 it is ``day``, or the next working day when it is none.
    """
    step = DAY if count >= 0 else -DAY
    left = abs(count)
    if not left:
        day, left = day - DAY, 1
    while left:
        day += step
        left -= is_working(calendar, day)
    return day


def between(calendar: Calendar, start: date, end: date) -> int:
    """How many working days come after ``start`` up to and with ``end``; negative when it is past.

    A file due on ``end`` has so many days left on ``start``.
    """
    if end < start:
        return -between(calendar, end, start)
    days = (start + DAY * number for number in range(1, (end - start).days + 1))
    return sum(is_working(calendar, day) for day in days)
