"""Work that failed: kept, tried again after growing pauses, and left to a person in the end."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select
from sqlalchemy.orm import Session

from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.jobs.models import JobFailure
from qms.kernel.jobs.timetable import LEASE
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import plumbing

PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 2 * 60, 8 * 60))
"""After each failure so long a pause; after the last of them nothing is tried by itself."""

LONGEST_SAID = 500


class Hopeless(Refused):
    """Trying again by itself would be of no use; a person must decide."""


def failed() -> Sequence[JobFailure]:
    """What failed and was not done since, the longest first."""
    return db.session.scalars(select(JobFailure).order_by(JobFailure.first_failed_at)).all()


def keep(name: str, ids: tuple[int, ...], fault: Exception) -> None:
    """Note that work failed, and when it is tried again."""
    now = clock.now()
    with plumbing() as session:
        row = session.scalar(_of(name, ids))
        if row is None:
            row = JobFailure(name=name, ids=json.dumps(ids), first_failed_at=now, attempts=0)
            session.add(row)
        row.attempts += 1
        row.last_failed_at = now
        row.fault = type(fault).__name__
        row.said = said_of(fault)
        hopeless = isinstance(fault, Hopeless)
        row.next_try_at = None if hopeless else next_try(row.attempts, now)


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When work that failed ``attempts`` times is tried again; nothing: not by itself."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def said_of(fault: Exception) -> str:
    """What a fault says of itself, fit to be shown; where it arose stands in the log."""
    words = " ".join(map(str, fault.reasons)) if isinstance(fault, Refused) else str(fault)
    return words[:LONGEST_SAID]


def settle(name: str, ids: tuple[int, ...]) -> None:
    """Forget the failure of work that is done now."""
    if db.session.scalar(_of(name, ids)) is None:
        return
    with plumbing() as session:
        session.execute(
            delete(JobFailure).where(JobFailure.name == name, JobFailure.ids == json.dumps(ids))
        )


def take_due(session: Session, now: datetime) -> list[tuple[str, tuple[int, ...]]]:
    """What is to be tried again now: (name, ids); nobody else takes it for a while."""
    taken = []
    for row in session.scalars(due(now)):
        row.next_try_at = now + LEASE
        taken.append((row.name, tuple(json.loads(row.ids))))
    return taken


def due(now: datetime) -> Select[JobFailure]:
    """Failures whose pause is over."""
    return select(JobFailure).where(JobFailure.next_try_at <= now).order_by(JobFailure.id)


def _of(name: str, ids: tuple[int, ...]) -> Select[JobFailure]:
    return select(JobFailure).where(JobFailure.name == name, JobFailure.ids == json.dumps(ids))
