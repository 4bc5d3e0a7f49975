"""Templates of routes, and the frozen rows of a round: steps, seats, signatures, returns.

A template is never changed: a new version follows it. Triggers (see the migrations) add what a
CHECK cannot say: a route is written while its edition is still a draft and never changes; a
signature takes a free seat of its own round, in the order of the steps, for the bytes of its
edition, and by somebody who neither made the edition nor signed before.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import Meaning
from qms.documents.routes.lifecycle import PLACES, WAYS, StepRule
from qms.documents.routes.turns import ANY, RULES, Given, Step
from qms.kernel.access import Role
from qms.kernel.database import Moment, Row, among
from qms.organisation.lifecycle import BY_DOCUMENT, SIGNING_FORMS, SIGNING_ROLES
from qms.organisation.models import Person, Unit

if TYPE_CHECKING:
    from qms.documents.models import Edition

UNTOLD = {"untold": True}


class RouteTemplate(Row):
    """A version of the route of a kind of document, in one unit or (without one) everywhere.

    The newest version is in use; one without steps means that the author chooses on the draft.
    """

    __tablename__ = "route_template"
    __table_args__ = (
        CheckConstraint(among("kind", KIND_NAMES), name="route_template_kind"),
        Index("one_route_a_version", "kind", text("coalesce(unit_id, 0)"), "serial", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    serial: Mapped[int]
    set_at: Mapped[datetime] = mapped_column(Moment, info=UNTOLD)
    set_by: Mapped[str] = mapped_column(info=UNTOLD)
    reason: Mapped[str] = mapped_column(info=UNTOLD)
    unit: Mapped[Unit | None] = relationship(lazy="joined")
    steps: Mapped[list["TemplateStep"]] = relationship(
        back_populates="template", order_by="TemplateStep.position", lazy="selectin"
    )

    def __str__(self) -> str:
        name = str(KIND_NAMES[self.kind])
        return f"{name}, {self.unit.name}" if self.unit else name


class TemplateStep(Row):
    """A step of a template: its label, who is asked, and how they sign."""

    __tablename__ = "template_step"
    __table_args__ = (
        UniqueConstraint("template_id", "position", name="one_template_step_a_position"),
        CheckConstraint(among("way", WAYS), name="template_step_way"),
        CheckConstraint(among("place", PLACES), name="template_step_place"),
        CheckConstraint("(place = 'unit') = (unit_id IS NOT NULL)", name="template_step_unit"),
        CheckConstraint(among("role", SIGNING_ROLES), name="template_step_role"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    template_id: Mapped[int] = mapped_column(ForeignKey("route_template.id"), info=UNTOLD)
    position: Mapped[int]
    label: Mapped[str]
    way: Mapped[str]
    role: Mapped[str]
    place: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"))
    template: Mapped[RouteTemplate] = relationship(back_populates="steps")
    unit: Mapped[Unit | None] = relationship(lazy="joined")
    people: Mapped[list["TemplatePerson"]] = relationship(
        back_populates="step", order_by="TemplatePerson.id", lazy="selectin"
    )

    @property
    def rule(self) -> StepRule:
        """The step as the rules see it."""
        return StepRule(
            self.label,
            self.way,
            Role(self.role),
            self.place,
            self.unit_id or 0,
            frozenset(named.person_id for named in self.people),
        )

    def traced_as(self) -> Row:
        """A template is told as a whole."""
        return self.template


class TemplatePerson(Row):
    """Somebody named at a step of a template."""

    __tablename__ = "template_person"
    __table_args__ = (UniqueConstraint("step_id", "person_id", name="once_a_template_step"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("template_step.id"), info=UNTOLD)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    step: Mapped[TemplateStep] = relationship(back_populates="people")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def traced_as(self) -> Row:
        """A template is told as a whole."""
        return self.step.template


class RouteStep(Row):
    """A step of one round of an edition, as it was asked when the edition was submitted."""

    __tablename__ = "route_step"
    __table_args__ = (
        UniqueConstraint("edition_id", "round", "position", name="one_step_a_position"),
        CheckConstraint(among("meaning", Meaning), name="route_step_meaning"),
        CheckConstraint(among("rule", RULES), name="route_step_rule"),
        CheckConstraint("position > 0", name="route_step_position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), info=UNTOLD)
    round: Mapped[int] = mapped_column(info=UNTOLD)
    position: Mapped[int]
    label: Mapped[str]
    meaning: Mapped[str]
    rule: Mapped[str] = mapped_column(default=ANY)
    role: Mapped[str]
    edition: Mapped["Edition"] = relationship(back_populates="steps")
    seats: Mapped[list["RouteSeat"]] = relationship(
        back_populates="step", order_by="RouteSeat.id", lazy="selectin"
    )

    @property
    def approves(self) -> bool:
        """Whether its signature is the approval."""
        return self.meaning == Meaning.APPROVED

    @property
    def asked(self) -> Step:
        """The step as the rules see it."""
        people = frozenset(seat.person_id for seat in self.seats)
        return Step(self.position, Role(self.role), self.approves, self.rule, people)

    def traced_as(self) -> Row:
        """A route is told on its edition's line."""
        return self.edition


