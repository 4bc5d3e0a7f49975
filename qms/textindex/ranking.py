"""What answers a question best.

A passage is worth the sum of BM25 over the syllables and the pairs of neighbours that were asked
for; pairs stand for words, which is what makes the ranking good (``bench/relevance.py``). Accents
that were typed add to it, so that *lưu trữ* comes before *lưu trú*. A document whose code was typed
comes before everything.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import repeat
from operator import neg

from qms.textindex.question import Understood
from qms.textindex.scores import Scores, scores_of
from qms.textindex.segment import Segment, tags

PART_OF_SENTENCE = 1 / 3
"""The share of its syllables that answers a long question. A short one, a name, must be there as a
whole. A half lost two answers of a hundred in ``bench/relevance.py``, a third lost none."""

PASSAGES_SHOWN = 3
CLOSE_LOOK = 1_000
"""Passages that are put in order; of a long question, also weighed by their common syllables."""

Place = tuple[int, int]
"""(number of the segment, document in it)."""

Weighed = tuple[float, int, int]
"""(worth, minus the number of the segment, minus the document): the greatest comes first."""


@dataclass(slots=True)
class Ranked:
    """The best groups in the order of their worth, with their best places, and how many there are.

    ``by_state`` counts groups in every state.
    """

    groups: list[tuple[str, list[Place]]] = field(default_factory=list)
    total: int = 0
    by_state: dict[str, int] = field(default_factory=dict)
    relaxed: bool = False


def rank(
    segments: Sequence[Segment],
    question: Understood,
    visible: Sequence[frozenset[str]],
    states: frozenset[str],
    wanted: int,
) -> Ranked:
    """Order the best ``wanted`` groups among documents that meet the conditions ``visible``.

    Of other states than ``states`` they are counted only; no ``states`` lists all.
    """
    parts = scores_of(segments, question)
    listed = [*visible, tags("state", states)] if states else visible
    needed, found = _narrowed(parts, question, listed)
    seen = _states_and_groups(parts, [part.holding(needed, *visible) for part in parts])
    both = zip(parts, found, strict=True)
    return Ranked(
        groups=_best(parts, found, wanted, is_short=question.is_short),
        total=len({group for state, group in seen if not states or state in states}),
        by_state=dict(Counter(state for state, _group in seen)),
        relaxed=not any(part.holds_all(docs, len(question.singles)) for part, docs in both),
    )


def _narrowed(
    parts: Sequence[Scores], question: Understood, listed: Sequence[frozenset[str]]
) -> tuple[int, list[list[int]]]:
    """The documents of each part that hold enough syllables, or any where none does."""
    total = len(question.singles)
    enough = total if question.is_short else math.ceil(total * PART_OF_SENTENCE)
    found = [part.holding(enough, *listed) for part in parts]
    if any(found):
        return enough, found
    return 1, [part.holding(1, *listed) for part in parts]


def _states_and_groups(parts: Sequence[Scores], found: Sequence[list[int]]) -> set[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for part, docs in zip(parts, found, strict=True):
        groups, states = part.segment.groups, part.segment.states
        pairs.update(zip(map(states.__getitem__, docs), map(groups.__getitem__, docs), strict=True))
    return pairs


def _best(
    parts: Sequence[Scores], found: Sequence[list[int]], wanted: int, *, is_short: bool
) -> list[tuple[str, list[Place]]]:
    places: list[Weighed] = []
    for number, (part, docs) in enumerate(zip(parts, found, strict=True)):
        worth = part.with_common_pairs(docs)
        if is_short:
            worth = part.with_common_singles(docs, worth)
        places += zip(worth, repeat(-number), map(neg, docs), strict=False)
    looked_at = CLOSE_LOOK
    while True:
        best = nlargest(looked_at, places)
        groups = _grouped(parts, best if is_short else _closely(parts, best), wanted)
        if len(groups) >= wanted or looked_at >= len(places):
            return groups
        looked_at *= 8


def _closely(parts: Sequence[Scores], places: Sequence[Weighed]) -> list[Weighed]:
    """The same places with every syllable weighed, in order."""
    by_part: dict[int, list[Weighed]] = {}
    for place in places:
        by_part.setdefault(place[1], []).append(place)
    weighed: list[Weighed] = []
    for number, chosen in by_part.items():
        docs = [-place[2] for place in chosen]
        worth = parts[-number].with_common_singles(docs, [place[0] for place in chosen])
        weighed += zip(worth, repeat(number), map(neg, docs), strict=False)
    return sorted(weighed, reverse=True)


def _grouped(
    parts: Sequence[Scores], places: Sequence[Weighed], wanted: int
) -> list[tuple[str, list[Place]]]:
    """The first groups, with those of their places that come before the next group."""
    groups: dict[str, list[Place]] = {}
    for _worth, number, doc in places:
        group = parts[-number].segment.groups[-doc]
        if group not in groups and len(groups) == wanted:
            break
        kept = groups.setdefault(group, [])
        if len(kept) < PASSAGES_SHOWN:
            kept.append((-number, -doc))
    return list(groups.items())
