"""Checks of effect. A row is never changed; triggers (see the migration) refuse one by a person
who took part, or before its time.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.models import Attachment
from qms.kernel.database import Moment, Row, among
from qms.kernel.i18n import Sentence
from qms.organisation.models import Person

if TYPE_CHECKING:
    from qms.nonconformities.treatment import Treatment


class Result(StrEnum):
    """What a check found."""

    WORKED = "worked"
    FAILED = "failed"
    TOO_EARLY = "too early"


RESULT_NAMES = {
    Result.WORKED: Sentence("Có kết quả, việc không lặp lại"),
    Result.FAILED: Sentence("Chưa có kết quả, phải tìm lại nguyên nhân"),
    Result.TOO_EARLY: Sentence("Chưa đánh giá được, hẹn ngày khác"),
}


class EffectCheck(Row):
    """What was looked at, by which criterion, what the data say, and what follows from it.

    ``next_on`` is the new day where it could not be judged yet.
    """

    __tablename__ = "effect_check"
    __table_args__ = (
        CheckConstraint(among("result", Result), name="effect_check_result"),
        CheckConstraint("criterion <> '' AND data <> ''", name="effect_check_says_by_what"),
        CheckConstraint(
            "(result = 'too early') = (next_on IS NOT NULL) AND "
            "(next_on IS NULL OR next_on > checked_on)",
            name="effect_check_next",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    treatment_id: Mapped[int] = mapped_column(ForeignKey("nonconformity_treatment.id"), index=True)
    checked_on: Mapped[date]
    checked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    said_at: Mapped[datetime] = mapped_column(Moment)
    criterion: Mapped[str]
    data: Mapped[str]
    result: Mapped[str]
    next_on: Mapped[date | None]

    treatment: Mapped["Treatment"] = relationship(back_populates="checks")
    checked_by: Mapped[Person] = relationship()
    files: Mapped[list["EffectFile"]] = relationship(
        back_populates="check", order_by="EffectFile.id"
    )

    def traced_as(self) -> Row:
        """Checks are told on the line of their nonconformity."""
        return self.treatment.nonconformity


class EffectFile(Row):
    """A paper that holds the data of a check."""

    __tablename__ = "effect_check_file"

    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("effect_check.id"), index=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"))
    check: Mapped[EffectCheck] = relationship(back_populates="files")
    file: Mapped[Attachment] = relationship()

    def traced_as(self) -> Row:
        """Files are told on the line of the nonconformity."""
        return self.check.treatment.nonconformity
