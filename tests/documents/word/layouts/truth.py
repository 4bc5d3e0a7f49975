"""What a built file says: the facts an honest reader would copy from the paper."""

from collections.abc import Callable
from dataclasses import dataclass

UNFILLED = "placeholder"
"""Stands for a fact whose label is printed while its value still waits to be written."""

Row = tuple[str, str, str, str, float | None, str]


@dataclass(frozen=True)
class Step:
    """One row of the table of steps.

    ``hours`` are working hours, eight a day; None where the cell names no length, or where the time
    is the one merged down from the row above (then ``time`` is "" too: it is printed once).
    """

    number: str
    what: str
    who: str
    time: str
    hours: float | None
    forms: str


@dataclass(frozen=True)
class Truth:
    """Each text as printed (NFC), paragraphs of one value joined: a title's and an agency's by a
    space, those in a cell of a table by a line's end. "" is absent, UNFILLED printed but empty.

    Dates are ISO. ``amendments`` are (date, change) of the filled rows; ``clauses`` (number,
    heading), without the sign that ends a number (a dot, bracket, stroke or dash) and without a
    value printed beside the heading; ``forms`` (code, name); ``records`` (name, place, kept);
    ``laws`` the numbers cited in the sections that cite laws. Names come without their posts.
    """

    code: str = ""
    title: str = ""
    issue: str = ""
    amendment: str = ""
    issued_on: str = ""
    effective_on: str = ""
    agency: str = ""
    unit: str = ""
    author: str = ""
    reviewer: str = ""
    approver: str = ""
    amendments: tuple[tuple[str, str], ...] = ()
    clauses: tuple[tuple[str, str], ...] = ()
    steps: tuple[Step, ...] = ()
    stated_hours: float | None = None
    forms: tuple[tuple[str, str], ...] = ()
    records: tuple[tuple[str, str, str], ...] = ()
    laws: tuple[str, ...] = ()


@dataclass(frozen=True)
class Layout:
    """A procedure printed in one agency's habit."""

    name: str
    build: Callable[[], bytes]
    truth: Truth


def steps(*rows: Row) -> tuple[Step, ...]:
    return tuple(Step(*row) for row in rows)


def numbered(form: str, *headings: str) -> tuple[tuple[str, str], ...]:
    """Headings numbered 1, 2, 3... in ``form``."""
    return tuple((form.format(n), heading) for n, heading in enumerate(headings, 1))
