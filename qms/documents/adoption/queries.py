"""Reading what was recorded of paper: for those who see every document."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Select, false, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.adoption.lifecycle import CONFIRMER, AdoptionState
from qms.documents.adoption.models import AdoptedEdition, Adoption, EarlierEdition
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.decisions.queries import by_number
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import SEE_ALL
from qms.documents.queries import visible_to as editions_visible_to
from qms.kernel.access import Actor
from qms.kernel.database import db

WHOLE = (
    joinedload(Adoption.scan),
    joinedload(Adoption.recorded_by),
    joinedload(Adoption.settled_by),
    selectinload(Adoption.items)
    .joinedload(AdoptedEdition.edition)
    .options(
        selectinload(Edition.adopted),
        selectinload(Edition.brought),
        joinedload(Edition.document).options(
            joinedload(Document.unit),
            selectinload(Document.editions),
            selectinload(Document.earlier),
        ),
    ),
)


def visible_to(actor: Actor) -> Select[Adoption]:
    """Recordings of paper decisions that exist for ``actor``."""
    found = select(Adoption)
    return found if actor.has(*SEE_ALL) else found.where(false())


def adoption(actor: Actor, adoption_id: int) -> Adoption | None:
    """One recording with all it lists, or nothing when there is none for ``actor`` to see."""
    wanted = visible_to(actor).where(Adoption.id == adoption_id).options(*WHOLE)
    return db.session.scalar(wanted)


def listed(actor: Actor) -> Sequence[Adoption]:
    """Every recording, those that await somebody first, then the newest."""
    wanted = (
        visible_to(actor)
        .options(
            joinedload(Adoption.recorded_by),
            joinedload(Adoption.settled_by),
            selectinload(Adoption.items),
        )
        .order_by(Adoption.state != AdoptionState.AWAITING.value, Adoption.id.desc())
    )
    return db.session.scalars(wanted).all()


def awaiting(actor: Actor) -> Sequence[Adoption]:
    """What ``actor`` is asked to confirm, the oldest first: nothing that they recorded."""
    if not CONFIRMER.is_met(None, actor):
        return ()
    wanted = (
        visible_to(actor)
        .where(Adoption.state == AdoptionState.AWAITING.value, Adoption.recorded_by_id != actor.id)
        .options(joinedload(Adoption.recorded_by), selectinload(Adoption.items))
        .order_by(Adoption.id)
    )
    return db.session.scalars(wanted).all()


def read_anew(adoption: Adoption) -> Adoption:
    """``adoption`` with all it lists, at the beginning of a verb: with as few queries for many."""
    wanted = select(Adoption).where(Adoption.id == adoption.id).options(*WHOLE)
    return db.session.scalars(wanted).one()


def issued_outside(actor: Actor, keys: Iterable[str]) -> frozenset[str]:
    """Those of these documents whose edition in force was issued outside."""
    wanted = (
        editions_visible_to(actor)
        .join(Edition.document)
        .where(Document.key.in_(keys), Edition.state == State.IN_FORCE, Edition.issued_outside)
        .with_only_columns(Document.key)
    )
    return frozenset(db.session.scalars(wanted))


def known_decision(number: str, year: int) -> Decision | None:
    """The paper decision of that number that was adopted before, if any."""
    found = by_number(number, year)
    return found if found and found.purpose == Purpose.ADOPT else None


def earlier_of(actor: Actor, document: Document) -> Sequence[EarlierEdition]:
    """The earlier editions of a document that ``actor`` may see, the newest first."""
    if not actor.has(*SEE_ALL):
        return ()
    wanted = (
        select(EarlierEdition)
        .where(EarlierEdition.document_id == document.id, EarlierEdition.struck_at.is_(None))
        .options(joinedload(EarlierEdition.file), joinedload(EarlierEdition.recorded_by))
        .order_by(EarlierEdition.in_force_on.desc())
    )
    return db.session.scalars(wanted).all()


def every_earlier(actor: Actor, document: Document) -> Sequence[EarlierEdition]:
    """Also those struck out: what the trail tells of."""
    if not actor.has(*SEE_ALL):
        return ()
    wanted = select(EarlierEdition).where(EarlierEdition.document_id == document.id)
    return db.session.scalars(wanted).all()


def earlier(actor: Actor, document: Document, number: int) -> EarlierEdition | None:
    """One earlier edition of ``document``, or nothing."""
    return next((e for e in earlier_of(actor, document) if e.id == number), None)
