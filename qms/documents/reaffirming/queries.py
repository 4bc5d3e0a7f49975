"""Reading what was reviewed and stays, what is due, and who may say so."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from sqlalchemy import func, or_, select
from sqlalchemy.orm import contains_eager

from qms.documents import queries
from qms.documents.kinds.queries import Due, due_days, review_months
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.documents.reaffirming.lifecycle import Standing, objections
from qms.documents.reaffirming.models import Reaffirmation
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.queries import IS_OPEN
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation.queries import headed_units

SOON = timedelta(days=30)
"""So long before its day a review stands among its owner's tasks."""


def is_owner(edition: Edition, actor: Actor) -> bool:
    """Whether ``actor`` may say that an edition stays: its author, its unit's head, the officer."""
    wrote = edition.author_id == actor.id and actor.has(Role.AUTHOR, Role.QUALITY_OFFICER)
    if wrote or actor.has(Role.QUALITY_OFFICER):
        return True
    if not actor.has(Role.UNIT_HEAD):
        return False
    return edition.document.unit_id in db.session.scalars(headed_units(actor)).all()


def visible_to(actor: Actor, editions: Iterable[Edition]) -> Sequence[Reaffirmation]:
    """The reviews of ``editions``, which the caller found to be visible; the newest first."""
    wanted = (
        select(Reaffirmation)
        .where(
            Reaffirmation.edition_id.in_([edition.id for edition in editions]),
            Reaffirmation.edition_id.in_(queries.visible_to(actor).with_only_columns(Edition.id)),
        )
        .order_by(Reaffirmation.id.desc())
    )
    return db.session.scalars(wanted).all()


def standing(edition: Edition, actor: Actor) -> Standing:
    """How the review of an edition stands with ``actor``."""
    count = select(func.count()).where(IS_OPEN, ChangeRequest.document_id == edition.document_id)
    last = select(func.max(Reaffirmation.signed_at)).where(Reaffirmation.edition_id == edition.id)
    signed = db.session.scalar(last)
    return Standing(
        in_force=edition.state == State.IN_FORCE,
        is_owner=is_owner(edition, actor),
        being_drafted=any(e.state in OPEN for e in edition.document.editions),
        open_requests=db.session.scalar(count) or 0,
        last=clock.local(signed).date() if signed else None,
    )


def may_reaffirm(edition: Edition, actor: Actor) -> bool:
    """Whether nothing stands in the way of signing today."""
    return not any(objections(standing(edition, actor), clock.today()))


def awaiting(actor: Actor) -> Sequence[Due]:
    """What ``actor`` owns and is due for review soon or late, the first due first.

    The quality officer owns everything and is told by the register instead.
    """
    if actor.has(Role.QUALITY_OFFICER) or not actor.has(Role.AUTHOR, Role.UNIT_HEAD):
        return []
    due = due_days(actor, review_months())
    near = {number: day for number, (_kind, day) in due.items() if day <= clock.today() + SOON}
    wanted = (
        queries.visible_to(actor)
        .join(Edition.document)
        .where(
            Edition.id.in_(near),
            or_(Edition.author_id == actor.id, Document.unit_id.in_(headed_units(actor))),
        )
        .options(contains_eager(Edition.document).joinedload(Document.unit))
    )
    found = [Due(edition, near[edition.id]) for edition in db.session.scalars(wanted)]
    return sorted(found, key=lambda one: (one.day, one.edition.id))
