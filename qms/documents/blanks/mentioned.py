"""Which forms the text of a procedure names: its section of forms, usually the sixth.

Read from a table with a column of codes; where there is none, from words that look like codes.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import takewhile
from typing import Protocol

from qms.documents.word.tables import tables_in
from qms.kernel.text import composed
from qms.textindex.analysis import code_key, fold

SECTION = ("bieu mau", "forms")
CODE_HEADS = ("ma hieu", "ma so", "ky hieu", "code")
_LIKE_A_CODE = re.compile(r"\bBM[\w.\-–/]*\d[\w.\-–/]*", re.IGNORECASE)


class Clause(Protocol):
    """A piece of text under its heading, as it is kept."""

    level: int
    heading: str
    text: str
    html: str


@dataclass(frozen=True)
class Difference:
    """Codes that only the text names, and forms (code by key) that only the set holds."""

    only_in_text: tuple[str, ...]
    only_in_set: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.only_in_text or self.only_in_set)


def section(clauses: Iterable[Clause], heads: Iterable[str]) -> list[Clause]:
    """The clause whose heading begins with one of ``heads`` (folded), and those below it.

    Of several it is the highest, then the first: "5.12 Biểu mẫu đi cùng" is not "6 Biểu mẫu".
    """
    every = list(clauses)
    named = [i for i, c in enumerate(every) if fold(c.heading).startswith(tuple(heads))]
    if not named:
        return []
    start = min(named, key=lambda place: every[place].level)
    below = takewhile(lambda clause: clause.level > every[start].level, every[start + 1 :])
    return [every[start], *below]


def codes_in(clauses: Iterable[Clause]) -> Mapping[str, str] | None:
    """The codes that the section of forms names, by key; nothing where there is no such section."""
    there = section(clauses, SECTION)
    if not there:
        return None
    codes = [code for clause in there for code in _codes(clause)]
    return {code_key(code): code for code in codes if any(map(str.isdigit, code))}


def difference(clauses: Iterable[Clause], forms: Mapping[str, str]) -> Difference | None:
    """Where text and forms (code by key) differ; nothing where the text has no such section."""
    named = codes_in(clauses)
    if named is None:
        return None
    return Difference(
        tuple(code for key, code in named.items() if key not in forms),
        tuple(code for key, code in forms.items() if key not in named),
    )


def _codes(clause: Clause) -> list[str]:
    listed = [
        row[place]
        for table in tables_in(clause.html)
        if (place := table.column(CODE_HEADS)) is not None
        for row in table.rows
        if place < len(row)
    ]
    return listed or [found.strip(".-–/") for found in _LIKE_A_CODE.findall(composed(clause.text))]
