"""The verbs of the organisation: people, rights, units."""

from dataclasses import dataclass, replace
from datetime import date

from qms.audit_trail.operations import SYSTEM, record
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, no_reason, refuse_if
from qms.kernel.operation import operation
from qms.kernel.sessions import end_all_of
from qms.organisation import links, passwords, queries
from qms.organisation.lifecycle import (
    last_administrator,
    not_administrator,
    not_own_account,
    odd_login,
    odd_mail,
    unit_not_open,
    wrong_period,
)
from qms.organisation.models import Appointment, Person, Unit

LINK_IS_DEAD = Sentence("Đường dẫn này đã dùng rồi hoặc đã hết hạn. Hãy xin đường dẫn mới.")


@dataclass(frozen=True)
class NewPerson:
    """What is known of a person at first."""

    login: str
    name: str
    title: str
    unit_id: int
    language: str = "vi"


@operation
def offer_set_up(by: Actor = SYSTEM) -> str | None:
    """The word of the one-time link that sets up an empty installation; nothing when it is set up.

    ``by`` is the command line. Nothing of the agency changes yet, so the trail begins with the
    set-up itself.
    """
    return None if queries.agency() else links.make(None)


@dataclass(frozen=True)
class FirstSteps:
    """What an empty installation is told: the agency, and its first administrator."""

    agency_name: str
    login: str
    name: str
    title: str
    password: str


@operation
def set_up(first: FirstSteps, word: str, *, reason: str = "") -> Person:
    """Make the agency and its first administrator; ``word`` is the one-time link's."""
    link = links.find(word)
    if link is None or link.person_id is not None or queries.agency():
        raise Refused(LINK_IS_DEAD)
    new = NewPerson(first.login, first.name, first.title, unit_id=0)
    refuse_if(passwords.objection(first.password, first.login), *_unfit(new))
    link.used_at = clock.now()
    agency = Unit(code="UBND", name=first.agency_name, valid_from=clock.today())
    db.session.add(agency)
    record(SYSTEM, "set up", agency, reason)
    person = _person(replace(new, unit_id=agency.id))
    person.password_hash = passwords.hashed(first.password)
    db.session.add(Appointment(person=person, role=Role.ADMINISTRATOR, valid_from=clock.today()))
    record(SYSTEM, "add person", person)
    return person


@operation
def add_person(new: NewPerson, by: Actor) -> tuple[Person, str]:
    """Add a person; the second answer is the word of the link by which they choose a password."""
    refuse_if(not_administrator(None, by), *_unfit(new), _closed(new.unit_id))
    person = _person(new)
    record(by, "add person", person)
    return person, links.make(person.id)


def _unfit(new: NewPerson) -> tuple[Sentence | None, Sentence | None]:
    login = new.login.strip().lower()
    taken = Sentence("Tên đăng nhập %(login)s đã có người dùng.", login=login)
    return odd_login(login), taken if queries.by_login(login) else None


def _closed(unit_id: int) -> Sentence | None:
    return unit_not_open(queries.unit(unit_id), clock.today())


def _person(new: NewPerson) -> Person:
    person = Person(
        login=new.login.strip().lower(),
        name=new.name,
        title=new.title,
        unit_id=new.unit_id,
        language=new.language,
    )
    db.session.add(person)
    return person


@operation
def change_person(person: Person, name: str, title: str, unit_id: int, by: Actor) -> Person:
    """Correct the name, title or unit of a person."""
    moves = unit_id != person.unit_id
    refuse_if(not_administrator(person, by), _closed(unit_id) if moves else None)
    person.name, person.title, person.unit_id = name, title, unit_id
    record(by, "change person", person)
    return person


@operation
def invite(person: Person, by: Actor, reason: str) -> str:
    """A new one-time link by which ``person`` chooses a password."""
    refuse_if(not_administrator(person, by), no_reason(reason))
    record(by, "give link", person, reason)
    return links.make(person.id)


