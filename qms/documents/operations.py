"""The verbs of deciding on an edition. Each takes who acts and, where it is a decision, why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from qms.audit_trail.operations import record
from qms.documents import followers
from qms.documents.days import is_held
from qms.documents.lifecycle import LIFECYCLE, State
from qms.documents.models import Edition
from qms.documents.routes import asking
from qms.documents.routes.queries import plan_of
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation import passwords
from qms.organisation.models import Person
from qms.textindex.outbox import changed

IN_THE_PAST = Sentence("Ngày có hiệu lực không được ở quá khứ; hãy để trống nếu là từ bây giờ.")
WRONG_PASSWORD = Sentence("Mật khẩu chưa đúng; chưa có gì được ký.")
FOLLOWED_AS = {
    "come into force": "put in force",
    "confirm adoption": "put in force",
    "go out of force": "withdraw",
}
"""Whoever follows editions need not know whether a person or a day moved one."""


@dataclass(frozen=True)
class Consent:
    """What a signer gives at the act: the password, and the version of the edition they read.

    ``seat`` is for whom they sign, where they stand in for several; 0 for themselves or the first.
    ``authority`` is in which of their forms of signing (KT., TUQ. ...): 0 for none, nothing for the
    usual one of the step.
    """

    password: str
    seen: int
    seat: int = 0
    authority: int | None = None


@operation
def submit(
    edition: Edition, seen: int, by: Actor, chosen: Mapping[int, int] | None = None
) -> Edition:
    """Ask for review and approval of a draft: who is asked is written down and stays.

    ``chosen`` are the people, by the position of their step, whom the author picks where the route
    leaves a choice.
    """
    plan = plan_of(edition, chosen)
    faults = (*plan.objections, *plan.unchosen)
    _check("submit", edition, by, overtaken(edition, seen), *faults)
    asking.ask(edition, plan)
    edition.submitted_at, edition.returned_because = clock.now(), None
    edition.round += 1
    return _take("submit", edition, by)


@operation
def review(edition: Edition, consent: Consent, by: Actor, reason: str) -> Edition:
    """Sign that an edition was reviewed."""
    _sign("review", edition, consent, by)
    return _take("review", edition, by, reason)


@operation
def approve(edition: Edition, consent: Consent, by: Actor, reason: str) -> Edition:
    """Sign that an edition is approved."""
    _sign("approve", edition, consent, by)
    edition.approved_at = clock.now()
    return _take("approve", edition, by, reason)


@operation
def return_to_author(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Send an edition back, saying why; after that it is signed again from the start."""
    _check("return", edition, by, overtaken(edition, seen), no_reason(reason))
    edition.returned_because, edition.approved_at = reason, None
    return _take("return", edition, by, reason)


@operation
def return_to_step(edition: Edition, position: int, seen: int, by: Actor, reason: str) -> Edition:
    """Send an edition back to an earlier step, saying why; from there on it is signed again."""
    _check(
        "return to step",
        edition,
        by,
        overtaken(edition, seen),
        no_reason(reason),
        asking.not_signed_yet(edition, position),
    )
    asking.end_from(edition, position, by, reason)
    edition.returned_because = reason
    return _take("return to step", edition, by, reason)


@operation
def put_in_force(
    edition: Edition, seen: int, by: Actor, reason: str, day: date | None = None
) -> Edition:
    """Make an approved edition the one to work by: at once, or from the start of a ``day`` to come.

    The edition before it ends in the same act.
    """
    stale, today = overtaken(edition, seen), clock.today()
    if day and day > today:
        _check("set day", edition, by, stale, *_objections_to_succeeding(edition, by))
        await_day([edition], day, by, reason)
    else:
        _check("put in force", edition, by, stale, IN_THE_PAST if day and day < today else None)
        bring_into_force([edition], clock.now(), by, reason, "put in force")
    return edition


@operation
def come_into_force(edition: Edition, by: Actor) -> bool:
    """Bring an edition into force whose own day has come, once, from the start of that day.

    Nothing happens, and the answer is no, when it came into force or was taken back before.
    """
    day = edition.effective_on
    if day is None or day > clock.today() or is_held(edition):
        return False
    bring_into_force([edition], clock.start_of(day), by, "")
    return True


