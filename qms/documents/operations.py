"""The verbs of deciding on an edition. Each takes who acts and, where it is a decision, why."""

from collections.abc import Mapping
from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents import followers
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

WRONG_PASSWORD = Sentence("Mật khẩu chưa đúng; chưa có gì được ký.")


@dataclass(frozen=True)
class Consent:
    """What a signer gives at the act: the password, and the version of the edition they read.

    ``seat`` is for whom they sign, where they stand in for several; 0 for themselves or the first.
    """

    password: str
    seen: int
    seat: int = 0


@operation
def submit(
    edition: Edition, seen: int, by: Actor, chosen: Mapping[int, int] | None = None
) -> Edition:
    """Ask for review and approval of a draft: who is asked is written down and stays.

    ``chosen`` are the people, by the position of their step, whom the author picks where the route
    leaves a choice.
    """
    plan = plan_of(edition, chosen)
    _check("submit", edition, by, overtaken(edition, seen), *plan.objections)
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
def put_in_force(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Make an approved edition the one to work by; the one before it ends in the same act."""
    _check("put in force", edition, by, overtaken(edition, seen))
    document, at = edition.document, clock.now()
    for other in document.editions:
        if other.state == State.IN_FORCE:
            _check("supersede", other, by)
            other.ended_at = at
            _take("supersede", other, by, reason=str(edition))
    if document.title != edition.title:
        document.title = edition.title
        record(by, "change document", document)
    edition.in_force_at = at
    return _take("put in force", edition, by, reason)


@operation
def withdraw(edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
    """Take an edition out of force, saying why, with none in its place."""
    _check("withdraw", edition, by, overtaken(edition, seen), no_reason(reason))
    edition.ended_at = clock.now()
    return _take("withdraw", edition, by, reason)


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
    followers.moved(edition, verb, by)
    return edition


def _sign(verb: str, edition: Edition, consent: Consent, by: Actor) -> None:
    """Add a signature, once nothing stands in its way; the password is asked at the act."""
    person = db.session.get_one(Person, by.id)
    known = passwords.matches(person.password_hash, consent.password)
    wrong = None if known else WRONG_PASSWORD
    _check(verb, edition, by, overtaken(edition, consent.seen), wrong)
    asking.sign(edition, person, asking.seat_for(edition, by, consent.seat))
