"""Counting working days: the rules of any calendar, and days of real years."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.organisation.calendar.working_days import Calendar, add, between, is_working

DAYS = st.dates(date(2024, 1, 1), date(2026, 12, 31))
SOME = st.frozensets(st.dates(date(2025, 1, 1), date(2025, 3, 31)), max_size=30)
CALENDARS = st.builds(Calendar, off=SOME, working=SOME)
COUNTS = st.integers(-60, 60)
PLAIN = Calendar()
LATE_AUGUST = Calendar(
    off=frozenset({date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 2)}),
    working=frozenset({date(2026, 8, 22)}),
)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 8, 21), True),
        (date(2026, 8, 22), True),  # a Saturday that is made up for
        (date(2026, 8, 23), False),
        (date(2026, 8, 29), False),
        (date(2026, 8, 31), False),
        (date(2026, 9, 3), True),
    ],
)
def test_a_day_is_worked_or_not(day: date, works: bool) -> None:
    assert is_working(LATE_AUGUST, day) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2026, 8, 28), 1, date(2026, 9, 3)),
        (date(2026, 8, 20), 2, date(2026, 8, 22)),
        (date(2026, 8, 20), 3, date(2026, 8, 24)),
        (date(2026, 9, 3), -1, date(2026, 8, 28)),
        (date(2026, 8, 31), 0, date(2026, 9, 3)),
        (date(2026, 8, 28), 0, date(2026, 8, 28)),
    ],
)
def test_so_many_working_days_later_it_is(start: date, count: int, end: date) -> None:
    assert add(LATE_AUGUST, start, count) == end


@given(CALENDARS, DAYS, COUNTS)
def test_counting_leads_to_a_working_day(calendar: Calendar, day: date, count: int) -> None:
    assert is_working(calendar, add(calendar, day, count))


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_what_lies_between_is_what_was_counted(calendar: Calendar, day: date, count: int) -> None:
    assert between(calendar, day, add(calendar, day, count)) == count


@given(CALENDARS, DAYS, DAYS, DAYS)
def test_stretches_add_up(calendar: Calendar, a: date, b: date, c: date) -> None:
    assert between(calendar, a, b) + between(calendar, b, c) == between(calendar, a, c)
    assert between(calendar, a, b) == -between(calendar, b, a)


@given(CALENDARS, DAYS, st.integers(1, 30), st.integers(1, 30))
def test_counting_twice_is_counting_the_sum(
    calendar: Calendar, day: date, one: int, other: int
) -> None:
    assert add(calendar, add(calendar, day, one), other) == add(calendar, day, one + other)


@given(CALENDARS, DAYS, st.integers(1, 60))
def test_there_and_back_is_the_same_place(calendar: Calendar, day: date, count: int) -> None:
    start = add(calendar, day, 0)
    assert add(calendar, add(calendar, start, count), -count) == start


@given(DAYS)
def test_an_ordinary_week_has_five_working_days(day: date) -> None:
    assert between(PLAIN, day, day + timedelta(days=7)) == 5
