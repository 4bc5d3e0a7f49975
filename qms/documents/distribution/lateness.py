"""By when an edition is to be read, and who is late.

The term counts working days from the latest of three days: the edition came into force, the entry
that asks the person was put on the list, the person took up a role by which one reads.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select, tuple_

from qms.documents.distribution.lifecycle import NEVER_ASKED, USUAL_DAYS
from qms.documents.distribution.models import Entry, ReadingTerm
from qms.documents.distribution.queries import Readable, own_places, parents, to_read
from qms.documents.distribution.reach import Place, Readership
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import Calendar, add
from qms.organisation.models import Appointment

Listed = Mapping[Place, date | None]
"""The list of a document: each place, and since when it is there (nothing: from the first)."""


@dataclass(frozen=True)
class Terms:
    """The terms of all documents and the days that are worked, read once."""

    days: Mapping[int, int]
    calendar: Calendar
    today: date

    def due(self, document_id: int, asked_on: date) -> date:
        """The last day of the term of who was asked on a day."""
        return add(self.calendar, asked_on, self._of(document_id))

    def cutoff(self, document_id: int) -> date:
        """Whoever was asked before this day is late today."""
        return add(self.calendar, self.today, -self._of(document_id))

    def _of(self, document_id: int) -> int:
        return self.days.get(document_id, USUAL_DAYS)


def terms() -> Terms:
    """What stands today."""
    rows = db.session.execute(select(ReadingTerm.document_id, ReadingTerm.days))
    return Terms({row[0]: row[1] for row in rows}, calendar(), clock.today())


def term_of(document: Document) -> ReadingTerm | None:
    """The term of a document that differs from the usual one."""
    return db.session.scalar(select(ReadingTerm).where(ReadingTerm.document_id == document.id))


def late_of(
    edition: Readable, unread: set[int], places: Listed, ship: Readership, known: Terms
) -> set[int]:
    """The ids of those of ``unread`` whose term is over."""
    cutoff = known.cutoff(edition.document_id)
    if not unread or _began(edition) >= cutoff:
        return set()
    old = [place for place, day in places.items() if day is None or day < cutoff]
    return unread & ship.of(old) & ship.there_before(cutoff)


@dataclass(frozen=True)
class ToRead:
    """An edition that awaits a reader, and until when."""

    edition: Edition
    due: date
    late: bool


def awaiting(actor: Actor) -> Sequence[ToRead]:
    """What ``actor`` is asked to read and has not; the most pressing first."""
    places = own_places(actor, parents())
    editions = to_read(actor, places)
    if not editions:
        return []
    since, listed, known = _since(actor), _listed(places, editions), terms()
    found = []
    for edition in editions:
        start = max(_began(edition), since, listed.get(edition.document_id, date.min))
        due = known.due(edition.document_id, start)
        found.append(ToRead(edition, due, due < known.today))
    return sorted(found, key=lambda each: each.due)


def _began(edition: Readable) -> date:
    return clock.local(edition.in_force_at).date() if edition.in_force_at else date.max


def _since(actor: Actor) -> date:
    today = clock.today()
    wanted = select(func.min(Appointment.valid_from)).where(
        Appointment.person_id == actor.id,
        Appointment.role.not_in(NEVER_ASKED),
        Appointment.valid_from <= today,
        or_(Appointment.valid_to.is_(None), Appointment.valid_to > today),
    )
    return db.session.scalar(wanted) or date.min


def _listed(places: frozenset[Place], editions: Sequence[Edition]) -> Mapping[int, date]:
    """For each document the first day on which an entry at one of ``places`` stood on its list."""
    wanted = select(Entry.document_id, Entry.added_on).where(
        Entry.document_id.in_({edition.document_id for edition in editions}),
        tuple_(Entry.unit_id, Entry.role).in_(places),
    )
    found: dict[int, date] = {}
    for document, added in db.session.execute(wanted):
        day = added or date.min
        found[document] = min(found.get(document, day), day)
    return found
