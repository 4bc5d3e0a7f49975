"""More time: asked for with its reason, answered by the management representative."""

from datetime import date

from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.nonconformities.actions.lifecycle import (
    Wish,
    may_not_answer,
    may_not_ask,
    may_not_withdraw,
    no_later,
)
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.actions.telling import tell
from qms.nonconformities.steps import follow_day


@operation
def ask_extension(
    action: CorrectiveAction, until: date, seen: int, by: Actor, reason: str
) -> Extension:
    """Ask for a later day."""
    refuse_if(
        overtaken(action, seen),
        may_not_ask(action, by),
        no_reason(reason),
        no_later(until, action.due, clock.today()),
    )
    wish = Extension(
        due_before=action.due, until=until, reason=reason, asked_by_id=by.id, asked_at=clock.now()
    )
    action.extensions.append(wish)
    db.session.flush()
    record(by, "ask extension", action, reason)
    tell(action, "ask extension", by)
    return wish


@operation
def grant_extension(extension: Extension, by: Actor, answer: str = "") -> Extension:
    """Give the later day."""
    refuse_if(may_not_answer(extension, by))
    action = _answer(extension, Wish.GRANTED, by, answer)
    action.due = extension.until
    record(by, "grant extension", action, answer)
    follow_day(action.nonconformity, by, answer)
    tell(action, "grant extension", by)
    return extension


@operation
def refuse_extension(extension: Extension, by: Actor, answer: str) -> Extension:
    """Keep the day, and say why."""
    refuse_if(may_not_answer(extension, by), no_reason(answer))
    action = _answer(extension, Wish.REFUSED, by, answer)
    record(by, "refuse extension", action, answer)
    tell(action, "refuse extension", by)
    return extension


@operation
def withdraw_extension(extension: Extension, by: Actor) -> Extension:
    """Do without more time."""
    refuse_if(may_not_withdraw(extension, by))
    extension.state = Wish.WITHDRAWN.value
    record(by, "withdraw extension", extension.action)
    return extension


def _answer(extension: Extension, state: Wish, by: Actor, answer: str) -> CorrectiveAction:
    extension.state, extension.answer = state.value, answer
    extension.answered_by_id, extension.answered_at = by.id, clock.now()
    db.session.flush()  # the database moves a day once a later one is granted
    return extension.action
