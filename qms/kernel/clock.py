"""What time it is. The only place that asks the machine.

Moments are kept in UTC and to the microsecond; days are those of Viet Nam.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")

_shown: ContextVar[datetime | None] = ContextVar("shown time", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    shown = _shown.get()
    return shown if shown else datetime.now(UTC)  # noqa: TID251 - the one place that may


def today() -> date:
    """The day it is in Viet Nam."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """``moment`` as a clock on the wall in Viet Nam shows it."""
    return moment.astimezone(LOCAL)


def start_of(day: date) -> datetime:
    """The moment at which ``day`` begins in Viet Nam."""
    return datetime.combine(day, time(), LOCAL).astimezone(UTC)


@contextmanager
def showing(moment: datetime) -> Iterator[None]:
    """Let the clock show ``moment``: for the demonstration's past and for tests only."""
    token = _shown.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _shown.reset(token)


def days_ago(days: float) -> datetime:
    """The moment ``days`` before now."""
    return now() - timedelta(days=days)
