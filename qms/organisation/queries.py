"""Reading people and units."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import joinedload, selectinload

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation.models import Appointment, Delegation, Person, Unit

SEE_EVERYBODY = (
    Role.ADMINISTRATOR,
    Role.MANAGEMENT_REPRESENTATIVE,
    Role.QUALITY_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.INSPECTOR,
)


def visible_to(actor: Actor) -> Select[Person]:
    """People whose accounts ``actor`` may look at: everybody's, or only the own."""
    people = select(Person).options(selectinload(Person.appointments))
    return people if actor.has(*SEE_EVERYBODY) else people.where(Person.id == actor.id)


def people(actor: Actor) -> Sequence[Person]:
    """All that ``actor`` may see, by given name (the last word), as Vietnamese lists do."""
    found = db.session.scalars(visible_to(actor)).all()
    return sorted(found, key=lambda p: (p.disabled_at is not None, p.name.split()[-1:], p.name))


def person(actor: Actor, person_id: int) -> Person | None:
    """One person, or nothing when there is none or they are not for ``actor`` to see."""
    return db.session.scalar(visible_to(actor).where(Person.id == person_id))


def by_login(login: str) -> Person | None:
    """Whoever signs in by that name."""
    return db.session.scalar(select(Person).where(Person.login == login.strip().lower()))


def actor_of(person: Person) -> Actor:
    """``person`` as one who acts today; holds nothing when disabled, nor stands in for anybody."""
    today = clock.today()
    stands_in = frozenset() if person.disabled_at else _stands_in(person.id, today)
    return Actor(person.id, person.name, person.title, person.roles_on(today), stands_in)


def _stands_in(person_id: int, day: date) -> frozenset[tuple[int, Role]]:
    """For whom a person may sign on ``day``, in the roles that those people hold then."""
    wanted = (
        select(Delegation)
        .where(
            Delegation.deputy_id == person_id,
            Delegation.ended_at.is_(None),
            Delegation.first_day <= day,
            Delegation.last_day >= day,
        )
        .options(joinedload(Delegation.person).selectinload(Person.appointments))
    )
    return frozenset(
        (found.person_id, role)
        for found in db.session.scalars(wanted)
        for role in found.roles
        if found.person.holds(role, day)
    )


def holders(*roles: Role, on: date | None = None) -> Sequence[Person]:
    """Enabled people who hold one of ``roles`` on a day (today), by name."""
    day = on or clock.today()
    wanted = (
        select(Person)
        .join(Appointment)
        .where(
            Person.disabled_at.is_(None),
            Appointment.role.in_(roles),
            Appointment.valid_from <= day,
            or_(Appointment.valid_to.is_(None), Appointment.valid_to > day),
        )
        .distinct()
        .order_by(Person.name)
    )
    return db.session.scalars(wanted).all()


def agency() -> Unit | None:
    """The agency: the unit at the root of the tree."""
    return db.session.scalar(select(Unit).where(Unit.parent_id.is_(None)))


def units(*, on: date | None = None) -> Sequence[Unit]:
    """Every unit, or those valid on a day; the agency first, then by name."""
    wanted = select(Unit).order_by(Unit.parent_id.is_not(None), Unit.name)
    if on:
        wanted = wanted.where(
            Unit.valid_from <= on, or_(Unit.valid_to.is_(None), Unit.valid_to > on)
        )
    return db.session.scalars(wanted).all()


def units_to_choose(own: Unit | None = None) -> Sequence[Unit]:
    """The units of today; ``own``, the one chosen before, stays in the list when it has closed."""
    today = units(on=clock.today())
    return today if own is None or own in today else [*today, own]


def headed_units(actor: Actor) -> Select[int]:
    """The ids of the units that ``actor`` heads, and of those below them.

    A part of other questions: asked within a scope, it costs the database no question of its own.
    """
    headed = {unit for role, unit in actor.holds if role == Role.UNIT_HEAD}
    tops = [Unit.id.in_(headed - {None})]
    if None in headed:  # by a role in the whole agency one heads the unit one works in
        tops.append(Unit.id.in_(select(Person.unit_id).where(Person.id == actor.id)))
    within = select(Unit.id).where(or_(*tops)).cte(recursive=True)
    within = within.union(select(Unit.id).where(Unit.parent_id == within.c.id))
    return select(within.c.id)


def heads_of(unit_id: int) -> list[int]:
    """The ids of those who head a unit, or head their own unit without its being named."""
    today = clock.today()
    found = []
    for person in holders(Role.UNIT_HEAD):
        held = person.roles_on(today)
        whole = (Role.UNIT_HEAD, None) in held and person.unit_id == unit_id
        if whole or (Role.UNIT_HEAD, unit_id) in held:
            found.append(person.id)
    return found


def unit(unit_id: int) -> Unit | None:
    """One unit."""
    return db.session.get(Unit, unit_id)


def person_by_id(person_id: int) -> Person | None:
    """Whoever bears that number, seen or not: for the door and for rules, not for reading."""
    return db.session.get(Person, person_id)


def login_of(person_id: int) -> str:
    """The sign-in name that a one-time link belongs to."""
    person = db.session.get(Person, person_id)
    return person.login if person else ""
