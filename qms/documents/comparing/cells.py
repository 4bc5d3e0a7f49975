"""What became of a table: its rows, and in each the cells, column by column."""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from qms.documents.comparing.contents import Cell, Grid, GridRow, likeness
from qms.documents.comparing.matching import Effort, Step, aligned, matched, steps
from qms.documents.comparing.words import Change, Spans, difference, is_changed

_ALIKE = 0.4


@dataclass(frozen=True)
class CellChange:
    """A cell: what became of its words; ``kind`` new or gone where its row or column is."""

    kind: Change
    spans: Spans
    across: int = 1
    down: int = 1

    @property
    def changed(self) -> bool:
        """Whether anything of it is struck or inserted."""
        return self.kind is not Change.SAME or is_changed(self.spans)


@dataclass(frozen=True)
class RowChange:
    """A row, with its cells from left to right."""

    kind: Change
    cells: tuple[CellChange, ...]
    head: bool = False

    @property
    def changed(self) -> bool:
        """Whether it is new or gone, or any cell changed."""
        return self.kind is not Change.SAME or any(cell.changed for cell in self.cells)


@dataclass(frozen=True)
class TableChange:
    """A table, row by row. ``kind`` is new or gone where the whole table is."""

    kind: Change
    rows: tuple[RowChange, ...]

    @property
    def kept_columns(self) -> bool:
        """Whether both sides have the same columns."""
        return all(cell.kind is row.kind for row in self.rows for cell in row.cells)

    @property
    def changed(self) -> bool:
        """Whether anything in it changed."""
        return any(row.changed for row in self.rows)


def compared(old: Grid | None, new: Grid | None, effort: Effort) -> TableChange:
    """``old`` and ``new`` row by row, cell by cell; a table alone is new or gone."""
    return _Comparing(old or Grid(()), new or Grid(()), effort).told(_kind(old, new))


def _kind(old: object | None, new: object | None) -> Change:
    if old is None:
        return Change.NEW
    return Change.GONE if new is None else Change.SAME


class _Comparing:
    def __init__(self, old: Grid, new: Grid, effort: Effort) -> None:
        self._old, self._new, self._effort = old, new, effort
        self._rows = list(aligned(old.rows, new.rows, _texts, _alike, _ALIKE, effort))
        self._columns = list(_columns(old, new, effort))
        self._plain = not old.rows or not new.rows or all(None not in c for c in self._columns)
        one_sided = not old.rows or not new.rows
        kept = self._plain and all(None not in step for step in self._rows)
        self._in_shape = one_sided or (kept and old.shape == new.shape)

    def told(self, kind: Change) -> TableChange:
        return TableChange(kind, tuple(map(self._row, self._rows)))

    def _row(self, step: Step) -> RowChange:
        i, j = step
        before = None if i is None else self._old.rows[i]
        after = None if j is None else self._new.rows[j]
        head = (i or 0) < self._old.heads if j is None else j < self._new.heads
        kind = _kind(before, after)
        return RowChange(kind, tuple(self._cells(before, after, kind)), head)

    def _cells(
        self, before: GridRow | None, after: GridRow | None, kind: Change
    ) -> Iterator[CellChange]:
        places = [(_at(before, p), _at(after, q)) for p, q in self._columns]
        covered = 0
        for place, (column, (one, two)) in enumerate(zip(self._columns, places, strict=True)):
            if covered or (self._in_shape and not one and not two):
                covered = max(0, covered - 1)
                continue
            across, down = self._reach(one, two)
            if any(cell for pair in places[place + 1 : place + across] for cell in pair):
                across = 1
            covered = across - 1
            standing = kind if None not in column else _kind(column[0], column[1])
            spans = difference(_text(one), _text(two), self._effort)
            yield CellChange(standing, spans, across, down)

    def _reach(self, one: Cell | None, two: Cell | None) -> tuple[int, int]:
        """How far the cell reaches on the page, where both sides agree on it."""
        across = {cell.across for cell in (one, two) if cell}
        down = {cell.down for cell in (one, two) if cell}
        return (
            across.pop() if self._plain and len(across) == 1 else 1,
            down.pop() if self._in_shape and len(down) == 1 else 1,
        )


def _columns(old: Grid, new: Grid, effort: Effort) -> Iterator[Step]:
    """Columns under the same head; those between, in order; then what one side has more."""
    if not old.rows or not new.rows:
        sides = range(old.width or new.width)
        yield from ((k, k) for k in sides)
        return
    pairs = matched(_heads(old), _heads(new), effort)
    filled = []
    i = j = 0
    for p, q in [*pairs, (old.width, new.width)]:
        filled += list(zip(range(i, p), range(j, q), strict=False))
        filled += [(p, q)] if p < old.width else []
        i, j = p + 1, q + 1
    yield from steps(filled, old.width, new.width)


def _heads(grid: Grid) -> list[Hashable]:
    """What each column is known by; one with a blank head is like no other."""
    return [text or (id(grid), place) for place, text in enumerate(grid.rows[0].texts)]


def _at(row: GridRow | None, column: int | None) -> Cell | None:
    return row.places[column] if row is not None and column is not None else None


def _text(cell: Cell | None) -> str:
    return cell.text if cell else ""


def _texts(row: GridRow) -> tuple[Hashable, ...]:
    return row.texts


def _alike(one: GridRow, other: GridRow) -> float:
    return likeness(one.bag, other.bag)
