"""A route as a page shows it: the steps of the present round, or of the one that would begin."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.routes.models import RouteStep, Signature
from qms.documents.routes.resolving import Plan
from qms.documents.routes.turns import ALL
from qms.kernel.database import db
from qms.organisation.models import Person


@dataclass(frozen=True)
class ShownStep:
    """One step: who is asked, who has signed, whose signature is still awaited.

    ``status`` is "done", "current" or "waiting".
    """

    position: int
    label: str
    approves: bool
    all_sign: bool
    people: Sequence[Person]
    signatures: Sequence[Signature] = ()
    awaited: Sequence[Person] = ()
    status: str = "waiting"
    candidates: Sequence[Person] = ()
    """Of whom the author picks one when submitting."""

    @property
    def names(self) -> list[str]:
        """Who signed, once that is all that is asked; else who is asked."""
        if self.status == "done":
            return [signature.person_name for signature in self.signatures]
        return [person.name for person in self.people]


def shown(edition: Edition, plan: Plan | None = None) -> list[ShownStep]:
    """The steps of the present round; of ``plan`` while the edition is a draft."""
    if edition.state == State.DRAFT:
        return _planned(plan) if plan else []
    present = edition.round_now.present
    now = present.position if present else len(edition.route) + 1
    return [_asked(edition, step, now) for step in edition.route]


def _asked(edition: Edition, step: RouteStep, now: int) -> ShownStep:
    signed = [s for s in edition.valid_signatures if s.position == step.position]
    seats = {s.seat_id for s in signed}
    people = [seat.person for seat in step.seats]
    met = step.position < now
    return ShownStep(
        position=step.position,
        label=step.label,
        approves=step.approves,
        all_sign=step.rule == ALL and len(people) > 1,
        people=people,
        signatures=signed,
        awaited=[] if met else [p for p in people if p.id not in seats],
        status="done" if met else "current" if step.position == now else "waiting",
    )


def _planned(plan: Plan) -> list[ShownStep]:
    offered = {n: step.wanted.people for n, step in plan.choices}
    ids = {number for step in plan.steps for number in step.people}
    ids |= {number for people in offered.values() for number in people}
    found = {p.id: p for p in db.session.scalars(select(Person).where(Person.id.in_(ids)))}
    return [
        ShownStep(
            position=position,
            label=step.wanted.label,
            approves=step.wanted.approves,
            all_sign=step.rule == ALL and len(step.people) > 1,
            people=[found[number] for number in step.people],
            candidates=[found[number] for number in offered.get(position, ())],
        )
        for position, step in enumerate(plan.steps, start=1)
    ]
