"""What a route may look like: objections only. Who may set one is the quality officer.

Source: ISO 9001:2015, 7.5.2; the written procedure is ``procedures/document-control``, 5.5.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.documents.routes.turns import ALL, ANY
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.organisation.lifecycle import REVIEW_ROLES

CHOICE = "choice"
WAYS = (ALL, ANY, CHOICE)
"""All of the people sign, one of them does, or the author picks the one who does."""

NAMED, OWN_UNIT, ONE_UNIT, AGENCY = "people", "own", "unit", "agency"
PLACES = (NAMED, OWN_UNIT, ONE_UNIT, AGENCY)
"""Named people; or whoever holds the role in the document's unit, in one unit, in the agency."""

MOST_STEPS = 6


@dataclass(frozen=True)
class StepRule:
    """A step as the quality officer sets it; ``unit_id`` for the place "unit", else 0."""

    label: str
    way: str
    role: Role
    place: str
    unit_id: int = 0
    people: frozenset[int] = frozenset()


def faults(steps: Sequence[StepRule]) -> list[Sentence]:
    """What is wrong with a route; an empty one is none: two people chosen on the draft."""
    if not steps:
        return []
    said = [_shape(steps), *(_fault(step, step is steps[-1]) for step in steps)]
    return list(dict.fromkeys(objection for objection in said if objection))


def _shape(steps: Sequence[StepRule]) -> Sentence | None:
    if not 2 <= len(steps) <= MOST_STEPS:
        return Sentence(
            "Tuyến ký cần từ 2 đến %(most)s bước: ít nhất một bước xem xét, rồi bước phê duyệt.",
            most=MOST_STEPS,
        )
    labels = [step.label.casefold() for step in steps]
    if len(set(labels)) < len(labels):
        return Sentence("Hai bước không mang cùng một tên.")
    return None


def _fault(step: StepRule, last: bool) -> Sentence | None:
    if not step.label:
        return Sentence("Mỗi bước cần có tên.")
    if step.way not in WAYS or step.place not in PLACES:
        return Sentence("Bước “%(label)s”: hãy chọn lại ai ký và cách ký.", label=step.label)
    if last and (step.role != Role.APPROVER or step.way == ALL):
        return Sentence(
            "Bước cuối, “%(label)s”, là phê duyệt: một chữ ký của người giữ vai trò phê duyệt.",
            label=step.label,
        )
    if not last and step.role not in REVIEW_ROLES:
        return Sentence(
            "Bước “%(label)s” đứng trước bước cuối nên là bước xem xét; hãy chọn vai trò khác.",
            label=step.label,
        )
    if step.place == NAMED and not step.people:
        return Sentence("Bước “%(label)s”: hãy chọn ít nhất một người.", label=step.label)
    return None
