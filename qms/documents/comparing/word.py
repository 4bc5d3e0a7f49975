"""Two editions as one Word file with tracked changes: accepted, they give the new text, rejected
the old one. What is said about the comparison stands in the header: the body is theirs alone.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml.etree import _Element

from qms.documents.comparing.cells import CellChange, RowChange, TableChange
from qms.documents.comparing.difference import BlockChange, ClauseChange, Comparison, LineChange
from qms.documents.comparing.words import Change, Spans, side, whole
from qms.documents.word import dress
from qms.kernel.text import seen

_DEEPEST_HEADING = 4
_INDENT = 360
_TABLE_WIDTH = round(dress.TEXT_WIDTH * 56.7)


@dataclass(frozen=True)
class Cover:
    """What is said about the comparison: in the header, in the properties, on each change."""

    title: str
    lines: tuple[str, ...]
    agency: str
    language: str
    author: str
    at: datetime
    """By whom the changes are, and when, as a clock on the wall shows it."""

    @property
    def day(self) -> date:
        """The day of the changes."""
        return self.at.date()


def make_word(comparison: Comparison, cover: Cover) -> bytes:
    """A .docx file; the same comparison and cover give the same bytes."""
    document = dress.new_document(cover.language)
    _header(document, cover)
    end = document.element.body.sectPr
    tracking = Tracking(cover)
    for entry in in_both_orders(comparison):
        for element in tracking.clause(entry):
            end.addprevious(element)
    return dress.as_bytes(document, cover.title, cover.agency, cover.day)


def in_both_orders(comparison: Comparison) -> Iterator[ClauseChange]:
    """Each clause where the old edition has it and where the new one has it.

    A clause that moved is struck here and inserted there: Word has marks of its own for what
    moved, but they hold no tables.
    """
    for entry in comparison.entries:
        if isinstance(entry, ClauseChange):
            yield _on_one_side(entry, Change.NEW) if entry.pair.moved else entry
        else:
            yield _on_one_side(comparison.of(entry), Change.GONE)


def _on_one_side(moved: ClauseChange, kind: Change) -> ClauseChange:
    blocks = (b for b in moved.blocks if b.kind in (Change.SAME, kind))
    title = whole(side(moved.title, kind), kind)
    return ClauseChange(moved.pair, title, tuple(_block_on(block, kind) for block in blocks))


def _block_on(block: BlockChange, kind: Change) -> BlockChange:
    if isinstance(block, LineChange):
        text = side(block.spans, kind)
        return LineChange(kind, whole(text, kind), block.depth, block.bullet)
    rows = (row for row in block.rows if row.kind in (Change.SAME, kind))
    return TableChange(kind, tuple(_row_on(row, kind) for row in rows))


def _row_on(row: RowChange, kind: Change) -> RowChange:
    cells = (cell for cell in row.cells if cell.kind in (Change.SAME, kind))
    return RowChange(
        kind,
        tuple(CellChange(kind, whole(side(c.spans, kind), kind), c.across, c.down) for c in cells),
        row.head,
    )


def _header(document: Document, cover: Cover) -> None:
    header = document.sections[0].header
    for place, line in enumerate((cover.agency.upper(), cover.title, *cover.lines)):
        paragraph = header.add_paragraph() if place else header.paragraphs[0]
        run = paragraph.add_run(line)
        run.bold = place == 1 or None
        run.font.size = Pt(10)


class Tracking:
    """Writes changes as Word tracks them, each with its own number."""

    def __init__(self, cover: Cover) -> None:
        self._cover = cover
        self._numbers = count(1)

    def clause(self, change: ClauseChange) -> Iterator[_Element]:
        """The title as a heading, then the lines and tables."""
        if change.title:
            level = min(change.pair.part.level, _DEEPEST_HEADING)
            kinds = {span.kind for span in change.title}
            kind = kinds.pop() if len(kinds) == 1 else Change.SAME
            yield self._paragraph(change.title, kind, style=f"Heading{level}")
        for block in change.blocks:
            yield from self._block(block)

    def _block(self, block: BlockChange) -> Iterator[_Element]:
        if isinstance(block, LineChange):
            mark = whole("• ", block.kind) if block.bullet else ()
            yield self._paragraph((*mark, *block.spans), block.kind, indent=block.depth)
        elif block.kind is Change.SAME and not block.kept_columns:
            # Word tracks rows but hardly columns: one table is struck, the other inserted.
            for kind in (Change.GONE, Change.NEW):
                yield from self._table(_block_on(block, kind))
        else:
            yield from self._table(block)

    def _paragraph(
        self, spans: Spans, kind: Change, *, style: str = "", indent: int = 0
    ) -> _Element:
        paragraph, properties = OxmlElement("w:p"), OxmlElement("w:pPr")
        if style:
            properties.append(_valued("w:pStyle", style))
        if indent:
            indented = OxmlElement("w:ind")
            indented.set(qn("w:left"), str(_INDENT * min(indent, 9)))
            properties.append(indented)
        if kind is not Change.SAME:
            look = OxmlElement("w:rPr")
            look.append(self._mark(kind))
            properties.append(look)
        paragraph.append(properties)
        paragraph.extend(self._runs(spans))
        return paragraph

    def _runs(self, spans: Spans) -> Iterator[_Element]:
        for span in spans:
            run = _run(span.text, span.kind)
            if span.kind is Change.SAME:
                yield run
            else:
                tracked = self._mark(span.kind)
                tracked.append(run)
                yield tracked

    def _mark(self, kind: Change) -> _Element:
        mark = OxmlElement("w:ins" if kind is Change.NEW else "w:del")
        mark.set(qn("w:id"), str(next(self._numbers)))
        mark.set(qn("w:author"), seen(self._cover.author))
        mark.set(qn("w:date"), f"{self._cover.at:%Y-%m-%dT%H:%M:%SZ}")
        return mark

    def _table(self, change: BlockChange) -> Iterator[_Element]:
        assert isinstance(change, TableChange)
        columns = max((sum(c.across for c in row.cells) for row in change.rows), default=0)
        if not columns:
            return
        table = OxmlElement("w:tbl")
        table.append(_table_properties())
        table.append(_columns(columns))
        reaching: dict[int, tuple[int, int]] = {}
        table.extend(self._row(row, columns, reaching) for row in change.rows)
        yield table
        # Two tables without a paragraph between them would be one.
        yield self._paragraph((), change.kind)

    def _row(self, row: RowChange, columns: int, reaching: dict[int, tuple[int, int]]) -> _Element:
        element, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
        properties.append(OxmlElement("w:cantSplit"))
        if row.head:
            properties.append(OxmlElement("w:tblHeader"))
        if row.kind is not Change.SAME:
            properties.append(self._mark(row.kind))
        element.append(properties)
        width = _TABLE_WIDTH // columns
        for cell, across, merge in _places(row.cells, columns, reaching):
            element.append(self._cell(cell, across, merge, width, row.kind))
        return element

    def _cell(
        self, change: CellChange | None, across: int, merge: str, width: int, kind: Change
    ) -> _Element:
        cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
        wide = OxmlElement("w:tcW")
        wide.set(qn("w:w"), str(width * across))
        wide.set(qn("w:type"), "dxa")
        properties.append(wide)
        if across > 1:
            properties.append(_valued("w:gridSpan", str(across)))
        if merge:
            properties.append(_valued("w:vMerge", merge))
        cell.append(properties)
        # The last mark of a cell cannot be struck; its row is.
        cell.append(self._paragraph(change.spans if change else (), Change.SAME))
        return cell


def _places(
    cells: Sequence[CellChange], columns: int, reaching: dict[int, tuple[int, int]]
) -> Iterator[tuple[CellChange | None, int, str]]:
    """The cells of a row with those that reach into it from above, until it is full."""
    column, waiting = 0, iter(cells)
    while column < columns:
        if column in reaching:
            left, across = reaching.pop(column)
            if left > 1:
                reaching[column] = (left - 1, across)
            yield None, across, "continue"
        else:
            cell = next(waiting, None)
            across = cell.across if cell else 1
            if cell and cell.down > 1:
                reaching[column] = (cell.down - 1, across)
            yield cell, across, "restart" if cell and cell.down > 1 else ""
        column += across


def _run(text: str, kind: Change) -> _Element:
    run = OxmlElement("w:r")
    for place, line in enumerate(seen(text).split("\n")):
        if place:
            run.append(OxmlElement("w:br"))
        words = OxmlElement("w:delText" if kind is Change.GONE else "w:t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _valued(name: str, value: str) -> _Element:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _table_properties() -> _Element:
    properties = OxmlElement("w:tblPr")
    properties.append(_valued("w:tblStyle", "TableGrid"))
    width = OxmlElement("w:tblW")
    width.set(qn("w:w"), str(_TABLE_WIDTH))
    width.set(qn("w:type"), "dxa")
    properties.append(width)
    return properties


def _columns(columns: int) -> _Element:
    grid = OxmlElement("w:tblGrid")
    for _ in range(columns):
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(_TABLE_WIDTH // columns))
        grid.append(column)
    return grid
