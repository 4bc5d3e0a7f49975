"""Whether it worked: judged after a time by somebody who took no part; then closed, or reopened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason
from qms.kernel.operation import operation
from qms.nonconformities.effectiveness.models import EffectCheck, EffectFile, Result
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.steps import begin_round, refuse, take

VERBS = {
    Result.WORKED: "confirm effect",
    Result.FAILED: "find ineffective",
    Result.TOO_EARLY: "postpone effect check",
}

NO_RESULT = Sentence("Hãy chọn kết luận trong danh sách.")


@dataclass(frozen=True)
class Judgement:
    """What was looked at and found. ``next_on`` is the new day where it is too early to say."""

    criterion: str
    data: str
    result: str
    next_on: date | None = None
    files: Sequence[CheckedFile] = ()


@operation
def judge_effect(
    nonconformity: Nonconformity, judged: Judgement, seen: int, by: Actor
) -> Nonconformity:
    """Say whether it worked. What did not work reopens, in a round of its own."""
    known = judged.result in VERBS
    verb = VERBS[Result(judged.result)] if known else VERBS[Result.WORKED]
    refuse(verb, nonconformity, seen, by, None if known else NO_RESULT, *_unsaid(judged))
    result, treatment = Result(judged.result), nonconformity.treatment
    assert treatment is not None
    treatment.checks.append(_check(judged, result, by))
    db.session.flush()  # the check is of the day that was set, not of the one set now
    with_it: dict[str, object] = {}
    if result == Result.FAILED:
        with_it["round"] = begin_round(nonconformity, judged.data)
    if result == Result.TOO_EARLY:
        treatment.check_on = judged.next_on
    return take(verb, nonconformity, by, judged.data, **with_it)


@operation
def close(nonconformity: Nonconformity, seen: int, by: Actor, reason: str = "") -> Nonconformity:
    """Close what worked."""
    refuse("close", nonconformity, seen, by)
    return take("close", nonconformity, by, reason)


@operation
def reopen(nonconformity: Nonconformity, seen: int, by: Actor, reason: str) -> Nonconformity:
    """Open again what was closed, and say why: its cause is sought anew."""
    refuse("reopen", nonconformity, seen, by, no_reason(reason))
    number = begin_round(nonconformity, reason)
    return take("reopen", nonconformity, by, reason, round=number)


def _check(judged: Judgement, result: Result, by: Actor) -> EffectCheck:
    made = EffectCheck(
        checked_on=clock.today(),
        checked_by_id=by.id,
        said_at=clock.now(),
        criterion=judged.criterion,
        data=judged.data,
        result=result.value,
        next_on=judged.next_on if result == Result.TOO_EARLY else None,
    )
    made.files = [EffectFile(file=attach(file, by=by)) for file in judged.files]
    return made


def _unsaid(judged: Judgement) -> list[Sentence | None]:
    later = judged.next_on is not None and judged.next_on > clock.today()
    said = judged.criterion.strip() and judged.data.strip()
    return [
        None if said else Sentence("Hãy ghi căn cứ đánh giá và số liệu đã thấy."),
        None
        if judged.result != Result.TOO_EARLY or later
        else Sentence("Hãy hẹn một ngày kiểm tra sau hôm nay."),
    ]
