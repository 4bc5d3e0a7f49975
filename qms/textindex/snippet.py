"""The part of a passage to show, with the words that were asked for marked.

Offsets point into the passage as it is stored, so what is shown is what is written.
"""

from itertools import pairwise

from qms.textindex.analysis import Token, pair_of, tokens
from qms.textindex.engine import Piece
from qms.textindex.question import Understood

LENGTH = 240
_ELLIPSIS = "…"


def snippet(text: str, question: Understood) -> tuple[Piece, ...]:
    """About 240 characters of ``text`` around most of what ``question`` asks for, in pieces."""
    found = tokens(text)
    marked = _marked(found, question)
    start, end = _window(text, found, marked)
    before = [Piece(_ELLIPSIS)] if start > 0 else []
    after = [Piece(_ELLIPSIS)] if end < len(text) else []
    inside = [found[i] for i in sorted(marked) if found[i].start >= start and found[i].end <= end]
    return (*before, *_pieces(text, start, end, inside), *after)


def highlight(text: str, question: Understood) -> tuple[Piece, ...]:
    """The whole of ``text``, such as a title, in pieces."""
    found = tokens(text)
    inside = [found[i] for i in sorted(_marked(found, question))]
    return tuple(_pieces(text, 0, len(text), inside))


def _marked(found: list[Token], question: Understood) -> set[int]:
    """Numbers of the tokens to mark.

    A long question holds common words; there only neighbours that were asked for side by side are
    marked, as long as there are any.
    """
    singles = _asked(found, question)
    wanted = {pair.folded for pair in question.pairs}
    paired: set[int] = set()
    for i, (left, right) in enumerate(pairwise(found)):
        if {i, i + 1} <= singles and pair_of(left, right)[0] in wanted:
            paired |= {i, i + 1}
    return singles if question.is_short or not paired else paired


def _asked(found: list[Token], question: Understood) -> set[int]:
    """Tokens that were asked for; where the text has the very accents typed, only those."""
    folded: dict[str, list[int]] = {}
    for i, token in enumerate(found):
        folded.setdefault(token.folded, []).append(i)
    asked: set[int] = set()
    for single in question.singles:
        forms = [single.folded]
        if single.unfinished:
            forms = [form for form in folded if form.startswith(single.folded)]
        places = [i for form in forms for i in folded.get(form, ())]
        exact = [i for i in places if found[i].accented == single.accented]
        asked.update(exact or places)
    return asked


def _window(text: str, found: list[Token], marked: set[int]) -> tuple[int, int]:
    """Where to cut: the stretch with the most different marked words, then the most marks."""
    if len(text) <= LENGTH or not marked:
        return 0, _whole_words(found, 0, LENGTH, len(text))
    places = [found[i] for i in sorted(marked)]
    best, best_worth = places[0].start, (0, 0)
    for i, first in enumerate(places):
        inside = [t for t in places[i : i + LENGTH // 2] if t.end <= first.start + LENGTH * 3 // 4]
        worth = (len({t.folded for t in inside}), len(inside))
        if worth > best_worth:
            best, best_worth = first.start, worth
    start = max(0, best - LENGTH // 4)
    start = next((t.start for t in found if t.start >= start), best) if start else 0
    return start, _whole_words(found, start, start + LENGTH, len(text))


def _whole_words(found: list[Token], start: int, limit: int, length: int) -> int:
    if length <= limit:
        return length
    return max((t.end for t in found if start < t.end <= limit), default=limit)


def _pieces(text: str, start: int, end: int, marked: list[Token]) -> list[Piece]:
    """Cut ``text`` at the marks; marks with only a space between them are one."""
    spans: list[tuple[int, int]] = []
    for token in marked:
        if spans and text[spans[-1][1] : token.start].isspace():
            spans[-1] = (spans[-1][0], token.end)
        else:
            spans.append((token.start, token.end))
    pieces: list[Piece] = []
    for mark_start, mark_end in spans:
        pieces += [Piece(text[start:mark_start]), Piece(text[mark_start:mark_end], marked=True)]
        start = mark_end
    return [piece for piece in [*pieces, Piece(text[start:end])] if piece.text]
