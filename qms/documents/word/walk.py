"""The walk over the XML of a part (ECMA-376): what a reader of the page would see, each word once.

Linear in the size of the part. Taken: tracked insertions, content controls, text boxes, hyperlinks,
smart tags, results of fields, nested tables. Left out: tracked deletions and the instructions of
fields. A text box is written twice in the file; the newer form is taken, else the older.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from lxml import etree

from qms.documents.word.blocks import Block, Cell, Look, Paragraph, Piece, Row, Table
from qms.documents.word.legacy import letters_of, mended
from qms.documents.word.names import R, W, value
from qms.documents.word.numbering import Label, Numbering
from qms.documents.word.styles import Styles, font_of, is_on, outline_level, own_numbering
from qms.kernel.office.xml import local, number

_LEFT_OUT = frozenset(
    (
        *("del", "moveFrom", "instrText", "delInstrText", "delText", "sym", "softHyphen", "rt"),
        *("rPr", "pPr", "sdtPr", "sdtEndPr", "sectPr", "tblPr", "tblGrid", "trPr", "tcPr"),
        *("fldData", "ffData"),
    )
)
_DRAWN = frozenset(("drawing", "pict", "object"))
_PICTURES = frozenset(("blip", "imagedata"))
_CODE = re.compile(r"[0-9A-Fa-f]{2,4}")
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_RAISED = {"superscript": "sup", "subscript": "sub"}
_WIDEST = 63
_SAFE_LINKS = ("http://", "https://", "mailto:")
_LONGEST_LINK, _MOST_OF_LINKS = 2000, 1_000_000


class Walk:
    """Walks one part; ``tables`` counts the tables met, nested ones too."""

    def __init__(
        self, styles: Styles, numbering: Numbering, links: Mapping[str, str] | None = None
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._links = links or {}
        self._linked_signs = 0
        self.tables = 0

    def blocks(self, parent: etree._Element) -> Iterator[Block]:
        """The paragraphs and tables below ``parent``, a text box after its paragraph."""
        for child in parent:
            name = local(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                yield self._table(child)
            elif name not in _LEFT_OUT:
                yield from self.blocks(_chosen(child))

    def _paragraph(self, element: etree._Element) -> Iterator[Block]:
        properties = element.find(f"{W}pPr")
        style_id = "" if properties is None else value(properties.find(f"{W}pStyle"))
        style = self._styles.of(style_id)
        boxes: list[etree._Element] = []
        letters = letters_of(style.font)
        look = Look(style.bold, caps=style.caps, letters=letters, by_style=bool(letters))
        pieces = mended(tuple(self._pieces(element, look, boxes)))
        alignment = "" if properties is None else value(properties.find(f"{W}jc"))
        yield Paragraph(
            pieces,
            style=style,
            level=outline_level(properties) or style.level,
            label=self._label(own_numbering(properties) or style.numbering),
            centred=alignment == "center" if alignment else style.centred,
        )
        for block in chain.from_iterable(map(self.blocks, boxes)):
            yield replace(block, boxed=True)

    def _label(self, numbering: tuple[str, int] | None) -> Label | None:
        if numbering is None or numbering[0] == "0":
            return None
        return self._numbering.label(*numbering)

    def _pieces(
        self, parent: etree._Element, look: Look, boxes: list[etree._Element]
    ) -> Iterator[Piece]:
        for child in parent:
            name = local(child)
            if piece := _piece(name, child, look):
                yield piece
            elif name == "r":
                yield from self._pieces(child, self._look(child.find(f"{W}rPr"), look), boxes)
            elif name in _DRAWN:
                yield from _drawing(child, look, boxes)
            elif name == "hyperlink":
                yield from self._pieces(child, self._linked(child, look), boxes)
            elif name not in _LEFT_OUT:
                yield from self._pieces(_chosen(child), look, boxes)

    def _look(self, properties: etree._Element | None, around: Look) -> Look:
        if properties is None:
            return around
        marks = {local(child): child for child in properties}
        font = font_of(properties)
        if not font and "rStyle" in marks:
            font = self._styles.of(value(marks["rStyle"])).font
        return replace(
            around,
            bold=is_on(marks["b"]) if "b" in marks else around.bold,
            italic=is_on(marks.get("i")),
            underlined=is_on(marks.get("u")),
            struck=is_on(marks.get("strike")),
            caps=is_on(marks["caps"]) if "caps" in marks else around.caps,
            raised=_RAISED.get(value(marks.get("vertAlign")), ""),
            letters=letters_of(font) if font else around.letters,
            by_style=around.by_style and not font,
        )

    def _linked(self, element: etree._Element, look: Look) -> Look:
        target = self._links.get(str(element.get(f"{R}id") or ""), "").strip()
        safe = target.casefold().startswith(_SAFE_LINKS) and len(target) <= _LONGEST_LINK
        self._linked_signs += len(target) * safe  # one long address may be told ten thousand times
        safe = safe and self._linked_signs <= _MOST_OF_LINKS
        return replace(look, link=target if safe else "")

    def _table(self, element: etree._Element) -> Table:
        self.tables += 1
        rows: list[tuple[bool, list[_OpenCell]]] = []
        above: dict[int, _OpenCell] = {}
        for row in _found(element, "tr"):
            properties = row.find(f"{W}trPr")
            header = properties is not None and is_on(properties.find(f"{W}tblHeader"))
            cells, above = self._row(row, properties, above)
            rows.append((header, cells))
        return Table(tuple(Row(tuple(c.closed() for c in cells), head) for head, cells in rows))

    def _row(
        self,
        row: etree._Element,
        properties: etree._Element | None,
        above: "dict[int, _OpenCell]",
    ) -> "tuple[list[_OpenCell], dict[int, _OpenCell]]":
        skipped = None if properties is None else properties.find(f"{W}gridBefore")
        column = min(number(value(skipped)), _WIDEST)
        cells = [_OpenCell(0, column)] if column > 0 else []
        merging: dict[int, _OpenCell] = {}
        for element in _found(row, "tc"):
            across = max(1, number(value(element.find(f"{W}tcPr/{W}gridSpan")), 1))
            merge = element.find(f"{W}tcPr/{W}vMerge")
            cell = above.get(column) if merge is not None and value(merge) != "restart" else None
            if cell is None or cell.across != across:
                cell = _OpenCell(column, across)
                cells.append(cell)
            else:
                cell.down += 1
            cell.add(self.blocks(element))
            if merge is not None:
                merging[column] = cell
            column += across
        return cells, merging


@dataclass
class _OpenCell:
    """A cell that rows below may still lengthen."""

    column: int
    across: int
    down: int = 1
    blocks: list[Block] = field(default_factory=list)

    def add(self, blocks: Iterable[Block]) -> None:
        """Take in blocks; blank ones of a merged cell below say nothing."""
        for block in blocks:
            if self.down == 1 or isinstance(block, Table) or block.text:
                self.blocks.append(block)

    def closed(self) -> Cell:
        return Cell(tuple(self.blocks), self.column, self.across, self.down)


def _chosen(element: etree._Element) -> etree._Element:
    """The one reading of ``mc:AlternateContent`` to follow; any other element is itself."""
    if local(element) != "AlternateContent":
        return element
    readings = {local(child): child for child in reversed(element)}
    return readings.get("Choice", readings.get("Fallback", element))


def _found(parent: etree._Element, wanted: str) -> Iterator[etree._Element]:
    """Rows of a table or cells of a row, also inside content controls and tracked changes."""
    for child in parent:
        name = local(child)
        if name == wanted:
            yield child
        elif name not in _LEFT_OUT and name != "tbl":
            yield from _found(_chosen(child), wanted)


def _drawing(element: etree._Element, look: Look, boxes: list[etree._Element]) -> Iterator[Piece]:
    for child in _chosen(element):
        name = local(child)
        if name == "txbxContent":
            boxes.append(child)
        elif name in _PICTURES:
            yield Piece("", look, picture=True)
        else:
            yield from _drawing(child, look, boxes)


def _piece(name: str, element: etree._Element, look: Look) -> Piece | None:
    """What an element says by itself. A letter from before Unicode may be stored as a soft hyphen
    or as a symbol of its font.
    """
    if name == "t":
        return Piece(element.text or "", look)
    if name in _SIGNS:
        return Piece(_SIGNS[name], look)
    if not look.letters or name not in ("sym", "softHyphen"):
        return None
    if name == "softHyphen":
        return Piece("\u00ad", look)
    code = value(element, "char")
    sign = chr(int(code, 16) & 0xFF) if _CODE.fullmatch(code) else ""
    return Piece(sign, replace(look, letters=letters_of(value(element, "font")) or look.letters))
