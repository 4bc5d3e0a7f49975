"""Until when each stage lasts, without a database."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.nonconformities.deadlines import CHECK_DAYS, STAGE_DAYS, Dates, after_months, due
from qms.nonconformities.states import ENDED, State
from qms.organisation.calendar.working_days import Calendar, between, is_working

PLAIN = Calendar()
FRIDAY = date(2026, 11, 20)
HOLIDAY = Calendar(off=frozenset({date(2026, 11, 23)}), working=frozenset({date(2026, 11, 21)}))
SET = Dates(date(2026, 12, 1), (date(2026, 12, 9), date(2026, 12, 4)), date(2027, 3, 1))


@pytest.mark.parametrize(
    ("state", "last"),
    [
        ("reported", date(2026, 11, 24)),
        ("accepted", date(2026, 12, 1)),
        ("corrected", date(2026, 11, 27)),
        ("analysed", date(2026, 11, 27)),
        ("proposed", date(2026, 11, 25)),
        ("approved", date(2026, 12, 9)),
        ("acting", date(2026, 12, 9)),
        ("implemented", date(2027, 3, 1)),
        ("effective", date(2026, 11, 27)),
        ("closed", None),
        ("declined", None),
        ("merged", None),
        ("withdrawn", None),
    ],
)
def test_each_stage_that_begins_on_a_friday_has_its_last_day(state: str, last: date | None) -> None:
    assert due(state, FRIDAY, SET, PLAIN) == last


def test_a_holiday_is_not_counted_and_a_day_made_up_for_is() -> None:
    assert due("proposed", FRIDAY, SET, HOLIDAY) == date(2026, 11, 25)
    only_off = Calendar(off=HOLIDAY.off)
    assert due("proposed", FRIDAY, SET, only_off) == date(2026, 11, 26)
    assert due("proposed", FRIDAY, SET, Calendar(working=HOLIDAY.working)) == date(2026, 11, 24)


def test_what_is_done_is_checked_within_days() -> None:
    for state in ("approved", "acting"):
        assert due(state, FRIDAY, Dates(), PLAIN) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("day", "months", "last"),
    [
        (date(2025, 1, 31), 1, date(2025, 2, 28)),
        (date(2023, 12, 29), 2, date(2024, 2, 29)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 2, 29), 1, date(2024, 3, 29)),
        (date(2026, 11, 24), 3, date(2027, 2, 24)),
        (date(2026, 12, 31), 2, date(2027, 3, 1)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 12, 1), 24, date(2028, 12, 1)),
        (date(2026, 9, 22), 1, date(2026, 10, 22)),
        (date(2026, 10, 21), 1, date(2026, 11, 23)),
    ],
)
def test_months_end_where_they_end_and_days_off_move_on(day: date, months: int, last: date) -> None:
    assert after_months(day, months, PLAIN) == last


def test_after_months_a_holiday_moves_on_too() -> None:
    assert after_months(date(2026, 10, 21), 1, HOLIDAY) == date(2026, 11, 21)
    assert after_months(date(2026, 10, 23), 1, HOLIDAY) == date(2026, 11, 24)


days = st.dates(date(2000, 1, 1), date(2100, 1, 1))
calendars = st.builds(
    lambda start, off, made_up: Calendar(
        frozenset(start + timedelta(days=n) for n in off),
        frozenset(start + timedelta(days=n) for n in made_up),
    ),
    days,
    st.sets(st.integers(0, 60), max_size=20),
    st.sets(st.integers(0, 60), max_size=5),
)


@given(st.sampled_from(sorted(STAGE_DAYS)), days, calendars)
def test_a_stage_lasts_as_many_working_days_as_the_procedure_says(
    state: State, began: date, calendar: Calendar
) -> None:
    last = due(state, began, Dates(), calendar)
    assert last is not None
    assert last > began
    assert is_working(calendar, last)
    assert between(calendar, began, last) == STAGE_DAYS[state]


@given(st.sampled_from(sorted(State)), days)
def test_a_stage_never_ends_before_it_begins(state: State, began: date) -> None:
    given_ = Dates(began, (began,), began)
    last = due(state, began, given_, PLAIN)
    assert (last is None) == (state in ENDED)
    assert last is None or last >= began
    assert due("acting", began, Dates(), PLAIN) == due("approved", began, Dates(), PLAIN)
    assert CHECK_DAYS == 3


@given(days, st.integers(1, 24), calendars)
def test_after_months_is_a_working_day_not_before_that_day(
    day: date, months: int, calendar: Calendar
) -> None:
    last = after_months(day, months, calendar)
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    least = date(year, month, min(day.day, monthrange(year, month)[1]))
    assert last >= least > day
    assert is_working(calendar, last)
    assert not any(is_working(calendar, least + timedelta(n)) for n in range((last - least).days))


@given(days, st.integers(1, 23))
def test_more_months_are_never_a_day_sooner(day: date, months: int) -> None:
    assert after_months(day, months, PLAIN) < after_months(day, months + 1, PLAIN)
