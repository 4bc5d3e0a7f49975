"""A line of a trace as it is drawn: boxes with their words, ways between them, in one language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.dossier.trace.graph import Graph, Node, Stage
from qms.dossier.trace.layout import (
    HEAD,
    HEIGHT,
    WIDTH,
    Box,
    Cell,
    Drawing,
    Joint,
    Way,
    arrange,
    fitted,
)
from qms.dossier.trace.words import KIND_NAMES, LINK_NAMES, STAGE_NAMES, said

NAME, TOLD = 15, 18
"""How many signs of a name, and of the smaller words below it, a box holds in a line."""
FIRST, STEP = 18, 14
"""From the upper side of a box to its first line, and from line to line."""
LINES = 6


@dataclass(frozen=True)
class Written:
    """A box with its lines of words; each has the class that says how it looks."""

    node: Node
    box: Box
    lines: Sequence[tuple[str, str, float]]
    spoken: str
    begins: bool


@dataclass(frozen=True)
class Picture:
    """Everything that a template needs to write the drawing down."""

    drawing: Drawing
    boxes: Sequence[Written]
    heads: Sequence[tuple[str, float]]
    ways: Sequence[tuple[Way, str]]
    told: str
    box: tuple[int, int] = (WIDTH, HEIGHT)
    top: int = HEAD - 8


def picture(graph: Graph, start: str, language: str) -> Picture:
    """The graph as a picture; ``start`` is the key of that with which the trace begins."""
    nodes = graph.nodes
    cells = [Cell(node.key, int(node.stage), node.band) for node in nodes.values()]
    joints = [Joint(edge.start, edge.end, edge.link.value) for edge in graph.edges]
    drawn = arrange(cells, joints, len(Stage))
    boxes = [_written(nodes[box.key], box, start, language) for box in drawn.boxes]
    links = {link.value: said(name, language) for link, name in LINK_NAMES.items()}
    names = {key: said(node.name, language) for key, node in nodes.items()}
    ways = [
        (way, f"{names[way.joint.start]} {links[way.joint.link]} {names[way.joint.end]}")
        for way in drawn.ways
    ]
    heads = [(said(STAGE_NAMES[s], language), Box("", int(s), 0).x) for s in Stage]
    return Picture(drawn, boxes, heads, ways, _told(graph, lambda w: said(w, language)))


def _written(node: Node, box: Box, start: str, language: str) -> Written:
    notes = [said(note, language) for note in node.notes]
    told = said(node.told, language)
    lines = [("trace-name", line) for line in fitted(said(node.name, language), NAME, 1)]
    lines += [("trace-told", line) for line in fitted(told, TOLD, LINES - 1 - len(notes))]
    lines += [("trace-note", line) for note in notes for line in fitted(note, TOLD, 1)]
    placed = [
        (kind, words, box.y + FIRST + place * STEP) for place, (kind, words) in enumerate(lines)
    ]
    whole = [KIND_NAMES[node.kind].said_in(language), said(node.name, language), told, *notes]
    spoken = ", ".join(words for words in whole if words)
    return Written(node, box, placed, spoken, begins(node, start))


def begins(node: Node, start: str) -> bool:
    """Whether a trace that begins at ``start`` begins at a node: of a document, at each of it."""
    if not start.startswith("document:"):
        return node.key == start
    key, _sign, anchor = start.removeprefix("document:").partition("#")
    named = node.key.partition("#")[2]
    return node.document == key and (not anchor or named == anchor)


def _told(graph: Graph, say: Callable[..., str]) -> str:
    """What the drawing shows, in a sentence: how much stands in each column."""
    counted = [
        f"{say(STAGE_NAMES[stage])}: {len(nodes)}"
        for stage, nodes in graph.by_stage().items()
        if nodes
    ]
    return ", ".join(counted)
