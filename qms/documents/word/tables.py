"""The tables of a clause as rows of words, read back out of its HTML."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lxml import html
from lxml.html import HtmlElement

from qms.textindex.analysis import fold

WIDEST = 63
"""No row is read further: what the gate lets in has no wider cell."""


@dataclass(frozen=True)
class TextTable:
    """The words of a table: its first row, and the rows below. A merged cell is told in each place
    it covers; ``carried`` are the places (row from 0, column) into which it comes from above.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    carried: frozenset[tuple[int, int]] = frozenset()

    def column(self, beginnings: Iterable[str]) -> int | None:
        """The place of the first column whose head begins with one of ``beginnings`` (folded)."""
        wanted = tuple(beginnings)
        places = (i for i, said in enumerate(self.head) if fold(said).startswith(wanted))
        return next(places, None)


def tables_in(written: str) -> list[TextTable]:
    """Every table of sanitised HTML that has at least two rows, outermost only."""
    if "<table" not in written:
        return []
    root = html.fragment_fromstring(written, create_parent="div")
    found = []
    for table in root.iterchildren("table"):
        carried: set[tuple[int, int]] = set()
        rows = list(_rows(table, carried))
        if len(rows) > 1:
            below = frozenset((row - 1, column) for row, column in carried)
            found.append(TextTable(rows[0], tuple(rows[1:]), below))
    return found


def _rows(table: HtmlElement, told: set[tuple[int, int]]) -> Iterator[tuple[str, ...]]:
    """Its rows; a cell merged downwards is carried into the rows below, which is ``told``."""
    carried: dict[int, tuple[int, str]] = {}
    for place, row in enumerate(table.xpath("./tr | ./thead/tr | ./tbody/tr")):
        told |= {(place, column) for column in carried}
        cells: list[str] = []
        for cell in row.iterchildren("td", "th"):
            _fill_from_above(cells, carried)
            words, down = _words(cell), _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    carried[len(cells)] = down - 1, words
                cells.append(words)
        _fill_from_above(cells, carried)
        yield tuple(cells[:WIDEST])


def _fill_from_above(cells: list[str], carried: dict[int, tuple[int, str]]) -> None:
    while len(cells) in carried:
        left, words = carried.pop(len(cells))
        if left > 1:
            carried[len(cells)] = left - 1, words
        cells.append(words)


def _span(cell: HtmlElement, name: str) -> int:
    said = cell.get(name, "1")
    return max(1, min(int(said), WIDEST)) if said.isdecimal() and len(said) < 5 else 1


def _words(cell: HtmlElement) -> str:
    return " ".join(" ".join(cell.itertext()).split())
