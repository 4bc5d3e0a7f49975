"""What the text of a form has that others have not: room to write in, and places to sign.

In the text, a paragraph that ends in "…" is a line to fill in, a row of a table with nothing after
its first cell is a row to write in. The front matter may say ``signs: Người lập | Trưởng đơn vị``
(who signs at the end, from left to right) and ``head: official`` (a paper that bears the national
title, such as minutes).
"""

from collections.abc import Callable, Sequence

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.shared import Mm
from docx.table import _Row

from qms.documents.word import dress, official, source
from qms.kernel.i18n import Sentence

KIND = "form"
OPEN_END = "…"
_WIDE_FROM = 7
"""A table of so many columns lies across the page."""
_ROOM = 9
_LINES_TO_SIGN = 4

Said = Callable[[Sentence], str]


def lie_across_where_wide(document: Document, text: source.ProcedureText) -> None:
    """Turn the page where a table of the form is wide."""
    columns = [len(block.header) for block in text.blocks if isinstance(block, source.Table)]
    if max(columns, default=0) >= _WIDE_FROM:
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
        section.left_margin = Mm(20)


def begin(document: Document, text: source.ProcedureText, agency: str) -> None:
    """The title, below the national title where the form asks for it."""
    if _is_official(text):
        official.head(document, agency, f"Số: {official.BLANK}", None)
    official.heading(document, text.title.upper())


def end(document: Document, text: source.ProcedureText, said: Said) -> None:
    """The places to sign, with the day where the head has none."""
    signers = signers_of(text)
    if not signers:
        return
    if not _is_official(text):
        day = document.add_paragraph()
        day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        dress.write(day, "*" + said(Sentence("Ngày …… tháng …… năm ………")) + "*")
    # One who signs alone signs at the right.
    places = ("", *signers) if len(signers) == 1 else signers
    table = document.add_table(1, len(places))
    dress.set_widths(table, [dress.text_width(document) / len(places)] * len(places))
    for cell, signer in zip(table.rows[0].cells, places, strict=True):
        if signer:
            below = "*" + said(Sentence("(Ký, ghi rõ họ tên)")) + "*"
            lines = (f"**{signer}**", below, *[""] * _LINES_TO_SIGN)
            dress.write_cell(cell, *lines, centred=True, size=12)


def _is_official(text: source.ProcedureText) -> bool:
    return text.extra.get("head") == "official"


def signers_of(text: source.ProcedureText) -> tuple[str, ...]:
    """Who signs the form, from left to right."""
    told = (name.strip() for name in text.extra.get("signs", "").split("|"))
    return tuple(name for name in told if name)


def line_to_fill_in(document: Document, words: str) -> None:
    """``words``, then dots up to the margin."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.tab_stops.add_tab_stop(
        Mm(dress.text_width(document)), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
    )
    dress.write(paragraph, words.removesuffix(OPEN_END))
    paragraph.add_run("\t")


def give_room(row: _Row, words: Sequence[str]) -> None:
    """Make a row in which there is nothing yet high enough to write in by hand."""
    if not any(words[1:]):
        row.height, row.height_rule = Mm(_ROOM), WD_ROW_HEIGHT_RULE.AT_LEAST
