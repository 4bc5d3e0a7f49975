"""The signatures by which editions stay as they are.

Triggers (see the migration) let one be added only for the bytes of an edition in force, and never
be changed, removed or written over.
"""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.models import Edition
from qms.kernel.database import Moment, Row


class Reaffirmation(Row):
    """A person's word that an edition is still fit for use. Name and title are copied as they were
    when signing; ``digest`` is the SHA-256 of the bytes in force.
    """

    __tablename__ = "reaffirmation"
    __table_args__ = (CheckConstraint("note <> ''", name="reaffirmation_says_why"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    person_name: Mapped[str]
    person_title: Mapped[str]
    digest: Mapped[str]
    note: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped[Edition] = relationship()

    def traced_as(self) -> Row:
        """A signature is told on its edition's line."""
        return self.edition
