"""What was recorded of paper decisions, and earlier editions that only the history knows.

Triggers (see the migration) add what a CHECK cannot say: what was recorded never changes; it is
settled once; an edition comes into force by it only when a second person confirmed it, with the
bytes that were listed.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.documents.adoption.lifecycle import AdoptionState, Span
from qms.documents.decisions.lifecycle import FORMS
from qms.documents.decisions.models import Decision
from qms.documents.models import Document, Edition
from qms.kernel.database import Moment, Row, among
from qms.organisation.models import Person


class Adoption(Row):
    """One paper decision as one person read it, until a second one confirms or declines it.

    What stands on the paper is kept here; the Decision itself is made when it is confirmed, so that
    a slip of the pen uses up no number.
    """

    __tablename__ = "adoption"
    __table_args__ = (
        CheckConstraint(among("state", AdoptionState), name="adoption_state"),
        CheckConstraint(among("signing_form", FORMS), name="adoption_signing_form"),
        CheckConstraint("effective_on >= day", name="adoption_not_backwards"),
        CheckConstraint(
            "(state = 'awaiting') = (settled_at IS NULL) AND "
            "(state = 'awaiting') = (settled_by_id IS NULL)",
            name="adoption_settled",
        ),
        CheckConstraint(
            "(state = 'confirmed') = (decision_id IS NOT NULL)", name="adoption_has_its_decision"
        ),
        CheckConstraint(
            "state <> 'confirmed' OR settled_by_id <> recorded_by_id", name="adoption_by_two_people"
        ),
        CheckConstraint(
            "(state = 'declined') = (declined_because IS NOT NULL)", name="adoption_says_why"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    day: Mapped[date]
    effective_on: Mapped[date]
    about: Mapped[str]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    signing_form: Mapped[str] = mapped_column(default="")
    on_behalf_of: Mapped[str] = mapped_column(default="")
    scan_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(default=AdoptionState.AWAITING.value, index=True)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    settled_at: Mapped[datetime | None] = mapped_column(Moment)
    declined_because: Mapped[str | None]
    decision_id: Mapped[int | None] = mapped_column(ForeignKey("decision.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    scan: Mapped[Attachment] = relationship()
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])
    settled_by: Mapped[Person | None] = relationship(foreign_keys=[settled_by_id])
    decision: Mapped[Decision | None] = relationship()
    items: Mapped[list["AdoptedEdition"]] = relationship(
        back_populates="adoption", order_by="AdoptedEdition.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def signed_as(self) -> str:
        """How the signer signed: "KT. CHỦ TỊCH", or "" for oneself."""
        return f"{self.signing_form} {self.on_behalf_of}".strip()

    def __str__(self) -> str:
        return self.number


class AdoptedEdition(Row):
    """An edition that a paper decision issued, with the fingerprint of the file it was read as."""

    __tablename__ = "adopted_edition"
    __table_args__ = (
        UniqueConstraint("adoption_id", "edition_id", name="one_line_an_adopted_edition"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    adoption_id: Mapped[int] = mapped_column(ForeignKey("adoption.id"), info={"untold": True})
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    digest: Mapped[str]
    adoption: Mapped[Adoption] = relationship(back_populates="items")
    edition: Mapped[Edition] = relationship(back_populates="adopted")

    def traced_as(self) -> Row:
        """What is adopted is told on the line of its recording."""
        return self.adoption


class EarlierEdition(Row):
    """An edition of the past, issued on paper: its number and the time it was in force.

    It has no text here, never opens and never comes into force; a slip of the pen is struck out.
    """

    __tablename__ = "earlier_edition"
    __table_args__ = (
        CheckConstraint("issue >= 0 AND amendment >= 0", name="earlier_edition_numbers"),
        CheckConstraint("ended_on > in_force_on", name="earlier_edition_ends_after_its_start"),
        CheckConstraint(
            "(struck_at IS NULL) = (struck_by_id IS NULL) AND "
            "(struck_at IS NULL) = (struck_because IS NULL)",
            name="earlier_edition_struck",
        ),
        Index(
            "one_earlier_edition_of_a_number",
            "document_id",
            "issue",
            "amendment",
            unique=True,
            sqlite_where=text("struck_at IS NULL"),
            postgresql_where=text("struck_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    issue: Mapped[int]
    amendment: Mapped[int]
    in_force_on: Mapped[date]
    ended_on: Mapped[date]
    decision_number: Mapped[str]
    decision_day: Mapped[date | None]
    note: Mapped[str]
    file_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded_at: Mapped[datetime] = mapped_column(Moment)
    struck_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    struck_at: Mapped[datetime | None] = mapped_column(Moment)
    struck_because: Mapped[str | None]

    document: Mapped[Document] = relationship(back_populates="earlier")
    file: Mapped[Attachment | None] = relationship()
    recorded_by: Mapped[Person] = relationship(foreign_keys=[recorded_by_id])

    @property
    def number(self) -> str:
        """What is printed: issue and amendment, as in 02/01."""
        return f"{self.issue:02d}/{self.amendment:02d}"

    @property
    def span(self) -> Span:
        """When it was in force."""
        return Span(self.number, self.in_force_on, self.ended_on)

    def __str__(self) -> str:
        return f"{self.document.code} ({self.number})"
