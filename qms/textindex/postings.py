"""Posting lists in memory, in the form in which they are added up fastest."""

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

DENSE_FROM = 1 / 8
"""The share of a segment from which a list has a place for every document."""

BYTES_KEPT = 96_000_000


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands and what it is worth there.

    A sparse list names its documents in ``docs``, ascending, and ``worth`` goes with it. A dense
    one has a ``worth`` for every document of the segment and ``presence``, a number whose byte n is
    1 when document n holds the term: such numbers are added in one step, however long.
    """

    count: int
    docs: "array[int]"
    worth: "array[float]"
    presence: int

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        return 4 * (len(self.docs) + len(self.worth)) + self.presence.bit_length() // 8


@dataclass(frozen=True, slots=True)
class Found:
    """The postings of a folded term, and of each accented form of it."""

    folded: Postings
    accented: Mapping[str, Postings]

    @property
    def size(self) -> int:
        """Bytes in memory, about."""
        several = self.accented.values() if len(self.accented) > 1 else ()
        return self.folded.size + sum(one.size for one in several)


def weighed(counts: Mapping[int, float], norms: Sequence[float], saturation: float) -> Postings:
    """What a term that stands ``counts`` times in documents is worth in each, before its rarity."""
    worth = {n: count * (saturation + 1) / (count + norms[n]) for n, count in counts.items()}
    if len(counts) < DENSE_FROM * len(norms):
        docs = array("I", sorted(worth))
        return Postings(len(worth), docs, array("f", (worth[n] for n in docs)), 0)
    everywhere = array("f", bytes(4 * len(norms)))
    present = bytearray(len(norms))
    for n, value in worth.items():
        everywhere[n] = value
        present[n] = 1
    return Postings(len(worth), array("I"), everywhere, int.from_bytes(present, "little"))


class Cache:
    """Decoded postings of all segments, the longest unused let go first."""

    def __init__(self, room: int = BYTES_KEPT) -> None:
        self._room = room
        self._size = 0
        self._kept: OrderedDict[tuple[str, str, str], Found] = OrderedDict()

    def get(self, key: tuple[str, str, str]) -> Found | None:
        """What is kept under ``key`` (segment, field, prefix)."""
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)

    def put(self, key: tuple[str, str, str], found: Found) -> None:
        """Keep ``found``."""
        self._kept[key] = found
        self._size += found.size
        while self._size > self._room and len(self._kept) > 1:
            self._size -= self._kept.popitem(last=False)[1].size
