"""A trace as a whole, from each of the four places where one may begin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qms.dossier.trace import choosing, nodes, papers
from qms.dossier.trace.building import woven
from qms.dossier.trace.choosing import PAGE, Chosen
from qms.dossier.trace.events import Event, happened
from qms.dossier.trace.graph import Graph, Node, Words
from qms.dossier.trace.queries import gather
from qms.dossier.trace.steps import OpenStep, still_open
from qms.indicators.catalogue import INDICATORS
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.paging import pages


@dataclass(frozen=True)
class Line:
    """What hangs together: nonconformities by their ids, their part of the graph, what happened,
    what is still to come.
    """

    numbers: Sequence[int]
    graph: Graph
    events: Sequence[Event]
    open: Sequence[OpenStep]

    @property
    def number(self) -> int:
        """The id of its first nonconformity, by which the line is found on the page."""
        return self.numbers[0]

    @property
    def slips(self) -> Sequence[Node]:
        """Its nonconformities."""
        return [self.graph.nodes[nodes.slip_key(number)] for number in self.numbers]

    @property
    def marks(self) -> int:
        """How many things in it an auditor should look at."""
        return sum(len(event.marks) for event in self.events)


@dataclass(frozen=True)
class Trace:
    """Everything that leads to and from ``start``.

    ``start`` is the key of the node it begins with; of a document, "document:" and its key, with
    "#" and the anchor of a clause. ``title`` says what that is.
    """

    start: str
    title: Words
    chosen: Chosen
    graph: Graph
    lines: Sequence[Line]
    cut: bool

    @property
    def pages(self) -> int:
        """How many pages the nonconformities fill."""
        return pages(self.chosen.total, PAGE)

    @property
    def more(self) -> int:
        """How many of those that were asked for are on other pages."""
        return self.chosen.total - len(self.chosen.numbers)


def of_indicator(actor: Actor, number: str, year: int = 0, page: int = 1) -> Trace | None:
    """From an indicator; nothing when there is no such number."""
    if number not in INDICATORS:
        return None
    chosen = choosing.touching(actor, number, year, page)
    node = papers.indicator(number)
    return _traced(actor, node.key, INDICATORS[number].titled, chosen, node)


def of_document(
    actor: Actor, key: str, anchor: str = "", year: int = 0, page: int = 1
) -> Trace | None:
    """From a document or a clause of it; nothing when there is none for ``actor``."""
    edition = choosing.document(actor, key)
    if edition is None:
        return None
    found = edition.document
    title: Words = f"{found.code} {edition.title}"
    start = f"document:{found.key}"
    if anchor:
        clause = choosing.clause(actor, found, anchor)
        if clause is None:
            return None
        words = f"{clause.number} {clause.heading}".strip()
        title = Sentence("%(code)s, mục %(clause)s", code=found.code, clause=words)
        start = f"{start}#{anchor}"
    chosen = choosing.concerning(actor, found, anchor, year, page)
    return _traced(actor, start, title, chosen)


def of_nonconformity(actor: Actor, number: int) -> Trace | None:
    """From a nonconformity; nothing when it is not there for ``actor``."""
    chosen = choosing.one(actor, number)
    if chosen is None:
        return None
    trace = _traced(actor, nodes.slip_key(number), "", chosen)
    return _named(trace, trace.graph.nodes[trace.start])


def of_action(actor: Actor, number: int, serial: int) -> Trace | None:
    """From an action; nothing when it is not there for ``actor``."""
    chosen = choosing.one(actor, number)
    if chosen is None:
        return None
    trace = _traced(actor, nodes.action_key(number, serial), "", chosen)
    node = trace.graph.nodes.get(trace.start)
    return _named(trace, node) if node else None


def _named(trace: Trace, node: Node) -> Trace:
    named = isinstance(node.name, str)
    return replace(trace, title=f"{node.name} {node.told}" if named else node.told)


def _traced(actor: Actor, start: str, title: Words, chosen: Chosen, *first: Node) -> Trace:
    found = gather(actor, chosen)
    graph = woven(found, *first)
    lines = []
    for numbers in found.lines:
        part, slips = graph.part(numbers), [found.slips[number] for number in numbers]
        events = happened(found, numbers, part)
        lines.append(Line(numbers, part, events, still_open(slips, part)))
    return Trace(start, title, chosen, graph, lines, found.cut)
