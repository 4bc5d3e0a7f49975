"""A sheet one writes on as a clerk does in Word: paragraphs, tables, page headers."""

from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table
from docx.text.paragraph import Paragraph

UP = "^"
"""A cell that belongs to the one above it."""
LEFT = "<"
"""A cell that belongs to the one at its left."""


class Bold(str):
    """A bold text."""


class Italic(str):
    """A slanted text."""


Line = str | tuple[Any, ...]
Content = Line | list[Line | Callable[[Any], object]]


class Paper:
    """A Word file being written; ``content`` is what it has become."""

    def __init__(self) -> None:
        self.doc = Document()
        normal = self.doc.styles["Normal"]
        normal.font.name, normal.font.size = "Times New Roman", Pt(13)
        self.doc.core_properties.author = "Admin"
        self.doc.core_properties.comments = ""
        page = self.doc.sections[0]
        page.page_width, page.page_height = Cm(21), Cm(29.7)
        page.left_margin, page.right_margin = Cm(3), Cm(1.5)

    @property
    def content(self) -> bytes:
        made = BytesIO()
        self.doc.save(made)
        return made.getvalue()

    def p(
        self, line: Line = "", *, into: Any = None, style: str = "", centred: bool = False
    ) -> Paragraph:
        """A paragraph; "\\v" in a text is a line's end within it."""
        paragraph = (into or self.doc).add_paragraph(style=style or None)
        write(paragraph, line)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        return paragraph

    def lines(self, *lines: Line, centred: bool = False) -> None:
        for line in lines:
            self.p(line, centred=centred)

    def table(
        self, rows: Sequence[Sequence[Content]], *, into: Any = None, grid: bool = True
    ) -> Table:
        """A table, each row as long as the first; UP and LEFT join cells."""
        place = into if into is not None else self.doc
        sheet = hasattr(place, "is_linked_to_previous")
        made = place.add_table(len(rows), len(rows[0]), *([Cm(16.5)] if sheet else []))
        made.style = self.doc.styles["Table Grid"] if grid else None
        for across, down, content in _anchors(rows):
            cell = made.cell(down, across)
            fill(cell, content)
            right, below = _reach(rows, down, across)
            if right or below:
                cell.merge(made.cell(down + below, across + right))
        return made

    def header(self, first: bool = False) -> Any:
        """The header of every page, or of the first alone."""
        page = self.doc.sections[0]
        page.different_first_page_header_footer |= first
        return _emptied(page.first_page_header if first else page.header)

    def footer(self, first: bool = False) -> Any:
        page = self.doc.sections[0]
        return _emptied(page.first_page_footer if first else page.footer)

    def new_page(self) -> None:
        self.doc.add_page_break()


def write(paragraph: Paragraph, line: Line) -> None:
    """Add ``line``, one text or several pieces of which some are XML elements."""
    for piece in line if isinstance(line, tuple) else (line,):
        if isinstance(piece, str):
            if piece:
                run = paragraph.add_run(piece.replace("\v", "\n"))
                run.bold = True if isinstance(piece, Bold) else None
                run.italic = True if isinstance(piece, Italic) else None
        else:
            paragraph._p.append(piece)


def fill(cell: Any, content: Content) -> None:
    """Write into an empty cell: each line of a text, or each item of a list, a paragraph."""
    if isinstance(content, str):
        content = [type(content)(part) for part in content.split("\n")]
    items = content if isinstance(content, list) else [content]
    for place, item in enumerate(items):
        if callable(item):
            item(cell)
        else:
            write(cell.add_paragraph() if place else cell.paragraphs[0], item)


def _anchors(rows: Sequence[Sequence[Content]]) -> list[tuple[int, int, Content]]:
    return [
        (across, down, content)
        for down, row in enumerate(rows)
        for across, content in enumerate(row)
        if content not in (UP, LEFT)
    ]


def _reach(rows: Sequence[Sequence[Content]], down: int, across: int) -> tuple[int, int]:
    """How many cells to the right and below belong to this one."""
    right = below = 0
    while across + right + 1 < len(rows[down]) and rows[down][across + right + 1] == LEFT:
        right += 1
    while down + below + 1 < len(rows) and rows[down + below + 1][across] == UP:
        below += 1
    return right, below


def _emptied(part: Any) -> Any:
    part.is_linked_to_previous = False
    for paragraph in part.paragraphs:
        paragraph._p.getparent().remove(paragraph._p)
    return part
