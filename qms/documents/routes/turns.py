"""Whose turn it is in a round of review: plain rules over who is asked and who has signed.

A round is the steps that were asked when an edition was submitted, in their order, the last being
the approval. A *seat* is the place of one person at a step; somebody else signs on it only while
they stand in for that person.

Source: ISO 9001:2015, 7.5.2 (review and approval before use).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from qms.kernel.access import Actor, Role

ALL = "all"
ANY = "any"
RULES = (ALL, ANY)


@dataclass(frozen=True)
class Step:
    """People asked at one step; whoever signs must hold ``role`` or stand in for one who does."""

    position: int
    role: Role
    approves: bool
    rule: str
    people: frozenset[int]


@dataclass(frozen=True)
class Given:
    """A signature that stands: on whose seat of which step, by whom."""

    position: int
    seat: int
    by: int


@dataclass(frozen=True)
class Round:
    """What the rules need to know: who made the edition, who is asked, who has signed."""

    makers: frozenset[int] = frozenset()
    steps: tuple[Step, ...] = ()
    given: tuple[Given, ...] = ()

    def is_met(self, step: Step) -> bool:
        """Whether nothing more is asked at ``step``."""
        signed = {g.seat for g in self.given if g.position == step.position}
        return signed >= step.people if step.rule == ALL else bool(signed)

    @property
    def present(self) -> Step | None:
        """The first step that is not met; nothing when all are."""
        return next((step for step in self.steps if not self.is_met(step)), None)

    @property
    def is_reviewed(self) -> bool:
        """Whether every step before the approval is met."""
        return bool(self.steps) and all(self.is_met(s) for s in self.steps if not s.approves)

    def has_signed(self, person_id: int) -> bool:
        """Whether a person has signed in this round, on whatever seat."""
        return any(g.by == person_id for g in self.given)

    def is_named(self, person_id: int) -> bool:
        """Whether a person has a seat of their own."""
        return any(person_id in step.people for step in self.steps)

    def seats_of(self, step: Step, actor: Actor) -> list[int]:
        """The actor's own seat at ``step``; who has none, those of people they stand in for."""
        if actor.id in step.people:
            return [actor.id] if actor.has(step.role) else []
        return sorted(p for p in step.people if (p, step.role) in actor.stands_in)

    def is_asked(self, actor: Actor, *, approves: bool) -> bool:
        """Whether ``actor`` is asked, or stands in for one who is, at some step of that sort."""
        return any(self.seats_of(s, actor) for s in self.steps if s.approves == approves)

    def free_seats(self, actor: Actor) -> list[int]:
        """The seats of the present step on which ``actor`` may sign now."""
        step = self.present
        if step is None or actor.id in self.makers or self.has_signed(actor.id):
            return []
        if self.is_named(actor.id) and actor.id not in step.people:
            return []
        taken = {g.seat for g in self.given if g.position == step.position}
        return [seat for seat in self.seats_of(step, actor) if seat not in taken]


def is_ended(position: int, number: int, returns: Iterable[tuple[int, int]]) -> bool:
    """Whether a return has ended the signature of that ``number`` at that step.

    A return ``(position, last)`` ends every signature up to number ``last`` at its step and later.
    """
    return any(back <= position and number <= last for back, last in returns)
