"""A text cut at its headings into clauses, each with an anchor that lasts as long as it does."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from qms.documents.word.blocks import Block, joined_text, text_of
from qms.documents.word.headings import LONGEST, Heading, Headings, continues
from qms.documents.word.html import html_of

LONGEST_PASSAGE = 1400
SHORTEST_PASSAGE = 600
_LONGEST_SLUG = 40
_SENTENCE_END = re.compile(r"[.;?!…]\s")


@dataclass(frozen=True)
class Clause:
    """One clause of a text.

    ``position`` counts from 0. ``anchor`` is ASCII and unique in its file. ``number`` is as people
    cite it ("5.7", "Điều 5"), "" where there is none. ``level`` counts from 1, ``path`` names the
    clauses above, outermost first. ``text`` and ``html`` are the content without the heading;
    ``html`` is sanitised.
    """

    position: int
    anchor: str
    number: str
    heading: str
    level: int
    path: tuple[str, ...]
    text: str
    html: str

    @property
    def title(self) -> str:
        """Number and heading as one line, "" for the text before the first heading."""
        return f"{self.number} {self.heading}".strip()


@dataclass
class _Part:
    heading: Heading | None
    blocks: list[Block] = field(default_factory=list)


def clauses_of(blocks: list[Block]) -> tuple[Clause, ...]:
    """The clauses of a body, in order. A text without headings is cut by length instead."""
    parts = list(_parts(blocks))
    if not any(part.heading for part in parts):
        parts = [_Part(None, piece) for piece in _by_length(blocks)]
        return tuple(_unnamed(place, part) for place, part in enumerate(parts))
    return tuple(_named(parts))


def cover_of(blocks: list[Block]) -> list[Block]:
    """What stands before the first numbered heading: there a text says what it is."""
    headings = Headings(blocks)

    def is_before(block: Block) -> bool:
        found = headings.of(block)
        return not (found and found.number)

    return list(takewhile(is_before, blocks))


def passages(clause: Clause) -> list[tuple[int, int]]:
    """Where to cut ``clause.text`` into pieces of 600 to 1400 characters, for search.

    The (start, end) pairs cover the text without gap or overlap and end, where they can, with a
    paragraph, else a sentence, else a word. A text of at most 1400 characters is one piece; an
    empty one has none.
    """
    start, length = 0, len(clause.text)
    cuts = []
    while length - start > LONGEST_PASSAGE:
        # What remains must not fall below the shortest piece.
        latest = min(LONGEST_PASSAGE, length - start - SHORTEST_PASSAGE)
        end = _cut(clause.text, start + SHORTEST_PASSAGE, start + latest)
        cuts.append((start, end))
        start = end
    return [*cuts, (start, length)] if length else []


def _cut(text: str, earliest: int, latest: int) -> int:
    line = text.rfind("\n", earliest, latest)
    if line >= 0:
        return line + 1
    ends = [found.end() for found in _SENTENCE_END.finditer(text, earliest, latest)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", earliest, latest)
    return space + 1 if space >= 0 else latest


def _parts(blocks: list[Block]) -> Iterator[_Part]:
    headings = Headings(blocks)
    part = _Part(None)
    for block in blocks:
        found = headings.of(block)
        waits = part.heading is not None and part.heading.waits and not part.blocks
        if part.heading and waits and not (found and found.number) and continues(block):
            part.heading = Heading(part.heading.rank, part.heading.number, text_of(block))
        elif found:
            if part.heading or joined_text(part.blocks):
                yield part
            part = _Part(found, [found.beside] if found.beside else [])
            if len(text_of(block)) > LONGEST and not found.text:
                part.blocks.append(block)
        elif part.heading is None or part.blocks or text_of(block) or _shows(block):
            part.blocks.append(block)
    if part.heading or joined_text(part.blocks):
        yield part


def _shows(block: Block) -> bool:
    """Whether a block without words still shows something: a picture, a table to fill in."""
    return bool(html_of([block]))


def _by_length(blocks: list[Block]) -> Iterator[list[Block]]:
    piece: list[Block] = []
    length = 0
    for block in blocks:
        size = len(text_of(block))
        if piece and length and length + size > LONGEST_PASSAGE:
            yield piece
            piece, length = [], 0
        piece.append(block)
        length += size + 1
    if joined_text(piece):
        yield piece


def _unnamed(position: int, part: _Part) -> Clause:
    return _clause(position, f"phan-{position + 1}", None, (), part)


def _named(parts: list[_Part]) -> Iterator[Clause]:
    above: list[tuple[int, Clause]] = []
    taken: dict[str, int] = {}
    for position, part in enumerate(parts):
        rank = part.heading.rank if part.heading else 0
        while above and above[-1][0] >= rank:
            above.pop()
        parents = [clause for _, clause in above]
        anchor = _unique(_anchor(part.heading), parents, taken)
        clause = _clause(position, anchor, part.heading, tuple(p.title for p in parents), part)
        if part.heading:
            above.append((rank, clause))
        yield clause


def _clause(
    position: int, anchor: str, heading: Heading | None, path: tuple[str, ...], part: _Part
) -> Clause:
    return Clause(
        position=position,
        anchor=anchor,
        number=heading.number if heading else "",
        heading=heading.text if heading else "",
        level=len(path) + 1,
        path=path,
        text=joined_text(part.blocks),
        html=html_of(part.blocks),
    )


def _anchor(heading: Heading | None) -> str:
    if heading is None:
        return "mo-dau"
    if not heading.number:
        return _slug(heading.text) or "muc"
    named = heading.number[:2].isalpha() and " " in heading.number
    return _slug(heading.number if named else f"muc {heading.number}")


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode("ascii"))
    slug = "-".join(words)[:_LONGEST_SLUG]
    return slug.strip("-")


def _unique(anchor: str, parents: list[Clause], taken: dict[str, int]) -> str:
    """``anchor``, told apart by the clause above it, else by a count.

    ``taken`` remembers how far each anchor was counted, so that a thousand equal headings cost a
    thousand steps.
    """
    if anchor in taken and parents:
        anchor = f"{parents[-1].anchor}-{anchor}"
    candidate = anchor
    while candidate in taken:
        taken[anchor] += 1
        candidate = f"{anchor}-{taken[anchor]}"
    taken[candidate] = 1
    return candidate
