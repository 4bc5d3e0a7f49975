"""Documents, editions, signatures. What must never be untrue is said here, to the database.

Triggers (see the migration) add what a CHECK cannot say: the bytes of an edition change only while
it is a draft; it is in review only with a route, and approved only when every step of it is signed
for those bytes. The rows of a route stand in ``routes.models``.
"""

from datetime import date, datetime
from typing import TYPE_CHECKING, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, and_, text
from sqlalchemy.orm import Mapped, foreign, mapped_column, relationship

from qms.audit_trail.models import TrailLine
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import ONCE_APPROVED, OPEN, State
from qms.documents.remarks.models import Remark
from qms.documents.routes.models import RouteStep, Signature, StepReturn
from qms.documents.routes.rounds import InRounds
from qms.kernel.database import Moment, Row, Trace, among
from qms.organisation.models import Person, Unit

if TYPE_CHECKING:  # the neighbours stand on this file
    from qms.documents.adoption.models import AdoptedEdition, Adoption, EarlierEdition
    from qms.documents.blanks.models import Blank
    from qms.documents.decisions.models import DecisionItem
    from qms.documents.records.models import KeptRecord
    from qms.documents.serving.models import ServedIndicator

BRINGS_FILE = ("start edition", "replace file", "bring forms")
"""The verbs in the trail that put a Word file into an edition, or beside it."""

ENDED = (State.SUPERSEDED, State.WITHDRAWN)
ONCE_IN_FORCE = (State.IN_FORCE, *ENDED)


