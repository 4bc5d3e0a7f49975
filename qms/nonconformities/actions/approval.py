"""The plan as a whole: proposed, answered by the management representative, and carried out."""

from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents.requests.lifecycle import Origin
from qms.documents.requests.operations import open_request
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason
from qms.kernel.operation import operation
from qms.nonconformities.actions.lifecycle import OPEN, State, Wish, too_soon
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.revising import must_be_asked_for
from qms.nonconformities.actions.telling import tell
from qms.nonconformities.deadlines import after_months
from qms.nonconformities.lifecycle import LIFECYCLE
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.steps import refuse, take
from qms.nonconformities.treatment import MOST_MONTHS, Treatment
from qms.organisation.calendar.queries import calendar


@dataclass(frozen=True)
class Promise:
    """By what one will see that the plan worked, and how many months after."""

    criterion: str
    months: int


@operation
def propose_plan(
    nonconformity: Nonconformity, promise: Promise, seen: int, by: Actor
) -> Nonconformity:
    """Send the plan to the management representative."""
    today = clock.today()
    dues = [a.due for a in nonconformity.plan if a.state == State.PLANNED]
    past = too_soon(min(dues), today) if dues else None
    refuse("propose plan", nonconformity, seen, by, past, *_unpromised(promise))
    treatment = _treatment(nonconformity)
    treatment.criterion, treatment.months = promise.criterion, promise.months
    treatment.proposed_by_id, treatment.proposed_at = by.id, clock.now()
    return take("propose plan", nonconformity, by)


@operation
def take_back_plan(
    nonconformity: Nonconformity, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Go on making a plan that is not answered yet."""
    refuse("take back plan", nonconformity, seen, by)
    return take("take back plan", nonconformity, by, reason)


@operation
def return_plan(nonconformity: Nonconformity, seen: int, by: Actor, reason: str) -> Nonconformity:
    """Say that the plan will not do, and why."""
    refuse("return plan", nonconformity, seen, by, no_reason(reason))
    return take("return plan", nonconformity, by, reason)


@operation
def approve_plan(
    nonconformity: Nonconformity, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Approve the plan; what revises a document asks for that change now."""
    refuse("approve plan", nonconformity, seen, by)
    treatment = _treatment(nonconformity)
    treatment.approved_by_id, treatment.approved_at = by.id, clock.now()
    done = take("approve plan", nonconformity, by, reason)
    for action in done.plan:
        if action.state in OPEN:
            if action.about is not None and must_be_asked_for(action.request):
                _ask_for_change(action, by)
            tell(action, "give action", by)
    return carried_out(done, by)


@operation
def change_plan(nonconformity: Nonconformity, seen: int, by: Actor, reason: str) -> Nonconformity:
    """Make the plan anew from what is left of it, and say why."""
    refuse("change plan", nonconformity, seen, by, no_reason(reason))
    treatment = _treatment(nonconformity)
    treatment.approved_by_id = treatment.approved_at = None
    treatment.proposed_by_id = treatment.proposed_at = None
    for action in nonconformity.plan:
        if action.asked is not None:
            action.asked.state = Wish.WITHDRAWN.value  # the plan sets its day anew
            record(by, "withdraw extension", action, reason)
    return take("change plan", nonconformity, by, reason)


def carried_out(nonconformity: Nonconformity, by: Actor) -> Nonconformity:
    """Take the step to "implemented" once all is done and checked: joins the verb that ended it."""
    if LIFECYCLE.objections("confirm implementation", nonconformity, by):
        return nonconformity
    treatment = _treatment(nonconformity)
    day = after_months(clock.today(), treatment.months, calendar())
    treatment.implemented_at, treatment.check_on = clock.now(), day
    return take("confirm implementation", nonconformity, by)


def _ask_for_change(action: CorrectiveAction, by: Actor) -> None:
    assert action.document is not None
    slip = action.nonconformity
    action.request = open_request(
        action.document,
        action.anchor,
        action.text,
        slip.number if slip.confidential else f"{slip.number}: {slip.summary}",
        by,
        origin=Origin.CORRECTIVE,
        about=action.about,
    )
    record(by, "ask for change", action)


def _treatment(nonconformity: Nonconformity) -> Treatment:
    if nonconformity.treatment is None:
        raise LookupError(f"{nonconformity} is not being treated")
    return nonconformity.treatment


def _unpromised(promise: Promise) -> list[Sentence | None]:
    fits = 1 <= promise.months <= MOST_MONTHS
    return [
        None
        if promise.criterion.strip()
        else Sentence("Hãy ghi căn cứ vào đâu để biết có kết quả."),
        None
        if fits
        else Sentence("Số tháng chờ kiểm tra kết quả phải từ 1 đến %(most)s.", most=MOST_MONTHS),
    ]
