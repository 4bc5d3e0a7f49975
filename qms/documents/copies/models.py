"""Paper copies. Triggers (see the migration) let one be handed out of an edition in force only,
under the next number, and never be changed but by being collected once.
"""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.models import Edition
from qms.kernel.database import Row
from qms.organisation.models import Person, Unit


class PaperCopy(Row):
    """A numbered copy on paper, and to whom it went.

    ``collected_on`` is the day on which it came back or, with ``missing_because``, on which it was
    found that it would not.
    """

    __tablename__ = "paper_copy"
    __table_args__ = (
        UniqueConstraint("edition_id", "number", name="one_copy_a_number"),
        CheckConstraint("number > 0", name="paper_copy_number"),
        CheckConstraint("collected_on >= handed_on", name="paper_copy_days"),
        CheckConstraint(
            "(collected_on IS NULL) = (collected_by_id IS NULL)", name="paper_copy_collected"
        ),
        CheckConstraint(
            "missing_because IS NULL OR collected_on IS NOT NULL", name="paper_copy_missing"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    number: Mapped[int]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    holder: Mapped[str]
    handed_on: Mapped[date]
    handed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    collected_on: Mapped[date | None]
    collected_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    missing_because: Mapped[str | None]
    edition: Mapped[Edition] = relationship()
    unit: Mapped[Unit] = relationship()
    handed_by: Mapped[Person] = relationship(foreign_keys=[handed_by_id])

    def __str__(self) -> str:
        return f"{self.edition} {self.number:02d}"
