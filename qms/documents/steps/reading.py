"""The steps that a text tells: the rows of a table known by its columns (trình tự, trách nhiệm,
thời gian), and the time that the text states for all of them.

Source: the usual layout of procedures after TCVN ISO 9001 in Vietnamese agencies.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from qms.documents.steps.times import hours
from qms.documents.word.tables import TextTable, tables_in
from qms.textindex.analysis import fold

_COLUMNS = {
    "number": ("tt", "stt", "so tt", "buoc", "no", "step no"),
    "what": (
        *("trinh tu", "noi dung", "cac buoc", "buoc", "cong viec", "hoat dong", "cong doan"),
        *("cach thuc", "step", "activity", "what"),
    ),
    "who": (
        *("trach nhiem", "nguoi thuc hien", "don vi", "bo phan", "chuc danh", "nguoi phu trach"),
        *("nguoi chiu trach nhiem", "who", "responsible"),
    ),
    "time": ("thoi gian", "thoi han", "han", "time", "within", "until"),
    "forms": ("bieu mau", "ket qua", "san pham", "ho so", "form", "result"),
}
_TOTAL = re.compile(
    r"(?:tong|cong|tong cong|total)|(?:tong(?: cong)?|total)(?: so)? (?:thoi gian|time).*"
)
_NUMBER = re.compile(r"^[\d.\s/)IVXL-]+")
_STATED = re.compile(
    r"(?:tong )?(?:thoi gian|thoi han)(?: toi da)?(?: (?:xu ly|giai quyet|thuc hien))"
    r"(?: cong viec| ho so| thu tuc)?"
)
MOST = 100
LONGEST = 300
_MOST_HEADS = 60
"""How many rows may stand above the head of steps, in a table that holds a whole section."""


class Clause(Protocol):
    """A piece of text, as it is kept."""

    @property
    def anchor(self) -> str:
        """Its name in the text."""

    @property
    def number(self) -> str:
        """Its number as people cite it, or ""."""

    @property
    def heading(self) -> str:
        """The words of its heading, or ""."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def html(self) -> str:
        """Its words with their tables."""


@dataclass(frozen=True)
class Step:
    """A step as the text says it. ``hours`` are working hours, nothing where none are named or
    where the time is told with a step above.
    """

    number: str
    what: str
    who: str
    time: str
    hours: float | None
    forms: str


@dataclass(frozen=True)
class Course:
    """The steps of one table, in the clause ``anchor``; ``stated`` hours stand in ``stated_in``."""

    anchor: str
    steps: Sequence[Step]
    stated: float | None = None
    stated_in: str = ""

    @property
    def total(self) -> float:
        """The working hours of all steps that name any."""
        return sum(step.hours or 0 for step in self.steps)

    @property
    def differs(self) -> bool:
        """Whether the steps add up to another time than the text states."""
        return self.stated is not None and self.total > 0 and abs(self.total - self.stated) > 0.01


def courses_in(clauses: Sequence[Clause]) -> list[Course]:
    """The steps of each table of steps. A time is stated for the only one; of several, for none."""
    read = [(clause, tables_in(clause.html)) for clause in clauses]
    found = [
        (clause.anchor, steps)
        for clause, tables in read
        for table in tables
        if (steps := list(_steps(table))[:MOST])
    ]
    stated, where = _stated(read) if len(found) == 1 else (None, "")
    return [Course(anchor, steps, stated, where) for anchor, steps in found]


def _stated(read: Iterable[tuple[Clause, Sequence[TextTable]]]) -> tuple[float | None, str]:
    for clause, tables in read:
        lines = list(_lines(clause, tables))
        for line, below in zip(lines, [*lines[1:], ""], strict=True):
            named = fold(_NUMBER.sub("", line))
            alone = _STATED.fullmatch(named)
            length = hours(below if alone else line) if _STATED.match(named) else None
            if length:
                return length, _title(clause)
    return None, ""


def _title(clause: Clause) -> str:
    return f"{clause.number} {clause.heading}".strip()


def _lines(clause: Clause, tables: Iterable[TextTable]) -> Iterator[str]:
    """Its heading, each line of its text, each row of its tables."""
    yield _title(clause)
    yield from clause.text.split("\n")
    for table in tables:
        yield from (" ".join(dict.fromkeys(row)) for row in (table.head, *table.rows))


def _steps(table: TextTable) -> Iterator[Step]:
    rows = (table.head, *table.rows)
    for place, row in enumerate(rows[:_MOST_HEADS]):
        columns = _columns(row)
        if {"what", "who"} <= columns.keys() and columns.keys() & {"time", "forms"}:
            steps = list(_rows_below(table, rows, place, columns))
            counted = not any(step.number for step in steps)  # by Word, whose numbers are no words
            for count, step in enumerate(steps, start=1):
                yield replace(step, number=str(count)) if counted else step
            return


def _columns(row: Sequence[str]) -> Mapping[str, int]:
    """The place of each column that the cells of a head name, each cell for one column only."""
    found: dict[str, int] = {}
    said = [fold(cell) for cell in row]
    for name, beginnings in _COLUMNS.items():
        fits = (at for at, cell in enumerate(said) if at not in found.values())
        at = next((at for at in fits if said[at].startswith(beginnings)), None)
        if at is not None:
            found[name] = at
    if "what" not in found and "number" in found:  # "Các bước" without a column of numbers
        found["what"] = found.pop("number")
    return found


def _rows_below(
    table: TextTable, rows: Sequence[Sequence[str]], head: int, columns: Mapping[str, int]
) -> Iterator[Step]:
    for place in range(head + 1, len(rows)):
        cells = {name: _cell(rows[place], at) for name, at in columns.items()}
        what = cells["what"]
        if len(set(rows[place])) == 1 or not any(map(str.isalpha, what)):
            continue  # a phase of the work, or numbers of columns
        if any(_TOTAL.fullmatch(fold(cell)) for cell in (what, cells.get("number", ""))):
            continue
        # A row of the table counts from 0 below its first.
        again = "time" in columns and (place - 1, columns["time"]) in table.carried
        time = "" if again else cells.get("time", "")
        yield Step(
            cells.get("number", ""), what, cells["who"], time, hours(time), cells.get("forms", "")
        )


def _cell(row: Sequence[str], at: int) -> str:
    return row[at][:LONGEST] if at < len(row) else ""
