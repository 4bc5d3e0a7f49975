"""Who keeps the calendar, and what may not be entered: objections only."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.organisation.calendar.working_days import Calendar, is_working

KEEPERS = (Role.QUALITY_OFFICER, Role.ADMINISTRATOR)
LONGEST = 31
YEARS = range(2000, 2100)


def not_keeper(_subject: Any, actor: Actor) -> Sentence | None:
    """Deadlines hang on the calendar."""
    if actor.has(*KEEPERS):
        return None
    return Sentence("Chỉ thư ký ISO hoặc quản trị hệ thống được sửa lịch làm việc.")


def odd_period(first: date, last: date) -> Sentence | None:
    """A period lies in a year of ours, ends after its start, and is no longer than a month."""
    if last < first:
        return Sentence("Ngày cuối phải từ ngày đầu trở đi.")
    if (last - first).days >= LONGEST:
        return Sentence("Một đợt dài nhất là 31 ngày; hãy chia ra.")
    if first.year not in YEARS or last.year not in YEARS:
        return Sentence("Năm phải từ 2000 đến 2099.")
    return None


def changes_nothing(days: Sequence[date], works: bool, calendar: Calendar) -> Sentence | None:
    """A day made up for was off before, and a time off takes a working day away.

    A holiday that falls on a weekend is named for its own sake, so only made-up days are held to
    this.
    """
    plain = [day for day in days if works and is_working(calendar, day)]
    if not plain:
        return None
    return Sentence("Ngày %(day)s vốn là ngày làm việc.", day=f"{plain[0]:%d/%m/%Y}")
