"""Units, people and appointments. Nobody is deleted: units close, people leave, the past stays."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.kernel.access import Role
from qms.kernel.database import Moment, Row, Trace, among
from qms.organisation.lifecycle import BY_DOCUMENT, REVIEW_ROLES, SIGNING_FORMS


class Unit(Row):
    """A part of the agency; the one without a parent is the agency itself.

    Valid from ``valid_from`` up to and without ``valid_to``.
    """

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="unit_ends_after_start"),
        CheckConstraint("parent_id <> id", name="unit_not_its_own_parent"),
        Index(
            "one_agency",
            text("(parent_id IS NULL)"),
            unique=True,
            sqlite_where=text("parent_id IS NULL"),
            postgresql_where=text("parent_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def is_open_on(self, day: date) -> bool:
        """Whether the unit is there on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def __str__(self) -> str:
        return self.name


class Person(Row):
    """Someone with an account. ``title`` is the chức vụ that stands beside a signature."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language IN ('vi', 'en')", name="person_language"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    title: Mapped[str]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    language: Mapped[str] = mapped_column(default="vi")
    password_hash: Mapped[str | None] = mapped_column(info={"secret": True})
    disabled_at: Mapped[datetime | None] = mapped_column(Moment)
    mail: Mapped[str | None]
    version: Mapped[int] = mapped_column(default=1)
    unit: Mapped[Unit] = relationship(lazy="joined")
    appointments: Mapped[list["Appointment"]] = relationship(
        back_populates="person", order_by="Appointment.id"
    )

    __mapper_args__ = {"version_id_col": version}

    def roles_on(self, day: date) -> frozenset[tuple[Role, int | None]]:
        """Pairs (role, unit id) held on ``day``; none for whoever is shut out."""
        if self.disabled_at:
            return frozenset()
        return frozenset((Role(a.role), a.unit_id) for a in self.appointments if a.holds_on(day))

    def holds(self, role: Role, day: date) -> bool:
        """Whether ``role`` is held on ``day``, in whatever unit."""
        return any(held == role for held, _unit in self.roles_on(day))

    def __str__(self) -> str:
        return self.name


class Appointment(Row):
    """A role held by a person, in a unit or (without one) in the whole agency, for a time.

    Valid from ``valid_from`` up to and without ``valid_to``.
    """

    __tablename__ = "appointment"
    __table_args__ = (
        CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name="appointment_ends_after_start"
        ),
        Index(
            "one_open_appointment",
            "person_id",
            "role",
            text("coalesce(unit_id, 0)"),
            unique=True,
            sqlite_where=text("valid_to IS NULL"),
            postgresql_where=text("valid_to IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    person: Mapped[Person] = relationship(back_populates="appointments")
    unit: Mapped[Unit | None] = relationship()

    def traced_as(self) -> Row:
        """Rights are told on the person's own line."""
        return self.person

    def holds_on(self, day: date) -> bool:
        """Whether the role is held on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)

    def overlaps(self, start: date, end: date | None) -> bool:
        """Whether the role is held on some day from ``start`` up to and without ``end``."""
        begins_before = end is None or self.valid_from < end
        return begins_before and (self.valid_to is None or start < self.valid_to)


class Delegation(Row):
    """That somebody signs for another during leave: in which parts, when, and by which document.

    Both days belong to the period. Triggers (see the migration) let only its end be written.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        CheckConstraint("person_id <> deputy_id", name="delegation_to_another"),
        CheckConstraint("reviews OR approves", name="delegation_of_something"),
        CheckConstraint("last_day >= first_day", name="delegation_ends_after_start"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    deputy_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    reviews: Mapped[bool]
    approves: Mapped[bool]
    document: Mapped[str]
    document_day: Mapped[date]
    first_day: Mapped[date]
    last_day: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(foreign_keys=[person_id], lazy="joined", innerjoin=True)
    deputy: Mapped[Person] = relationship(foreign_keys=[deputy_id], lazy="joined", innerjoin=True)

    @property
    def roles(self) -> frozenset[Role]:
        """As which ones the deputy may sign, so far as the person holds them."""
        reviews = REVIEW_ROLES if self.reviews else ()
        return frozenset((*reviews, Role.APPROVER) if self.approves else reviews)

    def is_over(self, day: date) -> bool:
        """Whether it holds no more on ``day``."""
        return self.ended_at is not None or self.last_day < day

    def traced_as(self) -> Row:
        """Who signs for a person is told on that person's line."""
        return self.person


class SigningAuthority(Row):
    """In which legal form a person signs, on whose behalf, and by which document.

    Both days belong to the period; without a last day it holds until it is ended. Triggers (see the
    migration) let only its end be written.
    """

    __tablename__ = "signing_authority"
    __table_args__ = (
        CheckConstraint(among("form", SIGNING_FORMS), name="signing_authority_form"),
        CheckConstraint("on_behalf <> ''", name="signing_authority_on_behalf"),
        CheckConstraint(
            f"NOT ({among('form', BY_DOCUMENT)}) OR "
            "(document IS NOT NULL AND document_day IS NOT NULL)",
            name="signing_authority_document",
        ),
        CheckConstraint(
            "form <> 'TUQ' OR last_day IS NOT NULL", name="signing_authority_for_a_time"
        ),
        CheckConstraint(
            "last_day IS NULL OR last_day >= first_day", name="signing_authority_ends_after_start"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    form: Mapped[str]
    on_behalf: Mapped[str]
    document: Mapped[str | None]
    document_day: Mapped[date | None]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    ended_at: Mapped[datetime | None] = mapped_column(Moment)
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    @property
    def words(self) -> str:
        """What stands in the block, as in "KT. CHỦ TỊCH"."""
        return f"{self.form}. {self.on_behalf}"

    def is_over(self, day: date) -> bool:
        """Whether it holds no more on ``day``."""
        return self.ended_at is not None or (self.last_day is not None and self.last_day < day)

    def traced_as(self) -> Row:
        """In which form a person signs is told on that person's line."""
        return self.person


class OneTimeLink(Row):
    """A way in, once: to set up the installation, or to choose a password."""

    __tablename__ = "one_time_link"
    trace: ClassVar[Trace] = Trace.PLUMBING

    digest: Mapped[str] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    expires_at: Mapped[datetime] = mapped_column(Moment)
    used_at: Mapped[datetime | None] = mapped_column(Moment)


class SignInFailure(Row):
    """A sign-in that failed; kept a while, to slow down guessing."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (Index("ix_sign_in_failure_when", "failed_at"),)
    trace: ClassVar[Trace] = Trace.PLUMBING

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(index=True)
    address: Mapped[str] = mapped_column(index=True)
    failed_at: Mapped[datetime] = mapped_column(Moment)
