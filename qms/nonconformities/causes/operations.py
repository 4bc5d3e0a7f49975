"""Finding the cause: what was asked and answered, what is concluded, whether it is so elsewhere."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason
from qms.kernel.operation import operation
from qms.nonconformities.causes.likeness import repeats
from qms.nonconformities.causes.tree import Branch, Cause, roots_of
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.steps import refuse, take
from qms.nonconformities.treatment import FoundCause


@dataclass(frozen=True)
class Finding:
    """What was found. ``branch`` is where the main cause lies, ``conclusion`` what it is;
    ``elsewhere`` says whether the same happens, or may happen, in other places.
    """

    causes: Sequence[Cause]
    branch: str
    conclusion: str
    elsewhere: str


@operation
def find_cause(
    nonconformity: Nonconformity, found: Finding, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Write down why it came about (10.2.1 b)."""
    return _write("find cause", nonconformity, found, seen, by, reason)


@operation
def change_cause(
    nonconformity: Nonconformity, found: Finding, seen: int, by: Actor, reason: str
) -> Nonconformity:
    """Write it down otherwise, and say why."""
    return _write("change cause", nonconformity, found, seen, by, reason, no_reason(reason))


def only_repeats(nonconformity: Nonconformity, found: Finding) -> Sequence[str]:
    """Which of the root causes and the conclusion only say again what happened: a warning."""
    told = (*(cause.text for cause in roots_of(found.causes)), found.conclusion)
    described = (nonconformity.text, nonconformity.title)
    alike = [text for text in told if any(repeats(text, said) for said in described if said)]
    return list(dict.fromkeys(alike))


def _unsaid(found: Finding) -> list[Sentence | None]:
    branches = {str(cause.branch) for cause in found.causes}
    return [
        None if found.causes else Sentence("Hãy ghi ít nhất một câu trả lời cho “vì sao?”."),
        None
        if not found.causes or found.branch in branches
        else Sentence("Nguyên nhân chính phải thuộc một nhóm đã có câu trả lời."),
        None if found.conclusion.strip() else Sentence("Hãy kết luận nguyên nhân chính."),
        None
        if found.elsewhere.strip()
        else Sentence("Hãy ghi việc này có thể xảy ra ở nơi nào khác không."),
    ]


def _write(
    verb: str,
    nonconformity: Nonconformity,
    found: Finding,
    seen: int,
    by: Actor,
    reason: str,
    *more: Sentence | None,
) -> Nonconformity:
    refuse(verb, nonconformity, seen, by, *_unsaid(found), *more)
    treatment = nonconformity.treatment
    assert treatment is not None
    treatment.branch, treatment.conclusion = str(Branch(found.branch)), found.conclusion
    treatment.elsewhere = found.elsewhere
    treatment.analysed_by_id, treatment.analysed_at = by.id, clock.now()
    if tuple(found.causes) != treatment.causes:
        for old in treatment.found:
            db.session.delete(old)
        db.session.flush()  # places are taken once
        treatment.found = [
            FoundCause(position=place, branch=str(cause.branch), depth=cause.depth, text=cause.text)
            for place, cause in enumerate(found.causes)
        ]
    return take(verb, nonconformity, by, reason)
