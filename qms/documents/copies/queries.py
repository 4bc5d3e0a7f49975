"""Reading paper copies: whoever sees every document sees all; a head those of their units."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload

from qms.documents.copies.models import PaperCopy
from qms.documents.distribution.queries import FOLLOW
from qms.documents.models import ENDED, Document, Edition
from qms.documents.queries import SEE_ALL
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.organisation.models import Unit
from qms.organisation.queries import headed_units


def visible_to(actor: Actor) -> Select[PaperCopy]:
    """Copies that exist for ``actor``."""
    copies = select(PaperCopy)
    if actor.has(*SEE_ALL):
        return copies
    return copies.where(PaperCopy.unit_id.in_(headed_units(actor)))


def of_document(actor: Actor, document: Document) -> Sequence[PaperCopy]:
    """The copies of every edition of a document, those still out first, then the newest edition."""
    wanted = (
        _with_all(visible_to(actor))
        .where(Edition.document_id == document.id)
        .order_by(PaperCopy.collected_on.is_not(None), Edition.serial.desc(), PaperCopy.number)
    )
    return db.session.scalars(wanted).all()


def last_number(edition: Edition) -> int:
    """The highest number given to a copy of ``edition``: for verbs, not for reading."""
    wanted = select(func.max(PaperCopy.number)).where(PaperCopy.edition_id == edition.id)
    return db.session.scalar(wanted) or 0


def by_ids(actor: Actor, ids: Iterable[int]) -> Sequence[PaperCopy]:
    """Those of the copies of these ids that ``actor`` may see."""
    wanted = _with_all(visible_to(actor)).where(PaperCopy.id.in_(list(ids)))
    return db.session.scalars(wanted.order_by(PaperCopy.id)).all()


@dataclass(frozen=True)
class Recall:
    """What is to be collected from a unit."""

    unit: Unit
    copies: Sequence[PaperCopy]


def recalls(actor: Actor, unit_id: int | None = None) -> Sequence[Recall]:
    """Copies of ended editions that are still out, by unit: all, or those of one unit."""
    if not actor.has(*FOLLOW):
        return ()
    wanted = _with_all(visible_to(actor)).where(
        PaperCopy.collected_on.is_(None), Edition.state.in_(ENDED)
    )
    if unit_id is not None:
        wanted = wanted.where(PaperCopy.unit_id == unit_id)
    found: dict[Unit, list[PaperCopy]] = {}
    for copy in db.session.scalars(wanted.order_by(Unit.name, Document.key, PaperCopy.number)):
        found.setdefault(copy.unit, []).append(copy)
    return [Recall(unit, copies) for unit, copies in found.items()]


@dataclass(frozen=True)
class Out:
    """Of the copies of an edition that a person may see: how many are out, how many came back."""

    out: int
    back: int


def tally(actor: Actor, edition: Edition) -> Out:
    """How many copies of ``edition`` are where."""
    wanted = (
        visible_to(actor)
        .where(PaperCopy.edition_id == edition.id)
        .with_only_columns(func.count(), func.count(PaperCopy.collected_on))
    )
    everything, back = db.session.execute(wanted).one()
    return Out(everything - back, back)


def _with_all(wanted: Select[PaperCopy]) -> Select[PaperCopy]:
    return (
        wanted.join(PaperCopy.edition)
        .join(Edition.document)
        .join(PaperCopy.unit)
        .options(
            contains_eager(PaperCopy.edition).contains_eager(Edition.document),
            contains_eager(PaperCopy.unit),
            joinedload(PaperCopy.handed_by),
        )
    )