@operation
def take_back_day(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Take back the day on which an edition was to come into force, saying why."""
    _check("take back day", edition, by, overtaken(edition, seen), no_reason(reason))
    forget_day([edition], by, reason)
    return edition


@operation
def withdraw(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Take an edition out of force, saying why, with none in its place."""
    _check("withdraw", edition, by, overtaken(edition, seen), no_reason(reason))
    take_out_of_force([edition], clock.now(), by, reason, "withdraw")
    return edition


def await_day(editions: Iterable[Edition], day: date, by: Actor, reason: str) -> None:
    """Inside a verb: let approved ``editions`` come into force when ``day`` begins."""
    for edition in _not_riding(editions):
        edition.effective_on = day
        _take("set day", edition, by, reason)


def forget_day(editions: Iterable[Edition], by: Actor, reason: str) -> None:
    """Inside a verb: let ``editions`` be approved without a day again."""
    for edition in _not_riding(editions):
        edition.effective_on = None
        _take("take back day", edition, by, reason)


def bring_into_force(
    editions: Sequence[Edition],
    since: datetime,
    by: Actor,
    reason: str,
    verb: str = "come into force",
    *,
    approved_at: datetime | None = None,
) -> None:
    """Inside a verb: bring ``editions`` of different documents into force together, or none.

    All begin at one moment: ``since``, or later where an approval or the edition before asks for
    it, so that no document has two at once. Forms among them step with their procedures.
    ``approved_at`` is for what was approved on paper.
    """
    stepping = _not_riding(editions)
    refuse_if(
        *_named(stepping, verb, by),
        *(said for edition in stepping for said in _objections_to_succeeding(edition, by)),
    )
    at = max([since, *(moment for edition in editions for moment in _not_before(edition))])
    for edition in stepping:
        document = edition.document
        for other in _present(edition):
            other.ended_at = at
            _take("supersede", other, by, reason=str(edition))
        if document.title != edition.title:
            document.title = edition.title
            record(by, "change document", document)
        edition.effective_on, edition.in_force_at = None, at
        edition.approved_at = approved_at or edition.approved_at
        _take(verb, edition, by, reason)


def take_out_of_force(
    editions: Sequence[Edition],
    since: datetime,
    by: Actor,
    reason: str,
    verb: str = "go out of force",
) -> None:
    """Inside a verb: withdraw ``editions`` together, or none; nothing takes their place.

    Forms among them step with their procedures.
    """
    stepping = _not_riding(editions)
    refuse_if(*_named(stepping, verb, by))
    for edition in stepping:
        edition.ended_at = max(since, edition.in_force_at or since)
        _take(verb, edition, by, reason)


def _not_riding(editions: Iterable[Edition]) -> list[Edition]:
    """Those that step by themselves: a form goes with its procedure, which is told by following."""
    return [edition for edition in editions if edition.parent is None]


def _present(edition: Edition) -> list[Edition]:
    """The edition in force in whose place ``edition`` comes, if any."""
    return [other for other in edition.document.editions if other.state == State.IN_FORCE]


def _objections_to_succeeding(edition: Edition, by: Actor) -> list[Sentence]:
    return [o for other in _present(edition) for o in LIFECYCLE.objections("supersede", other, by)]


def _not_before(edition: Edition) -> Iterator[datetime]:
    for moment in (edition.approved_at, *map(_last_moment, edition.document.editions)):
        if moment:
            yield moment


def _last_moment(edition: Edition) -> datetime | None:
    return edition.ended_at or edition.in_force_at


def _named(editions: Sequence[Edition], verb: str, by: Actor) -> list[Sentence]:
    """What stands against a step of each of several editions, with the edition it is about."""
    return [
        Sentence("%(edition)s: %(objection)s", edition=str(edition), objection=said)
        for edition in editions
        for said in LIFECYCLE.objections(verb, edition, by)
    ]


@operation
def discard(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Give up a draft, saying why. It is kept; its number may be used again."""
    _check("discard", edition, by, overtaken(edition, seen), no_reason(reason))
    return _take("discard", edition, by, reason)


def _check(verb: str, edition: Edition, by: Actor, *objections: Sentence | None) -> None:
    """Refuse with everything that stands in the way, before anything is changed."""
    refuse_if(*objections, *LIFECYCLE.objections(verb, edition, by))


def _take(verb: str, edition: Edition, by: Actor, reason: str = "") -> Edition:
    LIFECYCLE.take(verb, edition)
    record(by, verb, edition, reason)
    changed("edition", str(edition.id))
    followers.moved(edition, FOLLOWED_AS.get(verb, verb), by)
    return edition


def signer(by: Actor, consent: Consent) -> tuple[Person, Sentence | None]:
    """Whoever signs, and the objection that the password given at the act is not theirs."""
    person = db.session.get_one(Person, by.id)
    known = passwords.matches(person.password_hash, consent.password)
    return person, None if known else WRONG_PASSWORD


def _sign(verb: str, edition: Edition, consent: Consent, by: Actor) -> None:
    """Add a signature, once nothing stands in its way; the password is asked at the act."""
    person, wrong = signer(by, consent)
    _check(verb, edition, by, overtaken(edition, consent.seen), wrong)
    form = asking.form_for(edition, by, consent.authority)
    asking.sign(edition, person, asking.seat_for(edition, by, consent.seat), form)
