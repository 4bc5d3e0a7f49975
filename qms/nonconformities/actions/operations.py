"""Acting: how far it is, that it is done and by what one sees it, that another found it so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.nonconformities.actions.approval import carried_out
from qms.nonconformities.actions.lifecycle import LIFECYCLE, NoteKind, Wish, no_proof, not_in_time
from qms.nonconformities.actions.models import (
    ActionNote,
    CorrectiveAction,
    ProofFile,
)
from qms.nonconformities.actions.telling import tell
from qms.nonconformities.models import INDEXED
from qms.nonconformities.states import State as SlipState
from qms.nonconformities.steps import follow_day, take
from qms.textindex.outbox import changed

MOVES_THE_DAY = ("report done", "return action")
"""The steps after which other actions are still to be done than before."""
NOTHING_SAID = Sentence("Hãy ghi đã làm đến đâu.")
NO_RESULT = Sentence("Hãy ghi đã làm gì và đạt được gì.")
NOTHING_FOUND = Sentence("Hãy ghi đã kiểm tra thế nào, thấy gì.")


@dataclass(frozen=True)
class Done:
    """What was reached, on which day, and what shows it."""

    result: str
    on: date
    files: Sequence[CheckedFile] = ()


@operation
def note_progress(
    action: CorrectiveAction,
    said: str,
    seen: int,
    by: Actor,
    files: Sequence[CheckedFile] = (),
) -> CorrectiveAction:
    """Say how far it is; what shows it may come along."""
    _refuse("note progress", action, seen, by, None if said.strip() else NOTHING_SAID)
    _note(action, NoteKind.PROGRESS, said, by, files)
    return _take("note progress", action, by)


@operation
def report_done(action: CorrectiveAction, done: Done, seen: int, by: Actor) -> CorrectiveAction:
    """Say that it is done. It then awaits a check by another person."""
    approved = action.treatment.approved_at
    day = clock.local(approved).date() if approved else clock.today()
    shown = (*action.files, *done.files)
    _refuse(
        "report done",
        action,
        seen,
        by,
        None if done.result.strip() else NO_RESULT,
        not_in_time(done.on, day, clock.today()),
        no_proof(shown, action.document_id is not None),
    )
    if action.asked is not None:
        action.asked.state = Wish.WITHDRAWN.value  # no more time is needed
    _note(action, NoteKind.DONE, done.result, by, done.files)
    return _take("report done", action, by, done_on=done.on, result=done.result)


@operation
def verify_action(
    action: CorrectiveAction, said: str, seen: int, by: Actor, files: Sequence[CheckedFile] = ()
) -> CorrectiveAction:
    """Find that it was done; with the last action of the plan, all is carried out."""
    _refuse("verify action", action, seen, by, None if said.strip() else NOTHING_FOUND)
    _note(action, NoteKind.VERIFIED, said, by, files)
    today = clock.today()
    done = _take("verify action", action, by, verified_on=today, verified_by_id=by.id)
    carried_out(action.nonconformity, by)
    return done


@operation
def return_action(action: CorrectiveAction, reason: str, seen: int, by: Actor) -> CorrectiveAction:
    """Find that it was not done, and say what is missing."""
    _refuse("return action", action, seen, by, no_reason(reason))
    _note(action, NoteKind.RETURNED, reason, by, ())
    return _take("return action", action, by, reason, done_on=None, result="")


def _refuse(
    verb: str, action: CorrectiveAction, seen: int, by: Actor, *more: Sentence | None
) -> None:
    refuse_if(overtaken(action, seen), *LIFECYCLE.objections(verb, action, by), *more)


def _note(
    action: CorrectiveAction, kind: NoteKind, said: str, by: Actor, files: Sequence[CheckedFile]
) -> None:
    note = ActionNote(kind=kind.value, said_by_id=by.id, said_at=clock.now(), text=said)
    note.files = [ProofFile(file=attach(file, by=by)) for file in files]
    action.notes.append(note)
    db.session.flush()  # what shows it is kept before the step that rests on it


def _take(
    verb: str, action: CorrectiveAction, by: Actor, reason: str = "", **with_it: object
) -> CorrectiveAction:
    with db.session.no_autoflush:
        for name, value in with_it.items():
            setattr(action, name, value)
        LIFECYCLE.take(verb, action)
    record(by, verb, action, reason)
    changed(INDEXED, action.nonconformity.id)
    tell(action, verb, by)
    if action.nonconformity.state == SlipState.APPROVED:
        take("begin acting", action.nonconformity, by)
    elif verb in MOVES_THE_DAY:
        follow_day(action.nonconformity, by, reason)
    return action
