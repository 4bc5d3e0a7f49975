"""What two texts have in common, word by word; Vietnamese words with their tones are one word."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from qms.documents.comparing.matching import Effort, Places, matched

_WORD = r"[\w\u0300-\u036f]+"
_TOKEN = re.compile(rf"(\s*)({_WORD}(?:[./:,–-]{_WORD})*|[^\w\s]|\Z)")
_LITTLE = 0.25
_FEW = 8


class Change(StrEnum):
    """What became of a stretch of text, a line, a row or a cell."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True)
class Span:
    """A stretch of text that stands in both texts, in the old or in the new one alone."""

    kind: Change
    text: str


Spans = tuple[Span, ...]
Token = tuple[str, str]


def difference(old: str, new: str, effort: Effort) -> Spans:
    """``old`` turned into ``new``: same and gone spell ``old``, same and new ``new``.

    Quick for texts of any size: see :class:`Effort`.
    """
    if old == new or not old or not new:
        kind = Change.SAME if old == new else Change.GONE if old else Change.NEW
        return joined([Span(kind, old or new)])
    before, after = _tokens(old), _tokens(new)
    found = matched([word for _, word in before], [word for _, word in after], effort)
    return joined(_told(before, after, _calm(found, before, after)))


def joined(spans: Iterable[Span]) -> Spans:
    """``spans`` without empty ones, neighbours of a kind made one."""
    filled = (span for span in spans if span.text)
    return tuple(
        Span(kind, "".join(span.text for span in run))
        for kind, run in groupby(filled, lambda span: span.kind)
    )


def whole(text: str, kind: Change) -> Spans:
    """All of ``text`` as one stretch."""
    return joined([Span(kind, text)])


def side(spans: Spans, kind: Change) -> str:
    """The old text (``kind`` gone) or the new one (``kind`` new)."""
    return "".join(span.text for span in spans if span.kind in (Change.SAME, kind))


def is_changed(spans: Spans) -> bool:
    """Whether anything is struck or inserted."""
    return any(span.kind is not Change.SAME for span in spans)


def _tokens(text: str) -> list[Token]:
    """Each word or sign with the blanks before it; together they spell ``text``."""
    return [(blank, word) for blank, word in _TOKEN.findall(text) if blank or word]


def _calm(found: Places, old: Sequence[Token], new: Sequence[Token]) -> Places:
    """``found`` without what two different sentences share by chance: it only hampers reading."""
    words = sum(_says(old[i]) for i, _ in found)
    if len(old) > _FEW < len(new) and words < _LITTLE * max(len(old), len(new)):
        return []
    runs: list[Places] = []
    for i, j in found:
        if runs and runs[-1][-1] == (i - 1, j - 1):
            runs[-1].append((i, j))
        else:
            runs.append([(i, j)])
    kept = [
        run
        for place, run in enumerate(runs)
        if place in (0, len(runs) - 1) or any(_says(old[i]) for i, _ in run)
    ]
    return [pair for run in kept for pair in run]


def _says(token: Token) -> bool:
    return token[1][:1].isalnum()


def _told(old: Sequence[Token], new: Sequence[Token], found: Places) -> Iterator[Span]:
    i = j = 0
    for p, q in [*found, (len(old), len(new))]:
        yield from _replaced(old[i:p], new[j:q])
        if p < len(old):
            (blank, word), (other, _) = old[p], new[q]
            if blank == other:
                yield Span(Change.SAME, blank + word)
            else:
                yield from (Span(Change.GONE, blank), Span(Change.NEW, other))
                yield Span(Change.SAME, word)
        i, j = p + 1, q + 1


def _replaced(old: Sequence[Token], new: Sequence[Token]) -> Iterator[Span]:
    gone, came = _spelt(old), _spelt(new)
    blank = old[0][0] if old and new and old[0][0] == new[0][0] else ""
    yield Span(Change.SAME, blank)
    yield Span(Change.GONE, gone[len(blank) :])
    yield Span(Change.NEW, came[len(blank) :])


def _spelt(tokens: Sequence[Token]) -> str:
    return "".join(blank + word for blank, word in tokens)
