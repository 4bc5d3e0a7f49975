"""Where the parts of a drawing stand: bars that lie, and lines over time. Plain numbers.

A drawing is ``WIDTH`` units wide and as high as it needs; the page scales it. Words are placed with
room for the widest letters, so that they meet in no typeface that an office has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

WIDTH = 420.0
LETTER = 7.6
"""How wide a letter is taken to be, at the size in which drawings are written."""
LINE = 15.0
"""How high a line of words is."""
NAMES = 184.0
"""How much of the width names and counts of bars take."""
ROOM = 22.0
GAP = 6.0
ROW, THICK = 38.0, 18.0
LETTERS_OF_A_NAME, LINES_OF_A_NAME = 18, 2


@dataclass(frozen=True)
class Part:
    """A stretch of a bar; ``kind`` says how it is drawn."""

    value: float
    kind: str = "plain"


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its parts in a row, the count beside it, and a mark where it is."""

    name: str
    parts: tuple[Part, ...]
    told: str
    mark: float | None = None


@dataclass(frozen=True)
class Curve:
    """Values over time, one a step; ``kind`` says how the line is drawn."""

    name: str
    values: tuple[int, ...]
    kind: str


@dataclass(frozen=True)
class Box:
    """A rectangle."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""


@dataclass(frozen=True)
class Words:
    """A line of words; ``x`` is its start, its middle or its end, as ``anchor`` says."""

    x: float
    y: float
    text: str
    anchor: str = "start"

    @property
    def box(self) -> Box:
        """What it covers at most."""
        width = len(self.text) * LETTER
        left = self.x - {"start": 0.0, "middle": width / 2, "end": width}[self.anchor]
        return Box(left, self.y - LINE * 0.8, width, LINE)


@dataclass(frozen=True)
class Stroke:
    """A line through points."""

    points: tuple[tuple[float, float], ...]
    kind: str

    @property
    def said(self) -> str:
        """The points as a drawing writes them."""
        return " ".join(f"{x:.1f},{y:.1f}" for x, y in self.points)


@dataclass(frozen=True)
class Drawing:
    """Everything drawn; ``rows`` are where each bar can be pressed."""

    height: float
    boxes: tuple[Box, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    words: tuple[Words, ...] = ()
    rows: tuple[Box, ...] = field(default=())
    width: float = WIDTH


def wrapped(name: str) -> list[str]:
    """A name on at most two lines, cut where it is longer."""
    lines = [""]
    for word in name.split():
        grown = f"{lines[-1]} {word}".strip()
        if len(grown) <= LETTERS_OF_A_NAME or not lines[-1]:
            lines[-1] = grown
        else:
            lines.append(word)
    short = [_cut(line) for line in lines[:LINES_OF_A_NAME]]
    if len(lines) > LINES_OF_A_NAME:
        short[-1] = f"{short[-1][: LETTERS_OF_A_NAME - 1].rstrip('…')}…"
    return short


def _cut(line: str) -> str:
    return line if len(line) <= LETTERS_OF_A_NAME else f"{line[: LETTERS_OF_A_NAME - 1]}…"


def bars(
    rows: Sequence[Bar],
    scale: float,
    ticks: Sequence[tuple[float, str]],
    rule: float | None = None,
) -> Drawing:
    """Bars under each other, as long as their parts are of ``scale``.

    ``ticks`` are values with their words under the bars, each with an upright line. Marks stand on
    their rows as short upright strokes or, where they are to reach a ``rule``, as the points of one
    line; the rule is then one of the ticks.
    """
    foot = len(rows) * ROW + ROOM / 2
    boxes: list[Box] = []
    words: list[Words] = []
    strokes = [
        Stroke(((x, 0), (x, foot)), "rule" if value == rule else "tick")
        for value, x in ((value, _across(value, scale)) for value, _words in ticks)
    ]
    for place, row in enumerate(rows):
        boxes += _parts(row, place * ROW + (ROW - THICK) / 2, scale)
        words += _named(row, place * ROW + ROW / 2)
    strokes += _marks(rows, scale, rule is not None)
    return Drawing(
        height=foot + LINE + 4,
        boxes=tuple(boxes),
        strokes=tuple(strokes),
        words=(*words, *_under(ticks, scale, foot + LINE)),
        rows=tuple(Box(0, place * ROW, WIDTH, ROW) for place in range(len(rows))),
    )


def _across(value: float, scale: float) -> float:
    return NAMES + (WIDTH - NAMES - ROOM) * min(value / scale, 1)


def _parts(row: Bar, top: float, scale: float) -> list[Box]:
    """The parts of a bar, each beginning where the one before ends."""
    made, so_far = [], 0.0
    for part in row.parts:
        left, right = _across(so_far, scale), _across(so_far + part.value, scale)
        so_far += part.value
        if part.value:
            made.append(Box(left, top, right - left, THICK, part.kind))
    return made


def _named(row: Bar, middle: float) -> list[Words]:
    lines = wrapped(row.name)
    first = middle + LINE * 0.3 - (len(lines) - 1) * LINE / 2
    said = [Words(0, first + LINE * place, line) for place, line in enumerate(lines)]
    return [*said, Words(NAMES - GAP, middle + LINE * 0.3, row.told, "end")]


def _marks(rows: Sequence[Bar], scale: float, joined: bool) -> list[Stroke]:
    points = [
        (_across(row.mark, scale), place * ROW + ROW / 2)
        for place, row in enumerate(rows)
        if row.mark is not None
    ]
    if joined:
        return [Stroke(tuple(points), "reached")] if points else []
    half = THICK / 2 + 3
    return [Stroke(((x, y - half), (x, y + half)), "mark") for x, y in points]


def _under(ticks: Sequence[tuple[float, str]], scale: float, y: float) -> list[Words]:
    """The words of ticks that have room, the last of them first: it tells the scale."""
    kept: list[Words] = []
    for value, text in sorted(ticks, reverse=True):
        x = _across(value, scale)
        width = len(text) * LETTER
        found = Words(min(max(x, width / 2), WIDTH - width / 2), y, text, "middle")
        if all(apart(found.box, other.box) for other in kept):
            kept.append(found)
    return kept[::-1]


def apart(one: Box, other: Box) -> bool:
    """Whether two boxes cover no place together."""
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )
