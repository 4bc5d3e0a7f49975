"""When a document in force is due for another look.

Source: ISO 9001:2015, 7.5.3.2: what is in force stays fit for use; the agency says for each kind
after how many months it wants to look again.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from qms.kernel import clock


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_after(
    kind: str,
    in_force_at: datetime | None,
    months_of: Mapping[str, int],
    looked_at: datetime | None = None,
) -> date | None:
    """The day by which what has been in force since then is reviewed; nothing when never.

    ``looked_at`` is when it was last reviewed and left as it is: its next review counts from then.

    ``months_of`` are the intervals by kind, see ``queries.review_months``.
    """
    months = months_of.get(kind, 0)
    if not months or in_force_at is None:
        return None
    since = max(in_force_at, looked_at) if looked_at else in_force_at
    return months_after(clock.local(since).date(), months)


def is_overdue(due: date | None) -> bool:
    """Whether the day has passed without a new edition or a review that left it as it is."""
    return due is not None and due < clock.today()
