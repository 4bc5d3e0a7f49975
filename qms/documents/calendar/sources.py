"""What stands in the calendar, told by each part that has something on a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Span:
    """Which days are asked for, both included, and of which unit (0: of all).

    Of what is plentiful only the first ``most`` of a month are wanted, and how many there are more.
    """

    first: date
    last: date
    unit: int = 0
    most: int = 1_000_000

    def holds(self, day: date | None) -> bool:
        """Whether ``day`` is one of them."""
        return day is not None and self.first <= day <= self.last


@dataclass(frozen=True)
class Entry:
    """Something on a day; ``late`` when it should have been done by now."""

    day: date
    title: Sentence | str
    url: str
    unit: str = ""
    late: bool = False


@dataclass(frozen=True)
class Source:
    """Entries of one sort under their name.

    ``found(actor, span)`` answers with what the actor may see, in any order, with a number of
    queries that does not grow with them.
    """

    name: Sentence
    found: Callable[[Actor, Span], Sequence[Entry]]


_registered: dict[str, Source] = {}


def register(key: str, source: Source) -> None:
    """Let ``source`` stand in the calendar; a second one of the same key takes its place."""
    _registered[key] = source


def registered() -> dict[str, Source]:
    """Every source by its key."""
    return dict(_registered)
