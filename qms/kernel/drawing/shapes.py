"""Boxes with words and lines between them: all that a drawing is made of.

So a page and a Word file show the same one. Measures are those of ``lettering``; x grows to the
right, y downwards. ``look`` and ``stroke`` are names that a style sheet knows.
"""

from dataclasses import dataclass
from math import hypot

from qms.kernel.drawing.lettering import LEADING, SIZE, wrapped

Point = tuple[float, float]
SIDE, ABOVE = 12, 8
"""White around the words of a box."""


@dataclass(frozen=True)
class Box:
    """A rectangle with its words, already in lines; ``x`` and ``y`` are its upper left corner."""

    x: float
    y: float
    width: float
    height: float
    lines: tuple[str, ...]
    look: str

    @property
    def right(self) -> float:
        """Where it ends."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half way down."""
        return self.y + self.height / 2

    @property
    def rows(self) -> tuple[tuple[float, float, str], ...]:
        """Each line of text with x and y of its first letter; together they are centred."""
        first = self.middle - len(self.lines) * LEADING / 2 + (LEADING + SIZE * 0.72) / 2
        return tuple(
            (self.x + SIDE, first + place * LEADING, line) for place, line in enumerate(self.lines)
        )


@dataclass(frozen=True)
class Line:
    """A line from point to point; with a ``head_length`` its last point is the tip of an arrow."""

    points: tuple[Point, ...]
    stroke: str
    head_length: float = 0

    @property
    def head(self) -> tuple[Point, ...]:
        """The corners of its head, the tip first; none without an arrow."""
        if not self.head_length:
            return ()
        (x, y), (along, across) = self.points[-1], self._last_way
        back_x, back_y = x - along, y - across
        return (
            (x, y),
            (back_x - across * 0.4, back_y + along * 0.4),
            (back_x + across * 0.4, back_y - along * 0.4),
        )

    @property
    def shaft(self) -> tuple[Point, ...]:
        """Its points; with an arrow the last lies within the head, or the tip would be blunt."""
        if not self.head_length:
            return self.points
        (x, y), (along, across) = self.points[-1], self._last_way
        return (*self.points[:-1], (x - along / 2, y - across / 2))

    @property
    def _last_way(self) -> Point:
        """The way to the last point, as long as the head."""
        (from_x, from_y), (x, y) = self.points[-2:]
        share = self.head_length / (hypot(x - from_x, y - from_y) or 1)
        return (x - from_x) * share, (y - from_y) * share


@dataclass(frozen=True)
class Drawing:
    """A picture; its boxes stand in the order in which they are read."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def boxed(words: str, x: float, y: float, width: float, look: str, *, bold: bool = False) -> Box:
    """A box as high as its words need."""
    lines = wrapped(words, width - 2 * SIDE, bold=bold)
    return Box(x, y, width, len(lines) * LEADING + 2 * ABOVE, lines, look)
