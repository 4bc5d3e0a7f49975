"""The frame of a Vietnamese administrative text: national title, number, day, signer, recipients.

Source: Nghị định 30/2020/NĐ-CP, annex I (layout), with Times New Roman 13 and 14 throughout.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from docx.table import Table, _Cell

from qms.documents.word import dress

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
BLANK = "......"


@dataclass(frozen=True)
class SignedBy:
    """Who signs: ``form`` such as "KT." with ``on_behalf_of`` "CHỦ TỊCH"; name and title."""

    name: str = ""
    title: str = ""
    form: str = ""
    on_behalf_of: str = ""


def in_words(day: date | None) -> str:
    """A day as such texts write it: "ngày 05 tháng 02 năm 2026"; dots where there is none."""
    if day is None:
        return f"ngày {BLANK} tháng {BLANK} năm {BLANK}"
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def head(document: Document, agency: str, number: str, day: date | None, place: str = "") -> None:
    """Agency and number at the left, national title, place and day at the right."""
    table = _bare(document, 2, 2)
    dress.set_widths(table, (67, 93))
    dress.write_cell(table.cell(0, 0), agency.upper(), bold=True, centred=True, size=13)
    dress.write_cell(table.cell(0, 1), NATION, MOTTO, bold=True, centred=True, size=13)
    for run in table.cell(0, 1).paragraphs[0].runs:
        run.font.size = Pt(12)  # as the source allows; wider, it would not stand on one line
    dress.write_cell(table.cell(1, 0), number, centred=True, size=13)
    where = f"*{place}, {in_words(day)}*" if place else f"{BLANK}, *{in_words(day)}*"
    dress.write_cell(table.cell(1, 1), where, centred=True, size=13)


def heading(document: Document, *lines: str, size: int = 14) -> None:
    """Bold lines in the middle."""
    for place, line in enumerate(lines):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(0 if place else 12)
        dress.write(paragraph, line, bold=True, size=size)


def clauses(document: Document, lines: Sequence[str]) -> None:
    """Paragraphs with their first line set in."""
    for line in lines:
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1.27)
        dress.write(paragraph, line)


def foot(document: Document, recipients: Sequence[str], signed: SignedBy) -> None:
    """Recipients at the left, the signer's block at the right, with room for hand and seal."""
    table = _bare(document, 1, 2)
    dress.set_widths(table, (80, 80))
    left, right = table.cell(0, 0), table.cell(0, 1)
    if recipients:
        dress.write_cell(left, "**Nơi nhận:**", *recipients)
    signer(right, signed)


def signer(cell: _Cell, signed: SignedBy) -> None:
    """Form of signing, title, room, name."""
    above = f"{signed.form} {signed.on_behalf_of}".strip().upper()
    lines = [line for line in (above, signed.title.upper() or "CHỨC VỤ NGƯỜI KÝ") if line]
    room = [""] * 4
    dress.write_cell(cell, *lines, *room, signed.name or BLANK, bold=True, centred=True, size=13)


def two_signers(document: Document, *parts: tuple[str, str]) -> None:
    """The blocks of two who sign side by side: (what they are, name or nothing)."""
    table = _bare(document, 1, len(parts))
    dress.set_widths(table, [240 / len(parts)] * len(parts))
    for cell, (title, name) in zip(table.rows[0].cells, parts, strict=True):
        signer(cell, SignedBy(name=name, title=title))


def grid(
    document: Document,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
) -> None:
    """A table with its header on every page."""
    table: Table = document.add_table(len(rows) + 1, len(header), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    dress.set_widths(table, widths)
    for row, words in zip(table.rows, (header, *rows), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            dress.write_cell(cell, text, bold=words is header, centred=words is header)
    dress.repeat_header(table)


def _bare(document: Document, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return table