class Document(Row):
    """A controlled document, known by its code for as long as it exists.

    ``code`` is printed as the agency writes it; ``key`` is the canonical spelling, unique for ever.
    """

    __tablename__ = "document"
    __table_args__ = (CheckConstraint(among("kind", KIND_NAMES), name="document_kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    key: Mapped[str] = mapped_column(unique=True)
    title: Mapped[str]
    kind: Mapped[str] = mapped_column(index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    version: Mapped[int] = mapped_column(default=1)
    unit: Mapped[Unit] = relationship()
    editions: Mapped[list["Edition"]] = relationship(
        back_populates="document", order_by="Edition.serial"
    )
    served: Mapped[list["ServedIndicator"]] = relationship(back_populates="document")
    blank: Mapped["Blank | None"] = relationship(
        back_populates="document", foreign_keys="Blank.document_id", lazy="joined"
    )
    earlier: Mapped[list["EarlierEdition"]] = relationship(
        back_populates="document", order_by="EarlierEdition.in_force_on"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def parent(self) -> "Document | None":
        """The procedure that a form belongs to, if to any."""
        return self.blank.parent if self.blank else None

    @property
    def indicators(self) -> frozenset[str]:
        """The numbers of the indicators that the document serves."""
        return frozenset(link.indicator for link in self.served)

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class Edition(InRounds, Row):
    """One issue of a document, from draft to its end.

    ``serial`` counts the editions of a document from 1; ``issue``/``amendment`` are what is
    printed (lần ban hành / lần sửa đổi). ``round`` counts submissions: a signature holds for its
    round only. Reviewer and approver are whom the author chose on the draft; who is asked stands in
    the ``steps`` of the round. ``effective_on`` is the day on which what is approved is to come
    into force, when that was set before. ``issued_outside``: a paper decision stands in the place
    of its signatures.
    """

    __tablename__ = "edition"
    __table_args__ = (
        UniqueConstraint("document_id", "serial", name="edition_serial"),
        Index(
            "one_edition_in_force",
            "document_id",
            unique=True,
            sqlite_where=text("state = 'in force'"),
            postgresql_where=text("state = 'in force'"),
        ),
        Index(
            "one_open_edition",
            "document_id",
            unique=True,
            sqlite_where=text(among("state", OPEN)),
            postgresql_where=text(among("state", OPEN)),
        ),
        Index(
            "one_edition_of_a_number",
            "document_id",
            "issue",
            "amendment",
            unique=True,
            sqlite_where=text("state <> 'discarded'"),
            postgresql_where=text("state <> 'discarded'"),
        ),
        Index("edition_in_its_state", "id", "state", unique=True),
        CheckConstraint(among("state", State), name="edition_state"),
        CheckConstraint("issue >= 0 AND amendment >= 0", name="edition_numbers"),
        CheckConstraint(
            "author_id <> reviewer_id AND author_id <> approver_id AND reviewer_id <> approver_id",
            name="edition_three_people",
        ),
        CheckConstraint(
            f"issued_outside <= ({among('state', (State.RECORDED, *ONCE_IN_FORCE))}) "
            "AND issued_outside >= (state = 'recorded')",
            name="edition_issued_outside",
        ),
        CheckConstraint(
            f"({among('state', ONCE_APPROVED)}) = (approved_at IS NOT NULL)",
            name="edition_approved",
        ),
        CheckConstraint(
            f"({among('state', ONCE_IN_FORCE)}) = (in_force_at IS NOT NULL)",
            name="edition_was_in_force",
        ),
        CheckConstraint(
            f"({among('state', ENDED)}) = (ended_at IS NOT NULL)", name="edition_ended"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), index=True)
    serial: Mapped[int]
    issue: Mapped[int]
    amendment: Mapped[int]
    title: Mapped[str]
    change_note: Mapped[str]
    state: Mapped[str] = mapped_column(default=State.DRAFT.value, index=True)
    round: Mapped[int] = mapped_column(default=0)
    author_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    approver_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    file_digest: Mapped[str] = mapped_column(index=True)
    file_name: Mapped[str]
    file_size: Mapped[int]
    margins: Mapped[str] = mapped_column(info={"untold": True})
    returned_because: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(Moment)
    submitted_at: Mapped[datetime | None] = mapped_column(Moment)
    approved_at: Mapped[datetime | None] = mapped_column(Moment)
    effective_on: Mapped[date | None] = mapped_column(
        CheckConstraint("effective_on IS NULL OR state = 'approved'", name="edition_awaits_its_day")
    )
    in_force_at: Mapped[datetime | None] = mapped_column(Moment)
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    issued_outside: Mapped[bool] = mapped_column(default=False, server_default=text("0"))
    version: Mapped[int] = mapped_column(default=1)

    document: Mapped[Document] = relationship(back_populates="editions")
    author: Mapped[Person] = relationship(foreign_keys=[author_id])
    reviewer: Mapped[Person | None] = relationship(foreign_keys=[reviewer_id])
    approver: Mapped[Person | None] = relationship(foreign_keys=[approver_id])
    steps: Mapped[list[RouteStep]] = relationship(
        back_populates="edition", order_by=(RouteStep.round, RouteStep.position)
    )
    signatures: Mapped[list[Signature]] = relationship(
        back_populates="edition", order_by=Signature.id
    )
    returns: Mapped[list[StepReturn]] = relationship(
        back_populates="edition", order_by=StepReturn.id
    )
    remarks: Mapped[list[Remark]] = relationship(back_populates="edition", order_by=Remark.id)
    brought: Mapped[list[TrailLine]] = relationship(
        primaryjoin=lambda: and_(
            foreign(TrailLine.subject_id) == Edition.id,
            TrailLine.subject_kind == "edition",
            TrailLine.verb.in_(BRINGS_FILE),
        ),
        viewonly=True,
    )
    clauses: Mapped[list["Clause"]] = relationship(
        back_populates="edition", order_by="Clause.position", cascade="all, delete-orphan"
    )
    adopted: Mapped[list["AdoptedEdition"]] = relationship(
        back_populates="edition", order_by="AdoptedEdition.id"
    )
    records: Mapped[list["KeptRecord"]] = relationship(
        back_populates="edition", order_by="KeptRecord.position", cascade="all, delete-orphan"
    )

    listed: Mapped[list["DecisionItem"]] = relationship(
        back_populates="edition", order_by="DecisionItem.id"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def parent(self) -> Document | None:
        """The procedure with whose editions this one comes and goes, if it is a form's."""
        return self.document.parent

    @property
    def number(self) -> str:
        """What is printed: issue and amendment, as in 02/01."""
        return f"{self.issue:02d}/{self.amendment:02d}"

    @property
    def adoption(self) -> "Adoption | None":
        """The recording of the paper decision that issued it, when it was issued outside."""
        return self.adopted[-1].adoption if self.issued_outside else None

    def __str__(self) -> str:
        return f"{self.document.code} ({self.number})"


class Clause(Row):
    """A piece of an edition's text under its heading, as read out of the file."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("edition_id", "position", name="clause_position"),)
    told: ClassVar[bool] = False

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    position: Mapped[int]
    anchor: Mapped[str]
    number: Mapped[str]
    heading: Mapped[str]
    level: Mapped[int]
    path: Mapped[list[str]] = mapped_column(JSON)
    text: Mapped[str]
    html: Mapped[str]
    edition: Mapped[Edition] = relationship(back_populates="clauses")

    def traced_as(self) -> Row:
        """Clauses follow the file of their edition."""
        return self.edition


class Upload(Row):
    """A file that passed the gate and waits for its document to be filled in."""

    __tablename__ = "upload"
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    digest: Mapped[str]
    file_name: Mapped[str]
    file_size: Mapped[int]
    uploaded_at: Mapped[datetime] = mapped_column(Moment)
