"""The rows of a round, written inside the verbs of deciding: who is asked, signs and returns."""

from qms.documents.lifecycle import Meaning
from qms.documents.models import Edition
from qms.documents.routes.models import RouteSeat, RouteStep, Signature, StepReturn
from qms.documents.routes.resolving import Plan
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.organisation.models import Person


def ask(edition: Edition, plan: Plan) -> None:
    """Write down who is asked in the round that begins; the database lets nobody change it."""
    coming = edition.round + 1
    for position, planned in enumerate(plan.steps, start=1):
        wanted = planned.wanted
        meaning = Meaning.APPROVED if wanted.approves else Meaning.REVIEWED
        step = RouteStep(
            edition=edition,
            round=coming,
            position=position,
            label=wanted.label,
            meaning=meaning.value,
            rule=planned.rule,
            role=wanted.role.value,
        )
        step.seats = [
            RouteSeat(edition_id=edition.id, round=coming, person_id=person)
            for person in planned.people
        ]
        db.session.add(step)
    db.session.flush()  # while the edition is still a draft


def seat_for(edition: Edition, by: Actor, wanted: int) -> int:
    """The seat on which ``by`` signs: the one ``wanted``, else their own or the first they may."""
    seats = edition.round_now.free_seats(by)
    if wanted and wanted not in seats:
        raise Refused(Sentence("Bạn không ký thay được cho người này; hãy chọn lại."))
    return wanted or seats[0]


def sign(edition: Edition, person: Person, seat_id: int) -> None:
    """Add the signature of ``person`` on a seat of the present step."""
    now = edition.round_now.present
    step = next(s for s in edition.route if now and s.position == now.position)
    signature = Signature(
        edition=edition,
        round=edition.round,
        position=step.position,
        meaning=step.meaning,
        person_id=person.id,
        person_name=person.name,
        person_title=person.title,
        seat_id=seat_id,
        digest=edition.file_digest,
        signed_at=clock.now(),
    )
    db.session.add(signature)
    db.session.flush()  # the database lets an edition be approved only when its signature is there


def not_signed_yet(edition: Edition, position: int) -> Sentence | None:
    """One returns to a step of which a signature stands."""
    if any(s.position == position for s in edition.valid_signatures):
        return None
    return Sentence("Hãy chọn một bước đã ký để trả lại.")


def end_from(edition: Edition, position: int, by: Actor, reason: str) -> None:
    """End the signatures of a step and of those after it; they are kept in the history."""
    ended = StepReturn(
        edition=edition,
        round=edition.round,
        position=position,
        last_signature=max(s.id for s in edition.signatures),
        person_id=by.id,
        person_name=by.name,
        reason=reason,
        returned_at=clock.now(),
    )
    db.session.add(ended)
    db.session.flush()
