"""Two editions compared: what became of each clause, of its heading, its lines and its tables."""

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from qms.documents.comparing import cells
from qms.documents.comparing.cells import TableChange
from qms.documents.comparing.contents import Block, Grid, Line, Part, likeness
from qms.documents.comparing.matching import Effort, aligned
from qms.documents.comparing.pairing import Departure, Mark, Pair, paired
from qms.documents.comparing.words import Change, Spans, difference, is_changed

_ALIKE = 0.45
_TABLES_ALIKE = 0.2


@dataclass(frozen=True)
class LineChange:
    """A line: what became of its words; ``kind`` new or gone where the whole line is."""

    kind: Change
    spans: Spans
    depth: int = 0
    bullet: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything of it is struck or inserted."""
        return self.kind is not Change.SAME or is_changed(self.spans)


BlockChange = LineChange | TableChange


@dataclass(frozen=True)
class ClauseChange:
    """A clause: its marks, and what became of its title and of what it holds."""

    pair: Pair
    title: Spans
    blocks: tuple[BlockChange, ...]

    @property
    def marks(self) -> tuple[Mark, ...]:
        """All that happened to it."""
        return self.pair.marks


@dataclass(frozen=True)
class Comparison:
    """Two editions, clause by clause; ``margins`` are headers, footers and notes."""

    entries: Sequence[ClauseChange | Departure]
    margins: Spans

    @cached_property
    def clauses(self) -> Sequence[ClauseChange]:
        """Every clause of both, once."""
        return [entry for entry in self.entries if isinstance(entry, ClauseChange)]

    @property
    def margins_changed(self) -> bool:
        """Whether headers, footers or notes say something else."""
        return is_changed(self.margins)

    @cached_property
    def _by_pair(self) -> dict[int, ClauseChange]:
        return {id(clause.pair): clause for clause in self.clauses}

    def of(self, departure: Departure) -> ClauseChange:
        """What became of the clause that left its place."""
        return self._by_pair[id(departure.pair)]

    @cached_property
    def counts(self) -> Counter[Mark]:
        """How many clauses bear each mark."""
        return Counter(mark for clause in self.clauses for mark in clause.marks)

    @cached_property
    def changed(self) -> Sequence[ClauseChange]:
        """The clauses to which anything happened."""
        return [clause for clause in self.clauses if clause.marks]


def compared(
    old: Sequence[Part], new: Sequence[Part], margins: tuple[str, str] = ("", "")
) -> Comparison:
    """``old`` turned into ``new``, quick whatever their sizes (see :class:`Effort`)."""
    effort = Effort()
    entries = [
        entry if isinstance(entry, Departure) else clause(entry, effort)
        for entry in paired(old, new)
    ]
    return Comparison(entries, difference(margins[0], margins[1], effort))


def clause(pair: Pair, effort: Effort) -> ClauseChange:
    """What became of one clause."""
    title = difference(
        pair.old.title if pair.old else "", pair.new.title if pair.new else "", effort
    )
    before = pair.old.blocks if pair.old else ()
    after = pair.new.blocks if pair.new else ()
    return ClauseChange(pair, title, tuple(_blocks(before, after, effort)))


def _blocks(
    before: Sequence[Block], after: Sequence[Block], effort: Effort
) -> Iterator[BlockChange]:
    for i, j in aligned(before, after, _key, _alike, _ALIKE, effort):
        one = None if i is None else before[i]
        two = None if j is None else after[j]
        yield _block(one, two, effort)


def _block(one: Block | None, two: Block | None, effort: Effort) -> BlockChange:
    kind = Change.NEW if one is None else Change.GONE if two is None else Change.SAME
    if isinstance(one, Grid) or isinstance(two, Grid):
        assert not isinstance(one, Line)
        assert not isinstance(two, Line)
        return cells.compared(one, two, effort)
    line = two or one
    assert line is not None
    spans = difference(one.text if one else "", two.text if two else "", effort)
    return LineChange(kind, spans, line.depth, bool(line.depth and not line.number))


def _key(block: Block) -> Hashable:
    return block.words if isinstance(block, Line) else block.said


def _alike(one: Block, other: Block) -> float:
    """Tables are paired sooner than lines: two in one place are seldom two different ones."""
    if isinstance(one, Line) != isinstance(other, Line):
        return 0.0
    found = likeness(one.bag, other.bag)
    is_table = isinstance(one, Grid)
    return _ALIKE if is_table and _TABLES_ALIKE <= found < _ALIKE else found
