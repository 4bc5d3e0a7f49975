"""The rows of attached files. Triggers (see the migration) refuse to change or remove one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.attachments.kinds import FORMATS, Kind
from qms.kernel.database import Moment, Row
from qms.organisation.models import Person


class Attachment(Row):
    """A file that was let in: what it is, what it is called, and the SHA-256 of its bytes."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(
            f"kind IN ({', '.join(repr(str(k)) for k in Kind)})", name="attachment_kind"
        ),
        CheckConstraint("size > 0 AND (pages IS NULL OR pages > 0)", name="attachment_size"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    size: Mapped[int]
    pages: Mapped[int | None]
    digest: Mapped[str] = mapped_column(index=True)
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    added_at: Mapped[datetime] = mapped_column(Moment)
    added_by: Mapped[Person] = relationship()

    @property
    def media_type(self) -> str:
        """What a browser is told that it is."""
        return FORMATS[Kind(self.kind)].media_type

    def __str__(self) -> str:
        return self.name
