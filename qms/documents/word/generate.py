"""Writes a procedure text as the Word file an agency knows.

Running header (agency, title, code, date, issue, page), table of responsibility, table of
amendments, then the sections as real headings, lists and tables. A form has room to write in and
places to sign instead of the two tables. What is written here, ``reader.read`` reads back.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import singledispatch

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Mm
from docx.table import Table, _Cell

from qms.documents.word import blanks, dress, source
from qms.kernel.i18n import Sentence

_NARROW = 12
_LABELS = 34
_FOREWORD_ROWS = 3


@dataclass(frozen=True)
class Signatory:
    """Who drafted, reviewed or approved; ``signed`` is the day, nothing while unsigned.

    ``part`` is the name of the step where it is not the usual one; ``on_behalf`` stands above the
    position, as in "KT. CHỦ TỊCH"; ``notes`` say for whom and by which paper it is signed.
    """

    name: str = ""
    position: str = ""
    signed: date | None = None
    part: str = ""
    on_behalf: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Amendment:
    """A line of the table of amendments; ``edition`` is "issue/amendment" such as "02/01"."""

    request: str
    place: str
    description: str
    edition: str
    on: date


@dataclass(frozen=True)
class Approval:
    """Under whose name and on which day a text is issued; ``language`` is "vi" or "en".

    ``further`` are those who review after the ``reviewer``, in their order.
    """

    agency: str
    on: date
    author: Signatory
    reviewer: Signatory
    approver: Signatory
    amendments: tuple[Amendment, ...] = ()
    language: str = "vi"
    further: tuple[Signatory, ...] = ()

    @property
    def people(self) -> tuple[Signatory, ...]:
        """From the author to the approver."""
        return (self.author, self.reviewer, *self.further, self.approver)


def make_word(text: source.ProcedureText, approval: Approval) -> bytes:
    """A Word file (.docx) of ``text``; the same text and approval give the same bytes."""
    document = dress.new_document(approval.language)

    def said(sentence: Sentence) -> str:
        return sentence.said_in(approval.language)

    if text.kind == blanks.KIND:
        blanks.lie_across_where_wide(document, text)
    _running_header(document, text, approval, said)
    if text.kind == blanks.KIND:
        blanks.begin(document, text, approval.agency)
    else:
        _responsibility(document, approval, said)
        _amendments(document, approval, said)
    for block in text.blocks:
        _add(block, document)
    if text.kind == blanks.KIND:
        blanks.end(document, text, said)
    return dress.as_bytes(document, text.title, approval.agency, approval.on)


_Said = Callable[[Sentence], str]


def _running_header(
    document: Document, text: source.ProcedureText, approval: Approval, said: _Said
) -> None:
    header = document.sections[0].header
    width = dress.text_width(document)
    table = header.add_table(1, 3, Mm(width))
    table.style = document.styles["Table Grid"]
    agency, title, identity = table.rows[0].cells
    dress.write_cell(agency, approval.agency, bold=True, centred=True)
    dress.write_cell(title, text.title, bold=True, centred=True, size=13)
    for run in title.paragraphs[0].runs:
        run.font.all_caps = True
    _identity(identity, text, approval, said)
    dress.set_widths(table, (45, width - 95, 50))
    # The header begins with a paragraph of its own, which would stand empty above the table.
    blank = header.paragraphs[0]._p
    blank.getparent().append(blank)


def _identity(cell: _Cell, text: source.ProcedureText, approval: Approval, said: _Said) -> None:
    dress.write_cell(
        cell,
        said(Sentence("Mã hiệu: %(code)s", code=text.code)),
        said(Sentence("Ngày ban hành: %(date)s", date=_day(approval.on))),
        said(Sentence("Lần ban hành: %(issue)s", issue=f"{text.issue:02d}")),
        said(Sentence("Lần sửa đổi: %(amendment)s", amendment=f"{text.amendment:02d}")),
        said(Sentence("Trang")) + " ",
    )
    page = cell.paragraphs[-1]
    dress.add_field(page, "PAGE")
    dress.write(page, "/", size=11)
    dress.add_field(page, "NUMPAGES")


def _responsibility(document: Document, approval: Approval, said: _Said) -> None:
    people = approval.people
    usual = (_PARTS[0], *(_PARTS[1] for _person in people[2:]), _PARTS[2])
    rows: tuple[tuple[Sentence, list[tuple[str, ...]]], ...] = (
        (
            Sentence("Trách nhiệm"),
            [(p.part or said(part),) for p, part in zip(people, usual, strict=True)],
        ),
        (Sentence("Họ tên"), [(person.name,) for person in people]),
        (Sentence("Chữ ký"), [_signature(person, said) for person in people]),
        (Sentence("Chức vụ"), [_position(person) for person in people]),
    )
    table = _grid(document, len(rows), 1 + len(people))
    for row, (label, values) in zip(table.rows, rows, strict=True):
        heads = label is rows[0][0]
        first, *others = row.cells
        dress.write_cell(first, said(label), bold=True)
        for cell, lines in zip(others, values, strict=True):
            dress.write_cell(cell, *lines, bold=heads, centred=True)
    width = (dress.TEXT_WIDTH - _LABELS) / len(people)
    dress.set_widths(table, (_LABELS, *(width for _person in people)))
    document.add_paragraph()


def _position(person: Signatory) -> tuple[str, ...]:
    if person.on_behalf:
        return person.on_behalf, person.position.upper()
    return (person.position,)


_PARTS = (Sentence("Soạn thảo"), Sentence("Xem xét"), Sentence("Phê duyệt"))
_AMENDMENT_COLUMNS = (
    Sentence("Yêu cầu sửa đổi"),
    Sentence("Trang/Phần"),
    Sentence("Mô tả"),
    Sentence("Lần ban hành/Lần sửa đổi"),
    Sentence("Ngày"),
)


def _signature(person: Signatory, said: _Said) -> tuple[str, ...]:
    if person.signed is None:
        return ("",)
    return said(Sentence("Đã ký ngày %(date)s", date=_day(person.signed))), *person.notes


def _amendments(document: Document, approval: Approval, said: _Said) -> None:
    lines: list[tuple[str, ...]] = [
        (a.request, a.place, a.description, a.edition, _day(a.on)) for a in approval.amendments
    ]
    # Rows left open let the paper copy be continued by hand.
    lines += [("",) * len(_AMENDMENT_COLUMNS)] * max(0, _FOREWORD_ROWS - len(lines))
    table = _grid(document, len(lines) + 1, len(_AMENDMENT_COLUMNS))
    header = tuple(said(column) for column in _AMENDMENT_COLUMNS)
    for row, line in zip(table.rows, [header, *lines], strict=True):
        for cell, words in zip(row.cells, line, strict=True):
            dress.write_cell(cell, words, bold=line is header, centred=line is header)
    dress.set_widths(table, (35, 25, 50, 28, 22))
    dress.repeat_header(table)
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _grid(document: Document, rows: int, columns: int) -> Table:
    table: Table = document.add_table(rows, columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    return table


@singledispatch
def _add(block: source.Block, document: Document) -> None:
    raise TypeError(type(block))


@_add.register
def _heading(block: source.Heading, document: Document) -> None:
    stop = "." if block.number.startswith("Điều") else ""
    document.add_heading(f"{block.number}{stop} {block.text}".strip(), block.level)


@_add.register
def _paragraph(block: source.Paragraph, document: Document) -> None:
    if block.text.endswith(blanks.OPEN_END):
        blanks.line_to_fill_in(document, block.text)
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    dress.write(paragraph, block.text)


@_add.register
def _bullets(block: source.Bullets, document: Document) -> None:
    for item in block.items:
        dress.write(document.add_paragraph(style="List Bullet"), item)


@_add.register
def _table(block: source.Table, document: Document) -> None:
    table = _grid(document, len(block.rows) + 1, len(block.header))
    for row, words in zip(table.rows, (block.header, *block.rows), strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            dress.write_cell(cell, text, bold=words is block.header, size=12)
        blanks.give_room(row, words)
    dress.set_widths(table, _widths(block, dress.text_width(document)))
    dress.repeat_header(table)
    document.add_paragraph()


def _widths(block: source.Table, width: float) -> list[float]:
    """Millimetres of ``width``: a column of numbers is narrow, the others share by their words."""
    columns = list(zip(block.header, *block.rows, strict=True))
    shares = [
        0 if _is_narrow(column) else min(60, max(18, *map(len, column))) for column in columns
    ]
    left = width - _NARROW * shares.count(0)
    return [left * share / sum(shares) if share else _NARROW for share in shares]


def _is_narrow(column: Sequence[str]) -> bool:
    """Whether it holds but numbers; a column to write in needs room whatever its head."""
    return max(map(len, column)) <= (len("10.10") if any(column[1:]) else len("TT"))


def _day(on: date) -> str:
    return on.strftime("%d/%m/%Y")
