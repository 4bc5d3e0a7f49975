"""The rows of a round, written inside the verbs of deciding: who is asked, signs and returns."""

from collections.abc import Sequence

from qms.documents.lifecycle import Meaning
from qms.documents.models import Edition
from qms.documents.routes.models import RouteSeat, RouteStep, Signature, StepReturn
from qms.documents.routes.resolving import Plan
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.organisation.authority.queries import authorities_of, delegation_for
from qms.organisation.models import Delegation, Person, SigningAuthority


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


def forms_offered(by: Actor) -> Sequence[SigningAuthority]:
    """In which legal forms ``by`` may sign today."""
    return authorities_of(by.id)


def usual_form(edition: Edition, offered: Sequence[SigningAuthority]) -> int:
    """The form that is taken when none is chosen: the first recorded, for an approval only."""
    step = edition.round_now.present
    return offered[0].id if offered and step and step.approves else 0


def form_for(edition: Edition, by: Actor, wanted: int | None) -> SigningAuthority | None:
    """The form in which ``by`` signs: the one ``wanted``, none for 0, else the usual one."""
    offered = forms_offered(by)
    number = usual_form(edition, offered) if wanted is None else wanted
    found = next((form for form in offered if form.id == number), None)
    if number and found is None:
        raise Refused(Sentence("Hình thức ký này không còn áp dụng cho bạn; hãy chọn lại."))
    return found


def sign(
    edition: Edition, person: Person, seat_id: int, form: SigningAuthority | None = None
) -> None:
    """Add the signature of ``person`` on a seat of the present step, all of it in words."""
    now = edition.round_now.present
    step = next(s for s in edition.route if now and s.position == now.position)
    instead = {} if seat_id == person.id else _instead_of(step, seat_id, person)
    signature = Signature(
        edition=edition,
        round=edition.round,
        position=step.position,
        meaning=step.meaning,
        person_id=person.id,
        person_name=person.name,
        person_title=person.title,
        seat_id=seat_id,
        form=form.form if form else None,
        on_behalf=form.on_behalf if form else None,
        authority=_paper(form) if form and form.document else None,
        digest=edition.file_digest,
        signed_at=clock.now(),
        **instead,
    )
    db.session.add(signature)
    db.session.flush()  # the database lets an edition be approved only when its signature is there


def _instead_of(step: RouteStep, seat_id: int, deputy: Person) -> dict[str, str]:
    """Say for whom it is signed, and by which paper."""
    absent = next(seat.person for seat in step.seats if seat.person_id == seat_id)
    delegation = delegation_for(absent.id, deputy.id, Role(step.role))
    if delegation is None:
        raise Refused(Sentence("Không còn ủy quyền ký thay cho người này."))
    return {
        "seat_name": absent.name,
        "seat_title": absent.title,
        "delegation": _paper(delegation),
    }


def _paper(by: Delegation | SigningAuthority) -> str:
    """A document and its period as they are printed beside a signature."""
    day = f"{by.document_day:%d/%m/%Y}" if by.document_day else ""
    first, last = f"{by.first_day:%d/%m/%Y}", f"{by.last_day:%d/%m/%Y}" if by.last_day else ""
    if not last:
        return str(Sentence("%(document)s ngày %(day)s", document=by.document, day=day))
    return str(
        Sentence(
            "%(document)s ngày %(day)s, từ %(first)s đến hết %(last)s",
            document=by.document,
            day=day,
            first=first,
            last=last,
        )
    )


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