class RouteSeat(Row):
    """The place of one person at a step; nobody has two in one round."""

    __tablename__ = "route_seat"
    __table_args__ = (
        UniqueConstraint("edition_id", "round", "person_id", name="one_seat_a_person"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    step_id: Mapped[int] = mapped_column(ForeignKey("route_step.id"), index=True, info=UNTOLD)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), info=UNTOLD)
    round: Mapped[int] = mapped_column(info=UNTOLD)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    step: Mapped[RouteStep] = relationship(back_populates="seats")
    person: Mapped[Person] = relationship(lazy="joined", innerjoin=True)

    def traced_as(self) -> Row:
        """A route is told on its edition's line."""
        return self.step.edition


class StepReturn(Row):
    """A return to an earlier step: signatures of that step and later, so far given, count no more.

    ``last_signature`` is the number of the newest signature that it ends.
    """

    __tablename__ = "step_return"

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True, info=UNTOLD)
    round: Mapped[int] = mapped_column(info=UNTOLD)
    position: Mapped[int]
    last_signature: Mapped[int] = mapped_column(info=UNTOLD)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), info=UNTOLD)
    person_name: Mapped[str] = mapped_column(info=UNTOLD)
    reason: Mapped[str] = mapped_column(info=UNTOLD)
    returned_at: Mapped[datetime] = mapped_column(Moment, info=UNTOLD)
    edition: Mapped["Edition"] = relationship(back_populates="returns")

    def traced_as(self) -> Row:
        """A return is told on its edition's line."""
        return self.edition


class Signature(Row):
    """A person's word on exact bytes. Names and titles are copied as they were when signing.

    ``seat_id`` is whose place it takes: the signer's own, or of whom they stand in for; then
    ``seat_name``, ``seat_title`` and ``delegation`` (by which paper) say so. ``form`` is a legal
    form such as KT, with ``on_behalf`` of which office, and by which ``authority``.
    """

    __tablename__ = "signature"
    __table_args__ = (
        CheckConstraint(among("meaning", Meaning), name="signature_meaning"),
        CheckConstraint(
            "(seat_id = person_id) = (seat_name IS NULL) AND "
            "(seat_id = person_id) = (seat_title IS NULL) AND "
            "(seat_id = person_id) = (delegation IS NULL)",
            name="signature_stands_in",
        ),
        CheckConstraint(
            f"form IS NULL OR ({among('form', SIGNING_FORMS)} AND on_behalf IS NOT NULL)",
            name="signature_form",
        ),
        CheckConstraint(
            f"form IS NULL OR NOT ({among('form', BY_DOCUMENT)}) OR authority IS NOT NULL",
            name="signature_authority",
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    edition_id: Mapped[int] = mapped_column(ForeignKey("edition.id"), index=True)
    round: Mapped[int]
    position: Mapped[int]
    meaning: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    person_name: Mapped[str]
    person_title: Mapped[str]
    seat_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    seat_name: Mapped[str | None]
    seat_title: Mapped[str | None]
    delegation: Mapped[str | None]
    form: Mapped[str | None]
    on_behalf: Mapped[str | None]
    authority: Mapped[str | None]
    digest: Mapped[str]
    signed_at: Mapped[datetime] = mapped_column(Moment)
    edition: Mapped["Edition"] = relationship(back_populates="signatures")

    @property
    def given(self) -> Given:
        """The signature as the rules see it."""
        return Given(self.position, self.seat_id, self.person_id)

    def traced_as(self) -> Row:
        """A signature is told on its edition's line."""
        return self.edition
