"""Which procedure a form belongs to, and what an edition of the procedure does to its forms.

A foreign key that is checked at the commit holds the state of a rider to that of its carrier for as
long as both are on their way, whoever writes to the database. Triggers (see the migration) keep the
set of a carrier as it is once it is no draft any more.
"""

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.lifecycle import OPEN
from qms.documents.models import Document, Edition
from qms.kernel.database import Row


class Blank(Row):
    """That a form belongs to a procedure, with whose editions it comes and goes.

    A row of its own, so that a form without a procedure has none. Triggers let
    only a form belong, and only to what is no form.
    """

    __tablename__ = "blank"

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(
        ForeignKey("document.id"), unique=True, info={"untold": True}
    )
    parent_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    document: Mapped[Document] = relationship(back_populates="blank", foreign_keys=[document_id])
    parent: Mapped[Document] = relationship(foreign_keys=[parent_id])

    def traced_as(self) -> Row:
        """Where a form belongs is told on the form's line."""
        return self.document


def _stands_together(column: str, name: str) -> ForeignKeyConstraint:
    return ForeignKeyConstraint(
        [column, "together"],
        ["edition.id", "edition.state"],
        name=name,
        deferrable=True,
        initially="DEFERRED",
    )


class Carried(Row):
    """A form that comes anew or goes with an edition of its procedure; those that stay have none.

    ``edition`` is the form's own edition that comes; without one the form goes. ``together`` is the
    state in which both editions stand, empty once the carrier is in force or was given up.
    """

    __tablename__ = "carried_form"
    __table_args__ = (
        UniqueConstraint("carrier_id", "document_id", name="one_fate_a_form"),
        UniqueConstraint("edition_id", name="one_carrier_a_form"),
        _stands_together("edition_id", "form_stands_with_procedure"),
        _stands_together("carrier_id", "procedure_stands_with_form"),
        CheckConstraint(
            f"together IN ({', '.join(repr(str(state)) for state in OPEN)})", name="together_open"
        ),
        CheckConstraint("edition_id IS NOT NULL OR together IS NULL", name="together_with_form"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    carrier_id: Mapped[int] = mapped_column(ForeignKey("edition.id"))
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"))
    edition_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), info={"untold": True})
    together: Mapped[str | None] = mapped_column(info={"untold": True})
    carrier: Mapped[Edition] = relationship(
        primaryjoin=Edition.id == carrier_id, foreign_keys=[carrier_id]
    )
    document: Mapped[Document] = relationship()
    edition: Mapped[Edition | None] = relationship(
        primaryjoin=Edition.id == edition_id, foreign_keys=[edition_id]
    )

    def traced_as(self) -> Row:
        """What comes is told on the line of the form's edition, what goes on the procedure's."""
        return self.edition or self.carrier
