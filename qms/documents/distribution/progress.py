"""How far reading has come: of one edition by unit and person, and of all documents in force."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import contains_eager, selectinload

from qms.documents import queries
from qms.documents.distribution.models import Acknowledgement, Entry
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
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.organisation.models import Person, Unit
from qms.organisation.queries import units

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One person of a list of readers, and when they said they had read."""

    name: str
    title: str
    read_at: datetime | None


@dataclass(frozen=True)
class Group:
    """The readers of one unit, those who have not read first."""

    unit: Unit
    lines: Sequence[Line]

    @property
    def tally(self) -> Tally:
        """How far the unit has come."""
        return Tally(len(self.lines), sum(1 for line in self.lines if line.read_at))


def by_unit(edition: Edition, actor: Actor) -> list[Group]:
    """All whom ``actor`` may follow and who are to read an edition in force, by unit."""
    above = parents()
    ship = readership(above)
    places = {entry.place for entry in entries_of(edition.document)}
    wanted = asked(edition, places, ship) & watched(actor, ship, above)
    read = receipts(edition, actor, wanted)
    readers = sorted((ship.readers[number] for number in wanted), key=_by_given_name)
    lines: dict[int, list[Line]] = {}
    for reader in sorted(readers, key=lambda r: r.id in read):
        line = Line(reader.name, reader.title, read.get(reader.id))
        lines.setdefault(reader.unit_id, []).append(line)
    return [Group(unit, lines[unit.id]) for unit in units() if unit.id in lines]


def _by_given_name(reader: Reader) -> tuple[list[str], str]:
    return reader.name.split()[-1:], reader.name


def of_the_past(edition: Edition, actor: Actor) -> Sequence[Line]:
    """The receipts of an edition that is in force no more, as they were given."""
    above = parents()
    seen = watched(actor, readership(above), above)
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
    """A document in force: whether it has a list, and how many of it have read."""

    edition: Edition
    has_list: bool
    tally: Tally


@dataclass(frozen=True)
class Overview:
    """One page of documents in force, those with most people missing first."""

    shown: Sequence[Progress]
    total: int
    page: int
    unread: int
    """How many documents somebody has not read yet."""
    unlisted: int
    """How many documents have no list."""

    @property
    def pages(self) -> int:
        """How many pages the documents fill."""
        return pages(self.total, PAGE)


def overview(actor: Actor, show: str = "", page: int = 1) -> Overview:
    """Every document in force that ``actor`` may see, of the people they may follow.

    ``show`` is "unread", "unlisted" or "" for all.
    """
    found = _of_all(actor)
    chosen = {
        "unread": [p for p in found if p.tally.missing],
        "unlisted": [p for p in found if not p.has_list],
    }
    wanted = chosen.get(show, found)
    here = nearest(page, len(wanted), PAGE)
    return Overview(
        shown=wanted[(here - 1) * PAGE : here * PAGE],
        total=len(wanted),
        page=here,
        unread=len(chosen["unread"]),
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


def _of_all(actor: Actor) -> list[Progress]:
    above = parents()
    ship = readership(above)
    seen = watched(actor, ship, above)
    places, read = _lists(), _read(actor, seen)
    found = []
    for edition in _in_force(actor):
        named = places.get(edition.document_id, set())
        wanted = asked(edition, named, ship) & seen
        tally = Tally(len(wanted), len(wanted & read.get(edition.id, set())))
        found.append(Progress(edition, bool(named), tally))
    return sorted(found, key=lambda p: (-p.tally.missing, p.edition.document.key))


def _in_force(actor: Actor) -> Sequence[Edition]:
    wanted = (
        queries.visible_to(actor)
        .where(Edition.state == State.IN_FORCE)
        .join(Edition.document)
        .options(
            contains_eager(Edition.document).joinedload(Document.unit),
            selectinload(Edition.signatures),
        )
    )
    return db.session.scalars(wanted).all()


def _lists() -> dict[int, set[Place]]:
    found: dict[int, set[Place]] = {}
    for document, unit, role in db.session.execute(
        select(Entry.document_id, Entry.unit_id, Entry.role)
    ):
        found.setdefault(document, set()).add((unit, role))
    return found


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
