"""Nonconformities. What must never be untrue is said here, to the database.

Triggers (see the migrations) keep what was reported as it was sent, give numbers in their order,
let a nonconformity be taken on only with a criterion and an indicator and keep one of each, and let
it move only along its lifecycle: to each state only with what that state needs.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.documents.external.models import ExternalDocument
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.database import Moment, Row, among
from qms.kernel.i18n import msg
from qms.kernel.text import shortened
from qms.nonconformities.actions.lifecycle import TOLD_BY_CHECKER, TOLD_BY_OWNER
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.states import (
    ENDED,
    OPEN,
    TAKEN,
    TREATED,
    Grade,
    Source,
    State,
)
from qms.nonconformities.treatment import Treatment
from qms.organisation.models import Person, Unit

INDEXED = "nonconformity"
"""What search calls them."""
MARK = msg("HĐKP")
"""What the number ends in, in any language: it stands on paper."""


class Nonconformity(Row):
    """A requirement that was not met: what was reported, and what the agency made of it.

    ``about``, ``anchor`` and ``clause`` are the place in a document from which it was reported.
    ``unit`` is the one concerned; ``handler`` answers for it until its end. ``year`` and ``serial``
    are its number, given when it is taken on. ``hides_reporter``: the name is kept from others.
    ``confidential``: fewer people see it. ``due`` is the last day of the present stage. ``round``
    counts how often its cause was sought; ``follows`` is the one of which it is a return.
    """

    __tablename__ = "nonconformity"
    __table_args__ = (
        Index("ix_nonconformity_state_found_on", "state", "found_on"),
        Index("ix_nonconformity_state_ended_at", "state", "ended_at"),
        UniqueConstraint("year", "serial", name="one_nonconformity_a_number"),
        CheckConstraint(among("state", State), name="nonconformity_state"),
        CheckConstraint(among("source", ("", *Source)), name="nonconformity_source"),
        CheckConstraint(among("grade", ("", *Grade)), name="nonconformity_grade"),
        CheckConstraint("text <> '' AND place <> ''", name="nonconformity_says_what_and_where"),
        CheckConstraint(
            f"NOT ({among('state', TAKEN)}) OR (serial IS NOT NULL AND year IS NOT NULL AND "
            "title <> '' AND source <> '' AND grade <> '' AND handler_id IS NOT NULL AND "
            "correct_by IS NOT NULL)",
            name="nonconformity_taken_whole",
        ),
        CheckConstraint(
            "state NOT IN ('declined', 'withdrawn') OR answer <> ''", name="nonconformity_says_why"
        ),
        CheckConstraint(
            "(state = 'merged') = (merged_into_id IS NOT NULL) AND merged_into_id IS NOT id",
            name="nonconformity_merged",
        ),
        CheckConstraint(
            "(corrected_on IS NULL) = (correction = '') AND "
            f"(NOT ({among('state', (*TREATED, State.CLOSED))}) OR corrected_on IS NOT NULL) AND "
            "(corrected_on IS NULL OR corrected_on >= found_on)",
            name="nonconformity_corrected",
        ),
        CheckConstraint(
            f"({among('state', OPEN)}) = (ended_at IS NULL)", name="nonconformity_ended"
        ),
        CheckConstraint(f"({among('state', OPEN)}) = (due IS NOT NULL)", name="nonconformity_due"),
        CheckConstraint("follows_id < id", name="nonconformity_follows_an_earlier_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    state: Mapped[str] = mapped_column(default=State.REPORTED.value, index=True)
    text: Mapped[str]
    place: Mapped[str]
    found_on: Mapped[date]
    about_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    anchor: Mapped[str]
    clause: Mapped[str]
    reporter_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reported_at: Mapped[datetime] = mapped_column(Moment, index=True)
    hides_reporter: Mapped[bool]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    year: Mapped[int | None]
    serial: Mapped[int | None]
    title: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    grade: Mapped[str] = mapped_column(default="")
    handler_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    correct_by: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("nonconformity.id"), index=True)
    correction: Mapped[str] = mapped_column(default="")
    consequences: Mapped[str] = mapped_column(default="")
    corrected_on: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    confidential: Mapped[bool] = mapped_column(default=False)
    due: Mapped[date | None] = mapped_column(index=True)
    round: Mapped[int] = mapped_column(default=1)
    follows_id: Mapped[int | None] = mapped_column(ForeignKey("nonconformity.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)

    about: Mapped[Edition | None] = relationship()
    reporter: Mapped[Person] = relationship(foreign_keys=[reporter_id])
    handler: Mapped[Person | None] = relationship(foreign_keys=[handler_id])
    unit: Mapped[Unit] = relationship()
    merged_into: Mapped["Nonconformity | None"] = relationship(
        remote_side=[id], foreign_keys=[merged_into_id]
    )
    follows: Mapped["Nonconformity | None"] = relationship(
        remote_side=[id], foreign_keys=[follows_id]
    )
    criteria: Mapped[list["Criterion"]] = relationship(
        back_populates="nonconformity", order_by="Criterion.id"
    )
    touched: Mapped[list["TouchedIndicator"]] = relationship(back_populates="nonconformity")
    files: Mapped[list["ReportedFile"]] = relationship(
        back_populates="nonconformity", order_by="ReportedFile.id"
    )
    treatments: Mapped[list[Treatment]] = relationship(
        back_populates="nonconformity", order_by=Treatment.round
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """What is written on it, 03/2026/HĐKP; nothing before it is taken on."""
        return f"{self.serial:02d}/{self.year}/{MARK}" if self.serial else ""

    @property
    def indicators(self) -> frozenset[str]:
        """The numbers of the indicators that it touches."""
        return frozenset(link.indicator for link in self.touched)

    @property
    def summary(self) -> str:
        """What it is called in a list."""
        return shortened(self.title or self.text)

    @property
    def has_ended(self) -> bool:
        """Whether nothing is awaited any more."""
        return self.state in ENDED

    @property
    def is_late(self) -> bool:
        """Whether the present stage should be over by now."""
        return self.due is not None and self.due < clock.today()

    @property
    def treatment(self) -> Treatment | None:
        """What is done in the present round, once the case itself was put right."""
        return next((one for one in self.treatments if one.round == self.round), None)

    @property
    def plan(self) -> list[CorrectiveAction]:
        """The actions of the present round, without those that were dropped."""
        return self.treatment.plan if self.treatment else []

    @property
    def doers(self) -> frozenset[int]:
        """Who in the present round handles it, found its cause, made its plan, acts or acted."""
        treatment = self.treatment
        wrote = (treatment.analysed_by_id, treatment.proposed_by_id) if treatment else ()
        owners = [action.owner_id for action in self.plan]
        named = (self.handler_id, *wrote, *owners, *self._who_said(*TOLD_BY_OWNER))
        return frozenset(number for number in named if number)

    @property
    def checkers(self) -> frozenset[int]:
        """Who looked in the present round whether an action was done, and found it so or not."""
        return frozenset(self._who_said(*TOLD_BY_CHECKER))

    def _who_said(self, *kinds: str) -> list[int]:
        actions = self.treatment.actions if self.treatment else []
        notes = [note for action in actions for note in action.notes]
        return [note.said_by_id for note in notes if note.kind in kinds]

    @property
    def may_be_judged(self) -> bool:
        """Whether the day has come on which one looks whether it worked."""
        day = self.treatment.check_on if self.treatment else None
        return day is not None and day <= clock.today()

    def __str__(self) -> str:
        return self.number or f"#{self.id}"


class Criterion(Row):
    """What was not met: a clause of a standard, a clause of a document, or an article of a law."""

    __tablename__ = "nonconformity_criterion"
    __table_args__ = (
        UniqueConstraint(
            "nonconformity_id",
            *("clause_key", "edition_id", "anchor", "law_id", "article"),
            name="one_criterion_once",
        ),
        CheckConstraint(
            "(clause_key <> '') + (edition_id IS NOT NULL) + (law_id IS NOT NULL) = 1",
            name="criterion_is_of_one_kind",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonconformity_id: Mapped[int] = mapped_column(ForeignKey("nonconformity.id"), index=True)
    clause_key: Mapped[str] = mapped_column(default="", index=True)
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    anchor: Mapped[str] = mapped_column(default="")
    clause: Mapped[str] = mapped_column(default="")
    law_id: Mapped[int | None] = mapped_column(ForeignKey("external_document.id"), index=True)
    article: Mapped[str] = mapped_column(default="")
    nonconformity: Mapped[Nonconformity] = relationship(back_populates="criteria")
    edition: Mapped[Edition | None] = relationship()
    law: Mapped[ExternalDocument | None] = relationship()

    def traced_as(self) -> Row:
        """Criteria are told on the line of their nonconformity."""
        return self.nonconformity


class TouchedIndicator(Row):
    """That a nonconformity touches an indicator, named by its number in the catalogue."""

    __tablename__ = "nonconformity_indicator"
    __table_args__ = (UniqueConstraint("nonconformity_id", "indicator", name="one_indicator_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    nonconformity_id: Mapped[int] = mapped_column(ForeignKey("nonconformity.id"))
    indicator: Mapped[str] = mapped_column(index=True)
    nonconformity: Mapped[Nonconformity] = relationship(back_populates="touched")

    def traced_as(self) -> Row:
        """Indicators are told on the line of their nonconformity."""
        return self.nonconformity


class ReportedFile(Row):
    """A picture or a paper that was sent with a report."""

    __tablename__ = "nonconformity_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    nonconformity_id: Mapped[int] = mapped_column(ForeignKey("nonconformity.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    nonconformity: Mapped[Nonconformity] = relationship(back_populates="files")
    file: Mapped[Attachment] = relationship()

    def traced_as(self) -> Row:
        """Files are told on the line of their nonconformity."""
        return self.nonconformity
