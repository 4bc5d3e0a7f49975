"""Which editions may be compared, and what they say, taken out of the database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from qms.documents.comparing.contents import Part
from qms.documents.comparing.difference import Comparison, compared
from qms.documents.comparing.pairing import Pair, paired
from qms.documents.models import Clause, Edition
from qms.documents.queries import editions_of, visible_to
from qms.kernel.access import Actor
from qms.kernel.database import db


@dataclass(frozen=True)
class Sides:
    """The edition that was asked for, what it is held against, and what else it may be.

    ``other`` is nothing where there is none: the first edition, or the only one that is seen.
    """

    asked: Edition
    other: Edition | None
    choices: Sequence[Edition]

    @property
    def old(self) -> Edition:
        """The older of the two."""
        return min(self.asked, self.other or self.asked, key=lambda edition: edition.serial)

    @property
    def new(self) -> Edition:
        """The newer of the two."""
        return max(self.asked, self.other or self.asked, key=lambda edition: edition.serial)


def sides(actor: Actor, key: str, serial: int, other: int | None) -> Sides | None:
    """Two editions of a document, both to be seen by ``actor``; else nothing.

    Without ``other`` the partner is the last edition before that was ever in force.
    """
    found = editions_of(actor, key)
    asked = next((edition for edition in found if edition.serial == serial), None)
    if asked is None:
        return None
    choices = [edition for edition in found if edition is not asked]
    if other is None:
        return Sides(asked, _before(asked, choices), choices)
    partner = next((edition for edition in choices if edition.serial == other), None)
    return Sides(asked, partner, choices) if partner else None


def _before(asked: Edition, choices: Sequence[Edition]) -> Edition | None:
    earlier = (e for e in choices if e.serial < asked.serial and e.in_force_at is not None)
    return next(earlier, None)


def before(actor: Actor, edition: Edition) -> Edition | None:
    """The last edition before ``edition`` that was ever in force, when ``actor`` may see it."""
    wanted = (
        visible_to(actor)
        .where(
            Edition.document_id == edition.document_id,
            Edition.serial < edition.serial,
            Edition.in_force_at.is_not(None),
        )
        .order_by(Edition.serial.desc())
        .limit(1)
    )
    return db.session.scalars(wanted).first()


@dataclass(frozen=True)
class Matter:
    """What two editions say, apart from the database: comparing may take long."""

    old: Sequence[Part]
    new: Sequence[Part]
    margins: tuple[str, str]

    def compared(self) -> Comparison:
        """What became of each clause."""
        return compared(self.old, self.new, self.margins)

    def changed(self) -> Sequence[Pair]:
        """The clauses to which anything happened, without looking at their words."""
        entries = paired(self.old, self.new)
        return [entry for entry in entries if isinstance(entry, Pair) and entry.marks]


def matter(old: Edition, new: Edition) -> Matter:
    """What both say; they are the editions that somebody was found to see."""
    wanted = (
        select(Clause)
        .where(Clause.edition_id.in_((old.id, new.id)))
        .order_by(Clause.position)
        .execution_options(yield_per=1000)
    )
    parts: dict[int, list[Part]] = {old.id: [], new.id: []}
    for clause in db.session.scalars(wanted):
        parts[clause.edition_id].append(_part(clause))
    return Matter(parts[old.id], parts[new.id], (old.margins, new.margins))


def _part(clause: Clause) -> Part:
    return Part(
        clause.anchor, clause.number, clause.heading, clause.level, clause.text, clause.html
    )


def written_at(edition: Edition) -> datetime:
    """When the words of ``edition`` were handed on: the moment its changes bear in a Word file."""
    return edition.submitted_at or edition.created_at
