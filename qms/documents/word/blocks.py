"""The shape of what was read: paragraphs of pieces, tables of cells. No XML from here on."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from qms.documents.word.numbering import Label
from qms.documents.word.styles import PLAIN, Style
from qms.kernel.text import composed


@dataclass(frozen=True)
class Look:
    """How a piece of text looks, as far as its meaning depends on it."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    caps: bool = False
    raised: str = ""
    """"sup", "sub" or ""."""
    link: str = ""
    letters: str = ""
    """How its letters are stored, where not in Unicode; see ``word.legacy``."""
    by_style: bool = False
    """Whether only a style says how its letters are stored, and not the text itself."""


@dataclass(frozen=True)
class Piece:
    """A stretch of text with one look; a tab is "\\t", a line break "\\n"."""

    text: str
    look: Look
    picture: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; ``boxed`` when it stands in a text box."""

    pieces: tuple[Piece, ...]
    style: Style = PLAIN
    level: int | None = None
    label: Label | None = None
    centred: bool = False
    boxed: bool = False

    @cached_property
    def raw(self) -> str:
        """The text with tabs and line breaks, in composed Unicode (NFC)."""
        return composed("".join(piece.text for piece in self.pieces))

    @cached_property
    def text(self) -> str:
        """The text on one line, its automatic number first."""
        words = " ".join(self.raw.split())
        return f"{self.label.text} {words}" if words and self.label and self.label.text else words

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return self._all_words(lambda look: look.bold)

    @property
    def capital(self) -> bool:
        """Whether every letter is a capital, typed or shown so."""
        letters = [piece for piece in self.pieces if any(sign.isalpha() for sign in piece.text)]
        return bool(letters) and all(p.look.caps or p.text.upper() == p.text for p in letters)

    def _all_words(self, has: Callable[[Look], bool]) -> bool:
        words = [piece for piece in self.pieces if piece.text.strip()]
        return bool(words) and all(has(piece.look) for piece in words)


@dataclass(frozen=True)
class Cell:
    """A cell, merged cells counted as one: ``across`` columns, ``down`` rows."""

    blocks: "tuple[Block, ...]"
    column: int = 0
    across: int = 1
    down: int = 1

    @property
    def lines(self) -> list[str]:
        """The lines of its paragraphs as they stand, tables inside left out, blank lines too."""
        found = (block.raw for block in self.blocks if isinstance(block, Paragraph))
        return [line.strip() for raw in found for line in raw.split("\n") if line.strip()]

    @cached_property
    def text(self) -> str:
        """All its text on one line."""
        return " ".join(text for text in map(text_of, self.blocks) if text)


@dataclass(frozen=True)
class Row:
    """A row of a table; ``header`` when it is repeated on each page."""

    cells: tuple[Cell, ...]
    header: bool = False


@dataclass(frozen=True)
class Table:
    """A table; a cell merged downwards stands in its first row only."""

    rows: tuple[Row, ...]
    boxed: bool = False


Block = Paragraph | Table


def text_of(block: Block) -> str:
    """The text of a block; a table gives a line for each row, its cells parted by " | "."""
    if isinstance(block, Paragraph):
        return block.text
    rows = (" | ".join(cell.text for cell in row.cells).rstrip(" |") for row in block.rows)
    return "\n".join(row for row in rows if row)


def joined_text(blocks: Iterable[Block]) -> str:
    """The text of several blocks, one a line, blank ones left out."""
    return "\n".join(text for text in map(text_of, blocks) if text)


def paragraphs_in(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """Every paragraph, also those in tables, in reading order."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        else:
            for row in block.rows:
                for cell in row.cells:
                    yield from paragraphs_in(cell.blocks)
