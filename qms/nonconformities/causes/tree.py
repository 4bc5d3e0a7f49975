"""Causes as answers to "why?": each branch of the fishbone carries chains of ever deeper answers.

A sequence of causes in order is a forest: the parent of a cause is the nearest earlier one of its
branch that lies one why less deep.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from qms.kernel.i18n import Sentence


class Branch(StrEnum):
    """Where a cause lies: the bones of the fishbone, in the order of the form."""

    PEOPLE = "people"
    PROCEDURE = "procedure"
    MEANS = "means"
    ENVIRONMENT = "environment"
    LAW = "law"

    @property
    def label(self) -> Sentence:
        """Its name on the form."""
        return BRANCH_NAMES[self]


BRANCH_NAMES: Mapping[Branch, Sentence] = {
    Branch.PEOPLE: Sentence("Con người"),
    Branch.PROCEDURE: Sentence("Quy trình, cách làm"),
    Branch.MEANS: Sentence("Phương tiện, công cụ"),
    Branch.ENVIRONMENT: Sentence("Môi trường, hoàn cảnh"),
    Branch.LAW: Sentence("Pháp luật, quy định thay đổi"),
}


@dataclass(frozen=True)
class Cause:
    """An answer to "why?"; ``depth`` 0 answers the first why of its branch."""

    branch: Branch
    depth: int
    text: str


@dataclass(frozen=True)
class Node:
    """A cause with the answers to the why asked about it."""

    cause: Cause
    children: tuple["Node", ...] = ()


def parents_of(causes: Sequence[Cause]) -> tuple[int | None, ...]:
    """For each cause the place of its parent in ``causes``; none for the answer to a first why."""
    latest: dict[tuple[Branch, int], int] = {}
    parents = []
    for place, cause in enumerate(causes):
        parents.append(latest.get((cause.branch, cause.depth - 1)))
        latest[cause.branch, cause.depth] = place
    return tuple(parents)


def nested(causes: Sequence[Cause]) -> Mapping[Branch, tuple[Node, ...]]:
    """The forest of each of the five branches, also of one without any cause."""
    children: dict[int | None, list[int]] = {}
    for place, parent in enumerate(parents_of(causes)):
        children.setdefault(parent, []).append(place)

    def grown(place: int) -> Node:
        return Node(causes[place], tuple(map(grown, children.get(place, ()))))

    first = [grown(place) for place in children.get(None, ())]
    return {branch: tuple(n for n in first if n.cause.branch == branch) for branch in Branch}


def roots_of(causes: Sequence[Cause]) -> tuple[Cause, ...]:
    """The root causes: the last answer of each chain of whys, in order."""
    asked_on = set(parents_of(causes))
    return tuple(cause for place, cause in enumerate(causes) if place not in asked_on)
