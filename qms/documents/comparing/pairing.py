"""Which clause of the old edition answers to which of the new one.

Every clause has at most one partner, found in this order: the same anchor under the same heading;
the same heading; the same words; words that are alike, the most alike first. Anchors alone pair
nothing: they follow the numbers, and one new clause shifts every number after it.
"""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from qms.documents.comparing.contents import Part, bag_of, likeness
from qms.documents.comparing.likeness import Sketches
from qms.documents.comparing.matching import rising

_ALIKE = 0.35
_SAME_NUMBER = 0.15
_CAME_FROM = 0.6


class Mark(StrEnum):
    """What happened to a clause."""

    NEW = "new"
    GONE = "gone"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    RETITLED = "retitled"
    REWORDED = "reworded"


@dataclass(frozen=True)
class Pair:
    """A clause in the old edition, in the new one, or in both.

    ``moved``: it stands elsewhere among the clauses that kept their order. ``kin`` is the clause
    that seems to hold the words of a clause without partner: it was split off, or merged there.
    """

    old: Part | None
    new: Part | None
    moved: bool = False
    kin: Part | None = None

    @property
    def part(self) -> Part:
        """The newer of the two, which is always there."""
        part = self.new or self.old
        assert part is not None
        return part

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """All that happened to it, nothing for a clause that is as it was."""
        if not self.old or not self.new:
            return (Mark.NEW if self.new else Mark.GONE,)
        told = (
            (Mark.MOVED, self.moved),
            (Mark.RENUMBERED, self.old.number != self.new.number),
            (Mark.RETITLED, self.old.heading != self.new.heading),
            (Mark.REWORDED, _reworded(self.old, self.new)),
        )
        return tuple(mark for mark, holds in told if holds)


@dataclass(frozen=True)
class Departure:
    """Where a clause that moved stood before."""

    pair: Pair


Entry = Pair | Departure


def _reworded(old: Part, new: Part) -> bool:
    return old.html != new.html and old.said != new.said


def paired(old: Sequence[Part], new: Sequence[Part]) -> list[Entry]:
    """Every clause of both once, those that kept their order as a spine: between two of them first
    what stood there, then what stands there now.
    """
    partner = _Partners(old, new).found
    there = sorted(partner)
    spine = {there[k] for k in rising([partner[j] for j in there])}
    source = _Kin(old, new)
    pairs = {j: Pair(old[i], new[j], j not in spine) for j, i in partner.items()}
    left = {i: Departure(pairs[j]) for j, i in partner.items() if j not in spine}
    before = [left.get(i) or Pair(a, None, kin=source.of_gone(a)) for i, a in enumerate(old)]
    after = [pairs.get(j) or Pair(None, b, kin=source.of_new(b)) for j, b in enumerate(new)]
    order: list[Entry] = []
    i = j = 0
    for q in [*sorted(spine), len(new)]:
        p = partner.get(q, len(old))
        order += [*before[i:p], *after[j:q], *after[q : q + 1]]
        i, j = p + 1, q + 1
    return order


class _Partners:
    """Finds partners, the surest first; ``found`` leads from places in the new to the old."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self._old, self._new = old, new
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()
        self._by(lambda part: part.heading and (part.anchor, _folded(part.heading)))
        self._by(lambda part: part.heading and (_folded(part.heading), part.text))
        self._by(lambda part: _folded(part.heading))
        self._by(lambda part: part.text)
        self._by_likeness()
        self._by(lambda part: (part.anchor == "mo-dau" or not part.text) and part.anchor)

    def _left(self) -> tuple[list[int], list[int]]:
        return (
            [i for i in range(len(self._old)) if i not in self._taken],
            [j for j in range(len(self._new)) if j not in self.found],
        )

    def _take(self, pairs: Iterable[tuple[int, int]]) -> None:
        for i, j in pairs:
            if i not in self._taken and j not in self.found:
                self.found[j] = i
                self._taken.add(i)

    def _by(self, key: Callable[[Part], Hashable]) -> None:
        """Pair what has the same ``key``, in order; an empty key says nothing."""
        old, new = self._left()
        waiting: dict[Hashable, list[int]] = {}
        for i in reversed(old):
            waiting.setdefault(key(self._old[i]), []).append(i)
        for j in new:
            said = key(self._new[j])
            if said and waiting.get(said):
                self._take([(waiting[said].pop(), j)])

    def _by_likeness(self) -> None:
        """Texts that are alike; under the same number or a heading alike, less is enough."""
        old, new = self._left()
        sketches = Sketches([self._old[i].text for i in old])
        found = []
        for j in new:
            for place, weight in sketches.like(self._new[j].text):
                found.append((weight + self._bonus(old[place], j), old[place], j))
        found.sort(key=lambda told: (-told[0], told[1], told[2]))
        self._take((i, j) for weight, i, j in found if weight >= _ALIKE)
        self._take(self._same_place())

    def _bonus(self, i: int, j: int) -> float:
        a, b = self._old[i], self._new[j]
        near = a.anchor == b.anchor or _titles_alike(a, b)
        return _ALIKE - _SAME_NUMBER if near else 0.0

    def _same_place(self) -> Iterator[tuple[int, int]]:
        """The same number under headings that are alike, whatever the words below."""
        there = {self._old[i].anchor: i for i in self._left()[0]}
        for j in self._left()[1]:
            i = there.get(self._new[j].anchor)
            if i is not None and _titles_alike(self._old[i], self._new[j]):
                yield i, j


class _Kin:
    """Which clause of the other edition holds the words of one that has no partner."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self._old, self._new = old, new

    @cached_property
    def _before(self) -> Sketches:
        return Sketches([part.text for part in self._old])

    @cached_property
    def _after(self) -> Sketches:
        return Sketches([part.text for part in self._new])

    def of_new(self, part: Part) -> Part | None:
        """The old clause from which a new one was split off."""
        place = self._before.holder(part.text, _CAME_FROM)
        return None if place is None else self._old[place]

    def of_gone(self, part: Part) -> Part | None:
        """The new clause into which an old one was merged."""
        place = self._after.holder(part.text, _CAME_FROM)
        return None if place is None else self._new[place]


def _folded(heading: str) -> str:
    return " ".join(heading.casefold().split())


def _titles_alike(old: Part, new: Part) -> bool:
    if not old.heading or not new.heading:
        return False
    return likeness(bag_of(old.heading), bag_of(new.heading)) >= 0.5
