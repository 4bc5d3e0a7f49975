"""Reading deputies and forms of signing: who may see them, and which hold today."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import Select, or_, select

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation.authority.lifecycle import NEVER_A_DEPUTY
from qms.organisation.models import Delegation, Person, SigningAuthority
from qms.organisation.queries import SEE_EVERYBODY, holders


def visible_to(actor: Actor) -> Select[Delegation]:
    """Delegations of everybody, or those that one gave or was given."""
    found = select(Delegation)
    if actor.has(*SEE_EVERYBODY):
        return found
    return found.where(or_(Delegation.person_id == actor.id, Delegation.deputy_id == actor.id))


def delegations(actor: Actor) -> Sequence[Delegation]:
    """All that ``actor`` may see: those that hold or will hold first, then the newest."""
    found = db.session.scalars(visible_to(actor).order_by(Delegation.id.desc())).all()
    today = clock.today()
    return sorted(found, key=lambda d: d.is_over(today))


def own(actor: Actor) -> Sequence[Delegation]:
    """Those that ``actor`` gave or was given, as ``delegations``."""
    return [d for d in delegations(actor) if actor.id in (d.person_id, d.deputy_id)]


def delegation(actor: Actor, number: int) -> Delegation | None:
    """One delegation, or nothing when there is none or it is not for ``actor`` to see."""
    return db.session.scalar(visible_to(actor).where(Delegation.id == number))


def overlapping(person_id: int, first: date, last: date) -> Sequence[Delegation]:
    """The delegations of a person that were not ended and share a day with a period."""
    wanted = select(Delegation).where(
        Delegation.person_id == person_id,
        Delegation.ended_at.is_(None),
        Delegation.first_day <= last,
        Delegation.last_day >= first,
    )
    return db.session.scalars(wanted).all()


def delegation_for(person_id: int, deputy_id: int, role: Role) -> Delegation | None:
    """By which delegation a deputy signs today in the part of ``role``."""
    today = clock.today()
    found = (d for d in overlapping(person_id, today, today) if d.deputy_id == deputy_id)
    return next((d for d in found if role in d.roles), None)


def deputies_of(people: Iterable[int], role: Role) -> set[int]:
    """Whoever may sign today for one of ``people`` in the part of ``role``."""
    today = clock.today()
    wanted = select(Delegation).where(
        Delegation.person_id.in_(people),
        Delegation.ended_at.is_(None),
        Delegation.first_day <= today,
        Delegation.last_day >= today,
    )
    return {d.deputy_id for d in db.session.scalars(wanted) if role in d.roles}


def may_be_deputies() -> Sequence[Person]:
    """Whoever may be named a deputy today, by name."""
    return holders(*(role for role in Role if role not in NEVER_A_DEPUTY))


def authorities_visible_to(actor: Actor) -> Select[SigningAuthority]:
    """Forms of signing of everybody, or one's own."""
    found = select(SigningAuthority)
    if actor.has(*SEE_EVERYBODY):
        return found
    return found.where(SigningAuthority.person_id == actor.id)


def authorities(actor: Actor) -> Sequence[SigningAuthority]:
    """All that ``actor`` may see: those that hold or will hold first, then the newest."""
    wanted = authorities_visible_to(actor).order_by(SigningAuthority.id.desc())
    today = clock.today()
    return sorted(db.session.scalars(wanted).all(), key=lambda a: a.is_over(today))


def authority(actor: Actor, number: int) -> SigningAuthority | None:
    """One form of signing that ``actor`` may see."""
    return db.session.scalar(authorities_visible_to(actor).where(SigningAuthority.id == number))


def authorities_of(person_id: int) -> Sequence[SigningAuthority]:
    """In which forms a person may sign today, the first recorded first."""
    today = clock.today()
    wanted = (
        select(SigningAuthority)
        .where(
            SigningAuthority.person_id == person_id,
            SigningAuthority.ended_at.is_(None),
            SigningAuthority.first_day <= today,
            or_(SigningAuthority.last_day.is_(None), SigningAuthority.last_day >= today),
        )
        .order_by(SigningAuthority.id)
    )
    return db.session.scalars(wanted).all()
