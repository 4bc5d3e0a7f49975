"""What the steps of a procedure show on the page of an edition: their lanes below their table, and
a warning to its makers where they do not add up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qms.documents import slots
from qms.documents.lifecycle import OPEN
from qms.documents.models import Edition
from qms.documents.steps.lanes import lanes
from qms.documents.steps.reading import Course, courses_in
from qms.kernel.access import Actor
from qms.kernel.drawing.shapes import Drawing


def announce() -> None:
    """Stand on the pages of editions, also where they are signed."""
    below = slots.Slot("clause", "documents/steps/lanes.html", told, signing=True)
    slots.register("steps", below)
    above = slots.Slot("above", "documents/steps/sum.html", told, signing=True)
    slots.register("sum of the steps", above)


@dataclass(frozen=True)
class Steps:
    """The courses of an edition by the anchors of their clauses; ``warns`` where they do not add up
    and may still be corrected.
    """

    by_clause: Mapping[str, Sequence[Course]]
    warns: Sequence[Course]

    def drawn(self, course: Course, nobody: str, time: str) -> Drawing:
        """The lanes of one course."""
        return lanes(course.steps, nobody, time)


def told(edition: Edition, _actor: Actor) -> Steps | None:
    """The steps of an edition, where its text has any."""
    found: dict[str, list[Course]] = {}
    for course in courses_in(edition.clauses):
        found.setdefault(course.anchor, []).append(course)
    every = [course for courses in found.values() for course in courses]
    warns = [course for course in every if course.differs and edition.state in OPEN]
    return Steps(found, warns) if every else None
