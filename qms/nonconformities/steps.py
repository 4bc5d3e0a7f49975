"""How a nonconformity takes a step, whichever verb it comes with: asked, taken, dated, told."""

from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import overtaken
from qms.nonconformities.actions.lifecycle import OPEN as OPEN_ACTIONS
from qms.nonconformities.deadlines import Dates, due
from qms.nonconformities.lifecycle import LIFECYCLE
from qms.nonconformities.models import INDEXED, Nonconformity
from qms.nonconformities.states import ENDED
from qms.nonconformities.telling import tell
from qms.nonconformities.treatment import Treatment
from qms.organisation.calendar.queries import calendar
from qms.textindex.outbox import changed


def refuse(
    verb: str, nonconformity: Nonconformity, seen: int, by: Actor, *more: Sentence | None
) -> None:
    """Raise with everything that stands in the way of a step."""
    refuse_if(overtaken(nonconformity, seen), *LIFECYCLE.objections(verb, nonconformity, by), *more)


def take(
    verb: str, nonconformity: Nonconformity, by: Actor, reason: str = "", **with_it: object
) -> Nonconformity:
    """Take a step that was checked. What it rests on was changed before and is kept first; what is
    changed ``with_it`` goes in the same statement.
    """
    db.session.flush()
    with db.session.no_autoflush:
        for name, value in with_it.items():
            setattr(nonconformity, name, value)
        LIFECYCLE.take(verb, nonconformity)
        nonconformity.ended_at = clock.now() if nonconformity.state in ENDED else None
        set_due(nonconformity)
    record(by, verb, nonconformity, reason)
    changed(INDEXED, nonconformity.id)
    tell(nonconformity, verb, by)
    return nonconformity


def set_due(nonconformity: Nonconformity) -> None:
    """Say until when the stage lasts that begins today."""
    treatment = nonconformity.treatment
    dates = Dates(
        nonconformity.correct_by,
        [action.due for action in nonconformity.plan if action.state in OPEN_ACTIONS],
        treatment.check_on if treatment else None,
    )
    nonconformity.due = due(nonconformity.state, clock.today(), dates, calendar())


def follow_day(nonconformity: Nonconformity, by: Actor, reason: str = "") -> None:
    """Move the last day with those of the actions, where what is still to be done changed."""
    before = nonconformity.due
    set_due(nonconformity)
    if nonconformity.due != before:
        record(by, "move last day", nonconformity, reason)


def begin_round(nonconformity: Nonconformity, why: str = "") -> int:
    """Open the next round of treating it and say its number; the first one has no reason."""
    number = len(nonconformity.treatments) + 1
    nonconformity.treatments.append(Treatment(round=number, opened_at=clock.now(), why=why))
    return number
