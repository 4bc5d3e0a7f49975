"""Where everything of a trace stands in its drawing, and how the lines run. Plain Python.

Boxes of one size stand in the cells of a grid, a column for each stage. Lines run between columns
and between rows only, so that none ever crosses a box.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

WIDTH, HEIGHT = 130, 94
"""Of a box, in the units of the drawing: pixels where it is not made smaller."""
GUTTER, GAP = 18, 20
HEAD = 26
"""Above the first row, for the names of the columns."""
ASIDE = 5
"""How far from the middle of a way lines run that lead back."""
CORNER = 4
ARROW = 6

Point = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """What is to be drawn: in which column, and with which others side by side."""

    key: str
    column: int
    band: tuple[int, ...] = ()


@dataclass(frozen=True)
class Joint:
    """What is to be joined to what."""

    start: str
    end: str
    link: str = ""


@dataclass(frozen=True)
class Box:
    """A cell in its place; ``x`` and ``y`` are its upper left corner."""

    key: str
    column: int
    row: int

    @property
    def x(self) -> float:
        """Its left side."""
        return GUTTER + self.column * (WIDTH + GUTTER)

    @property
    def y(self) -> float:
        """Its upper side."""
        return HEAD + GAP + self.row * (HEIGHT + GAP)

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + HEIGHT / 2


@dataclass(frozen=True)
class Way:
    """How a line runs from box to box; ``back`` when it leads to an earlier column."""

    joint: Joint
    points: tuple[Point, ...]
    back: bool

    @property
    def path(self) -> str:
        """The line with rounded corners, as SVG writes it."""
        said = [f"M{_at(self.points[0])}"]
        for before, corner, after in zip(
            self.points, self.points[1:], self.points[2:], strict=False
        ):
            near, far = _towards(corner, before), _towards(corner, after)
            said.append(f"L{_at(near)}Q{_at(corner)} {_at(far)}")
        return "".join([*said, f"L{_at(self.points[-1])}"])

    @property
    def arrow(self) -> str:
        """The head at its end, as SVG writes it."""
        (x0, y0), (x, y) = self.points[-2:]
        dx, dy = _sign(x - x0), _sign(y - y0)
        sides = [
            (x - ARROW * dx + turn * ARROW / 2 * dy, y - ARROW * dy + turn * ARROW / 2 * dx)
            for turn in (1, -1)
        ]
        return f"M{_at((x, y))}L{_at(sides[0])}L{_at(sides[1])}Z"


@dataclass(frozen=True)
class Drawing:
    """Every box and line, and how large the whole is."""

    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    width: float
    height: float


def arrange(cells: Sequence[Cell], joints: Iterable[Joint], columns: int) -> Drawing:
    """Put each cell into its place and join them; joints of unknown cells are left out."""
    known = {cell.key for cell in cells}
    kept = [j for j in joints if {j.start, j.end} <= known and j.start != j.end]
    rows = _rows(cells, kept)
    boxes = {cell.key: Box(cell.key, cell.column, rows[cell.key]) for cell in cells}
    taken = {(box.column, box.row) for box in boxes.values()}
    ways = tuple(_way(joint, boxes[joint.start], boxes[joint.end], taken) for joint in kept)
    last = Box("", columns - 1, max(rows.values(), default=0))
    return Drawing(tuple(boxes.values()), ways, last.x + WIDTH + GUTTER, last.y + HEIGHT + GAP)


def _rows(cells: Sequence[Cell], joints: Sequence[Joint]) -> dict[str, int]:
    """Bands one under the other; in a band each cell beside what leads to it, or under it.

    A band begins below whatever stands in its first column or to the right of it.
    """
    leads: dict[str, list[str]] = {}
    for joint in joints:
        leads.setdefault(joint.end, []).append(joint.start)
    free: dict[int, int] = {}
    rows: dict[str, int] = {}
    for band in dict.fromkeys(cell.band for cell in cells):
        own = sorted((c for c in cells if c.band == band), key=lambda cell: cell.column)
        base = max((row for col, row in free.items() if col >= own[0].column), default=0)
        here: set[str] = set()
        for cell in own:
            beside = next((rows[k] for k in leads.get(cell.key, ()) if k in here), base)
            rows[cell.key] = max(beside, free.get(cell.column, 0))
            free[cell.column] = rows[cell.key] + 1
            here.add(cell.key)
    return rows


def _way(joint: Joint, one: Box, other: Box, taken: set[tuple[int, int]]) -> Way:
    back = other.column <= one.column
    if other.column == one.column and other.row == one.row + 1:
        x = one.x + WIDTH / 2
        return Way(joint, ((x, one.y + HEIGHT), (x, other.y)), back=False)
    start, end = (one.x + WIDTH, one.middle), (other.x, other.middle)
    aside = ASIDE if back else 0
    out = one.x + WIDTH + GUTTER / 2 - aside
    between = range(one.column + 1, other.column)
    if not back and all((column, other.row) not in taken for column in between):
        return Way(joint, _straightened((start, (out, start[1]), (out, end[1]), end)), back)
    into = other.x - GUTTER / 2 + aside
    above = other.row > one.row
    along = (other.y - GAP / 2 if above else other.y + HEIGHT + GAP / 2) + aside
    turns = (out, start[1]), (out, along), (into, along), (into, end[1])
    return Way(joint, _straightened((start, *turns, end)), back)


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """Without points that lie on each other, and without those at which nothing turns."""
    apart = [points[0], *(b for a, b in pairwise(points) if a != b)]
    kept = [apart[0]]
    for place, (x, y) in enumerate(apart[1:-1], start=1):
        (x0, y0), (x1, y1) = kept[-1], apart[place + 1]
        if not (x0 == x == x1 or y0 == y == y1):
            kept.append((x, y))
    return (*kept, apart[-1])


def _towards(corner: Point, other: Point) -> Point:
    """The point a little way from a corner, never further than half way to the next."""
    (x, y), (x1, y1) = corner, other
    length = min(CORNER, (abs(x1 - x) + abs(y1 - y)) / 2)
    return x + _sign(x1 - x) * length, y + _sign(y1 - y) * length


def _sign(number: float) -> int:
    return (number > 0) - (number < 0)


def _at(point: Point) -> str:
    return f"{point[0]:g},{point[1]:g}"


def fitted(words: str, width: int, most: int) -> list[str]:
    """Words in at most ``most`` lines of ``width`` signs; what does not fit ends in "…"."""
    lines: list[str] = []
    left = words.split()
    while left and len(lines) < most:
        line = left.pop(0)
        while left and len(line) + 1 + len(left[0]) <= width:
            line += f" {left.pop(0)}"
        if len(line) > width:
            left.insert(0, line[width:])
            line = line[:width]
        lines.append(line)
    if left:
        lines[-1] = f"{lines[-1][: width - 1].rstrip()}…"
    return lines
