"""How far reading has come: of one edition by unit and person, and of all documents in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import contains_eager, selectinload

from qms.documents import queries
from qms.documents.blanks.lifecycle import FORM
from qms.documents.distribution.lateness import Listed, late_of, terms
from qms.documents.distribution.models import Acknowledgement, Entry, Reminder
from qms.documents.distribution.queries import (
    FOLLOW,
    Tally,
    asked,
    entries_of,
    parents,
    readership,
    receipts,
    visible_to,
    watched,
)
from qms.documents.distribution.reach import Place, Reader
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.questions.queries import tries
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.organisation.models import Person, Unit
from qms.organisation.queries import units

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One person of a list of readers, and when they said they had read.

    ``tries`` is how often they answered the questions, where there are any.
    """

    name: str
    title: str
    read_at: datetime | None
    late: bool = False
    tries: int = 0


@dataclass(frozen=True)
class Group:
    """The readers of one unit, the late ones first, then those who have not read."""

    unit: Unit
    lines: Sequence[Line]

    @property
    def tally(self) -> Tally:
        """How far the unit has come."""
        return Tally(len(self.lines), sum(1 for line in self.lines if line.read_at))


def by_unit(edition: Edition, actor: Actor) -> list[Group]:
    """All whom ``actor`` may follow and who are to read an edition in force, by unit."""
    ship = readership(parents())
    places = {entry.place: entry.added_on for entry in entries_of(edition.document)}
    wanted = asked(edition, places, ship) & watched(actor, ship)
    read = receipts(edition, actor, wanted)
    late = late_of(edition, wanted - read.keys(), places, ship, terms())
    readers = sorted((ship.readers[number] for number in wanted), key=_by_given_name)
    tried = tries(edition, wanted)
    lines: dict[int, list[Line]] = {}
    for reader in sorted(readers, key=lambda r: (r.id in read, r.id not in late)):
        read_at, is_late = read.get(reader.id), reader.id in late
        line = Line(reader.name, reader.title, read_at, is_late, tried.get(reader.id, 0))
        lines.setdefault(reader.unit_id, []).append(line)
    return [Group(unit, lines[unit.id]) for unit in units() if unit.id in lines]


def _by_given_name(reader: Reader) -> tuple[list[str], str]:
    return reader.name.split()[-1:], reader.name


def of_the_past(edition: Edition, actor: Actor) -> Sequence[Line]:
    """The receipts of an edition that is in force no more, as they were given."""
    seen = watched(actor, readership(parents()))
    wanted = (
        visible_to(actor, seen)
        .where(Acknowledgement.edition_id == edition.id)
        .join(Acknowledgement.person)
        .with_only_columns(Person.name, Person.title, Acknowledgement.read_at)
        .order_by(Acknowledgement.read_at, Acknowledgement.id)
    )
    return [Line(*row) for row in db.session.execute(wanted)]


@dataclass(frozen=True)
class Progress:
    """A document in force: whether it has a list, how many of it have read, and who is late."""

    edition: Edition
    has_list: bool
    tally: Tally
    late: frozenset[int]
    """The ids of those whose term is over."""


@dataclass(frozen=True)
class Overview:
    """One page of documents in force, those with most people missing first."""

    shown: Sequence[Progress]
    total: int
    page: int
    unread: int
    """How many documents somebody has not read yet."""
    late: int
    """Of how many documents somebody is late."""
    unlisted: int
    """How many documents have no list."""

    @property
    def pages(self) -> int:
        """How many pages the documents fill."""
        return pages(self.total, PAGE)


def overview(actor: Actor, show: str = "", page: int = 1) -> Overview:
    """Every document in force that ``actor`` may see, of the people they may follow.

    A form is read with its procedure: it is here only when it has a list of its own.
    ``show`` is "unread", "late", "unlisted" or "" for all.
    """
    found = _of_all(actor)
    chosen = {
        "unread": [p for p in found if p.tally.missing],
        "late": [p for p in found if p.late],
        "unlisted": [p for p in found if not p.has_list],
    }
    wanted = chosen.get(show, found)
    here = nearest(page, len(wanted), PAGE)
    return Overview(
        shown=wanted[(here - 1) * PAGE : here * PAGE],
        total=len(wanted),
        page=here,
        unread=len(chosen["unread"]),
        late=len(chosen["late"]),
        unlisted=len(chosen["unlisted"]),
    )


def unread(actor: Actor) -> Mapping[int, int]:
    """How many have not read, of those whom ``actor`` may follow, by the edition in force.

    Editions that nobody is asked to read are left out, and all of them for who follows nobody.
    """
    if not actor.has(*FOLLOW):
        return {}
    found = _of_all(actor)
    return {line.edition.id: line.tally.missing for line in found if line.tally.asked}


def late_readers(actor: Actor) -> Mapping[Edition, frozenset[int]]:
    """Who is late, of those whom ``actor`` may follow, by the edition in force."""
    return {line.edition: line.late for line in _of_all(actor) if line.late}


def last_reminder(edition: Edition) -> Reminder | None:
    """When everybody who had not read was last reminded of an edition."""
    wanted = select(Reminder).where(Reminder.edition_id == edition.id)
    return db.session.scalars(wanted.order_by(Reminder.reminded_on.desc())).first()


def unread_of(edition: Edition, actor: Actor) -> set[int]:
    """The ids of those whom ``actor`` may follow and who have not read an edition in force."""
    ship = readership(parents())
    places = {entry.place for entry in entries_of(edition.document)}
    wanted = asked(edition, places, ship) & watched(actor, ship)
    return wanted - receipts(edition, actor, wanted).keys()


def _of_all(actor: Actor) -> list[Progress]:
    ship = readership(parents())
    seen = watched(actor, ship)
    places, read, known = _lists(), _read(actor, seen), terms()
    found = []
    for edition in _in_force(actor):
        named = places.get(edition.document_id, {})
        wanted = asked(edition, named, ship) & seen
        unread = wanted - read.get(edition.id, set())
        tally = Tally(len(wanted), len(wanted) - len(unread))
        late = frozenset(late_of(edition, unread, named, ship, known))
        found.append(Progress(edition, bool(named), tally, late))
    return sorted(found, key=lambda p: (-p.tally.missing, p.edition.document.key))


def _in_force(actor: Actor) -> Sequence[Edition]:
    wanted = (
        queries.visible_to(actor)
        .where(Edition.state == State.IN_FORCE)
        .join(Edition.document)
        .where(or_(Document.kind != FORM, Document.id.in_(select(Entry.document_id))))
        .options(
            contains_eager(Edition.document).joinedload(Document.unit),
            selectinload(Edition.signatures),
        )
    )
    return db.session.scalars(wanted).all()


def _lists() -> dict[int, Listed]:
    found: dict[int, dict[Place, date | None]] = {}
    for document, unit, role, added in db.session.execute(
        select(Entry.document_id, Entry.unit_id, Entry.role, Entry.added_on)
    ):
        found.setdefault(document, {})[unit, role] = added
    return dict(found)


def _read(actor: Actor, of_people: set[int]) -> dict[int, set[int]]:
    wanted = (
        visible_to(actor, of_people)
        .join(Acknowledgement.edition)
        .where(Edition.state == State.IN_FORCE)
        .with_only_columns(Acknowledgement.edition_id, Acknowledgement.person_id)
    )
    found: dict[int, set[int]] = {}
    for edition, person in db.session.execute(wanted):
        found.setdefault(edition, set()).add(person)
    return found
