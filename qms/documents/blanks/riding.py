"""Forms step with the edition of their procedure: told of each of its steps, inside the same verb.

One act of signing gives each of them a signature for its own bytes.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from qms.audit_trail.operations import record
from qms.documents import followers
from qms.documents.blanks.models import Blank, Carried
from qms.documents.lifecycle import LIFECYCLE, OPEN, State
from qms.documents.models import Edition
from qms.documents.routes.models import RouteSeat, RouteStep, Signature, StepReturn
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.textindex.outbox import changed

SHARED = (
    *("round", "reviewer_id", "approver_id", "returned_because"),
    *("submitted_at", "approved_at", "effective_on", "in_force_at", "issued_outside"),
)
"""What a form's edition takes from the edition of its procedure at each step, beside the state."""
OF_A_STEP = ("round", "position", "label", "meaning", "rule", "role")
OF_A_RETURN = ("round", "position", "person_id", "person_name", "reason", "returned_at")
OF_A_SIGNATURE = tuple(
    column.key
    for column in Signature.__table__.columns
    if column.key not in ("id", "edition_id", "digest")
)
"""What is copied from an act on the procedure to the form: all but the very bytes."""

WITH_A_STEP = frozenset(LIFECYCLE.steps) - {"supersede"} | {"change draft"}


def announce() -> None:
    """Follow the verbs of documents."""
    followers.register("blanks", ride)


def ride(carrier: Edition, verb: str, by: Actor) -> None:
    """Let the forms of an edition take the step that it took."""
    if verb not in WITH_A_STEP or carrier.parent:
        return
    fates = carried_by(carrier)
    for fate in fates:
        if fate.edition and fate.edition.state in OPEN:
            _step(fate, fate.edition, verb, by)
    for form, at in _leaving(carrier, verb, fates):
        _end(form, State.WITHDRAWN, "withdraw", at, carrier, by)


def carried_by(carrier: Edition) -> Sequence[Carried]:
    """What an edition does to forms, in the order in which it was said."""
    wanted = select(Carried).where(Carried.carrier_id == carrier.id).order_by(Carried.id)
    return db.session.scalars(wanted).all()


def in_force_under(parent_id: int) -> Sequence[Edition]:
    """The editions in force of the forms that belong to a procedure: for verbs, not for reading."""
    wanted = (
        select(Edition)
        .join(Blank, Blank.document_id == Edition.document_id)
        .where(Blank.parent_id == parent_id, Edition.state == State.IN_FORCE)
        .order_by(Edition.id)
    )
    return db.session.scalars(wanted).all()


def _leaving(
    carrier: Edition, verb: str, fates: Sequence[Carried]
) -> list[tuple[Edition, datetime | None]]:
    """The forms that go out of force by this step, and when."""
    if verb == "withdraw":
        return [(form, carrier.ended_at) for form in in_force_under(carrier.document_id)]
    if verb != "put in force":
        return []
    gone = {fate.document_id for fate in fates if fate.edition_id is None}
    forms = in_force_under(carrier.document_id) if gone else ()
    return [(form, carrier.in_force_at) for form in forms if form.document_id in gone]


def _step(fate: Carried, rider: Edition, verb: str, by: Actor) -> None:
    carrier = fate.carrier
    if carrier.round > rider.round:
        _ask(rider, carrier)
    if verb == "return to step":
        _go_back(rider, carrier)
    _sign(rider, carrier)
    if carrier.state == State.IN_FORCE:
        _take_the_place(rider, carrier, by)
    for part in SHARED:
        setattr(rider, part, getattr(carrier, part))
    rider.state = carrier.state
    fate.together = carrier.state if carrier.state in OPEN else None
    if verb != "change draft" or db.session.is_modified(rider):
        record(by, verb, rider, str(carrier))
        changed("edition", str(rider.id))


def _ask(rider: Edition, carrier: Edition) -> None:
    """Let a form be asked of the same people, in the same steps, as its procedure."""
    for step in carrier.route:
        same = RouteStep(edition=rider, **{part: getattr(step, part) for part in OF_A_STEP})
        same.seats = [
            RouteSeat(edition_id=rider.id, round=seat.round, person_id=seat.person_id)
            for seat in step.seats
        ]
        db.session.add(same)
    db.session.flush()  # while the form is still a draft


def _sign(rider: Edition, carrier: Edition) -> None:
    """Give ``rider`` the signatures that its carrier has and it has not, for its own bytes."""
    have = {(given.position, given.seat_id) for given in rider.valid_signatures}
    for given in carrier.valid_signatures:
        if (given.position, given.seat_id) not in have:
            same = {part: getattr(given, part) for part in OF_A_SIGNATURE}
            db.session.add(Signature(edition=rider, digest=rider.file_digest, **same))
    db.session.flush()  # the database lets an edition be approved only when its signature is there


def _go_back(rider: Edition, carrier: Edition) -> None:
    """End the signatures of a form that a return to a step has ended for its procedure."""
    same = {part: getattr(carrier.returns[-1], part) for part in OF_A_RETURN}
    last = max(given.id for given in rider.signatures)
    db.session.add(StepReturn(edition=rider, last_signature=last, **same))
    db.session.flush()


def _take_the_place(rider: Edition, carrier: Edition, by: Actor) -> None:
    """End what of the form was in force, and let the document be called as the new edition is."""
    document = rider.document
    for before in document.editions:
        if before.state == State.IN_FORCE:
            _end(before, State.SUPERSEDED, "supersede", carrier.in_force_at, carrier, by)
    if document.title != rider.title:
        document.title = rider.title
        record(by, "change document", document)


def _end(
    form: Edition, state: State, verb: str, at: datetime | None, carrier: Edition, by: Actor
) -> None:
    form.state, form.ended_at = state.value, at
    record(by, verb, form, str(carrier))
    changed("edition", str(form.id))
