"""Shares, medians, working days between many days, and how a time is cut up."""

from datetime import date, timedelta
from statistics import median_low

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.nonconformities.figures.period import Period
from qms.nonconformities.figures.shares import LEAST, DayCount, percent, ranked, spread
from qms.organisation.calendar.working_days import Calendar, between

DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
COUNTS = st.dictionaries(st.text(max_size=3), st.integers(0, 50), max_size=12)


def test_the_largest_comes_first_and_the_few_that_make_up_most_are_known() -> None:
    found = ranked({"a": 1, "b": 12, "c": 5, "d": 2, "e": 0})
    assert [one.key for one in found] == ["b", "c", "d", "a"]
    assert [one.share for one in found] == [60, 25, 10, 5]
    assert [one.reached for one in found] == [60, 85, 95, 100]
    assert [one.vital for one in found] == [True, True, False, False]


@given(COUNTS)
def test_nothing_is_lost_in_a_ranking(counts: dict[str, int]) -> None:
    found = ranked(counts)
    assert {one.key: one.count for one in found} == {k: n for k, n in counts.items() if n}
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)
    if sum(counts.values()) >= LEAST:
        assert found[-1].reached == 100
        assert found[0].vital
        vital = sum(one.count for one in found if one.vital)
        assert vital * 100 >= 80 * sum(counts.values())


def test_of_too_few_no_share_is_told() -> None:
    assert percent(1, LEAST - 1) is None
    assert percent(1, LEAST) == 20
    assert [(r.share, r.reached, r.vital) for r in ranked({"a": 3, "b": 1})] == [
        (None, None, False),
        (None, None, False),
    ]
    assert spread([1, 2, 3, 4]).half is None
    assert spread([]).count == 0


@given(st.lists(st.integers(0, 400), min_size=LEAST))
def test_half_and_nine_of_ten_are_values_that_were_met(values: list[int]) -> None:
    found = spread(values)
    assert found.half == median_low(values)
    assert found.nine in values
    assert 10 * sum(v <= (found.nine or 0) for v in values) >= 9 * len(values)
    assert 10 * sum(v < (found.nine or 0) for v in values) < 9 * len(values)


@given(DAYS, DAYS, st.frozensets(DAYS, max_size=9), st.frozensets(DAYS, max_size=9))
def test_days_are_counted_as_the_calendar_counts_them(
    one: date, other: date, off: frozenset[date], working: frozenset[date]
) -> None:
    calendar = Calendar(off, working)
    days = DayCount(calendar, date(2026, 1, 1), date(2026, 12, 31))
    assert days.between(one.isoformat(), other.isoformat()) == between(calendar, one, other)


def test_a_time_is_cut_into_months_and_a_long_one_into_quarters() -> None:
    year = Period.of_year(2026)
    assert year.year == 2026
    assert [step.short for step in year.steps(date(2026, 3, 5))] == ["01/26", "02/26", "03/26"]
    months = Period(date(2025, 2, 1), date(2026, 7, 31))
    assert (months.year, months.by_quarters, len(months.steps(months.until))) == (0, False, 18)
    longer = Period(date(2025, 1, 31), date(2026, 7, 1))
    assert longer.by_quarters
    assert [step.short for step in longer.steps(longer.until)][-2:] == ["Q2/26", "Q3/26"]
    assert str(longer.steps(longer.until)[0].name) == "Quý 1/2025"


@pytest.mark.parametrize("years", [9, 10])
def test_ten_years_are_shown_and_no_more(years: int) -> None:
    assert Period(date(2020, 5, 1), date(2020 + years, 1, 1)).is_too_long == (years > 9)


@given(DAYS, st.integers(0, 3600), DAYS)
def test_each_month_of_a_time_lies_in_one_of_its_steps(
    since: date, length: int, today: date
) -> None:
    period = Period(since, since + timedelta(days=length))
    steps = [step.key for step in period.steps(period.until)]
    assert len(set(steps)) == len(steps)
    assert period.key_of(f"{period.since:%Y-%m}") == steps[0]
    assert period.key_of(f"{period.until:%Y-%m}") == steps[-1]
    assert [step.key for step in period.steps(today)] == steps[: len(period.steps(today))]
