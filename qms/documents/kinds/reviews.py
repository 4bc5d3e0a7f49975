"""When a document in force is due for another look.

Source: ISO 9001:2015, 7.5.3.2: what is in force stays fit for use; the agency says for each kind
after how many months it wants to look again.
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime

from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.kernel import clock


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def due_after(kind: str, in_force_at: datetime | None, months_of: Mapping[str, int]) -> date | None:
    """The day by which what has been in force since then is reviewed; nothing when never.

    ``months_of`` are the intervals by kind, see ``queries.review_months``.
    """
    months = months_of.get(kind, 0)
    if not months or in_force_at is None:
        return None
    return months_after(clock.local(in_force_at).date(), months)


def due_on(edition: Edition, months_of: Mapping[str, int]) -> date | None:
    """The day by which an edition is reviewed, while it is in force."""
    if edition.state != State.IN_FORCE:
        return None
    return due_after(edition.document.kind, edition.in_force_at, months_of)


def is_overdue(due: date | None) -> bool:
    """Whether the day has passed without a new edition."""
    return due is not None and due < clock.today()
