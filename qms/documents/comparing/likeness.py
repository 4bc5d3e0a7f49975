"""Texts that are alike among thousands, found by a few of their pairs of words."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from zlib import crc32

_MOST_WORDS = 5_000
_KEPT = 128
_COMMON = 6
_FEWEST = 8
_WORD = re.compile(r"[\w\u0300-\u036f]+")


class Sketches:
    """Some texts, each known by its lowest-numbered pairs of neighbouring words.

    Pairs that many of the texts hold tell nothing and are passed over, so that looking for one
    text costs the same however many there are.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        self._sizes: list[int] = []
        self._holders: dict[int, list[int]] = {}
        for place, text in enumerate(texts):
            sketch = _sketch(text)
            self._sizes.append(len(sketch))
            for number in sketch:
                self._holders.setdefault(number, []).append(place)

    def like(self, text: str) -> Iterator[tuple[int, float]]:
        """Places of texts with something in common, and what share of both that is."""
        sketch = _sketch(text)
        for place, common in self._common(sketch).items():
            yield place, common / (len(sketch) + self._sizes[place] - common)

    def holder(self, text: str, least: float) -> int | None:
        """The text that holds at least that share of ``text``; of a short text nothing is said."""
        sketch = _sketch(text)
        if len(sketch) < _FEWEST:
            return None
        [(place, common)] = self._common(sketch).most_common(1) or [(0, 0)]
        return place if common >= least * len(sketch) else None

    def _common(self, sketch: Sequence[int]) -> Counter[int]:
        counts: Counter[int] = Counter()
        for number in sketch:
            holders = self._holders.get(number, ())
            if len(holders) <= _COMMON:
                counts.update(holders)
        return counts


def _sketch(text: str) -> list[int]:
    """Checksums, not ``hash``: the same file is to be compared alike in every process."""
    words = []
    for found in _WORD.finditer(text.casefold()):
        words.append(found[0])
        if len(words) == _MOST_WORDS:
            break
    pairs = zip(words, words[1:], strict=False) if len(words) > 1 else [(w, "") for w in words]
    return sorted({crc32(f"{one} {two}".encode()) for one, two in pairs})[:_KEPT]
