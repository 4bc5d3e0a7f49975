"""Which places of two sequences hold the same: closely where that is quick, else roughly."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

Item = TypeVar("Item")
Places = list[tuple[int, int]]
Step = tuple[int | None, int | None]
MOST_AT_ONCE = 250_000
ALL_TOGETHER = 12_000_000
_WIDTHS = (4, 1)


@dataclass
class Effort:
    """How much a comparison may still spend on looking closely; beyond it, it looks roughly.

    The closest look grows with the product of two lengths, or worse, and whoever sends a file
    chooses the lengths.
    """

    left: int = ALL_TOGETHER

    def affords(self, cost: int) -> bool:
        """Whether ``cost`` may be spent; if so, it is."""
        if cost > min(self.left, MOST_AT_ONCE):
            return False
        self.left -= cost
        return True


def matched(
    old: Sequence[Hashable],
    new: Sequence[Hashable],
    effort: Effort,
    widths: Sequence[int] = _WIDTHS,
) -> Places:
    """Pairs of places that hold the same, rising on both sides."""
    least = min(len(old), len(new))
    head = next((k for k in range(least) if old[k] != new[k]), least)
    least -= head
    tail = next((k for k in range(least) if old[-1 - k] != new[-1 - k]), least)
    last_old, last_new = len(old) - tail, len(new) - tail
    middle = _between(old[head:last_old], new[head:last_new], effort, widths)
    return [
        *((k, k) for k in range(head)),
        *((i + head, j + head) for i, j in middle),
        *((last_old + k, last_new + k) for k in range(tail)),
    ]


def _between(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort, widths: Sequence[int]
) -> Places:
    if not old or not new:
        return []
    if effort.affords(len(old) * len(new)):
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(i + k, j + k) for i, j, size in blocks for k in range(size)]
    return _parted(old, new, effort, widths) if widths else []


def _parted(
    old: Sequence[Hashable], new: Sequence[Hashable], effort: Effort, widths: Sequence[int]
) -> Places:
    """Cut both where they surely meet, and look at what lies between."""
    found: Places = []
    i = j = 0
    for p, q in [*_meetings(old, new, widths[0]), (len(old), len(new))]:
        inner = matched(old[i:p], new[j:q], effort, widths[1:])
        found += [(i + a, j + b) for a, b in inner]
        if p < len(old):
            found.append((p, q))
        i, j = p + 1, q + 1
    return found


def _meetings(old: Sequence[Hashable], new: Sequence[Hashable], width: int) -> Places:
    """Where stretches of ``width`` begin that each side holds exactly once, in a common order."""
    there = _once(new, width)
    both = [(i, there[stretch]) for stretch, i in _once(old, width).items() if stretch in there]
    return [both[k] for k in rising([j for _i, j in both])]


def _once(items: Sequence[Hashable], width: int) -> dict[Hashable, int]:
    stretches = list(zip(*(items[k:] for k in range(width)), strict=False))
    counts = Counter(stretches)
    return {stretch: k for k, stretch in enumerate(stretches) if counts[stretch] == 1}


def rising(values: Sequence[int]) -> list[int]:
    """The places of a longest run of rising ``values``, not needing to stand side by side."""
    ends: list[int] = []
    at: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        length = bisect_left(ends, value)
        before.append(at[length - 1] if length else -1)
        ends[length : length + 1], at[length : length + 1] = [value], [place]
    return _back_from(at[-1], before) if at else []


def _back_from(place: int, before: Sequence[int]) -> list[int]:
    run = []
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def steps(pairs: Places, old: int, new: int) -> Iterator[Step]:
    """Every place of both sides once: what is gone, what is new, then the pair that follows."""
    i = j = 0
    for p, q in [*pairs, (old, new)]:
        yield from ((k, None) for k in range(i, p))
        yield from ((None, k) for k in range(j, q))
        if p < old:
            yield p, q
        i, j = p + 1, q + 1


def closest(
    old: Sequence[Item],
    new: Sequence[Item],
    likeness: Callable[[Item, Item], float],
    least: float,
    effort: Effort,
) -> Places:
    """Pairs that are ``least`` alike, the most alike first, rising on both sides."""
    if not old or not new or not effort.affords(len(old) * len(new) * 100):
        return []
    found = [(-likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new)]
    taken: Places = []
    for weight, i, j in sorted(found):
        if -weight >= least and all((i - p) * (j - q) > 0 for p, q in taken):
            taken.append((i, j))
    return sorted(taken)


def aligned(
    old: Sequence[Item],
    new: Sequence[Item],
    key: Callable[[Item], Hashable],
    likeness: Callable[[Item, Item], float],
    least: float,
    effort: Effort,
) -> Iterator[Step]:
    """Every item of both once: first what is the same by its ``key``, then what is alike."""
    same = matched([key(a) for a in old], [key(b) for b in new], effort)
    pairs: Places = []
    i = j = 0
    for p, q in [*same, (len(old), len(new))]:
        alike = closest(old[i:p], new[j:q], likeness, least, effort)
        pairs += [(i + a, j + b) for a, b in alike]
        if p < len(old):
            pairs.append((p, q))
        i, j = p + 1, q + 1
    return steps(pairs, len(old), len(new))
