"""What every document of a segment is worth to a question.

Terms that stand in few documents are added up over their lists. Common ones, which are most of the
work and tell least, are added only for documents that matter by then.
"""

import math
from collections.abc import Iterable, Sequence

from qms.textindex.postings import Found, Postings
from qms.textindex.question import Understood, Wanted, squeeze
from qms.textindex.segment import Segment

EXACT_PAIR = 1.5
EXACT_SINGLE = 0.5
"""What typed accents add, as a share of what the folded term is worth."""

SAME_CODE = 1_000_000.0
CODE_BEGINS = 100_000.0
"""Beyond the reach of any sum of words."""

Weighted = tuple[Postings, float]


class Scores:
    """One segment's documents, weighed for a question.

    ``worth`` lacks what common terms add. ``held`` counts, for each
    document, the different syllables of the question it holds.
    """

    def __init__(self, segment: Segment, codes: dict[int, float]) -> None:
        self.segment = segment
        self.worth = [0.0] * segment.size
        self.held = bytearray(segment.size)
        self._codes = codes
        self._common_pairs: list[Weighted] = []
        self._common_singles: list[Weighted] = []
        for doc, worth in codes.items():
            self.worth[doc] = worth

    def add_singles(self, all_found: Sequence[tuple[Postings, list[Weighted]]]) -> None:
        """Take in syllables: where each stands, and what its forms are worth."""
        size = self.segment.size
        together = sum(folded.presence for folded, _ in all_found)
        self.held = bytearray(together.to_bytes(size, "little"))
        for folded, weighted in all_found:
            for doc in folded.docs:
                self.held[doc] += 1
            self._common_singles += self._add(weighted)

    def add_pairs(self, weighted: Sequence[Weighted]) -> None:
        """Take in pairs and codes: what their forms are worth."""
        self._common_pairs += self._add(weighted)

    def _add(self, weighted: Sequence[Weighted]) -> list[Weighted]:
        """Add the sparse lists; answer the dense ones."""
        worth = self.worth
        for postings, factor in weighted:
            for doc, value in zip(postings.docs, postings.worth, strict=False):
                worth[doc] += value * factor
        return [one for one in weighted if one[0].presence]

    def holding(self, needed: int, *conditions: frozenset[str]) -> list[int]:
        """Documents that meet ``conditions`` and hold ``needed`` syllables or carry the code."""
        enough = self.held.translate(bytes(n >= needed for n in range(256)))
        for doc in self._codes:
            enough[doc] = 1
        chosen = int.from_bytes(enough, "little") & self.segment.mask(*conditions)
        ones = chosen.to_bytes(self.segment.size, "little")
        docs = []
        doc = ones.find(1)
        while doc >= 0:
            docs.append(doc)
            doc = ones.find(1, doc + 1)
        return docs

    def holds_all(self, docs: Iterable[int], total: int) -> bool:
        """Whether one of ``docs`` holds every syllable or carries the code that was typed."""
        return any(self.held[doc] >= total or doc in self._codes for doc in docs)

    def with_common_pairs(self, docs: Sequence[int]) -> list[float]:
        """What ``docs`` are worth by all pairs and the rarer syllables."""
        return _more([self.worth[doc] for doc in docs], docs, self._common_pairs)

    def with_common_singles(self, docs: Sequence[int], worth: list[float]) -> list[float]:
        """``worth`` of ``docs`` with what common syllables add."""
        return _more(worth, docs, self._common_singles)


def _more(worth: list[float], docs: Sequence[int], dense: Iterable[Weighted]) -> list[float]:
    for postings, factor in dense:
        values = postings.worth
        worth = [before + values[doc] * factor for before, doc in zip(worth, docs, strict=True)]
    return worth


def scores_of(segments: Sequence[Segment], question: Understood) -> list[Scores]:
    """Weigh every document of every segment, whoever may see it."""
    documents = sum(segment.size for segment in segments)
    exact = EXACT_SINGLE if question.is_short else 0.0
    singles = [_look_up(segments, "singles", w, documents, exact) for w in question.singles]
    others = (*question.pairs, *map(Wanted, question.codes))
    pairs = [_look_up(segments, "pairs", w, documents, EXACT_PAIR) for w in others]
    scores = [Scores(segment, _codes(segment, question)) for segment in segments]
    for number, part in enumerate(scores):
        part.add_singles([found[number] for found in singles])
        part.add_pairs([weighted for found in pairs for weighted in found[number][1]])
    return scores


def _look_up(
    segments: Sequence[Segment], field_name: str, wanted: Wanted, documents: int, exact: float
) -> list[tuple[Postings, list[Weighted]]]:
    """For each segment, where the term stands and what its forms are worth."""
    found = [s.find(field_name, wanted.folded, unfinished=wanted.unfinished) for s in segments]
    holding = sum(one.folded.count for one in found)
    rarity = math.log(1 + (documents - holding + 0.5) / (holding + 0.5))
    return [(one.folded, _forms(one, wanted, rarity, exact)) for one in found]


def _forms(found: Found, wanted: Wanted, rarity: float, exact: float) -> list[Weighted]:
    forms = [(found.folded, rarity)]
    if exact and wanted.accented in found.accented:
        accented = found.accented[wanted.accented]
        if accented is found.folded:
            return [(accented, rarity * (1 + exact))]
        forms.append((accented, rarity * exact))
    return forms


def _codes(segment: Segment, question: Understood) -> dict[int, float]:
    """Documents whose own code was typed, or begins with what was typed."""
    named: dict[int, float] = {}
    exact = {squeeze(code) for code in question.codes} | {question.whole_code}
    for prefix in exact - {""}:
        for code, doc in segment.with_code(prefix):
            if code == prefix:
                named[doc] = SAME_CODE
            elif prefix == question.whole_code:
                named.setdefault(doc, CODE_BEGINS)
    return named
