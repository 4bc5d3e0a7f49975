"""External documents, what happened to them, and which clauses of editions cite them.

Triggers (see the migration) add what a CHECK cannot say: neither a document nor an act is removed,
and an act changes only by being taken back, once.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.documents.external import KIND_NAMES
from qms.documents.external.lifecycle import BY_ANOTHER, ENDING, Act, Standing, standing_on
from qms.documents.models import Clause, Edition
from qms.kernel import clock
from qms.kernel.database import Moment, Row, Trace, among
from qms.organisation.models import Person, Unit


class ExternalDocument(Row):
    """A law, decree, standard, known by its number. ``key`` is the canonical spelling of it.

    ``until`` is its last day in force. ``other_names`` are further names by which people cite it,
    one a line.
    """

    __tablename__ = "external_document"
    __table_args__ = (
        CheckConstraint(among("kind", KIND_NAMES), name="external_kind"),
        CheckConstraint(
            "link = '' OR link LIKE 'http://%' OR link LIKE 'https://%'", name="external_link"
        ),
        CheckConstraint("until >= in_force_from", name="external_days"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    number: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    issuer: Mapped[str]
    signed_on: Mapped[date | None]
    in_force_from: Mapped[date | None]
    until: Mapped[date | None]
    kept_at: Mapped[str]
    link: Mapped[str]
    other_names: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    follower_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    version: Mapped[int] = mapped_column(default=1)

    unit: Mapped[Unit | None] = relationship()
    follower: Mapped[Person | None] = relationship()
    attachment: Mapped[Attachment | None] = relationship()
    acts: Mapped[list["ExternalAct"]] = relationship(
        back_populates="document", foreign_keys="ExternalAct.document_id"
    )
    keys: Mapped[list["ExternalKey"]] = relationship(back_populates="document")

    __mapper_args__ = {"version_id_col": version}

    @property
    def standing(self) -> Standing:
        """How it stands today."""
        return standing_on(self, clock.today())

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


class ExternalKey(Row):
    """One of the keys under which a document is cited: of its number, its names, its short forms.

    Follows from what is said of the document. A key of several documents names none of them.
    """

    __tablename__ = "external_key"
    __table_args__ = (UniqueConstraint("document_id", "key", name="external_key_once"),)
    told: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("external_document.id"))
    key: Mapped[str] = mapped_column(index=True)
    document: Mapped[ExternalDocument] = relationship(back_populates="keys")

    def traced_as(self) -> Row:
        """Keys follow their document."""
        return self.document


class ExternalAct(Row):
    """What happened to a document on a day: it was replaced, repealed, amended, its term ran out.

    ``by_id`` is the document that did it.
    """

    __tablename__ = "external_act"
    __table_args__ = (
        CheckConstraint(among("kind", Act), name="external_act_kind"),
        CheckConstraint("by_id <> document_id", name="external_act_by_another"),
        CheckConstraint(
            f"NOT ({among('kind', BY_ANOTHER)}) OR by_id IS NOT NULL", name="external_act_by"
        ),
        CheckConstraint(
            "(revoked_at IS NULL) = (revoked_because IS NULL)", name="external_act_revoked"
        ),
        Index(
            "one_end_of_a_document",
            "document_id",
            unique=True,
            sqlite_where=text(f"revoked_at IS NULL AND {among('kind', ENDING)}"),
            postgresql_where=text(f"revoked_at IS NULL AND {among('kind', ENDING)}"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("external_document.id"), index=True)
    kind: Mapped[str]
    by_id: Mapped[int | None] = mapped_column(ForeignKey("external_document.id"), index=True)
    day: Mapped[date]
    reason: Mapped[str]
    declared_at: Mapped[datetime] = mapped_column(Moment)
    revoked_at: Mapped[datetime | None] = mapped_column(Moment)
    revoked_because: Mapped[str | None]
    document: Mapped[ExternalDocument] = relationship(
        back_populates="acts", foreign_keys=[document_id]
    )
    by: Mapped[ExternalDocument | None] = relationship(foreign_keys=[by_id])

    def traced_as(self) -> Row:
        """What happened to a document is told on its line."""
        return self.document


class Citation(Row):
    """That a clause names a law, as the reader found it; it belongs to a document by its ``key``.

    Follows from the clause and can be read again at any time, so the trail does not tell of it.
    """

    __tablename__ = "citation"
    __table_args__ = (UniqueConstraint("clause_id", "key", name="citation_once"),)
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id", ondelete="CASCADE"))
    key: Mapped[str] = mapped_column(index=True)
    printed: Mapped[str]
    articles: Mapped[str]
    edition: Mapped[Edition] = relationship()
    clause: Mapped[Clause] = relationship()


class CitationReading(Row):
    """By which version of the reader an edition was read."""

    __tablename__ = "citation_reading"
    trace: ClassVar[Trace] = Trace.PLUMBING

    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), primary_key=True)
    reader: Mapped[int]


class PassedOver(Row):
    """A cited number that is kept in no register, such as a decision of the agency itself.

    ``printed`` is how it was read, ``reason`` why it is not kept.
    """

    __tablename__ = "external_passed_over"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(unique=True)
    printed: Mapped[str]
    reason: Mapped[str]

    def __str__(self) -> str:
        return self.printed
