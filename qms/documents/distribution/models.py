"""The list of each document and the receipts.

Triggers (see the migration) let a receipt be added for an edition in force only, and never be
changed, removed or written over.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.distribution.lifecycle import GROUPS, MOST_DAYS
from qms.documents.distribution.reach import Place
from qms.documents.models import Document, Edition
from qms.kernel.database import Moment, Row
from qms.organisation.models import Person, Unit


class Entry(Row):
    """Who is to read a document: those of ``role`` in a unit and in the units below it.

    ``added_on`` is the day on which it was put on the list: nobody is late before they were asked.
    """

    __tablename__ = "distribution_entry"
    __table_args__ = (
        UniqueConstraint("document_id", "unit_id", "role", name="one_entry_a_place"),
        CheckConstraint(f"role IN ({', '.join(map(repr, GROUPS))})", name="distribution_role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    role: Mapped[str]
    added_on: Mapped[date | None] = mapped_column(info={"untold": True})
    document: Mapped[Document] = relationship(lazy="joined", innerjoin=True)
    unit: Mapped[Unit] = relationship(lazy="joined", innerjoin=True)

    @property
    def place(self) -> Place:
        """Whom it names."""
        return self.unit_id, self.role

    def traced_as(self) -> Row:
        """The list is told on the document's line."""
        return self.document


class ReadingTerm(Row):
    """In how many working days a document is to be read, where not in the usual number."""

    __tablename__ = "reading_term"
    __table_args__ = (CheckConstraint(f"days BETWEEN 1 AND {MOST_DAYS}", name="reading_term_days"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), unique=True)
    days: Mapped[int]
    document: Mapped[Document] = relationship()

    def traced_as(self) -> Row:
        """The term is told on the document's line, as the list is."""
        return self.document


class Reminder(Row):
    """That the quality officer reminded ``people`` readers who had not read an edition."""

    __tablename__ = "reading_reminder"
    __table_args__ = (
        UniqueConstraint("edition_id", "reminded_on", name="one_reminder_a_day"),
        CheckConstraint("people > 0", name="reading_reminder_people"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    reminded_on: Mapped[date]
    people: Mapped[int]
    edition: Mapped[Edition] = relationship()

    def traced_as(self) -> Row:
        """A reminder is told on the edition's line."""
        return self.edition


class Acknowledgement(Row):
    """A person's word that they have read an edition. It has a line of its own in the trail, so
    that the history of a document is not buried under its readers.
    """

    __tablename__ = "acknowledgement"
    __table_args__ = (UniqueConstraint("edition_id", "person_id", name="one_receipt_a_reader"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    read_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[Edition] = relationship()
    person: Mapped[Person] = relationship()

    def __str__(self) -> str:
        return str(self.edition)
