"""From a route as it is wanted to the people who are asked: plain rules, without a database.

Nobody is asked twice, and whoever made the edition is not asked at all (ISO 9001:2015, 7.5.2).
People who must sign keep their step; a step of which one of several signs gives way to them, and an
earlier one to a later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qms.documents.routes.turns import ALL, ANY
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Wanted:
    """A step as a template wants it, or as the author chose it.

    ``people`` in the order shown; ``fit`` holds those who hold ``role`` today. With ``choice`` the
    author picks one of them when submitting, ``chosen`` (0 for nobody yet); ``picked`` tells that
    ``people`` is whom the author chose on the draft.
    """

    label: str
    approves: bool
    rule: str
    role: Role
    people: tuple[int, ...]
    fit: frozenset[int]
    choice: bool = False
    chosen: int = 0
    picked: bool = False


@dataclass(frozen=True)
class Planned:
    """A step as it would be asked now."""

    wanted: Wanted
    people: tuple[int, ...]

    @property
    def rule(self) -> str:
        """Whether all of its people sign or one of them."""
        return ALL if self.wanted.rule == ALL and not self.wanted.approves else ANY

    @property
    def must_sign(self) -> bool:
        """Whether nobody else could take the place of any of its people."""
        return self.rule == ALL or len(self.people) == 1


@dataclass(frozen=True)
class Plan:
    """Who would be asked now, step by step, and what stands in the way of asking them.

    ``unchosen`` are the objections that a choice of the author takes away.
    """

    steps: tuple[Planned, ...]
    objections: tuple[Sentence, ...]
    unchosen: tuple[Sentence, ...] = ()

    @property
    def choices(self) -> list[tuple[int, Planned]]:
        """The steps, by their positions, of which the author picks one person."""
        return [(n, step) for n, step in enumerate(self.steps, start=1) if step.wanted.choice]


def resolve(wanted: Sequence[Wanted], makers: Iterable[int]) -> Plan:
    """Find the people of each step; ``makers`` wrote the edition or brought its file."""
    makes = frozenset(makers)
    unchosen = [_unchosen(step) for step in wanted if step.choice and not step.chosen]
    said = [objection for step in wanted for objection in _unfit(step, makes)]
    steps = [Planned(step, _left(step, makes)) for step in wanted]
    said += _twice(steps)
    steps = _apart(steps)
    for step in steps:
        waits = step.wanted.choice and not step.wanted.chosen
        if not step.people and not waits and not any(_unfit(step.wanted, makes)):
            said.append(_nobody(step.wanted))
    return Plan(tuple(steps), tuple(dict.fromkeys(said)), tuple(unchosen))


def _unchosen(step: Wanted) -> Sentence:
    return Sentence("Bước “%(label)s”: chưa chọn người ký.", label=step.label)


def _named(step: Wanted) -> tuple[int, ...]:
    return (step.chosen,) * bool(step.chosen) if step.choice else step.people


def _left(step: Wanted, makers: frozenset[int]) -> tuple[int, ...]:
    return tuple(p for p in _named(step) if p in step.fit and p not in makers)


def _unfit(step: Wanted, makers: frozenset[int]) -> list[Sentence]:
    """What is wrong with the people of one step, whoever else is asked."""
    named, label = _named(step), step.label
    if step.choice and step.chosen not in (0, *step.people):
        return [Sentence("Bước “%(label)s”: hãy chọn người trong danh sách.", label=label)]
    if not named and step.picked:
        return [_unchosen(step)]
    alone = len(named) == 1
    if (alone or step.rule == ALL) and not step.fit.issuperset(named):
        return [
            Sentence(
                "Bước “%(label)s”: có người không giữ vai trò cần có để ký; hãy chọn người khác.",
                label=label,
            )
        ]
    if alone and not makers.isdisjoint(named):
        return [
            Sentence(
                "Bước “%(label)s”: người soạn thảo, hoặc người đã đưa tệp Word vào bản thảo, "
                "không ký được; hãy chọn người khác.",
                label=label,
            )
        ]
    return []


def _twice(steps: Sequence[Planned]) -> list[Sentence]:
    """Object to whoever must sign at two steps."""
    bound: dict[int, str] = {}
    said = []
    for step in (s for s in steps if s.must_sign):
        for person in step.people:
            if person in bound:
                said.append(
                    Sentence(
                        "Bước “%(first)s” và bước “%(second)s” phải do những người khác nhau ký.",
                        first=bound[person],
                        second=step.wanted.label,
                    )
                )
            bound[person] = step.wanted.label
    return said


def _apart(steps: Sequence[Planned]) -> list[Planned]:
    """Each person at one step only."""
    taken = {person for step in steps if step.must_sign for person in step.people}
    apart = []
    for step in reversed(steps):
        if not step.must_sign:
            step = Planned(step.wanted, tuple(p for p in step.people if p not in taken))
            taken |= set(step.people)
        apart.append(step)
    return apart[::-1]


def _nobody(step: Wanted) -> Sentence:
    return Sentence(
        "Bước “%(label)s”: không còn ai ký được. Những người có thể ký là người soạn thảo "
        "hoặc đã có tên ở bước khác.",
        label=step.label,
    )
