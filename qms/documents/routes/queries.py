"""Reading routes: what is set for which kind, and who would be asked to sign an edition now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, func, or_, select

from qms.documents.models import Document, Edition
from qms.documents.routes.lifecycle import CHOICE, NAMED, ONE_UNIT, OWN_UNIT, StepRule
from qms.documents.routes.models import RouteTemplate
from qms.documents.routes.resolving import Plan, Wanted, resolve
from qms.documents.routes.turns import ALL, ANY
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.lifecycle import SIGNING_ROLES
from qms.organisation.models import Appointment, Person

USUAL_LABELS = {Role.REVIEWER: Sentence("Xem xét"), Role.APPROVER: Sentence("Phê duyệt")}


@dataclass(frozen=True)
class Signers:
    """Who holds which signing role today, and in which units; people by name."""

    people: Mapping[int, Person]
    places: Mapping[Role, Mapping[int, frozenset[int]]]

    def holders(self, role: Role, unit_id: int = 0) -> tuple[int, ...]:
        """Those who hold ``role``: anywhere, or in one unit."""
        held = self.places.get(role, {})
        return tuple(p for p in self.people if p in held and (not unit_id or unit_id in held[p]))


def signers() -> Signers:
    """Who may be asked to sign today. A role in the whole agency counts in one's own unit."""
    today = clock.today()
    wanted = (
        select(Person, Appointment.role, Appointment.unit_id)
        .join(Appointment)
        .where(
            Person.disabled_at.is_(None),
            Appointment.role.in_(SIGNING_ROLES),
            Appointment.valid_from <= today,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to > today),
        )
        .order_by(Person.name, Person.id)
    )
    people: dict[int, Person] = {}
    places: dict[Role, dict[int, frozenset[int]]] = {}
    for person, role, unit_id in db.session.execute(wanted):
        people[person.id] = person
        held = places.setdefault(Role(role), {})
        held[person.id] = held.get(person.id, frozenset()) | {unit_id or person.unit_id}
    return Signers(people, places)


def versions(kind: str, unit_id: int | None) -> Sequence[RouteTemplate]:
    """Every version of one route, the newest first."""
    wanted = (
        select(RouteTemplate)
        .where(
            RouteTemplate.kind == kind, func.coalesce(RouteTemplate.unit_id, 0) == (unit_id or 0)
        )
        .order_by(RouteTemplate.serial.desc())
    )
    return db.session.scalars(wanted).all()


def _newest() -> Select[RouteTemplate]:
    place = func.coalesce(RouteTemplate.unit_id, 0)
    last = (
        select(RouteTemplate.kind, place.label("place"), func.max(RouteTemplate.serial).label("at"))
        .group_by(RouteTemplate.kind, place)
        .subquery()
    )
    return select(RouteTemplate).join(
        last,
        (RouteTemplate.kind == last.c.kind)
        & (place == last.c.place)
        & (RouteTemplate.serial == last.c.at),
    )


def in_use() -> Sequence[RouteTemplate]:
    """The routes that are set today: of the whole agency before those of one unit."""
    found = [t for t in db.session.scalars(_newest()) if t.steps]
    return sorted(found, key=lambda t: (t.unit is not None, t.unit.name if t.unit else ""))


def template_for(document: Document) -> RouteTemplate | None:
    """The route of a document: of its kind in its unit, else of its kind everywhere, else none."""
    wanted = _newest().where(
        RouteTemplate.kind == document.kind,
        func.coalesce(RouteTemplate.unit_id, 0).in_((0, document.unit_id)),
    )
    found = [t for t in db.session.scalars(wanted) if t.steps]
    return max(found, key=lambda t: t.unit_id or 0, default=None)


def plan_of(edition: Edition, chosen: Mapping[int, int] | None = None) -> Plan:
    """Who would be asked if ``edition`` were submitted now.

    ``chosen`` names, by the position of a step, whom the author picks where the route lets them;
    without it whoever was asked there before, or was chosen on the draft, is taken.
    """
    template, able = template_for(edition.document), signers()
    if template is None:
        return resolve(_usual(edition, able), edition.makers)
    rules = [step.rule for step in template.steps]
    picks = Picks(chosen or {}, _picked_before(edition, len(rules)))
    return resolve(wanted(rules, able, edition.document.unit_id, picks), edition.makers)


@dataclass(frozen=True)
class Picks:
    """Whom the author picks, by the position of the step; else whom one would suggest."""

    chosen: Mapping[int, int]
    suggested: Mapping[int, int]

    def at(self, position: int, people: Sequence[int]) -> int:
        """The person picked at a step, 0 for nobody."""
        if position in self.chosen:
            return self.chosen[position]
        suggested = people[0] if len(people) == 1 else self.suggested.get(position, 0)
        return suggested if suggested in people else 0


NOBODY_PICKED = Picks({}, {})


def wanted(
    rules: Iterable[StepRule], able: Signers, unit_id: int, picks: Picks = NOBODY_PICKED
) -> list[Wanted]:
    """The steps of a route for a document of a unit, with the people of today."""
    steps = []
    for position, rule in enumerate(rules, start=1):
        people = _people(rule, able, unit_id)
        steps.append(
            Wanted(
                label=rule.label,
                approves=rule.role == Role.APPROVER,
                rule=ALL if rule.way == ALL else ANY,
                role=rule.role,
                people=people,
                fit=frozenset(able.holders(rule.role)),
                choice=rule.way == CHOICE,
                chosen=picks.at(position, people) if rule.way == CHOICE else 0,
            )
        )
    return steps


def _people(rule: StepRule, able: Signers, unit_id: int) -> tuple[int, ...]:
    if rule.place == NAMED:
        return tuple(sorted(rule.people))
    place = {OWN_UNIT: unit_id, ONE_UNIT: rule.unit_id}
    return able.holders(rule.role, place.get(rule.place, 0))


def _picked_before(edition: Edition, last: int) -> dict[int, int]:
    before = {s.position: s.seats[0].person_id for s in edition.route if len(s.seats) == 1}
    drafted = {last: edition.approver_id or 0, last - 1: edition.reviewer_id or 0}
    return drafted | before


def _usual(edition: Edition, able: Signers) -> list[Wanted]:
    """One who reviews and one who approves, as the author chose them on the draft."""
    parts = ((Role.REVIEWER, edition.reviewer_id), (Role.APPROVER, edition.approver_id))
    return [
        Wanted(
            label=str(USUAL_LABELS[role]),
            approves=role == Role.APPROVER,
            rule=ANY,
            role=role,
            people=(person,) if person else (),
            fit=frozenset(able.holders(role)),
            picked=True,
        )
        for role, person in parts
    ]
