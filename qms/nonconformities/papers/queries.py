"""Reading letters of apology, which name citizens: fewer people see them than nonconformities."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.nonconformities import queries
from qms.nonconformities.actions.lifecycle import KEPT
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers.lifecycle import may_not_write
from qms.nonconformities.papers.models import Apology
from qms.nonconformities.treatment import Treatment


@dataclass(frozen=True)
class Letters:
    """What the page of a nonconformity shows of letters: those written, and whether one may."""

    written: Sequence[Apology]
    may_write: bool


def visible_to(actor: Actor) -> Select[Apology]:
    """Of the nonconformities that one may see: all for who leads, audits or inspects, else those
    that one handles or acts on. Its reporter and others of the unit see none.
    """
    slips = queries.visible_to(actor).with_only_columns(Nonconformity.id)
    found = select(Apology).where(Apology.nonconformity_id.in_(slips))
    if actor.has(*queries.SEE_ALL):
        return found
    acts = (
        select(Treatment.nonconformity_id)
        .join(Treatment.actions)
        .where(CorrectiveAction.owner_id == actor.id, CorrectiveAction.state.in_(KEPT))
    )
    handles = select(Nonconformity.id).where(Nonconformity.handler_id == actor.id)
    return found.where(
        or_(Apology.nonconformity_id.in_(handles), Apology.nonconformity_id.in_(acts))
    )


def apologies(actor: Actor, nonconformity: Nonconformity) -> Sequence[Apology]:
    """The letters of a nonconformity that ``actor`` may read, the first one first."""
    wanted = visible_to(actor).where(Apology.nonconformity_id == nonconformity.id)
    told = wanted.options(joinedload(Apology.written_by)).order_by(Apology.serial)
    return db.session.scalars(told).all()


def apology(actor: Actor, nonconformity: Nonconformity, serial: int) -> Apology | None:
    """One of them, or nothing when there is none or it is not for them to see."""
    wanted = visible_to(actor).where(
        Apology.nonconformity_id == nonconformity.id, Apology.serial == serial
    )
    return db.session.scalar(wanted)


def letters(actor: Actor, nonconformity: Nonconformity) -> Letters:
    """What is shown beside a nonconformity."""
    may_write = may_not_write(nonconformity, actor) is None
    return Letters(apologies(actor, nonconformity), may_write)


def last_serial(nonconformity: Nonconformity) -> int:
    """How many letters there are: for giving the next number, not for reading."""
    wanted = select(func.max(Apology.serial)).where(Apology.nonconformity_id == nonconformity.id)
    return db.session.scalar(wanted) or 0
