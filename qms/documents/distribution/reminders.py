"""Reminding those who have not read: by the program once their term is over, or by the officer."""

from collections.abc import Mapping, Sequence
from datetime import time

from sqlalchemy import select

from qms.audit_trail.operations import record
from qms.documents.distribution.lifecycle import (
    may_not_remind,
    nobody_to_remind,
    reminded_today,
)
from qms.documents.distribution.models import Reminder
from qms.documents.distribution.overview import late_readers
from qms.documents.distribution.progress import last_reminder, unread_of
from qms.documents.distribution.queries import headed, parents, readership
from qms.documents.models import Edition
from qms.documents.telling import EYES, place_of
from qms.kernel import clock, jobs
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation
from qms.notices import kinds
from qms.notices.models import Notice
from qms.notices.operations import notify
from qms.organisation.models import Person
from qms.organisation.queries import actor_of, holders

NAMED = 5
"""How many of the late ones a notice names; the others are counted."""


def announce() -> None:
    """Name the kinds of notice and the job."""
    kinds.register("late to read", Sentence("Nhắc đọc tài liệu"))
    kinds.register("unit late to read", Sentence("Người trong đơn vị quá hạn đọc tài liệu"))
    jobs.register(
        "documents.reading_late",
        remind_late,
        at_start=True,
        daily_at=time(6, 0),
        title=Sentence("Nhắc người quá hạn đọc tài liệu"),
    )


@operation
def remind_readers(edition: Edition, by: Actor) -> Reminder:
    """Remind, today, everybody who is to read an edition in force and has not."""
    unread, last = unread_of(edition, by), last_reminder(edition)
    refuse_if(
        may_not_remind(by),
        nobody_to_remind(edition, len(unread)),
        reminded_today(last.reminded_on if last else None, clock.today()),
    )
    reminder = Reminder(edition=edition, reminded_on=clock.today(), people=len(unread))
    db.session.add(reminder)
    record(by, "remind readers", edition)
    said = Sentence("%(by)s nhắc bạn đọc và xác nhận %(what)s.", by=by.name, what=_name(edition))
    once = f"remind:{edition.id}:{clock.today().isoformat()}"
    notify(unread, "late to read", said, place_of(edition), once=once)
    return reminder


@operation
def remind_late() -> None:
    """Remind each person once of each edition that they are late with, and tell the heads."""
    told, late, heads = _told(), late_readers(EYES), _teams()
    for edition, people in late.items():
        _remind(edition, people - told.get(f"late:{edition.id}", set()))
        once = f"unit late:{edition.id}"
        for head, team in heads.items():
            if head not in told.get(once, set()) and team & people:
                _tell_head(head, edition, team & people, once)


def _remind(edition: Edition, people: frozenset[int]) -> None:
    said = Sentence("%(what)s đã quá hạn đọc; mời bạn đọc và xác nhận.", what=_name(edition))
    if people:
        notify(people, "late to read", said, place_of(edition), once=f"late:{edition.id}")


def _tell_head(head: int, edition: Edition, late: frozenset[int], once: str) -> None:
    names = _names(late)
    words = {"what": _name(edition), "names": ", ".join(names[:NAMED])}
    said = Sentence("Đơn vị của bạn còn người quá hạn đọc %(what)s: %(names)s.", **words)
    if len(names) > NAMED:
        said = Sentence(
            "Đơn vị của bạn còn người quá hạn đọc %(what)s: %(names)s và %(more)s người khác.",
            more=len(names) - NAMED,
            **words,
        )
    url = f"{place_of(edition).partition('/editions/')[0]}/readers?show=unread"
    notify([head], "unit late to read", said, url, once=once)


def _teams() -> Mapping[int, frozenset[int]]:
    """The people of each head, without the head."""
    ship = readership(parents())
    return {
        person.id: frozenset(headed(actor_of(person), ship) - {person.id})
        for person in holders(Role.UNIT_HEAD)
    }


def _told() -> Mapping[str, set[int]]:
    """Who was told of which occasion before, so that the sweep asks little of the database."""
    kinds_told = ("late to read", "unit late to read")
    wanted = select(Notice.once, Notice.person_id).where(Notice.kind.in_(kinds_told))
    found: dict[str, set[int]] = {}
    for once, person in db.session.execute(wanted):
        found.setdefault(once, set()).add(person)
    return found


def _names(ids: frozenset[int]) -> Sequence[str]:
    wanted = select(Person.name).where(Person.id.in_(ids)).order_by(Person.name, Person.id)
    return db.session.scalars(wanted).all()


def _name(edition: Edition) -> str:
    return f"{edition.document.code} {edition.title} ({edition.number})"
