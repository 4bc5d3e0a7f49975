"""Effects. Triggers (see the migration) hold the steps of the lifecycle and keep every effect."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.effects.lifecycle import WAITING, State
from qms.documents.external.models import ExternalAct, ExternalDocument
from qms.documents.models import Document, Edition
from qms.documents.requests.models import ChangeRequest
from qms.kernel.database import Moment, Row, among


class Effect(Row):
    """That an act upon a law asks for a look at a document. ``edition`` is the one that cited it.

    ``asked_at``, ``due_on`` and ``asked_note`` are the quality officer's request; ``answer`` is the
    owner's word with their name and title as they were.
    """

    __tablename__ = "effect"
    __table_args__ = (
        UniqueConstraint("act_id", "document_id", name="one_effect_of_an_act"),
        Index(
            "one_open_effect",
            "law_id",
            "document_id",
            unique=True,
            sqlite_where=text(among("state", WAITING)),
            postgresql_where=text(among("state", WAITING)),
        ),
        CheckConstraint(among("state", State), name="effect_state"),
        CheckConstraint(f"({among('state', WAITING)}) = (closed_at IS NULL)", name="effect_closed"),
        CheckConstraint(
            "state <> 'unaffected' OR (answered_by_id IS NOT NULL AND answer <> '')",
            name="effect_says_why",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    act_id: Mapped[int] = mapped_column(ForeignKey("external_act.id"))
    law_id: Mapped[int] = mapped_column(ForeignKey("external_document.id"), index=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    state: Mapped[str] = mapped_column(default=State.OPEN.value, index=True)
    opened_at: Mapped[datetime] = mapped_column(Moment)
    asked_at: Mapped[datetime | None] = mapped_column(Moment)
    due_on: Mapped[date | None]
    asked_note: Mapped[str] = mapped_column(default="")
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_name: Mapped[str | None]
    answered_title: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str | None]
    closed_at: Mapped[datetime | None] = mapped_column(Moment)
    closed_because: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)

    act: Mapped[ExternalAct] = relationship()
    law: Mapped[ExternalDocument] = relationship()
    document: Mapped[Document] = relationship()
    edition: Mapped[Edition] = relationship()
    promises: Mapped[list["Promise"]] = relationship(back_populates="effect", order_by="Promise.id")

    __mapper_args__ = {"version_id_col": version}

    def __str__(self) -> str:
        return f"{self.law.number} – {self.document.code}"


class Promise(Row):
    """The change request by which an owner who answered "revise" set the revision going."""

    __tablename__ = "effect_request"
    __table_args__ = (UniqueConstraint("effect_id", "request_id", name="effect_request_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    effect_id: Mapped[int] = mapped_column(ForeignKey("effect.id"), info={"untold": True})
    request_id: Mapped[int] = mapped_column(ForeignKey("change_request.id"))
    effect: Mapped[Effect] = relationship(back_populates="promises")
    request: Mapped[ChangeRequest] = relationship()

    def traced_as(self) -> Row:
        """What an owner set going is told on the effect's line."""
        return self.effect
