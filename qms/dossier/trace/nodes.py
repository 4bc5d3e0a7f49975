"""What was found and done, as nodes of the trace; each belongs to one nonconformity."""

from datetime import date

from qms.dossier.trace.graph import Kind, Node, Place, Words
from qms.dossier.trace.papers import Own, local_day, until, written
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.lifecycle import STATE_NAMES as ACTION_STATES
from qms.nonconformities.actions.lifecycle import NoteKind
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.effectiveness.models import EffectCheck, Result
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import STATE_NAMES, State
from qms.nonconformities.treatment import Treatment

RESULTS = {
    Result.WORKED: Sentence("Có kết quả"),
    Result.FAILED: Sentence("Chưa có kết quả"),
    Result.TOO_EARLY: Sentence("Hẹn ngày khác"),
}
"""What a check of effect found, as short as a box wants it."""


def of(found: Nonconformity, number: int = 1, action: int = 0) -> Own:
    """Where a node of a round belongs: to which nonconformity, and where it is shown."""
    shown = Place("nonconformities.one", {"number": found.id})
    if action:
        shown = Place("actions.one", {"number": found.id, "serial": action})
    return {"slip": found.id, "band": (found.id, number), "place": shown}


def slip_key(number: int) -> str:
    """By what a nonconformity is known."""
    return f"nonconformity:{number}"


def action_key(number: int, serial: int) -> str:
    """By what an action is known."""
    return f"action:{number}/{serial}"


def slip(found: Nonconformity) -> Node:
    """A nonconformity."""
    return Node(
        slip_key(found.id),
        Kind.SLIP,
        found.number or Sentence("Chưa có số"),
        found.summary,
        (STATE_NAMES[State(found.state)], written(found.found_on)),
        state=found.state,
        who=found.handler.name if found.handler else "",
        day=found.found_on,
        until=found.due,
        **of(found),
    )


def cause(found: Nonconformity, treatment: Treatment) -> Node:
    """The cause that was found, or is to be, in one round."""
    by, day = treatment.analysed_by, local_day(treatment.analysed_at)
    notes: tuple[Words, ...] = (Sentence("chưa tìm xong"),)
    if by and day:
        notes = (BRANCH_NAMES[Branch(treatment.branch)], by.name, written(day))
    name = Sentence("Nguyên nhân")
    if treatment.round > 1:
        name = Sentence("Tìm lại, lần %(round)s", round=treatment.round)
    return Node(
        f"cause:{found.id}/{treatment.round}",
        Kind.CAUSE,
        name,
        treatment.conclusion,
        notes,
        state=treatment.branch,
        who=by.name if by else "",
        day=day,
        open=by is None,
        **of(found, treatment.round),
    )


def action(found: Nonconformity, number: int, acted: CorrectiveAction) -> Node:
    """An action of the plan of a round."""
    note = until(acted.due)
    if acted.done_on:
        note = Sentence("xong %(day)s", day=written(acted.done_on))
    if acted.state == ActionState.DROPPED:
        note = ACTION_STATES[ActionState.DROPPED]
    return Node(
        action_key(found.id, acted.serial),
        Kind.ACTION,
        f"{found.number}-{acted.serial}",
        acted.summary,
        (acted.owner.name, note),
        state=acted.state,
        who=acted.owner.name,
        day=acted.done_on,
        until=acted.due,
        open=not acted.done_on,
        files=tuple(file.name for file in acted.files),
        **of(found, number, acted.serial),
    )


def check(found: Nonconformity, number: int, acted: CorrectiveAction) -> Node:
    """That somebody else looked and found an action done."""
    by, day = acted.verified_by, acted.verified_on
    if by is None or day is None:
        raise LookupError(f"{acted} is not checked")
    said = [note.text for note in acted.notes if note.kind == NoteKind.VERIFIED]
    return Node(
        f"check:{found.id}/{acted.serial}",
        Kind.CHECK,
        Sentence("Kiểm tra đạt"),
        said[-1] if said else "",
        (by.name, written(day)),
        state=acted.state,
        who=by.name,
        day=day,
        **of(found, number, acted.serial),
    )


def effect(found: Nonconformity, number: int, judged: EffectCheck, place: int) -> Node:
    """A look at whether it worked: the ``place``-th of its round."""
    by, day = judged.checked_by.name, judged.checked_on
    return Node(
        f"effect:{found.id}/{number}.{place}",
        Kind.EFFECT,
        RESULTS[Result(judged.result)],
        judged.data,
        (by, written(day)),
        state=judged.result,
        who=by,
        day=day,
        files=tuple(one.file.name for one in judged.files),
        **of(found, number),
    )


def closing(found: Nonconformity, number: int, who: str, day: date | None) -> Node:
    """That it was closed after a round."""
    return Node(
        f"closing:{found.id}/{number}",
        Kind.CLOSING,
        Sentence("Đóng phiếu"),
        "",
        (who, written(day)) if who else (written(day),),
        state=State.CLOSED.value,
        who=who,
        day=day,
        **of(found, number),
    )
