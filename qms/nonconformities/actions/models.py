"""Actions of a plan. What must never be untrue is said here, to the database.

Triggers (see the migration) number actions one after the other, let one move only along its
lifecycle and while the nonconformity stands for it, refuse a check by its owner, keep a day unless
a later one was granted, and keep what was said, shown and checked.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.documents.models import Document, Edition
from qms.documents.requests.models import ChangeRequest
from qms.kernel import clock
from qms.kernel.database import Moment, Row, among
from qms.kernel.i18n import Sentence
from qms.kernel.text import shortened
from qms.nonconformities.actions.lifecycle import OPEN, Kind, NoteKind, State, Wish
from qms.nonconformities.actions.revising import unrevised
from qms.organisation.models import Person

if TYPE_CHECKING:
    from qms.nonconformities.models import Nonconformity
    from qms.nonconformities.treatment import Treatment


class CorrectiveAction(Row):
    """What somebody does by a day. ``serial`` counts the actions of its nonconformity.

    ``risk`` is what a preventive one prevents. One that revises a document names the edition that
    was in force (``about``) and the clause; its plan approved, ``request`` asks for the change.
    ``result`` tells what was reached.
    """

    __tablename__ = "corrective_action"
    __table_args__ = (
        UniqueConstraint("treatment_id", "serial", name="one_action_a_serial"),
        CheckConstraint(among("state", State), name="action_state"),
        CheckConstraint(among("kind", Kind), name="action_kind"),
        CheckConstraint("text <> ''", name="action_says_what"),
        CheckConstraint("kind <> 'preventive' OR risk <> ''", name="action_names_its_risk"),
        CheckConstraint(
            "(document_id IS NULL) = (about_id IS NULL) AND "
            "(request_id IS NULL OR document_id IS NOT NULL)",
            name="action_revises",
        ),
        CheckConstraint(
            "(state IN ('done', 'verified')) = (done_on IS NOT NULL) AND "
            "(done_on IS NULL) = (result = '')",
            name="action_done_whole",
        ),
        CheckConstraint(
            "(state = 'verified') = (verified_on IS NOT NULL) AND "
            "(verified_on IS NULL) = (verified_by_id IS NULL)",
            name="action_verified_whole",
        ),
        CheckConstraint(
            "verified_by_id <> owner_id AND verified_on >= done_on",
            name="action_verified_by_another",
        ),
        CheckConstraint("state <> 'dropped' OR answer <> ''", name="action_dropped_why"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    treatment_id: Mapped[int] = mapped_column(ForeignKey("nonconformity_treatment.id"))
    serial: Mapped[int]
    state: Mapped[str] = mapped_column(default=State.PLANNED.value, index=True)
    kind: Mapped[str]
    text: Mapped[str]
    resources: Mapped[str] = mapped_column(default="")
    risk: Mapped[str] = mapped_column(default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date] = mapped_column(index=True)
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    anchor: Mapped[str] = mapped_column(default="")
    clause: Mapped[str] = mapped_column(default="")
    request_id: Mapped[int | None] = mapped_column(ForeignKey("change_request.id"), index=True)
    done_on: Mapped[date | None]
    result: Mapped[str] = mapped_column(default="")
    verified_on: Mapped[date | None]
    verified_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answer: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)

    treatment: Mapped["Treatment"] = relationship(back_populates="actions")
    owner: Mapped[Person] = relationship(foreign_keys=[owner_id])
    verified_by: Mapped[Person | None] = relationship(foreign_keys=[verified_by_id])
    document: Mapped[Document | None] = relationship()
    about: Mapped[Edition | None] = relationship()
    request: Mapped[ChangeRequest | None] = relationship()
    touched: Mapped[list["ActionIndicator"]] = relationship(back_populates="action")
    notes: Mapped[list["ActionNote"]] = relationship(
        back_populates="action", order_by="ActionNote.id"
    )
    extensions: Mapped[list["Extension"]] = relationship(
        back_populates="action", order_by="Extension.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def nonconformity(self) -> "Nonconformity":
        """Against the cause of which it is."""
        return self.treatment.nonconformity

    @property
    def number(self) -> str:
        """What it is called on paper: 03/2026/HĐKP-2."""
        return f"{self.nonconformity.number}-{self.serial}"

    @property
    def summary(self) -> str:
        """What it is called in a list."""
        return shortened(self.text)

    @property
    def indicators(self) -> frozenset[str]:
        """The numbers of the indicators that it is to lift."""
        return frozenset(link.indicator for link in self.touched)

    @property
    def is_of_this_round(self) -> bool:
        """Whether it belongs to what is done now."""
        return self.treatment.round == self.nonconformity.round

    @property
    def is_late(self) -> bool:
        """Whether it should have been done by now."""
        return self.state in OPEN and self.is_of_this_round and self.due < clock.today()

    @property
    def files(self) -> Sequence[Attachment]:
        """Everything that was shown as proof."""
        return [file.file for note in self.notes for file in note.files]

    @property
    def unrevised(self) -> Sentence | None:
        """Why the document it revises is not revised yet."""
        return unrevised(self.request, self.about, self.anchor, self.clause)

    @property
    def asked(self) -> "Extension | None":
        """The wish for a later day that awaits an answer."""
        return next((wish for wish in self.extensions if wish.state == Wish.ASKED), None)

    def __str__(self) -> str:
        return self.number


class ActionIndicator(Row):
    """That an action is to lift an indicator, named by its number in the catalogue."""

    __tablename__ = "corrective_action_indicator"
    __table_args__ = (UniqueConstraint("action_id", "indicator", name="one_action_indicator"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("corrective_action.id"))
    indicator: Mapped[str] = mapped_column(index=True)
    action: Mapped[CorrectiveAction] = relationship(back_populates="touched")

    def traced_as(self) -> Row:
        """Indicators are told on the line of their action."""
        return self.action


class ActionNote(Row):
    """What somebody said of an action on a day: how far it is, that it is done, that it holds."""

    __tablename__ = "corrective_action_note"
    __table_args__ = (
        CheckConstraint(among("kind", NoteKind), name="action_note_kind"),
        CheckConstraint("text <> ''", name="action_note_says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("corrective_action.id"), index=True)
    kind: Mapped[str]
    said_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime] = mapped_column(Moment)
    text: Mapped[str]
    action: Mapped[CorrectiveAction] = relationship(back_populates="notes")
    said_by: Mapped[Person] = relationship()
    files: Mapped[list["ProofFile"]] = relationship(back_populates="note", order_by="ProofFile.id")

    def traced_as(self) -> Row:
        """Notes are told on the line of their action."""
        return self.action


class ProofFile(Row):
    """A picture or a paper that shows what a note says."""

    __tablename__ = "corrective_action_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    note_id: Mapped[int] = mapped_column(ForeignKey("corrective_action_note.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    note: Mapped[ActionNote] = relationship(back_populates="files")
    file: Mapped[Attachment] = relationship()

    def traced_as(self) -> Row:
        """Files are told on the line of their action."""
        return self.note.action


class Extension(Row):
    """A wish for a later day, with its reason and the answer of the management representative."""

    __tablename__ = "corrective_action_extension"
    __table_args__ = (
        Index("one_open_extension", "action_id", unique=True, sqlite_where=text("state = 'asked'")),
        CheckConstraint(among("state", Wish), name="extension_state"),
        CheckConstraint("reason <> '' AND until > due_before", name="extension_says_why"),
        CheckConstraint(
            "(state IN ('granted', 'refused')) = (answered_by_id IS NOT NULL) AND "
            "(answered_by_id IS NULL) = (answered_at IS NULL) AND "
            "answered_by_id IS NOT asked_by_id AND (state <> 'refused' OR answer <> '')",
            name="extension_answered_by_another",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("corrective_action.id"), index=True)
    state: Mapped[str] = mapped_column(default=Wish.ASKED.value)
    due_before: Mapped[date]
    until: Mapped[date]
    reason: Mapped[str]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    asked_at: Mapped[datetime] = mapped_column(Moment)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_at: Mapped[datetime | None] = mapped_column(Moment)
    answer: Mapped[str] = mapped_column(default="")
    action: Mapped[CorrectiveAction] = relationship(back_populates="extensions")
    asked_by: Mapped[Person] = relationship(foreign_keys=[asked_by_id])
    answered_by: Mapped[Person | None] = relationship(foreign_keys=[answered_by_id])

    def traced_as(self) -> Row:
        """Wishes are told on the line of their action."""
        return self.action
