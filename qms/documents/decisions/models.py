"""Decisions, what they list, and their signatures.

Triggers (see the migration) add what a CHECK cannot say: what was signed never changes; an item is
listed with the fingerprint its edition has, while the decision is being prepared; a decision is
signed only while every fingerprint still holds, and carried out only as a whole.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.documents.decisions.lifecycle import FORMS, SIGNED_ONCE, DecisionState, Purpose, Way
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.database import Moment, Row, among
from qms.organisation.models import Person


class Decision(Row):
    """A decision, known by its number ("12/QĐ-UBND") within the year of its day.

    ``about`` is its subject (trích yếu), ``bases`` the grounds it names, one a line (căn cứ).
    ``key`` is the canonical spelling of the number. ``signing_form`` ("KT.") and ``on_behalf_of``
    ("CHỦ TỊCH") stand above the signer's own title. ``effective_on`` is the first day on which
    what it says holds; while it is being prepared, empty for "from the day of signing".
    """

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("key", "year", name="one_decision_a_number"),
        CheckConstraint(among("purpose", Purpose), name="decision_purpose"),
        CheckConstraint(among("state", DecisionState), name="decision_state"),
        CheckConstraint(among("signing_form", FORMS), name="decision_signing_form"),
        CheckConstraint(f"way IS NULL OR {among('way', Way)}", name="decision_way"),
        CheckConstraint(
            "(number IS NULL) = (key IS NULL) AND (number IS NULL) = (year IS NULL)",
            name="decision_number",
        ),
        CheckConstraint(
            f"NOT ({among('state', SIGNED_ONCE)}) OR (number IS NOT NULL AND day IS NOT NULL "
            "AND signer_name <> '' AND effective_on IS NOT NULL AND way IS NOT NULL)",
            name="decision_signed",
        ),
        CheckConstraint("effective_on >= day", name="decision_not_backwards"),
        CheckConstraint(
            "(state = 'carried out') = (carried_out_at IS NOT NULL)", name="decision_carried_out"
        ),
        CheckConstraint(
            "(state = 'cancelled') = (cancelled_because IS NOT NULL)", name="decision_cancelled"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    purpose: Mapped[str]
    about: Mapped[str]
    bases: Mapped[str] = mapped_column(default="", server_default="")
    number: Mapped[str | None]
    key: Mapped[str | None]
    year: Mapped[int | None]
    day: Mapped[date | None]
    signer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    signer_name: Mapped[str] = mapped_column(default="")
    signer_title: Mapped[str] = mapped_column(default="")
    signing_form: Mapped[str] = mapped_column(default="")
    on_behalf_of: Mapped[str] = mapped_column(default="")
    way: Mapped[str | None]
    effective_on: Mapped[date | None]
    state: Mapped[str] = mapped_column(default=DecisionState.BEING_PREPARED.value, index=True)
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    prepared_at: Mapped[datetime] = mapped_column(Moment)
    carried_out_at: Mapped[datetime | None] = mapped_column(Moment)
    cancelled_because: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    signer: Mapped[Person | None] = relationship(foreign_keys=[signer_id])
    prepared_by: Mapped[Person | None] = relationship(foreign_keys=[prepared_by_id])
    items: Mapped[list["DecisionItem"]] = relationship(
        back_populates="decision", order_by="DecisionItem.id"
    )
    signature: Mapped["DecisionSignature | None"] = relationship(back_populates="decision")
    scan: Mapped["DecisionScan | None"] = relationship(back_populates="decision")

    __mapper_args__ = {"version_id_col": version}

    @property
    def in_order(self) -> list["DecisionItem"]:
        """What it lists, by code."""
        return sorted(self.items, key=lambda item: item.edition.document.key)

    @property
    def has_come(self) -> bool:
        """Whether it is signed and its day is here."""
        day = self.effective_on
        return self.state == DecisionState.SIGNED and day is not None and day <= clock.today()

    def __str__(self) -> str:
        return self.number or self.about


class DecisionItem(Row):
    """An edition that a decision lists, with the fingerprint of its file when it was listed.

    ``held`` while the decision is on its way: then no other decision can list the edition.
    """

    __tablename__ = "decision_item"
    __table_args__ = (
        UniqueConstraint("decision_id", "edition_id", name="decision_lists_once"),
        Index(
            "one_decision_holds_an_edition",
            "edition_id",
            unique=True,
            sqlite_where=text("held"),
            postgresql_where=text("held"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), info={"untold": True})
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    digest: Mapped[str]
    held: Mapped[bool] = mapped_column(default=True)
    decision: Mapped[Decision] = relationship(back_populates="items")
    edition: Mapped[Edition] = relationship(back_populates="listed")

    @property
    def is_as_listed(self) -> bool:
        """Whether the edition still has the bytes and the state that it was listed with."""
        wanted = State.APPROVED if self.decision.purpose == Purpose.ISSUE else State.IN_FORCE
        edition = self.edition
        return edition.file_digest == self.digest and edition.state == wanted

    def traced_as(self) -> Row:
        """The list is told on the decision's line."""
        return self.decision


class DecisionSignature(Row):
    """One person's word on everything a decision lists: ``digest`` is the SHA-256 of ``listing``.

    ``listing`` is the canonical list (see ``paper.listing``): number, day, and each fingerprint.
    """

    __tablename__ = "decision_signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    person_title: Mapped[str]
    listing: Mapped[str]
    digest: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(Moment)
    decision: Mapped[Decision] = relationship(back_populates="signature")

    def traced_as(self) -> Row:
        """The signature is told on the decision's line."""
        return self.decision


class DecisionScan(Row):
    """The paper of a decision, scanned."""

    __tablename__ = "decision_scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    decision_id: Mapped[int] = mapped_column(ForeignKey("decision.id"), unique=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    decision: Mapped[Decision] = relationship(back_populates="scan")
    attachment: Mapped[Attachment] = relationship()

    def traced_as(self) -> Row:
        """The scan is told on the decision's line."""
        return self.decision
