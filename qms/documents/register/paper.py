"""The register as a Word file, in the usual dress of administrative texts, A4 across."""

from collections.abc import Sequence
from datetime import date

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import _Element

from qms.documents.register.listing import Cell, Listing
from qms.documents.word import dress

LINE = 257
"""Millimetres between the margins of an A4 page laid across."""
TWIPS = 56.7
SIZE = 11


def make_paper(listing: Listing) -> bytes:
    """A .docx file; the same list gives the same bytes."""
    document = dress.new_document(listing.language)
    _lay_across(document)
    _write(document.add_paragraph(), listing.agency.upper(), bold=True)
    heading = document.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _write(heading, listing.title.upper(), bold=True, size=14)
    for note in listing.notes:
        _write(document.add_paragraph(), note)
    _table(document, listing)
    _number_pages(document)
    return dress.as_bytes(document, listing.title, listing.agency, listing.at.date())


def _lay_across(document: Document) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(20)


def _number_pages(document: Document) -> None:
    foot = document.sections[0].footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    dress.add_field(foot, "PAGE")
    _write(foot, "/")
    dress.add_field(foot, "NUMPAGES")


def _write(paragraph: Paragraph, words: str, *, bold: bool = False, size: int = SIZE) -> None:
    run = paragraph.add_run(words)
    run.bold, run.font.size = bold or None, Pt(size)


def _table(document: Document, listing: Listing) -> None:
    """The list. Its rows are made by hand: python-docx takes minutes for some thousands."""
    table = document.add_table(rows=1, cols=len(listing.head))
    table.style = document.styles["Table Grid"]
    share = LINE / sum(listing.widths)
    dress.set_widths(table, [width * share for width in listing.widths])
    for cell, said in zip(table.rows[0].cells, listing.head, strict=True):
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _write(cell.paragraphs[0], said, bold=True)
    dress.repeat_header(table)
    widths = [str(round(width * share * TWIPS)) for width in listing.widths]
    for row in listing.rows:
        table._tbl.append(_row(row, widths))


def _row(cells: Sequence[Cell], widths: Sequence[str]) -> _Element:
    row = OxmlElement("w:tr")
    whole = OxmlElement("w:trPr")
    whole.append(OxmlElement("w:cantSplit"))
    row.append(whole)
    for cell, width in zip(cells, widths, strict=True):
        row.append(_cell(_words(cell), width))
    return row


def _words(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else str(cell)


def _cell(words: str, width: str) -> _Element:
    cell, size = OxmlElement("w:tc"), OxmlElement("w:sz")
    properties, given = OxmlElement("w:tcPr"), OxmlElement("w:tcW")
    given.set(qn("w:w"), width)
    given.set(qn("w:type"), "dxa")
    properties.append(given)
    paragraph, run, look = (OxmlElement(name) for name in ("w:p", "w:r", "w:rPr"))
    size.set(qn("w:val"), str(SIZE * 2))
    look.append(size)
    run.append(look)
    for place, line in enumerate(words.split("\n")):
        if place:
            run.append(OxmlElement("w:br"))
        run.append(_text(line))
    paragraph.append(run)
    cell.extend([properties, paragraph])
    return cell


def _text(words: str) -> _Element:
    text = OxmlElement("w:t")
    text.text = words
    text.set(qn("xml:space"), "preserve")
    return text
