"""Reading who is asked, who has read, and who may know of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from sqlalchemy import ColumnElement, Select, exists, or_, select, tuple_
from sqlalchemy.orm import joinedload

from qms.documents import queries
from qms.documents.distribution.lifecycle import NEVER_ASKED, Standing, may_not_distribute
from qms.documents.distribution.models import Acknowledgement, Entry
from qms.documents.distribution.reach import (
    Parents,
    Place,
    Reader,
    Readership,
    places_of,
)
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.questions.models import Question
from qms.documents.questions.queries import of_edition
from qms.documents.routes.models import Signature
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation.models import Appointment, Person, Unit
from qms.organisation.queries import headed_units, person_by_id

FOLLOW = (*queries.SEE_ALL, Role.UNIT_HEAD)
"""Who may know of other people's reading: of everybody's, or (heads) of their own unit's."""


@dataclass(frozen=True)
class Tally:
    """Of the people asked, how many have read."""

    asked: int
    read: int

    @property
    def missing(self) -> int:
        """How many have not."""
        return self.asked - self.read


def parents() -> Parents:
    """For each unit the one above it."""
    return {row[0]: row[1] for row in db.session.execute(select(Unit.id, Unit.parent_id))}


def readership(above: Parents) -> Readership:
    """All who may be asked today: enabled, and holding a role by which one reads."""
    today = clock.today()
    wanted = (
        select(Person.id, Person.name, Person.title, Person.unit_id)
        .add_columns(Appointment.role, Appointment.unit_id.label("scope"), Appointment.valid_from)
        .join(Appointment)
        .where(
            Person.disabled_at.is_(None),
            Appointment.valid_from <= today,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to > today),
        )
    )
    rows = db.session.execute(wanted).all()
    held: dict[int, list[tuple[Role, int | None]]] = {}
    since: dict[int, date] = {}
    for row in rows:
        held.setdefault(row.id, []).append((Role(row.role), row.scope))
        if Role(row.role) not in NEVER_ASKED:
            since[row.id] = min(since.get(row.id, row.valid_from), row.valid_from)
    people = {row.id: row for row in rows}.values()
    return Readership(
        Reader(p.id, p.name, p.title, p.unit_id, reached, since.get(p.id, date.min))
        for p in people
        for reached in [places_of(p.unit_id, held[p.id], above)]
    )


def watched(actor: Actor, ship: Readership) -> set[int]:
    """The ids of the people whose reading ``actor`` may follow."""
    if actor.has(*queries.SEE_ALL):
        return set(ship.readers)
    return headed(actor, ship)


def headed(actor: Actor, ship: Readership) -> set[int]:
    """The ids of the people of the units that ``actor`` heads."""
    units = set(db.session.scalars(headed_units(actor)))
    return {reader.id for reader in ship.readers.values() if reader.unit_id in units}


def visible_to(actor: Actor, of_people: set[int]) -> Select[Acknowledgement]:
    """Receipts of the people whose reading ``actor`` may follow, and their own."""
    receipts = select(Acknowledgement)
    if actor.has(*queries.SEE_ALL):
        return receipts
    return receipts.where(Acknowledgement.person_id.in_({*of_people, actor.id}))


def entries_of(document: Document) -> Sequence[Entry]:
    """The list of a document, from the agency down to its units; everybody before roles."""
    wanted = select(Entry).where(Entry.document_id == document.id)
    return sorted(db.session.scalars(wanted), key=_from_above)


def _from_above(entry: Entry) -> tuple[bool, str, bool, str]:
    return (
        entry.unit.parent_id is not None,
        entry.unit.name,
        entry.role != "everybody",
        entry.role,
    )


class Readable(Protocol):
    """What of an edition says who reads it and since when."""

    @property
    def document_id(self) -> int:
        """Whose edition it is."""

    @property
    def in_force_at(self) -> datetime | None:
        """Since when it has been in force."""

    @property
    def readers_by_signing(self) -> frozenset[int]:
        """Whoever knows it, having written or signed it."""


def asked(edition: Readable, places: Iterable[Place], ship: Readership) -> set[int]:
    """The ids of all who are to read an edition: its makers signed it and are not asked."""
    return ship.of(places) - edition.readers_by_signing


def own_places(actor: Actor, above: Parents) -> frozenset[Place]:
    """Every entry that reaches ``actor`` today."""
    own = person_by_id(actor.id)
    return places_of(own.unit_id, actor.holds, above) if own else frozenset()


def standing(edition: Edition, entries: Sequence[Entry], actor: Actor, above: Parents) -> Standing:
    """How an edition stands with ``actor``."""
    reached = not own_places(actor, above).isdisjoint(entry.place for entry in entries)
    own = select(Acknowledgement.read_at).where(
        Acknowledgement.edition_id == edition.id, Acknowledgement.person_id == actor.id
    )
    return Standing(
        in_force=edition.state == State.IN_FORCE,
        is_asked=reached and actor.id not in edition.readers_by_signing,
        read_at=db.session.scalar(own),
    )


def to_read(actor: Actor, places: frozenset[Place]) -> Sequence[Edition]:
    """The editions in force that ``actor``, whom entries at ``places`` reach, is asked to read and
    has not; the oldest first.
    """
    named = select(Entry.document_id).where(tuple_(Entry.unit_id, Entry.role).in_(places))
    wanted = (
        queries.visible_to(actor)
        .where(
            Edition.state == State.IN_FORCE,
            Edition.document_id.in_(named),
            ~_made_by(actor),
            ~exists().where(
                Acknowledgement.edition_id == Edition.id, Acknowledgement.person_id == actor.id
            ),
        )
        .options(joinedload(Edition.document).joinedload(Document.unit))
        .order_by(Edition.in_force_at, Edition.id)
    )
    return db.session.scalars(wanted).all()


def _made_by(actor: Actor) -> ColumnElement[bool]:
    signed = exists().where(
        Signature.edition_id == Edition.id,
        Signature.person_id == actor.id,
        Signature.digest == Edition.file_digest,
    )
    return or_(Edition.author_id == actor.id, signed)


@dataclass(frozen=True)
class Card:
    """What the page of an edition says of its readers; ``tally`` for those who may know.

    ``questions`` are those that the reader is to answer, with nothing said of what is right.
    """

    entries: Sequence[Entry]
    standing: Standing
    questions: Sequence[Question]
    may_change: bool
    follows: bool
    tally: Tally | None


def card(edition: Edition, actor: Actor) -> Card:
    """The list of a document, the reader's own part in it, and how far reading has come."""
    entries, above = entries_of(edition.document), parents()
    follows, tally = actor.has(*FOLLOW), None
    if follows and entries and edition.state == State.IN_FORCE:
        ship = readership(above)
        wanted = asked(edition, {e.place for e in entries}, ship) & watched(actor, ship)
        tally = Tally(len(wanted), len(wanted & receipts(edition, actor, wanted).keys()))
    own = standing(edition, entries, actor, above)
    return Card(
        entries=entries,
        standing=own,
        questions=of_edition(edition) if own.awaits else (),
        may_change=may_not_distribute(edition.document, actor) is None,
        follows=follows,
        tally=tally,
    )


def receipts(edition: Edition, actor: Actor, of_people: set[int]) -> Mapping[int, datetime]:
    """When each person whom ``actor`` may follow said they had read an edition."""
    wanted = visible_to(actor, of_people).where(Acknowledgement.edition_id == edition.id)
    columns = wanted.with_only_columns(Acknowledgement.person_id, Acknowledgement.read_at)
    return {row[0]: row[1] for row in db.session.execute(columns)}
