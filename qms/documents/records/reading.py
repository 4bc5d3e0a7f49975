"""What a text says is kept: the rows of its table of records, and how long "5 năm" is.

The table is known by its columns (hồ sơ, nơi lưu, thời gian lưu) and not by the number of its
section, since agencies number and name that section in many ways.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from qms.documents.word.tables import TextTable, tables_in
from qms.textindex.analysis import fold

NAMES = ("ho so", "ten ho so", "loai ho so", "record")
PLACES = ("noi luu", "bo phan luu", "don vi luu", "where")
TIMES = ("thoi gian luu", "thoi han", "thoi gian", "how long")
FOR_EVER = re.compile(r"\b(vinh vien|for ever|forever|permanent)")
_YEARS = re.compile(r"\b(\d{1,3}) (?:nam|years?)\b")
_MONTHS = re.compile(r"\b(\d{1,3}) (?:thang|months?)\b")
LONGEST = 300
MOST = 100
"""How many records one edition may name, and how long each word of them may be."""


class Clause(Protocol):
    """A piece of text, as it is kept."""

    @property
    def html(self) -> str:
        """Its words with their tables."""


@dataclass(frozen=True)
class Said:
    """A record as the text says it: what, where, how long."""

    name: str
    place: str
    kept_for: str


@dataclass(frozen=True)
class Duration:
    """How long a record is kept, so far as its words tell: for ever, or so many months."""

    for_ever: bool = False
    months: int | None = None


def records_in(clauses: Iterable[Clause]) -> list[Said]:
    """Every record that the text names, in its order."""
    tables = (table for clause in clauses for table in tables_in(clause.html))
    return [said for table in tables for said in _rows(table)][:MOST]


def _rows(table: TextTable) -> Iterable[Said]:
    name, place, time = (table.column(heads) for heads in (NAMES, PLACES, TIMES))
    if name is None or place is None:
        return
    for row in table.rows:
        words = [_cell(row, at) for at in (name, place, time)]
        if any(map(str.isalnum, words[0])):
            yield Said(*words)


def _cell(row: tuple[str, ...], at: int | None) -> str:
    return "" if at is None or at >= len(row) else row[at][:LONGEST]


def duration(words: str) -> Duration:
    """How long ``words`` say; neither where they say something else, such as "by the rules"."""
    said = fold(words)
    if FOR_EVER.search(said):
        return Duration(for_ever=True)
    if found := _YEARS.search(said):
        return Duration(months=int(found[1]) * 12 or None)
    if found := _MONTHS.search(said):
        return Duration(months=int(found[1]) or None)
    return Duration()
