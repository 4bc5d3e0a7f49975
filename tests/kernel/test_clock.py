"""Moments in UTC, days in Viet Nam."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel import clock

LAST_SECOND = datetime(2026, 2, 4, 16, 59, 59, 999999, tzinfo=UTC)
moments = st.datetimes(
    min_value=datetime(1980, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)
)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (LAST_SECOND, date(2026, 2, 4)),
        (LAST_SECOND + timedelta(microseconds=1), date(2026, 2, 5)),
        (datetime(2026, 2, 5, 0, 0, tzinfo=UTC), date(2026, 2, 5)),
        (datetime(2025, 12, 31, 17, 0, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2024, 2, 28, 17, 0, tzinfo=UTC), date(2024, 2, 29)),
    ],
)
def test_the_day_turns_at_midnight_in_viet_nam(moment: datetime, day: date) -> None:
    with clock.showing(moment):
        assert clock.today() == day


def test_the_clock_on_the_wall_is_seven_hours_ahead() -> None:
    assert clock.local(LAST_SECOND).strftime("%d/%m/%Y %H:%M:%S") == "04/02/2026 23:59:59"


@given(moments)
def test_local_time_is_the_same_moment(moment: datetime) -> None:
    assert clock.local(moment) == moment
    assert clock.local(moment).utcoffset() == timedelta(hours=7)


@given(moments)
def test_now_is_always_told_in_utc(moment: datetime) -> None:
    with clock.showing(moment.astimezone(timezone(timedelta(hours=-5)))):
        assert clock.now() == moment
        assert clock.now().tzinfo is UTC


def test_the_clock_runs_on_when_nothing_is_shown_any_more() -> None:
    with pytest.raises(RuntimeError), clock.showing(LAST_SECOND):
        raise RuntimeError
    first, second = clock.now(), clock.now()
    assert first > LAST_SECOND
    assert first <= second
    assert first.tzinfo is UTC


def test_shown_times_may_lie_in_one_another() -> None:
    with clock.showing(LAST_SECOND):
        with clock.showing(LAST_SECOND - timedelta(days=9)):
            assert clock.days_ago(1) == LAST_SECOND - timedelta(days=10)
        assert clock.days_ago(0.5) == LAST_SECOND - timedelta(hours=12)
