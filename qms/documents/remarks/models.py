"""Comments. Triggers (see the migration) let one be answered or withdrawn once, nothing else."""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.remarks.lifecycle import Answer
from qms.kernel.database import Moment, Row, among

if TYPE_CHECKING:
    from qms.documents.models import Edition


class Remark(Row):
    """What somebody said of a clause in one round. The clause's words are copied: it may go."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint(f"answer IS NULL OR {among('answer', Answer)}", name="remark_answer"),
        CheckConstraint(
            "(answer IS NULL) = (answered_at IS NULL) AND (answer IS NULL) = (answer_text IS NULL)",
            name="remark_answered_whole",
        ),
        CheckConstraint(
            "(withdrawn_at IS NULL) = (withdrawn_because IS NULL)", name="remark_withdrawn_whole"
        ),
        CheckConstraint(
            "answer IS NULL OR withdrawn_at IS NULL", name="remark_answered_or_withdrawn"
        ),
        CheckConstraint("text <> ''", name="remark_says_something"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    round: Mapped[int]
    digest: Mapped[str] = mapped_column(info={"untold": True})
    anchor: Mapped[str] = mapped_column(info={"untold": True})
    clause: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str] = mapped_column(info={"untold": True})
    text: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(Moment, info={"untold": True})
    answer: Mapped[str | None]
    answer_text: Mapped[str | None]
    answered_at: Mapped[datetime | None] = mapped_column(Moment, info={"untold": True})
    withdrawn_because: Mapped[str | None]
    withdrawn_at: Mapped[datetime | None] = mapped_column(Moment, info={"untold": True})
    edition: Mapped["Edition"] = relationship(back_populates="remarks")

    @property
    def is_open(self) -> bool:
        """Whether it waits for its answer."""
        return self.answer is None and self.withdrawn_at is None

    def __str__(self) -> str:
        return f"{self.edition}: {self.clause}" if self.clause else str(self.edition)
