"""How a generated Word file looks, and how it is made of the same bytes each time.

Page and type follow the usual dress of Vietnamese administrative texts (Nghị định 30/2020/NĐ-CP,
annex I): A4, Times New Roman 13 or 14, left margin 30 mm, the others 20 mm.
"""

from collections.abc import Sequence
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from qms.documents.word.source import spans

FONT = "Times New Roman"
TEXT_WIDTH = 160
_SMALL = 11
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEADING_SIZES = {1: 14, 2: 13, 3: 13, 4: 13}
_STYLES = ("Normal", "Header", "Footer", "List Bullet", *(f"Heading {n}" for n in _HEADING_SIZES))
_KEPT = {
    *_STYLES,
    *(f"{name} Char" for name in _STYLES),  # what a style of paragraphs is linked to
    *("Default Paragraph Font", "Normal Table", "No List", "Table Grid"),
}
_UNUSED = ("/stylesWithEffects", "/customXml", "/webSettings", "/thumbnail")


def new_document(language: str) -> Document:
    """An empty A4 document in the usual dress; ``language`` is "vi" or "en" for the spelling."""
    document = docx.Document(BytesIO(_empty()))
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    _dress_style(document, "Normal", 13)
    document.styles["Normal"].paragraph_format.space_after = Pt(6)
    for level, size in _HEADING_SIZES.items():
        _dress_style(document, f"Heading {level}", size)
        document.styles[f"Heading {level}"].font.color.rgb = RGBColor(0, 0, 0)
    spelling = OxmlElement("w:lang")
    spelling.set(qn("w:val"), {"vi": "vi-VN", "en": "en-GB"}[language])
    document.styles["Normal"].element.get_or_add_rPr().append(spelling)
    return document


@cache
def _empty() -> bytes:
    """The library's empty file without the nine tenths of it that no text of ours uses."""
    document = docx.Document()
    for style in list(document.styles):
        if style.name not in _KEPT:
            style.delete()
    for relations in (document.part.rels, document.part.package.rels):
        for key in [k for k, r in relations.items() if r.reltype.endswith(_UNUSED)]:
            del relations[key]
    lean = BytesIO()
    document.save(lean)
    return lean.getvalue()


def _dress_style(document: Document, name: str, size: int) -> None:
    style = document.styles[name]
    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{script}"), None)
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), FONT)


def write(paragraph: Paragraph, text: str, *, bold: bool = False, size: int | None = None) -> None:
    """Add ``text`` with its **bold** and *italic* marks to ``paragraph``; ``size`` in points."""
    for span in spans(text):
        run = paragraph.add_run(span.text)
        run.bold = True if bold or span.bold else None
        run.italic = True if span.italic else None
        if size:
            run.font.size = Pt(size)


def write_cell(
    cell: _Cell, *lines: str, bold: bool = False, centred: bool = False, size: int = _SMALL
) -> None:
    """Fill a cell, a paragraph for each line."""
    for place, line in enumerate(lines):
        paragraph = cell.paragraphs[0] if not place else cell.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        write(paragraph, line, bold=bold, size=size)


def set_widths(table: Table, widths: Sequence[float]) -> None:
    """Give the columns their widths in millimetres, also in each cell, as LibreOffice wants it."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)


def repeat_header(table: Table) -> None:
    """Repeat the first row on each page and keep every row in one piece."""
    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if not place:
            properties.append(OxmlElement("w:tblHeader"))


def text_width(document: Document) -> float:
    """Millimetres between the margins."""
    page = document.sections[0]
    width, left, right = page.page_width, page.left_margin, page.right_margin
    return round(((width or 0) - (left or 0) - (right or 0)) / Mm(1), 1)


def add_field(paragraph: Paragraph, instruction: str, size: int = _SMALL) -> None:
    """Add a field such as PAGE; "1" is shown until Word counts."""
    for kind in ("begin", "instruction", "separate", "shown", "end"):
        run = paragraph.add_run("1" if kind == "shown" else "")
        run.font.size = Pt(size)
        if kind == "instruction":
            code = OxmlElement("w:instrText")
            code.text = f" {instruction} "
            run._r.append(code)
        elif kind != "shown":
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)


def as_bytes(document: Document, title: str, author: str, on: date) -> bytes:
    """The file, the same bytes for the same document; its properties bear the day ``on``."""
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = title, author, author
    properties.comments, properties.revision = "", 1
    properties.created = properties.modified = datetime.combine(on, time())
    loose = BytesIO()
    document.save(loose)
    fixed = BytesIO()
    with ZipFile(loose) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
