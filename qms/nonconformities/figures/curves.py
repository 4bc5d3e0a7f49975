"""Where the parts of a drawing of lines over time stand. Plain numbers, as in ``layout``."""

from collections.abc import Sequence
from math import ceil

from qms.nonconformities.figures.layout import (
    LETTER,
    LINE,
    WIDTH,
    Box,
    Curve,
    Drawing,
    Stroke,
    Words,
)

HEIGHT = 200.0
LEFT, TOP = 48.0, 12.0
GAP = 10.0
DOT = 6.0
STEPS_UP = 4
"""Into how many steps the upright scale is cut at most."""


def curves(lines: Sequence[Curve], labels: Sequence[str]) -> Drawing:
    """Lines from left to right over ``labels``, each named at its end; values are not negative."""
    scale = ticks_to(max((value for line in lines for value in line.values), default=0))
    right = WIDTH - max(len(line.name) for line in lines) * LETTER - 2 * GAP
    places = [_along(place, len(labels), right) for place in range(len(labels))]
    strokes = [Stroke(((LEFT, _up(t, scale)), (right, _up(t, scale))), "tick") for t in scale]
    boxes: list[Box] = []
    for line in lines:
        points = [(x, _up(v, scale)) for x, v in zip(places, line.values, strict=True)]
        strokes.append(Stroke(tuple(points), line.kind))
        boxes += [Box(x - DOT / 2, y - DOT / 2, DOT, DOT, line.kind) for x, y in points]
    beside = [Words(LEFT - GAP, _up(t, scale) + LINE * 0.3, str(t), "end") for t in scale]
    return Drawing(
        height=HEIGHT + LINE + 8,
        boxes=tuple(boxes),
        strokes=tuple(strokes),
        words=(*beside, *_under(places, labels, right), *_ends(lines, scale, right)),
    )


def ticks_to(most: int) -> list[int]:
    """Round numbers from 0 up to at least ``most``, at most five of them."""
    step = 1
    while ceil(most / step) > STEPS_UP:
        step = step * 5 // 2 if str(step)[0] == "2" else step * 2
    return [step * number for number in range(max(1, ceil(most / step)) + 1)]


def _along(place: int, count: int, right: float) -> float:
    """Where a step stands; a single one in the middle."""
    width = right - LEFT - 2 * GAP
    return LEFT + GAP + (width * place / (count - 1) if count > 1 else width / 2)


def _up(value: int, scale: Sequence[int]) -> float:
    return HEIGHT - (HEIGHT - TOP) * value / scale[-1]


def _under(places: Sequence[float], labels: Sequence[str], right: float) -> list[Words]:
    """As many labels as have room, every second, third or so, beginning with the first."""
    room = max((len(label) for label in labels), default=0) * LETTER + GAP
    between = places[1] - places[0] if len(places) > 1 else right
    each = max(1, ceil(room / between))
    shown = list(zip(places, labels, strict=True))[::each]
    return [Words(x, HEIGHT + LINE + 4, label, "middle") for x, label in shown]


def _ends(lines: Sequence[Curve], scale: Sequence[int], right: float) -> list[Words]:
    """The names of lines beside their ends, moved apart where they would meet."""
    ends = sorted(
        (_up(line.values[-1], scale) if line.values else HEIGHT, line.name) for line in lines
    )
    lowest, placed = HEIGHT, [y for y, _name in ends]
    for place in range(1, len(placed)):
        placed[place] = max(placed[place], placed[place - 1] + LINE + 1)
    for place in reversed(range(len(placed))):
        placed[place] = min(placed[place], lowest)
        lowest = placed[place] - LINE - 1
    return [
        Words(right + GAP, y + LINE * 0.3, name) for y, (_y, name) in zip(placed, ends, strict=True)
    ]
