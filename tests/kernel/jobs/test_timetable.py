"""When a job is due, as a table of moments in Viet Nam."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel import clock
from qms.kernel.jobs.timetable import When, is_due, latest

DAILY = When(daily_at=time(7, 30))
HOURLY = When(every=timedelta(hours=1))
STARTING = When(at_start=True)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2026, 2, day, hour, minute, tzinfo=clock.LOCAL)


@dataclass
class Run:
    claimed_at: datetime
    claimed_until: datetime | None = None
    ended_at: datetime | None = None


def ran(moment: datetime) -> Run:
    return Run(moment, None, moment + timedelta(seconds=1))


@pytest.mark.parametrize(
    ("when", "kept", "now", "due"),
    [
        (DAILY, None, at(5), True),
        (DAILY, ran(at(5, 7, 30)), at(5, 7, 31), False),
        (DAILY, ran(at(5, 7, 30)), at(6, 7, 29), False),
        (DAILY, ran(at(5, 7, 30)), at(6, 7, 30), True),
        (DAILY, ran(at(5, 7, 29)), at(5, 7, 30), True),
        (DAILY, ran(at(1, 7, 30)), at(6, 3), True),  # nobody served for days: once, at the start
        (HOURLY, None, at(5), True),
        (HOURLY, ran(at(5, 11, 1)), at(5), False),
        (HOURLY, ran(at(5, 11, 0)), at(5), True),
        (STARTING, None, at(5), False),
        (STARTING, ran(at(1)), at(5), False),
        (DAILY, Run(at(5, 7, 30), at(5, 7, 45)), at(5, 7, 40), False),
        (DAILY, Run(at(5, 7, 30), at(5, 7, 45)), at(5, 7, 45), True),  # whoever began it died
        (STARTING, Run(at(5, 7, 30), at(5, 7, 45)), at(5, 8), True),
    ],
)
def test_a_job_is_due(when: When, kept: Run | None, now: datetime, due: bool) -> None:
    assert is_due(when, kept, now) is due


def test_at_the_start_runs_what_is_for_the_start_and_what_was_missed() -> None:
    lately, long_ago = ran(at(5, 11)), ran(at(1))
    assert is_due(STARTING, lately, at(5), starting=True)
    assert is_due(STARTING, None, at(5), starting=True)
    assert is_due(DAILY, long_ago, at(5), starting=True)
    assert not is_due(DAILY, lately, at(5), starting=True)
    other_process = Run(at(5, 11, 59), at(5, 12, 14))
    assert not is_due(STARTING, other_process, at(5), starting=True)


@given(
    st.times(),
    st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC)),
)
def test_every_day_has_its_time_once(daily_at: time, now: datetime) -> None:
    before = latest(daily_at, now)
    assert before <= now < before + timedelta(days=1)
    assert clock.local(before).time() == daily_at
    assert not is_due(When(daily_at=daily_at), ran(before), now)
    assert is_due(When(daily_at=daily_at), ran(before), before + timedelta(days=1))
