"""Who did what and when, as the trail tells it, for the blocks in which people sign."""

from collections.abc import Sequence

from qms.audit_trail.models import TrailLine
from qms.nonconformities.papers.word.sheet import Block


class Acts:
    """The lines of the trail about one nonconformity, the oldest first."""

    def __init__(self, lines: Sequence[TrailLine]) -> None:
        self._lines = lines

    def last(self, *verbs: str) -> TrailLine | None:
        """The last time that one of ``verbs`` was done, if ever."""
        return next((line for line in reversed(self._lines) if line.verb in verbs), None)

    def ending(self, number: int) -> TrailLine | None:
        """The closing of a round, by its number, if it was closed."""
        return next((x for x in self._of_round(number) if x.verb == "close"), None)

    def opening(self, number: int) -> TrailLine | None:
        """What opened a round after the first."""
        opened = [line for line in self._lines if line.verb in REOPENING]
        return opened[number - 2] if 1 < number < len(opened) + 2 else None

    def block(self, role: str, line: TrailLine | None, name: str = "") -> Block:
        """A block signed by an act; without it to be signed by hand, by ``name`` where known."""
        return Block(role, line.actor_name, line.at) if line else Block(role, name)

    def _of_round(self, number: int) -> Sequence[TrailLine]:
        before = 1
        found = []
        for line in self._lines:
            before += line.verb in REOPENING
            if before == number:
                found.append(line)
        return found


REOPENING = ("find ineffective", "reopen")
"""The steps with which a round after the first begins."""
