"""Reading what failed."""

from collections.abc import Sequence

from sqlalchemy import Select, false, select

from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.jobs.models import JobFailure


def visible_to(actor: Actor) -> Select[JobFailure]:
    """Failures are the administrator's to see; others could do nothing about them."""
    found = select(JobFailure)
    return found if actor.has(Role.ADMINISTRATOR) else found.where(false())


def failures(actor: Actor) -> Sequence[JobFailure]:
    """What failed and was not done since; what is no longer tried by itself comes first."""
    order = JobFailure.next_try_at.is_not(None), JobFailure.first_failed_at, JobFailure.id
    return db.session.scalars(visible_to(actor).order_by(*order)).all()


def failure(actor: Actor, failure_id: int) -> JobFailure | None:
    """One failure, or nothing when it is gone or not for ``actor`` to see."""
    return db.session.scalar(visible_to(actor).where(JobFailure.id == failure_id))
