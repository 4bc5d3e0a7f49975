"""What differs from the ordinary week. A period is added and removed, never changed."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.database import Row


class Sort(StrEnum):
    """What a period is."""

    HOLIDAY = "holiday"
    IN_LIEU = "in lieu"
    MADE_UP = "made up"


class CalendarPeriod(Row):
    """Days from ``first`` to ``last``, both included, that are off or, made up for, worked.

    A day belongs to one period at most; triggers (see the migration) hold them apart.
    """

    __tablename__ = "calendar_period"
    __table_args__ = (
        CheckConstraint("last >= first", name="calendar_period_ends_after_start"),
        CheckConstraint(
            f"sort IN ({', '.join(repr(str(sort)) for sort in Sort)})", name="calendar_period_sort"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    first: Mapped[date] = mapped_column(index=True)
    last: Mapped[date]
    name: Mapped[str]
    sort: Mapped[str]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    @property
    def days(self) -> Iterator[date]:
        """Each of its days."""
        for number in range((self.last - self.first).days + 1):
            yield self.first + timedelta(days=number)

    def __str__(self) -> str:
        return self.name
