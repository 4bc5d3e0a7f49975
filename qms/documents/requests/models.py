"""Change requests. What must never be untrue is said here, to the database.

Triggers (see the migration) let a request begin only as the next number of its year, keep what was
asked as it was sent, let it move only along its lifecycle, and keep one that has ended.
"""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.models import Document, Edition
from qms.documents.requests.lifecycle import OPEN, TAKEN, Origin, State
from qms.kernel import clock
from qms.kernel.database import Moment, Row, among
from qms.kernel.i18n import msg
from qms.organisation.models import Person

MARK = msg("YCSĐ")
"""What the number of a request ends in, in any language: it stands on paper."""


class ChangeRequest(Row):
    """Somebody's wish that a document be changed, or that there be a new one.

    ``serial`` counts the requests of a year. A request is about a document, at a clause of the
    edition that was read (``about``, ``anchor``; ``clause`` is its number and heading as read); or
    it asks for a document called ``title``. ``draft`` is the edition that answers it.
    """

    __tablename__ = "change_request"
    __table_args__ = (
        UniqueConstraint("year", "serial", name="one_request_a_number"),
        CheckConstraint(among("state", State), name="request_state"),
        CheckConstraint(among("origin", Origin), name="request_origin"),
        CheckConstraint(
            "wish <> '' AND reason <> '' AND (document_id IS NOT NULL OR title <> '')",
            name="request_says_what_and_why",
        ),
        CheckConstraint(
            f"NOT ({among('state', TAKEN)}) OR (author_id IS NOT NULL AND due IS NOT NULL)",
            name="request_author_named",
        ),
        CheckConstraint(
            "(state IN ('drafting', 'done')) = (draft_id IS NOT NULL)", name="request_draft"
        ),
        CheckConstraint("state <> 'declined' OR answer <> ''", name="request_declined_why"),
        CheckConstraint(f"({among('state', OPEN)}) = (ended_at IS NULL)", name="request_ended"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    year: Mapped[int]
    serial: Mapped[int]
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    about_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"))
    anchor: Mapped[str]
    clause: Mapped[str]
    title: Mapped[str]
    wish: Mapped[str]
    reason: Mapped[str]
    origin: Mapped[str]
    sender_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    sent_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(default=State.SENT.value, index=True)
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    due: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("edition.id"), index=True)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    document: Mapped[Document | None] = relationship()
    about: Mapped[Edition | None] = relationship(foreign_keys=[about_id])
    sender: Mapped[Person] = relationship(foreign_keys=[sender_id])
    author: Mapped[Person | None] = relationship(foreign_keys=[author_id])
    draft: Mapped[Edition | None] = relationship(foreign_keys=[draft_id])

    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """What is written on it: 03/2026/YCSĐ."""
        return f"{self.serial:02d}/{self.year}/{MARK}"

    @property
    def subject(self) -> str:
        """The document it is about, or the one that is wished for."""
        return f"{self.document.code} {self.document.title}" if self.document else self.title

    @property
    def is_open(self) -> bool:
        """Whether it still awaits something."""
        return self.state in OPEN

    @property
    def is_late(self) -> bool:
        """Whether it should have been drafted by now."""
        return self.is_open and self.due is not None and self.due < clock.today()

    def __str__(self) -> str:
        return self.number
