"""The frozen rows of a round: steps, seats, signatures, and returns to an earlier step.

Triggers (see the migration) add what a CHECK cannot say: a route is written while its edition is
still a draft and never changes; a signature takes a free seat of its own round, in the order of the
steps, for the bytes of its edition, and by somebody who neither made the edition nor signed before.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.lifecycle import Meaning
from qms.documents.routes.turns import ANY, RULES, Given, Step
from qms.kernel.access import Role
from qms.kernel.database import Moment, Row, among
from qms.organisation.models import Person

if TYPE_CHECKING:
    from qms.documents.models import Edition

UNTOLD = {"untold": True}
FORMS = ("KT", "TM", "TL", "TUQ")
"""The legal forms in which one signs for somebody else: for the chief (KT.), on behalf of the
collective (TM.), by order (TL.), by authorisation (TUQ.)."""

BY_DOCUMENT = ("TL", "TUQ")


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
            f"form IS NULL OR ({among('form', FORMS)} AND on_behalf IS NOT NULL)",
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
