"""Reading decisions: whoever sees every document sees every decision; a signer sees their own."""

from collections.abc import Sequence

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.decisions.lifecycle import number_key
from qms.documents.decisions.models import Decision, Item
from qms.documents.models import Document, Edition
from qms.documents.queries import SEE_ALL
from qms.kernel.access import Actor
from qms.kernel.database import db


def visible_to(actor: Actor) -> Select[Decision]:
    """Decisions that exist for ``actor``."""
    found = select(Decision)
    return found if actor.has(*SEE_ALL) else found.where(Decision.signer_id == actor.id)


def decision(actor: Actor, decision_id: int) -> Decision | None:
    """One decision with all it lists, or nothing when there is none for ``actor`` to see."""
    edition = selectinload(Decision.items).joinedload(Item.edition)
    wanted = (
        visible_to(actor)
        .where(Decision.id == decision_id)
        .options(
            joinedload(Decision.signer),
            joinedload(Decision.signature),
            edition.joinedload(Edition.document).joinedload(Document.unit),
        )
    )
    return db.session.scalar(wanted)


def by_number(number: str, year: int) -> Decision | None:
    """The decision of that number, seen or not: for keeping numbers unique, not for reading."""
    wanted = select(Decision).where(Decision.key == number_key(number), Decision.year == year)
    return db.session.scalar(wanted)


def latest(actor: Actor) -> Sequence[Decision]:
    """Every decision that ``actor`` may see, the newest first."""
    return db.session.scalars(visible_to(actor).order_by(Decision.id.desc())).all()
