"""Parts of a form on paper: sections, facts, tables, blocks to sign in, feet of pages.

What people typed is written as it is: a star in it is a star, no mark of italics.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.section import Section
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from qms.documents.word import dress
from qms.kernel import clock

NOTHING = "Chưa có."
DOTS = "." * 36
SMALL = 11
ACROSS = 257
"""Millimetres between the margins of an A4 page laid across."""
_LABEL = 48
_ROOM = 3  # empty lines to sign in


@dataclass(frozen=True)
class Block:
    """Where somebody signs: as what, who, and when that was said in the program, if it was."""

    role: str
    name: str = ""
    at: datetime | None = None
    what: str = "Đã xác nhận"


def write(paragraph: Paragraph, words: str, *, bold: bool = False, size: int | None = None) -> None:
    """Add ``words`` as they are; a new line in them is one on paper."""
    run = paragraph.add_run(words)
    run.bold = bold or None
    if size:
        run.font.size = Pt(size)


def section(document: Document, title: str, *, level: int = 2) -> None:
    """Begin a part; its title stays with what follows."""
    heading = document.add_heading(title, level)
    heading.paragraph_format.space_before, heading.paragraph_format.space_after = Pt(12), Pt(4)
    if level == 1:
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER


def said(document: Document, words: str, label: str = "") -> None:
    """What somebody wrote, a paragraph a line; ``label`` stands before it in bold letters."""
    for place, line in enumerate(words.splitlines() or [NOTHING]):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if label and not place:
            write(paragraph, f"{label}: ", bold=True)
        write(paragraph, line)


def points(document: Document, lines: Sequence[str]) -> None:
    """A list."""
    for line in lines:
        write(document.add_paragraph(style="List Bullet"), line)


def facts(document: Document, rows: Sequence[tuple[str, str]]) -> None:
    """Labels and what stands for each."""
    table = document.add_table(len(rows), 2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    dress.set_widths(table, (_LABEL, dress.TEXT_WIDTH - _LABEL))
    for place, (row, (label, value)) in enumerate(zip(table.rows, rows, strict=True), start=1):
        _fill(row.cells[0], label, bold=True, size=12)
        _fill(row.cells[1], value, size=12)
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for paragraph in (*row.cells[0].paragraphs, *row.cells[1].paragraphs):
            paragraph.paragraph_format.keep_with_next = place < len(rows) or None
    space(document)


def grid(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """A table with its header on every page."""
    table = document.add_table(len(rows) + 1, len(header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    dress.set_widths(table, widths)
    for row, words in zip(table.rows, (header, *rows), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            _fill(cell, text, bold=words is header, centred=words is header)
    dress.repeat_header(table)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    space(document)


def signatures(document: Document, *blocks: Block) -> None:
    """Where people sign, side by side; never apart from one another nor from what is above."""
    keep_with_next(document)
    table = document.add_table(1, len(blocks))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    dress.set_widths(table, [dress.TEXT_WIDTH / len(blocks)] * len(blocks))
    row = table.rows[0]
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    for cell, block in zip(row.cells, blocks, strict=True):
        _sign(cell, block)
    space(document)


def keep_with_next(document: Document) -> None:
    """Let the last paragraphs, or the last row of a table, stand on the page of what follows."""
    for paragraph in _last(document):
        paragraph.paragraph_format.keep_with_next = True


def _last(document: Document) -> Iterator[Paragraph]:
    for found in reversed(list(document.iter_inner_content())):
        if isinstance(found, Table):
            for cell in found.rows[-1].cells:
                yield from cell.paragraphs
            return
        yield found
        if found.text:
            return


def _sign(cell: _Cell, block: Block) -> None:
    lines = [(block.role.upper(), True), ("(Ký, ghi rõ họ tên)", False)]
    if block.at:
        lines += [
            ("", False),
            (f"{block.what} trên phần mềm", False),
            (f"lúc {when(block.at)}", False),
        ]
        lines += [("", False)]
    else:
        lines += [*[("", False)] * _ROOM, (DOTS, False)]
    for place, (words, bold) in enumerate([*lines, (block.name, True)]):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(0 if place else 6)
        paragraph.paragraph_format.space_after = Pt(0)
        write(paragraph, words, bold=bold, size=12 if words == block.name else SMALL)
        paragraph.runs[0].italic = True if words and not bold and words != DOTS else None


def begin_anew(document: Document) -> None:
    """Begin a section on the same page, behind the last paragraph."""
    document.add_section(WD_SECTION.CONTINUOUS)
    added = document.element.body[-2]  # an empty paragraph that ends the section before
    before = added.getprevious()
    before.get_or_add_pPr().append(added.pPr.sectPr)
    added.getparent().remove(added)


def _fill(
    cell: _Cell, words: str, *, bold: bool = False, centred: bool = False, size: int = SMALL
) -> None:
    for place, line in enumerate(words.splitlines() or [""]):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, line, bold=bold, size=size)


def space(document: Document) -> None:
    """A little white below a table."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(0)
    paragraph.paragraph_format.line_spacing = Pt(6)


def lay_across(document: Document) -> Section:
    """Begin a page that lies across."""
    new: Section = document.add_section(WD_SECTION.NEW_PAGE)
    new.orientation = WD_ORIENT.LANDSCAPE
    new.page_width, new.page_height = Mm(297), Mm(210)
    new.left_margin = new.right_margin = Mm(20)
    return new


def foot(at: Section, code: str, printed_on: date | None = None) -> None:
    """The code of the form, the page of how many and, where it is told, the day of printing."""
    at.footer.is_linked_to_previous = False
    width = (at.page_width or 0) - (at.left_margin or 0) - (at.right_margin or 0)
    paragraph = at.footer.paragraphs[0]
    paragraph.style = "Normal"  # the usual style of feet has stops for another width
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(width // 2, WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    write(paragraph, f"{code}\tTrang ", size=SMALL)
    dress.add_field(paragraph, "PAGE")
    write(paragraph, "/", size=SMALL)
    dress.add_field(paragraph, "NUMPAGES")
    if printed_on:
        write(paragraph, f"\tIn ngày {day(printed_on)}", size=SMALL)


def day(on: date | None) -> str:
    """A day in a table."""
    return f"{on:%d/%m/%Y}" if on else ""


def when(moment: datetime) -> str:
    """A moment as a clock here shows it."""
    return f"{clock.local(moment):%H:%M ngày %d/%m/%Y}"
