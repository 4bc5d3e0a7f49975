"""Which indicators a text speaks of, and by which of its words.

Known phrases are counted, nothing is learned: so the quality officer sees why an indicator is
offered, and a missing word is added to ``words.json`` by whoever misses it. A suggestion is an
offer; a person chooses.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qms.indicators.catalogue import INDICATORS, Indicator
from qms.indicators.phrases import Phrase, Phrasebook, phrasebook
from qms.kernel.text import composed
from qms.textindex.analysis import Token, tokens

LONGEST_TEXT = 2_000
"""Characters that are read; a report that needs more says its matter before."""
AROUND = 3
"""Syllables to each side in which one with accents shows that accents were typed."""


@dataclass(frozen=True)
class Suggestion:
    """An indicator, the parts of the text ``because`` of which it is offered, and how strongly.

    ``because`` is in the order of the text and as typed, in composed letters. Scores compare
    suggestions for one text and mean nothing beside those for another.
    """

    indicator: Indicator
    because: Sequence[str]
    score: float


@dataclass(frozen=True)
class _Spoken:
    """A phrase where it was found: the syllables from ``first`` to before ``last``."""

    phrase: Phrase
    first: int
    last: int


def suggest(text: str, most: int = 5) -> list[Suggestion]:
    """At most ``most`` indicators that ``text`` speaks of, the best first; none without a reason.

    Equal scores stand in the order of the standard.
    """
    read = composed(text)[:LONGEST_TEXT]
    found = tokens(read)
    scores: dict[str, float] = defaultdict(float)
    reasons: dict[str, dict[str, str]] = defaultdict(dict)
    for spoken in _once(_spoken(found, phrasebook())):
        typed = found[spoken.first : spoken.last]
        for number, points in spoken.phrase.points.items():
            scores[number] += points
            key = " ".join(token.folded for token in typed)
            reasons[number].setdefault(key, read[typed[0].start : typed[-1].end])
    best = sorted(
        (i for n, i in INDICATORS.items() if n in scores), key=lambda i: -scores[i.number]
    )
    return [
        Suggestion(i, tuple(reasons[i.number].values()), round(scores[i.number], 3))
        for i in best[: max(most, 0)]
    ]


def _once(spoken: Sequence[_Spoken]) -> Iterator[_Spoken]:
    """Each phrase where it is said first: who repeats a word does not speak of more."""
    said: set[Phrase] = set()
    for one in sorted(spoken, key=lambda s: s.first):
        if one.phrase not in said:
            said.add(one.phrase)
            yield one


def _spoken(found: Sequence[Token], book: Phrasebook) -> list[_Spoken]:
    """The phrases in ``found``, longest first; what belongs to one is not read for another."""
    spoken: list[_Spoken] = []
    free = [True] * len(found)
    bare = _bare(found)
    for length in range(min(book.longest, len(found)), 0, -1):
        for first in range(len(found) - length + 1):
            last = first + length
            if not book.may_begin(found[first].folded, length) or not all(free[first:last]):
                continue
            phrases = book.find(found[first:last], bare=all(bare[first:last]))
            if phrases:
                spoken += [_Spoken(phrase, first, last) for phrase in phrases]
                free[first:last] = [False] * length
    return spoken


def _bare(found: Sequence[Token]) -> list[bool]:
    """For each syllable whether it and its neighbours were typed without any accents."""
    marked = [token.accented != token.folded for token in found]
    return [not any(marked[max(i - AROUND, 0) : i + AROUND + 1]) for i in range(len(found))]
