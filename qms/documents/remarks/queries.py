"""Reading comments: only by those who work on an edition or check everything, never by staff."""

from collections.abc import Sequence

from sqlalchemy import Select, or_, select

from qms.documents.models import Edition
from qms.documents.queries import SEE_ALL, works_on
from qms.documents.remarks.models import Remark
from qms.kernel.access import Actor
from qms.kernel.database import db


def visible_to(actor: Actor) -> Select[Remark]:
    """Comments on what one works on or checks; that an edition is in force opens none of them."""
    found = select(Remark).join(Remark.edition)
    return found if actor.has(*SEE_ALL) else found.where(or_(*works_on(actor)))


def remarks_on(editions: Sequence[Edition], actor: Actor) -> Sequence[Remark]:
    """What was said of some editions, in the order in which it was said."""
    wanted = visible_to(actor).where(Remark.edition_id.in_([e.id for e in editions]))
    return db.session.scalars(wanted.order_by(Remark.id)).all()


def remark(edition: Edition, number: int, actor: Actor) -> Remark | None:
    """One comment on an edition, or nothing when it is not for ``actor`` to see."""
    wanted = visible_to(actor).where(Remark.edition_id == edition.id, Remark.id == number)
    return db.session.scalar(wanted)


def to_answer(actor: Actor) -> Sequence[Remark]:
    """The open comments on what ``actor`` is writing, the oldest first."""
    wanted = (
        visible_to(actor)
        .where(
            Edition.author_id == actor.id,
            Remark.answer.is_(None),
            Remark.withdrawn_at.is_(None),
        )
        .order_by(Remark.id)
    )
    return db.session.scalars(wanted).all()
