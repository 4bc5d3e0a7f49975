"""One round of treating a nonconformity: the cause that was found, the plan, and how it ended.

Triggers (see the migration) number rounds one after the other, keep those that are over, and let a
nonconformity move on only with what its round holds.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.database import Moment, Row, among
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.causes.tree import Branch, Cause
from qms.nonconformities.effectiveness.models import EffectCheck
from qms.organisation.models import Person

if TYPE_CHECKING:
    from qms.nonconformities.models import Nonconformity

MOST_MONTHS = 24


class Treatment(Row):
    """A round. It begins when the case is put right, and anew each time the nonconformity reopens.

    ``why`` says why it was reopened. ``branch`` is where the main cause lies, ``conclusion`` what
    it is, ``elsewhere`` whether the same happens elsewhere. ``criterion`` says by what one will see
    that the plan worked, ``months`` after how long; ``check_on`` is that day.
    """

    __tablename__ = "nonconformity_treatment"
    __table_args__ = (
        UniqueConstraint("nonconformity_id", "round", name="one_treatment_a_round"),
        CheckConstraint(among("branch", ("", *Branch)), name="treatment_branch"),
        CheckConstraint("(round = 1) = (why = '')", name="treatment_reopened_why"),
        CheckConstraint(
            "(analysed_at IS NULL) = (conclusion = '') AND (analysed_at IS NULL) = (branch = '') "
            "AND (analysed_at IS NULL) = (analysed_by_id IS NULL) AND "
            "(analysed_at IS NULL) = (elsewhere = '')",
            name="treatment_analysed_whole",
        ),
        CheckConstraint(
            "(proposed_at IS NULL) = (proposed_by_id IS NULL) AND "
            "(proposed_at IS NULL OR (criterion <> '' AND months > 0 AND analysed_at IS NOT NULL))",
            name="treatment_proposed_whole",
        ),
        CheckConstraint(f"months BETWEEN 0 AND {MOST_MONTHS}", name="treatment_months"),
        CheckConstraint(
            "(approved_at IS NULL) = (approved_by_id IS NULL) AND "
            "(approved_at IS NULL OR (proposed_at IS NOT NULL AND approved_at >= proposed_at AND "
            "approved_by_id <> proposed_by_id))",
            name="treatment_approved_by_another",
        ),
        CheckConstraint(
            "(check_on IS NULL) = (implemented_at IS NULL) AND "
            "(implemented_at IS NULL OR approved_at IS NOT NULL)",
            name="treatment_implemented",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonconformity_id: Mapped[int] = mapped_column(ForeignKey("nonconformity.id"))
    round: Mapped[int]
    opened_at: Mapped[datetime] = mapped_column(Moment)
    why: Mapped[str] = mapped_column(default="")
    branch: Mapped[str] = mapped_column(default="", index=True)
    conclusion: Mapped[str] = mapped_column(default="")
    elsewhere: Mapped[str] = mapped_column(default="")
    analysed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    analysed_at: Mapped[datetime | None] = mapped_column(Moment)
    criterion: Mapped[str] = mapped_column(default="")
    months: Mapped[int] = mapped_column(default=0)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    proposed_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    implemented_at: Mapped[datetime | None] = mapped_column(Moment)
    check_on: Mapped[date | None]

    nonconformity: Mapped["Nonconformity"] = relationship(back_populates="treatments")
    analysed_by: Mapped[Person | None] = relationship(foreign_keys=[analysed_by_id])
    proposed_by: Mapped[Person | None] = relationship(foreign_keys=[proposed_by_id])
    approved_by: Mapped[Person | None] = relationship(foreign_keys=[approved_by_id])
    found: Mapped[list["FoundCause"]] = relationship(
        back_populates="treatment", order_by="FoundCause.position"
    )
    actions: Mapped[list[CorrectiveAction]] = relationship(
        back_populates="treatment", order_by=CorrectiveAction.serial
    )
    checks: Mapped[list[EffectCheck]] = relationship(
        back_populates="treatment", order_by=EffectCheck.id
    )

    @property
    def causes(self) -> tuple[Cause, ...]:
        """The answers to each why, in their order."""
        return tuple(Cause(Branch(c.branch), c.depth, c.text) for c in self.found)

    @property
    def plan(self) -> list[CorrectiveAction]:
        """Its actions, without those that were dropped."""
        return [action for action in self.actions if action.state != "dropped"]

    def traced_as(self) -> Row:
        """A round is told on the line of its nonconformity."""
        return self.nonconformity


class FoundCause(Row):
    """One answer to a why; its parent is the nearest one before it that lies one less deep."""

    __tablename__ = "nonconformity_cause"
    __table_args__ = (
        UniqueConstraint("treatment_id", "position", name="cause_position"),
        CheckConstraint(among("branch", Branch), name="cause_branch"),
        CheckConstraint("text <> '' AND depth >= 0", name="cause_says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    treatment_id: Mapped[int] = mapped_column(ForeignKey("nonconformity_treatment.id"))
    position: Mapped[int]
    branch: Mapped[str]
    depth: Mapped[int]
    text: Mapped[str]
    treatment: Mapped[Treatment] = relationship(back_populates="found")

    def traced_as(self) -> Row:
        """Causes are told on the line of their nonconformity."""
        return self.treatment.nonconformity
