"""Documents, editions, signatures. What must never be untrue is said here, to the database.

Triggers (see the migration) add what a CHECK cannot say: the bytes of an edition change only while
it is a draft; it is approved only with a signature for those bytes; signatures are never changed
or removed, and sign the bytes of their own edition.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import ONCE_APPROVED, OPEN, Meaning, State
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import Moment, Row, Trace
from qms.organisation.models import Person, Unit


def among(column: str, values: Any) -> str:
    """The condition that ``column`` holds one of ``values``."""
    return f"{column} IN ({', '.join(repr(str(v)) for v in values)})"


ENDED = (State.SUPERSEDED, State.WITHDRAWN)
ONCE_IN_FORCE = (State.IN_FORCE, *ENDED)


class Document(Row):
    """A controlled document, known by its code for as long as it exists.

    ``code`` is printed as the agency writes it; ``key`` is the canonical spelling, unique for ever.
    """

    __tablename__ = "document"
    __table_args__ = (CheckConstraint(among("kind", KIND_NAMES), name="document_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    unit: Mapped[Unit] = relationship()
    editions: Mapped[list["Edition"]] = relationship(
        back_populates="document", order_by="Edition.serial"
    )
    served: Mapped[list["ServedIndicator"]] = relationship(back_populates="document")

    __mapper_args__ = {"version_id_col": version}

    @property
    def indicators(self) -> frozenset[str]:
        """The numbers of the indicators that the document serves."""
        return frozenset(link.indicator for link in self.served)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ServedIndicator(Row):
    """That a document serves an indicator, named by its number ("3.10") in the catalogue.

    The catalogue is data of the program, so a verb and no foreign key keeps to its numbers.
    """

    __tablename__ = "document_indicator"
    __table_args__ = (UniqueConstraint("document_id", "indicator", name="document_indicator_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), info={"untold": True})
    indicator: Mapped[str] = mapped_column(index=True)
    document: Mapped[Document] = relationship(back_populates="served")

    def traced_as(self) -> Row:
        """What a document serves is told on its own line."""
        return self.document


class Edition(Row):
    """One issue of a document, from draft to its end.

    ``serial`` counts the editions of a document from 1; ``issue``/``amendment`` are what is
    printed (lần ban hành / lần sửa đổi). ``round`` counts submissions: a signature holds for its
    round only.
    """

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("document_id", "serial", name="edition_serial"),
        Index(
            "one_edition_in_force",
            "document_id",
            unique=True,
            sqlite_where=text("state = 'in force'"),
            postgresql_where=text("state = 'in force'"),
        ),
        Index(
            "one_open_edition",
            "document_id",
            unique=True,
            sqlite_where=text(among("state", OPEN)),
            postgresql_where=text(among("state", OPEN)),
        ),
        Index(
            "one_edition_of_a_number",
            "document_id",
            "issue",
            "amendment",
            unique=True,
            sqlite_where=text("state <> 'discarded'"),
            postgresql_where=text("state <> 'discarded'"),
        ),
        CheckConstraint(among("state", State), name="edition_state"),
        CheckConstraint("issue >= 0 AND amendment >= 0", name="edition_numbers"),
        CheckConstraint(
            "author_id <> reviewer_id AND author_id <> approver_id AND reviewer_id <> approver_id",
            name="edition_three_people",
        ),
        CheckConstraint(
            "state IN ('draft', 'discarded') OR "
            "(reviewer_id IS NOT NULL AND approver_id IS NOT NULL)",
            name="edition_signers_named",
        ),
        CheckConstraint(
            f"({among('state', ONCE_APPROVED)}) = (approved_at IS NOT NULL)",
            name="edition_approved",
        ),
        CheckConstraint(
            f"({among('state', ONCE_IN_FORCE)}) = (in_force_at IS NOT NULL)",
            name="edition_was_in_force",
        ),
        CheckConstraint(
            f"({among('state', ENDED)}) = (ended_at IS NOT NULL)", name="edition_ended"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    serial: Mapped[int]
    issue: Mapped[int]
    amendment: Mapped[int]
    title: Mapped[str]
    change_note: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.DRAFT.value, index=True)
    round: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    file_digest: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    file_size: Mapped[int]
    margins: Mapped[str] = mapped_column(info={"untold": True})
    returned_because: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    in_force_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    document: Mapped[Document] = relationship(back_populates="editions")
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    signatures: Mapped[list["Signature"]] = relationship(
        back_populates="edition", order_by="Signature.id"
    )
    clauses: Mapped[list["Clause"]] = relationship(
        back_populates="edition", order_by="Clause.position", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """What is printed: issue and amendment, as in 02/01."""
        return f"{self.issue:02d}/{self.amendment:02d}"

    @property
    def valid_signatures(self) -> list["Signature"]:
        """Those of the present round, for the present bytes."""
        return [
            s for s in self.signatures if s.round == self.round and s.digest == self.file_digest
        ]

    @property
    def is_reviewed(self) -> bool:
        """Whether the present bytes were reviewed in the present round."""
        return any(s.meaning == Meaning.REVIEWED for s in self.valid_signatures)

    @property
    def signers_are_fit(self) -> bool:
        """Whether the reviewer and the approver, so far as named, hold these roles today."""
        parts = ((self.reviewer, Role.REVIEWER), (self.approver, Role.APPROVER))
        return all(person.holds(role, clock.today()) for person, role in parts if person)

    def __str__(self) -> str:
        return f"{self.document.code} ({self.number})"


class Signature(Row):
    """A person's word on exact bytes. Name and title are copied as they were when signing."""

    __tablename__ = "signature"
    __table_args__ = (
        UniqueConstraint("edition_id", "round", "meaning", name="one_signature_a_meaning"),
        CheckConstraint(among("meaning", Meaning), name="signature_meaning"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    round: Mapped[int]
    meaning: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    person_title: Mapped[str]
    digest: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[Edition] = relationship(back_populates="signatures")

    def traced_as(self) -> Row:
        """A signature is told on its edition's line."""
        return self.edition


class Clause(Row):
    """A piece of an edition's text under its heading, as read out of the file."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("edition_id", "position", name="clause_position"),)
    told: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    position: Mapped[int]
    anchor: Mapped[str]
    number: Mapped[str]
    heading: Mapped[str]
    level: Mapped[int]
    path: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str]
    html: Mapped[str]
    edition: Mapped[Edition] = relationship(back_populates="clauses")

    def traced_as(self) -> Row:
        """Clauses follow the file of their edition."""
        return self.edition


class Upload(Row):
    """A file that passed the gate and waits for its document to be filled in."""

    __tablename__ = "upload"
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str]
    file_name: Mapped[str]
    file_size: Mapped[int]
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
