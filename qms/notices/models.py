"""Notices, what mail people want of them, and the letters they go out in. Plumbing: what they tell
of has lines of its own in the trail."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.database import Moment, Row, Trace
from qms.kernel.i18n import Sentence
from qms.notices.kinds import Wish
from qms.notices.wording import told
from qms.organisation.models import Person


class Letter(Row):
    """One mail to one person. It waits, is claimed by whoever sends it, and is sent.

    ``handed_at`` is kept just before the last byte goes to the mail server: until then a letter
    whose sender died was surely not sent. ``address`` is where it went.
    """

    __tablename__ = "letter"
    __table_args__ = (
        Index(
            "one_digest_a_day",
            "person_id",
            "digest_of",
            unique=True,
            sqlite_where=text("digest_of IS NOT NULL"),
            postgresql_where=text("digest_of IS NOT NULL"),
        ),
        CheckConstraint("sent_at IS NULL OR handed_at IS NOT NULL", name="letter_handed_then_sent"),
        Index(
            "ix_letter_open",
            "id",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest_of: Mapped[date | None]
    message_id: Mapped[str] = mapped_column(unique=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    address: Mapped[str | None]
    claimed_until: Mapped[datetime | None] = mapped_column(Moment)
    handed_at: Mapped[datetime | None] = mapped_column(Moment)
    failed_at: Mapped[datetime | None] = mapped_column(Moment)
    sent_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship()
    notices: Mapped[list["Notice"]] = relationship(order_by="Notice.id", viewonly=True)


class Notice(Row):
    """Something a person is told, once; ``sentence`` is said in the language of the reader."""

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("person_id", "once", name="told_once"),
        Index("ix_notice_of_person", "person_id", "read_at"),
    )
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    once: Mapped[str]
    sentence: Mapped[dict[str, Any]] = mapped_column(JSON)
    url: Mapped[str]
    urgent: Mapped[bool]
    made_at: Mapped[datetime] = mapped_column(Moment, index=True)
    read_at: Mapped[datetime | None] = mapped_column(Moment)
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"), index=True)

    @property
    def said(self) -> Sentence:
        """What it tells."""
        return told(self.sentence)


class NoticeWish(Row):
    """When a person wants a kind of notice by mail, if not as the kind says by itself."""

    __tablename__ = "notice_wish"
    __table_args__ = (
        CheckConstraint(
            f"wish IN ({', '.join(repr(str(wish)) for wish in Wish)})", name="notice_wish_known"
        ),
    )
    trace: ClassVar[Trace] = Trace.PLUMBING

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    wish: Mapped[str]
