"""The records that an edition says are kept.

Triggers (see the migration) let them change only while their edition is a draft.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.records.reading import Said, duration
from qms.kernel.database import Row

if TYPE_CHECKING:
    from qms.documents.models import Edition


class KeptRecord(Row):
    """A record (hồ sơ) that an edition says is kept; ``kept_for`` are its words for how long.

    ``months`` and ``for_ever`` are what those words mean, so far as they mean a time.
    """

    __tablename__ = "kept_record"
    __table_args__ = (
        UniqueConstraint("edition_id", "position", name="record_position"),
        CheckConstraint("name <> ''", name="record_named"),
        CheckConstraint(
            "months IS NULL OR (months > 0 AND NOT for_ever)", name="record_kept_for_a_time"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), info={"untold": True})
    position: Mapped[int] = mapped_column(info={"untold": True})
    name: Mapped[str]
    place: Mapped[str]
    kept_for: Mapped[str]
    months: Mapped[int | None] = mapped_column(info={"untold": True})
    for_ever: Mapped[bool] = mapped_column(info={"untold": True})
    edition: Mapped["Edition"] = relationship(back_populates="records")

    @property
    def said(self) -> Said:
        """The record as the text says it."""
        return Said(self.name, self.place, self.kept_for)

    def traced_as(self) -> Row:
        """Records are told on their edition's line."""
        return self.edition


def records_of(given: Iterable[Said]) -> list[KeptRecord]:
    """Records in their order, not yet of an edition."""
    return [
        KeptRecord(
            position=position,
            name=said.name,
            place=said.place,
            kept_for=said.kept_for,
            months=(meant := duration(said.kept_for)).months,
            for_ever=meant.for_ever,
        )
        for position, said in enumerate(given, start=1)
    ]
