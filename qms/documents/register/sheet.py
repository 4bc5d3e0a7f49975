"""The register as a spreadsheet. Words stay words: nothing a person typed becomes a formula."""

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook

from qms.documents.register.listing import Cell, Listing

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FONT = {"font_name": "Times New Roman", "font_size": 12}
LONGEST_CELL = 32_767
LONGEST_NAME = 31
NOT_IN_A_NAME = str.maketrans("", "", "[]:*?/\\")
"""Signs that the name of a sheet cannot have."""
A4 = 9


def make_sheet(listing: Listing) -> bytes:
    """An .xlsx file: agency, title and notes, then the list under its head, ready to print."""
    return _made([(listing.title, listing)])


def make_book(listings: Sequence[Listing]) -> bytes:
    """An .xlsx file with a sheet for each list, numbered as they come; at least one."""
    return _made([(f"{place}. {one.title}", one) for place, one in enumerate(listings, start=1)])


def _made(named: Sequence[tuple[str, Listing]]) -> bytes:
    out, first = BytesIO(), named[0][1]
    plain = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    with Workbook(out, {"in_memory": True, **plain}) as book:
        moment = first.at.replace(tzinfo=None)
        book.set_properties({"title": first.title, "author": first.agency, "created": moment})
        for name, listing in named:
            sheet = book.add_worksheet(name.translate(NOT_IN_A_NAME)[:LONGEST_NAME])
            head = _above(book, sheet, listing)
            _list(book, sheet, listing, head)
            _for_paper(sheet, listing, head)
    return out.getvalue()


def _above(book: Any, sheet: Any, listing: Listing) -> int:
    """Write what stands above the list; answers with the row of its head, counted from 0."""
    agency = book.add_format({**FONT, "bold": True})
    title = book.add_format({**FONT, "bold": True, "font_size": 16})
    note = book.add_format({**FONT, "italic": True})
    sheet.write_string(0, 0, listing.agency.upper(), agency)
    sheet.write_string(1, 0, listing.title.upper(), title)
    for row, words in enumerate(listing.notes, start=2):
        sheet.write_string(row, 0, words[:LONGEST_CELL], note)
    return len(listing.notes) + 3


def _list(book: Any, sheet: Any, listing: Listing, first: int) -> None:
    frame = {**FONT, "border": 1, "valign": "top", "text_wrap": True}
    head = book.add_format({**frame, "bold": True, "align": "center", "bg_color": "#E8EEF7"})
    words, day = book.add_format(frame), book.add_format({**frame, "num_format": "dd/mm/yyyy"})
    for place, said in enumerate(listing.head):
        sheet.write_string(first, place, said, head)
    for row, cells in enumerate(listing.rows, start=first + 1):
        for place, cell in enumerate(cells):
            _write(sheet, row, place, cell, day if isinstance(cell, date) else words)


def _write(sheet: Any, row: int, place: int, cell: Cell, look: Any) -> None:
    if isinstance(cell, date):
        sheet.write_datetime(row, place, datetime.combine(cell, time()), look)
    elif isinstance(cell, int):
        sheet.write_number(row, place, cell, look)
    else:
        sheet.write_string(row, place, (cell or "")[:LONGEST_CELL], look)


def _for_paper(sheet: Any, listing: Listing, first: int) -> None:
    for place, width in enumerate(listing.widths):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(first + 1, 0)
    last = first + max(1, len(listing.rows))
    sheet.autofilter(first, 0, last, len(listing.head) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(first)
    sheet.set_footer("&C&P/&N")
