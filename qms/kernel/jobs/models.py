"""What is kept of jobs. Plumbing: what a job changes has lines of its own."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from qms.kernel.database import Moment, Row, Trace


class TimetableEntry(Row):
    """The last run of a job: who looks at the clock claims it here, under the write lock.

    While ``claimed_until`` is set the run is under way; a run that died leaves it behind.
    """

    __tablename__ = "timetable_entry"
    trace: ClassVar[Trace] = Trace.PLUMBING

    name: Mapped[str] = mapped_column(primary_key=True)
    claimed_at: Mapped[datetime] = mapped_column(Moment)
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    succeeded: Mapped[bool | None]


class JobFailure(Row):
    """Work that failed and was not done since. ``ids`` is a JSON list, empty for all the work.

    It is tried again at ``next_try_at``; nothing there means that only a person can decide.
    """

    __tablename__ = "job_failure"
    __table_args__ = (
        UniqueConstraint("name", "ids", name="one_failure_a_work"),
        CheckConstraint("attempts > 0", name="job_failure_attempts"),
    )
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    ids: Mapped[str]
    first_failed_at: Mapped[datetime] = mapped_column(Moment)
    last_failed_at: Mapped[datetime] = mapped_column(Moment)
    attempts: Mapped[int]
    fault: Mapped[str]
    said: Mapped[str]
    next_try_at: Mapped[datetime | None] = mapped_column(Moment, index=True)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}
