"""Whether what is told to have happened could have happened in that order. Plain Python.

A line of an inspection is sound when each step comes on or after the day of the steps it rests on:
found, corrected, cause found, plan approved, done, checked, judged, closed. What is out of order,
passed over, without proof or without a line of the trail is marked.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qms.kernel.i18n import Sentence


class Fault(StrEnum):
    """What a mark says."""

    EARLY = "out of order"
    GAP = "step passed over"
    NO_PROOF = "no proof"
    NO_LINE = "not in the trail"


@dataclass(frozen=True)
class Mark:
    """Something that an auditor should look at, and the words for it."""

    fault: Fault
    words: Sentence


@dataclass(frozen=True)
class Fact:
    """Something that happened on a day, or not yet (no ``day``).

    ``after`` are the keys of what it rests on. ``proved`` tells whether what proves it is there.
    """

    key: str
    name: Sentence
    day: date | None
    after: tuple[str, ...] = ()
    proved: bool = True


def marks(facts: Sequence[Fact]) -> Mapping[str, Sequence[Mark]]:
    """The marks of each fact that has any."""
    known = {fact.key: fact for fact in facts}
    found = {fact.key: _of(fact, [known[k] for k in fact.after if k in known]) for fact in facts}
    return {key: said for key, said in found.items() if said}


def _of(fact: Fact, before: Sequence[Fact]) -> list[Mark]:
    if fact.day is None:
        return []
    said = [_early(fact, one) for one in before if one.day and one.day > fact.day]
    said += [
        Mark(Fault.GAP, Sentence("Chưa có bước trước: %(step)s.", step=one.name))
        for one in before
        if one.day is None
    ]
    if not fact.proved:
        said.append(Mark(Fault.NO_PROOF, Sentence("Không có bằng chứng kèm theo.")))
    return said


def _early(fact: Fact, before: Fact) -> Mark:
    words = Sentence(
        "Ngày %(day)s trước ngày của bước “%(step)s” (%(before)s).",
        day=f"{fact.day:%d/%m/%Y}",
        step=before.name,
        before=f"{before.day:%d/%m/%Y}",
    )
    return Mark(Fault.EARLY, words)


NOT_IN_TRAIL = Mark(Fault.NO_LINE, Sentence("Không có dòng nào trong nhật ký."))
