"""Lifecycles as tables: what may follow what, by whom, and unless what."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence

Objection = Callable[[Any, Actor], Sentence | None]
"""Looks at a subject and an actor; answers with the sentence that stands in the way, or nothing."""


class Refused(Exception):
    """A verb was not allowed; ``reasons`` are sentences fit to show to the person."""

    def __init__(self, *reasons: Sentence) -> None:
        super().__init__(" ".join(map(str, reasons)))
        self.reasons = reasons


@dataclass(frozen=True)
class Who:
    """Who may take a step: a name that the written procedure uses too, and the test behind it."""

    name: str
    only: Sentence
    is_met: Callable[[Any, Actor], bool]

    def __call__(self, subject: Any, actor: Actor) -> Sentence | None:
        """Object with ``only`` when ``actor`` is somebody else."""
        return None if self.is_met(subject, actor) else self.only


@dataclass(frozen=True)
class Step:
    """One permitted move: from any of ``sources`` to ``target``."""

    verb: str
    sources: tuple[str, ...]
    target: str
    by: Who
    unless: tuple[Objection, ...] = ()


class Lifecycle:
    """A table of steps, and the questions asked of it.

    ``out_of_turn(verb, subject)`` words the objection that the subject is in the wrong state.
    """

    def __init__(
        self, states: Iterable[str], out_of_turn: Callable[[str, Any], Sentence], *steps: Step
    ) -> None:
        self.states = tuple(states)
        self.steps = {step.verb: step for step in steps}
        self._out_of_turn = out_of_turn
        named = {s for step in steps for s in (*step.sources, step.target)}
        if unknown := named - set(self.states):
            raise ValueError(f"steps name unknown states: {sorted(unknown)}")

    def objections(self, verb: str, subject: Any, actor: Actor) -> list[Sentence]:
        """Every reason why ``actor`` may not do ``verb`` now; empty when they may."""
        step = self.steps[verb]
        reasons = []
        if subject.state not in step.sources:
            reasons.append(self._out_of_turn(verb, subject))
        tests: tuple[Objection, ...] = (step.by, *step.unless)
        for objection in tests:
            if said := objection(subject, actor):
                reasons.append(said)
        return reasons

    def open_to(self, subject: Any, actor: Actor) -> list[str]:
        """The verbs that ``actor`` may do now, in the order of the table."""
        return [verb for verb in self.steps if not self.objections(verb, subject, actor)]

    def check(self, verb: str, subject: Any, actor: Actor) -> None:
        """Raise :class:`Refused` with every reason at once, if there is any."""
        refuse_if(*self.objections(verb, subject, actor))

    def take(self, verb: str, subject: Any) -> None:
        """Take a step that was checked."""
        subject.state = str(self.steps[verb].target)


def no_reason(reason: str) -> Sentence | None:
    """A decision says why."""
    return None if reason.strip() else Sentence("Hãy ghi lý do.")


def refuse_if(*objections: Sentence | None) -> None:
    """Raise :class:`Refused` with every objection that stands."""
    if standing := [said for said in objections if said]:
        raise Refused(*standing)
