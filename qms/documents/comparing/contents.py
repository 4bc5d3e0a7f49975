"""A clause as comparing wants it: its lines and its tables, read back out of its sanitised HTML."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from lxml import html
from lxml.html import HtmlElement

from qms.documents.word.tables import WIDEST

_BLOCKS = ("p", "ul", "ol", "li", "table")
_MOST_WORDS = 400


def bag_of(text: str) -> Counter[str]:
    """How often each of the first words occurs: what two texts are held against each other by."""
    return Counter(text.casefold().split(maxsplit=_MOST_WORDS)[:_MOST_WORDS])


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """0.0 for no word in common, 1.0 for the same words."""
    words = one.total() + other.total()
    return 2 * (one & other).total() / words if words else 1.0


@dataclass(frozen=True)
class Line:
    """A paragraph or an item of a list; ``depth`` 0 is a paragraph, ``number`` that of the item."""

    words: str
    number: str = ""
    depth: int = 0

    @property
    def said(self) -> str:
        """All that is held against another block."""
        return self.text

    @property
    def text(self) -> str:
        """What is read: the number, then the words."""
        return f"{self.number} {self.words}" if self.number else self.words

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, counted."""
        return bag_of(self.words)


@dataclass(frozen=True)
class Cell:
    """A cell where it begins; ``across`` and ``down`` are the columns and rows it covers."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True)
class GridRow:
    """A row; a place that a cell begun elsewhere covers holds nothing."""

    places: tuple[Cell | None, ...]

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """What is read in each place."""
        return tuple(cell.text if cell else "" for cell in self.places)

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, counted."""
        return bag_of(" ".join(self.texts))


@dataclass(frozen=True)
class Grid:
    """A table whose rows are all as wide; ``heads`` of them repeat on each page."""

    rows: tuple[GridRow, ...]
    heads: int = 0

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.rows[0].places) if self.rows else 0

    @property
    def said(self) -> tuple[tuple[str, ...], ...]:
        """All that is held against another block."""
        return tuple(row.texts for row in self.rows)

    @property
    def shape(self) -> list[list[tuple[int, int] | None]]:
        """Which cells cover which places."""
        return [[(c.across, c.down) if c else None for c in row.places] for row in self.rows]

    @cached_property
    def bag(self) -> Counter[str]:
        """Its words, counted."""
        return bag_of(" ".join(text for row in self.rows for text in row.texts))


Block = Line | Grid


@dataclass(frozen=True)
class Part:
    """A clause apart from its edition."""

    anchor: str
    number: str
    heading: str
    level: int
    text: str
    html: str

    @property
    def title(self) -> str:
        """Number and heading as one line."""
        return f"{self.number} {self.heading}".strip()

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Its lines and tables."""
        return blocks_of(self.html)

    @property
    def said(self) -> list[Hashable]:
        """What its blocks say, however they look."""
        return [block.said for block in self.blocks]


def blocks_of(written: str) -> tuple[Block, ...]:
    """The lines and tables of sanitised HTML, in order."""
    if not written:
        return ()
    root: HtmlElement = html.fragment_fromstring(written, create_parent="div")
    return tuple(_blocks(root, 0))


def _blocks(parent: HtmlElement, depth: int) -> Iterator[Block]:
    """A line for what is written in ``parent`` itself, and what the blocks in it hold."""
    loose = [parent.text or ""]
    for child in parent:
        if child.tag in _BLOCKS:
            yield from _line(loose, depth)
            loose = []
            yield from _inner(child, depth)
        else:
            loose.append(_words(child))
        loose.append(child.tail or "")
    yield from _line(loose, depth)


def _inner(block: HtmlElement, depth: int) -> Iterator[Block]:
    if block.tag == "table":
        yield _grid(block)
    elif block.tag in ("ul", "ol"):
        first = _count(block, "start", 1)
        for place, item in enumerate(block.iterchildren("li")):
            yield from _item(item, depth + 1, f"{first + place}." * (block.tag == "ol"))
    else:
        yield from _blocks(block, depth)


def _item(item: HtmlElement, depth: int, number: str) -> Iterator[Block]:
    """What an item holds; its first line bears the number."""
    for block in _blocks(item, depth):
        if isinstance(block, Line) and block.depth == depth:
            block, number = replace(block, number=number), ""
        yield block


def _line(loose: list[str], depth: int) -> Iterator[Line]:
    lines = (" ".join(line.split()) for line in "".join(loose).split("\n"))
    words = "\n".join(line for line in lines if line)
    if words:
        yield Line(words, "", depth)


def _words(element: HtmlElement) -> str:
    if element.tag == "br":
        return "\n"
    inner = (_words(child) + (child.tail or "") for child in element)
    return "".join((element.text or "", *inner))


def _grid(table: HtmlElement) -> Grid:
    rows: list[list[Cell | None]] = []
    below: dict[int, int] = {}
    for row in table.xpath("./tr | ./thead/tr | ./tbody/tr"):
        rows.append(_row(row, below))
    width = max(map(len, rows), default=0)
    filled = tuple(GridRow((*row, *[None] * (width - len(row)))) for row in rows)
    return Grid(filled, len(table.xpath("./thead/tr")))


def _row(row: HtmlElement, below: dict[int, int]) -> list[Cell | None]:
    """Its places; ``below`` is how many rows the cells above still reach down, by column."""
    places: list[Cell | None] = []
    for element in row.iterchildren("td", "th"):
        _skip(places, below)
        across, down = _count(element, "colspan", 1), _count(element, "rowspan", 1)
        across = max(1, min(across, WIDEST - len(places)))
        if down > 1:
            below.update({len(places) + k: down - 1 for k in range(across)})
        text = "\n".join(block.text for block in _flat(element))
        places += [Cell(text, across, down), *[None] * (across - 1)]
        if len(places) >= WIDEST:
            break
    _skip(places, below)
    return places[:WIDEST]


def _flat(element: HtmlElement) -> Iterator[Line]:
    """The lines of a cell, those of tables inside it too."""
    for block in _blocks(element, 0):
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                yield Line(" | ".join(cell.text for cell in row.places if cell))


def _skip(places: list[Cell | None], below: dict[int, int]) -> None:
    while len(places) in below:
        left = below.pop(len(places))
        if left > 1:
            below[len(places)] = left - 1
        places.append(None)


def _count(element: HtmlElement, name: str, otherwise: int) -> int:
    said = element.get(name, "")
    return int(said) if said.isdecimal() and len(said) < 6 else otherwise
