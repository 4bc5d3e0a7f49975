"""Which of the indicators a document serves."""

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.models import Document
from qms.kernel.database import Row


class ServedIndicator(Row):
    """That a document serves an indicator, named by its number ("3.10") in the catalogue.

    The catalogue is data of the program, so a verb and no foreign key keeps to its numbers.
    """

    __tablename__ = "document_indicator"
    __table_args__ = (UniqueConstraint("document_id", "indicator", name="document_indicator_once"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), info={"untold": True})
    indicator: Mapped[str] = mapped_column(index=True)
    document: Mapped[Document] = relationship(back_populates="served")

    def traced_as(self) -> Row:
        """What a document serves is told on its own line."""
        return self.document
