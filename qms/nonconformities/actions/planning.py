"""Making the plan: actions come and go while it is made."""

from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.documents.models import Edition
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.nonconformities.actions.lifecycle import (
    LIFECYCLE,
    may_not_plan,
    no_indicators,
    not_in_force,
    owner_unfit,
    too_soon,
    unsaid,
)
from qms.nonconformities.actions.models import ActionIndicator, CorrectiveAction
from qms.nonconformities.models import INDEXED, Nonconformity
from qms.organisation.queries import person_by_id
from qms.textindex.outbox import changed

UNKNOWN = Sentence("Có chỉ số không có trong danh sách.")
NO_SUCH_CLAUSE = Sentence("Mục này không có trong phiên bản đang có hiệu lực; hãy chọn mục khác.")


@dataclass(frozen=True)
class Planned:
    """What somebody is to do. ``about`` and ``anchor`` are what it revises, if anything."""

    kind: str
    text: str
    owner_id: int
    due: date
    indicators: frozenset[str]
    resources: str = ""
    risk: str = ""
    about: Edition | None = None
    anchor: str = ""


@operation
def plan_action(
    nonconformity: Nonconformity, given: Planned, seen: int, by: Actor
) -> CorrectiveAction:
    """Add an action to the plan that is being made."""
    refuse_if(overtaken(nonconformity, seen), may_not_plan(nonconformity, by), *_unfit(given, None))
    assert nonconformity.treatment is not None
    serials = [a.serial for treatment in nonconformity.treatments for a in treatment.actions]
    made = CorrectiveAction(serial=max(serials, default=0) + 1, **_columns(given))
    nonconformity.treatment.actions.append(made)
    made.touched = [ActionIndicator(indicator=number) for number in _ordered(given.indicators)]
    return _keep("plan action", made, by)


@operation
def change_action(
    action: CorrectiveAction, given: Planned, seen: int, by: Actor
) -> CorrectiveAction:
    """Say otherwise what is to be done, while the plan is made."""
    refuse_if(
        overtaken(action, seen),
        *LIFECYCLE.objections("change action", action, by),
        *_unfit(given, action),
    )
    columns = _columns(given)
    if action.about is not given.about or action.anchor != given.anchor:
        action.request = None  # what was asked for before is another change
    for name, value in columns.items():
        setattr(action, name, value)
    present = {link.indicator: link for link in action.touched}
    for number in _ordered(given.indicators - present.keys()):
        action.touched.append(ActionIndicator(indicator=number))
    for number in present.keys() - given.indicators:
        db.session.delete(present[number])
    done = _keep("change action", action, by)
    db.session.expire(action, ["touched"])
    return done


@operation
def drop_action(action: CorrectiveAction, seen: int, by: Actor, reason: str) -> CorrectiveAction:
    """Take an action out of the plan, and say why."""
    refuse_if(
        overtaken(action, seen),
        *LIFECYCLE.objections("drop action", action, by),
        no_reason(reason),
    )
    action.answer = reason
    LIFECYCLE.take("drop action", action)
    return _keep("drop action", action, by, reason)


def _unfit(given: Planned, action: CorrectiveAction | None) -> list[Sentence | None]:
    anchors = {clause.anchor for clause in given.about.clauses} if given.about else set()
    return [
        *unsaid(given.text, given.kind, given.risk),
        owner_unfit(person_by_id(given.owner_id)),
        None if action and action.due == given.due else too_soon(given.due, clock.today()),
        no_indicators(given.indicators),
        None if given.indicators <= INDICATORS.keys() else UNKNOWN,
        NO_SUCH_CLAUSE if given.anchor and given.anchor not in anchors else None,
        None if action and action.about is given.about else not_in_force(given.about),
    ]


def _columns(given: Planned) -> dict[str, object]:
    clauses = given.about.clauses if given.about else []
    named = next((c for c in clauses if given.anchor and c.anchor == given.anchor), None)
    return {
        "kind": given.kind,
        "text": given.text,
        "resources": given.resources,
        "risk": given.risk,
        "owner_id": given.owner_id,
        "due": given.due,
        "document_id": given.about.document_id if given.about else None,
        "about_id": given.about.id if given.about else None,
        "anchor": given.anchor if named else "",
        "clause": f"{named.number} {named.heading}".strip() if named else "",
    }


def _ordered(numbers: frozenset[str]) -> list[str]:
    return [number for number in INDICATORS if number in numbers]


def _keep(verb: str, action: CorrectiveAction, by: Actor, reason: str = "") -> CorrectiveAction:
    db.session.flush()
    record(by, verb, action, reason)
    changed(INDEXED, action.nonconformity.id)  # its owner sees it
    return action
