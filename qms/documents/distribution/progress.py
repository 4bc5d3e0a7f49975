"""How far reading has come of one edition, by unit and person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qms.documents.distribution.lateness import late_of, terms
from qms.documents.distribution.models import Acknowledgement, Reminder
from qms.documents.distribution.queries import (
    Tally,
    asked,
    entries_of,
    parents,
    readership,
    receipts,
    visible_to,
    watched,
)
from qms.documents.distribution.reach import Reader
from qms.documents.models import Edition
from qms.documents.questions.queries import tries
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.organisation.models import Person, Unit
from qms.organisation.queries import units


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
