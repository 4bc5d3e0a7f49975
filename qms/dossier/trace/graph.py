"""The trace as a graph: what there is, and what leads to what. Plain Python.

Edges lead from cause to consequence: a requirement to the finding that it was not met, the finding
to its cause, the cause to the action against it, the action to the document it changed, to the
check that it was done and to the judgement that it worked; from there back to the indicator.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import IntEnum, StrEnum

from qms.kernel.i18n import Sentence

Words = Sentence | str
Band = tuple[int, int]
"""Which nonconformity, by its id, and the how-manieth time its cause was sought."""


class Stage(IntEnum):
    """The columns, in their order."""

    NORM = 0
    FINDING = 1
    CAUSE = 2
    ACTION = 3
    DOCUMENT = 4
    CHECK = 5
    EFFECT = 6


class Kind(StrEnum):
    """What a node is."""

    INDICATOR = "indicator"
    STANDARD = "clause of a standard"
    CLAUSE = "clause of a document"
    LAW = "article of a law"
    SLIP = "nonconformity"
    CAUSE = "cause"
    ACTION = "action"
    REVISION = "revision to come"
    REQUEST = "change request"
    EDITION = "edition"
    CHECK = "implementation check"
    EFFECT = "effect check"
    CLOSING = "closing"


class Link(StrEnum):
    """What an edge says, read from its start to its end."""

    TOUCHES = "touches"
    HELD_AGAINST = "held against"
    REPORTED_OF = "reported of"
    MERGED = "merged into"
    FOLLOWS = "follows"
    HAS_CAUSE = "has cause"
    REMOVED_BY = "is removed by"
    ASKS = "asks for change"
    BORN = "born of it"
    HOLDS = "holds"
    CHECKED = "checked by"
    JUDGED = "judged by"
    CLOSED = "closed by"
    REOPENS = "reopens"
    LIFTS = "lifts"


STAGES: Mapping[Kind, Stage] = {
    **dict.fromkeys((Kind.INDICATOR, Kind.STANDARD, Kind.CLAUSE, Kind.LAW), Stage.NORM),
    Kind.SLIP: Stage.FINDING,
    Kind.CAUSE: Stage.CAUSE,
    Kind.ACTION: Stage.ACTION,
    **dict.fromkeys((Kind.REVISION, Kind.REQUEST, Kind.EDITION), Stage.DOCUMENT),
    Kind.CHECK: Stage.CHECK,
    **dict.fromkeys((Kind.EFFECT, Kind.CLOSING), Stage.EFFECT),
}


@dataclass(frozen=True)
class Signed:
    """A signature on an edition: what it says, whose, when."""

    meaning: str
    name: str
    title: str
    at: datetime


@dataclass(frozen=True)
class Place:
    """Where something is shown: a page of the program and what its address names."""

    page: str
    names: Mapping[str, str | int]


@dataclass(frozen=True)
class Node:
    """One thing of the trace. ``key`` is the same in every trace and at any time.

    ``told`` says what it is about, ``notes`` (three at most) how it stands; ``state`` is its state
    as a code. ``slip`` is the nonconformity it belongs to, 0 for what several may share;
    ``document`` the key of the document it is of. ``open``: it is still to come about. ``day`` is
    when it came about, ``until`` by when it should; ``who`` did it or is to.
    """

    key: str
    kind: Kind
    name: Words
    told: Words = ""
    notes: tuple[Words, ...] = ()
    state: str = ""
    who: str = ""
    day: date | None = None
    until: date | None = None
    open: bool = False
    slip: int = 0
    band: Band = (0, 0)
    document: str = ""
    place: Place | None = None
    files: tuple[str, ...] = ()
    signed: tuple[Signed, ...] = ()

    @property
    def stage(self) -> Stage:
        """The column in which it stands."""
        return STAGES[self.kind]


@dataclass(frozen=True)
class Edge:
    """That one thing leads to another; ``start`` and ``end`` are keys of nodes."""

    start: str
    end: str
    link: Link


@dataclass(frozen=True)
class Graph:
    """Nodes by their keys in the order in which they are told, and the edges between them."""

    nodes: Mapping[str, Node]
    edges: tuple[Edge, ...]

    def part(self, slips: Collection[int]) -> "Graph":
        """What belongs to some nonconformities, and what others share with them."""
        own = {key: node for key, node in self.nodes.items() if node.slip in slips}
        bands: dict[str, Band] = {}
        for edge in self.edges:
            for one, other in ((edge.start, edge.end), (edge.end, edge.start)):
                if one in own and not self.nodes[other].slip:
                    bands.setdefault(other, own[one].band)
        nodes = {
            key: replace(node, band=bands.get(key, node.band))
            for key, node in self.nodes.items()
            if key in own or key in bands
        }
        return Graph(nodes, tuple(e for e in self.edges if {e.start, e.end} <= set(nodes)))

    def by_stage(self) -> Mapping[Stage, Sequence[Node]]:
        """The nodes of each column."""
        return {s: [n for n in self.nodes.values() if n.stage == s] for s in Stage}

    def led_to(self, key: str) -> Sequence[Edge]:
        """The edges that leave a node."""
        return [edge for edge in self.edges if edge.start == key]


@dataclass
class Weaving:
    """A graph in the making: what is said twice is kept once, what leads nowhere is left out."""

    nodes: dict[str, Node] = field(default_factory=dict)
    edges: dict[Edge, None] = field(default_factory=dict)

    def add(self, *nodes: Node) -> None:
        """Take nodes in; one that is known already stays as it was told first."""
        for node in nodes:
            self.nodes.setdefault(node.key, node)

    def join(self, start: str, end: str, link: Link) -> None:
        """Say that one leads to the other, should both be part of the graph in the end."""
        self.edges.setdefault(Edge(start, end, link))

    def done(self) -> Graph:
        """The graph."""
        whole = (e for e in self.edges if {e.start, e.end} <= set(self.nodes))
        return Graph(dict(self.nodes), tuple(whole))


def chains(numbers: Iterable[int], pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """What hangs together by pairs, each group and the groups in the order of ``numbers``."""
    head = {number: number for number in numbers}

    def top(number: int) -> int:
        while head[number] != number:
            number = head[number]
        return number

    for one, other in pairs:
        if one in head and other in head:
            head[top(one)] = top(other)
    groups: dict[int, list[int]] = {}
    for number in head:
        groups.setdefault(top(number), []).append(number)
    return list(groups.values())
