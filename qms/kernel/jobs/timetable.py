"""When a job is due: plain functions of its place in the timetable and of what was kept of it."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Protocol

from qms.kernel import clock

LEASE = timedelta(minutes=15)
"""So long a job that was begun is left alone; after that whoever began it is taken for dead."""


@dataclass(frozen=True)
class When:
    """A job's place in the timetable."""

    at_start: bool = False
    daily_at: time | None = None
    every: timedelta | None = None


class Kept(Protocol):
    """What is kept of a job's last run: when it was claimed, until when, and when it ended."""

    claimed_at: datetime
    claimed_until: datetime | None
    ended_at: datetime | None


def is_due(when: When, kept: Kept | None, now: datetime, *, starting: bool = False) -> bool:
    """Whether a job is to run ``now``; ``kept`` is nothing when it never ran.

    A time of day that passed while nobody served is due at the next look, once.
    """
    if kept and kept.claimed_until and kept.claimed_until > now:
        return False
    if starting and when.at_start:
        return True
    if kept is None:
        return bool(when.daily_at or when.every)
    if kept.claimed_until:
        return True  # begun, and never ended
    if when.every and now - kept.claimed_at >= when.every:
        return True
    return when.daily_at is not None and kept.claimed_at < latest(when.daily_at, now)


def latest(at: time, now: datetime) -> datetime:
    """The latest moment up to ``now`` at which the clock in Viet Nam showed ``at``."""
    local = clock.local(now)
    today = datetime.combine(local.date(), at, tzinfo=clock.LOCAL)
    return today if today <= local else today - timedelta(days=1)