@operation
def choose_password(word: str, password: str) -> Person:
    """Set a password by a one-time link; every visit of the person ends."""
    link = links.find(word)
    person = db.session.get(Person, link.person_id) if link and link.person_id else None
    if link is None or person is None:
        raise Refused(LINK_IS_DEAD)
    refuse_if(passwords.objection(password, person.login))
    link.used_at = clock.now()
    person.password_hash = passwords.hashed(password)
    end_all_of(person.id)
    record(queries.actor_of(person), "choose password", person)
    return person


@operation
def change_password(person: Person, old: str, new: str, by: Actor) -> Person:
    """Change one's own password; every visit of the person ends."""
    wrong = not passwords.matches(person.password_hash, old) or person.id != by.id
    refuse_if(
        Sentence("Mật khẩu hiện tại chưa đúng.") if wrong else None,
        passwords.objection(new, person.login),
    )
    person.password_hash = passwords.hashed(new)
    end_all_of(person.id)
    record(by, "change password", person)
    return person


@operation
def choose_language(person: Person, language: str, by: Actor) -> Person:
    """Remember the language a person reads in."""
    if person.language != language:
        person.language = language
        record(by, "choose language", person)
    return person


@operation
def set_mail(person: Person, mail: str, by: Actor) -> Person:
    """Set where a person's mail goes; "" for nowhere."""
    mail = mail.strip()
    refuse_if(not_own_account(person, by), odd_mail(mail))
    if (person.mail or "") != mail:
        person.mail = mail or None
        record(by, "set mail", person)
    return person


@operation
def appoint(
    person: Person,
    role: Role,
    unit_id: int | None,
    start: date,
    end: date | None,
    by: Actor,
    reason: str,
) -> Appointment:
    """Give ``person`` a role, in a unit or in the whole agency, from ``start`` to ``end``."""
    held = any(
        a.role == role and a.unit_id == unit_id and a.overlaps(start, end)
        for a in person.appointments
    )
    refuse_if(
        not_administrator(person, by),
        no_reason(reason),
        wrong_period(start, end),
        _closed(unit_id) if unit_id else None,
        Sentence("Người này đang giữ vai trò đó rồi.") if held else None,
    )
    appointment = Appointment(
        person=person, role=role, unit_id=unit_id, valid_from=start, valid_to=end
    )
    db.session.add(appointment)
    record(by, "appoint", person, reason)
    return appointment


@operation
def end_appointment(appointment: Appointment, by: Actor, reason: str) -> Appointment:
    """Take a role back, from today on; one that has not begun never will."""
    person, today = appointment.person, clock.today()
    others = [p for p in queries.holders(Role.ADMINISTRATOR) if p.id != person.id]
    gives_up = appointment.role == Role.ADMINISTRATOR and appointment.holds_on(today)
    over = appointment.valid_to is not None and appointment.valid_to <= today
    refuse_if(
        not_administrator(person, by),
        no_reason(reason),
        last_administrator(len(others))(person, by) if gives_up else None,
        Sentence("Vai trò này đã kết thúc rồi.") if over else None,
    )
    appointment.valid_to = max(today, appointment.valid_from)
    record(by, "end appointment", person, reason)
    return appointment


@operation
def disable(person: Person, by: Actor, reason: str) -> Person:
    """Shut a person out, at once; what they did stays."""
    others = [p for p in queries.holders(Role.ADMINISTRATOR) if p.id != person.id]
    refuse_if(
        not_administrator(person, by),
        no_reason(reason),
        last_administrator(len(others))(person, by),
    )
    person.disabled_at = person.disabled_at or clock.now()
    end_all_of(person.id)
    record(by, "disable", person, reason)
    return person


@operation
def enable(person: Person, by: Actor, reason: str) -> Person:
    """Let a person in again, with the roles that still run."""
    refuse_if(not_administrator(person, by), no_reason(reason))
    person.disabled_at = None
    record(by, "enable", person, reason)
    return person
