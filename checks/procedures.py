"""The tables of the written procedures, which tests compare with the code."""

import re
from dataclasses import dataclass
from pathlib import Path

from checks.finding import Finding, files

RULE = re.compile(r"\|(\s*:?-{3,}:?\s*\|)+")


@dataclass(frozen=True)
class Table:
    """A table: the line its head stands on (from 1), its head and its rows, cells stripped."""

    line: int
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(text: str) -> list[Table]:
    """The tables of a procedure in their order.

    Raises :class:`ValueError` with the line and the fault when one has no rule under its head, no
    row, or a row with more or fewer cells than the head.
    """
    blocks: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("|"):
            blocks[-1].append((number, line.strip()))
        elif blocks[-1]:
            blocks.append([])
    return [_table(block) for block in blocks if block]


def _table(block: list[tuple[int, str]]) -> Table:
    first = block[0][0]
    if len(block) < 3 or not RULE.fullmatch(block[1][1]):
        raise ValueError(f"line {first}: a table needs a head, a rule of dashes and a row")
    head = _cells(block[0][1])
    for number, line in block[1:]:
        if len(_cells(line)) != len(head):
            raise ValueError(f"line {number}: the row has not the {len(head)} cells of its head")
    return Table(first, head, tuple(_cells(line) for _number, line in block[2:]))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in line.removeprefix("|").removesuffix("|").split("|"))


def faulty_tables(root: Path) -> list[Finding]:
    """Tables in ``procedures/`` that cannot be read, and twins of two languages that differ."""
    found = []
    shapes: dict[str, dict[str, list[tuple[int, int]]]] = {}
    for path, file in files(root, "procedures/**/*.md"):
        try:
            read = tables(file.read_text("utf-8"))
        except ValueError as trouble:
            found.append(Finding(path, 1, str(trouble)))
            continue
        shape = [(len(table.head), len(table.rows)) for table in read]
        shapes.setdefault(re.sub(r"\.(vi|en)\.md$", "", path), {})[path] = shape
    return found + [
        Finding(path, 1, "has other tables than the same procedure in the other language")
        for twins in shapes.values()
        for path, shape in twins.items()
        if any(shape != other for other in twins.values())
    ]
