"""What of nonconformities awaits a person: to take on, to treat, to approve, to judge, to know."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import Select
from sqlalchemy.orm import selectinload

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.lifecycle import CHECKERS, took_part
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.queries import visible_to
from qms.nonconformities.states import State
from qms.nonconformities.treatment import Treatment

STILL_NEWS = timedelta(days=14)
"""For how long a reporter is shown on their first page what became of a report."""
ANSWERS = (State.DECLINED.value, State.MERGED.value, State.CLOSED.value)


def to_accept(actor: Actor) -> Sequence[Nonconformity]:
    """What the quality officer is to take on or decline, the oldest first."""
    if not actor.has(Role.QUALITY_OFFICER):
        return ()
    found = visible_to(actor).where(Nonconformity.state == State.REPORTED.value)
    return db.session.scalars(found.order_by(Nonconformity.id)).all()


def handled(actor: Actor, *states: State) -> Sequence[Nonconformity]:
    """What ``actor`` handles and stands in one of the states, the next due first."""
    found = visible_to(actor).where(
        Nonconformity.state.in_(states), Nonconformity.handler_id == actor.id
    )
    return db.session.scalars(_next_due(found)).all()


def to_lead(actor: Actor) -> Sequence[Nonconformity]:
    """What awaits the management representative: plans to approve, what worked to close."""
    if not actor.has(Role.MANAGEMENT_REPRESENTATIVE):
        return ()
    waiting = (State.PROPOSED.value, State.EFFECTIVE.value)
    found = visible_to(actor).where(Nonconformity.state.in_(waiting))
    return db.session.scalars(_next_due(_with_plan(found))).all()


def to_judge(actor: Actor) -> Sequence[Nonconformity]:
    """What is carried out and whose day to be judged has come, of what one took no part in."""
    if not actor.has(*CHECKERS):
        return ()
    found = visible_to(actor).where(
        Nonconformity.state == State.IMPLEMENTED.value, Nonconformity.due <= clock.today()
    )
    waiting = db.session.scalars(_next_due(_with_plan(found))).all()
    return [one for one in waiting if took_part(one, actor) is None]


def _with_plan(found: Select[Nonconformity]) -> Select[Nonconformity]:
    """With what rules ask of the people of its plan."""
    notes = selectinload(Treatment.actions).selectinload(CorrectiveAction.notes)
    return found.options(selectinload(Nonconformity.treatments).options(notes))


def _next_due(found: Select[Nonconformity]) -> Select[Nonconformity]:
    return found.order_by(Nonconformity.due, Nonconformity.id)


def due_by(actor: Actor, day: date) -> Sequence[Nonconformity]:
    """The open ones whose present stage should be over by a day, the longest due first."""
    found = visible_to(actor).where(Nonconformity.due <= day)
    return db.session.scalars(_next_due(found)).all()


def news(actor: Actor) -> Sequence[Nonconformity]:
    """What ``actor`` reported and was declined, merged or closed lately."""
    found = visible_to(actor).where(
        Nonconformity.reporter_id == actor.id,
        Nonconformity.state.in_(ANSWERS),
        Nonconformity.ended_at > clock.now() - STILL_NEWS,
    )
    return db.session.scalars(found.order_by(Nonconformity.ended_at.desc())).all()
