"""The steps as lanes: a column for each who, the work in the order of the steps from top to bottom,
its time at the right.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qms.documents.steps.reading import Step
from qms.kernel.drawing.shapes import Box, Drawing, Line, Point, boxed

WIDTH = 736
"""Of a page beside its cards; upright A4 holds it with letters of 8 points."""
_TIME = 104  # width of the column of times
_NARROWEST = 132  # of a lane; with many the drawing is wider than the page
_EDGE, _WHITE, _GAP = 2, 8, 26  # of the picture; beside a box; between two steps
_HEAD = 8


def lanes(steps: Sequence[Step], nobody: str, time: str) -> Drawing:
    """A picture of ``steps``. ``nobody`` stands over the lane of steps that name no one, ``time``
    over their times.
    """
    names = list(dict.fromkeys(step.who or nobody for step in steps))
    wide = max(_NARROWEST, (WIDTH - _TIME) / len(names))
    heads = [
        boxed(name, place * wide + _EDGE, _EDGE, wide - 2 * _EDGE, "branch", bold=True)
        for place, name in enumerate(names)
    ]
    tallest = max(head.height for head in heads)
    times = boxed(time, len(names) * wide + _EDGE, _EDGE, _TIME - 2 * _EDGE, "time")
    boxes, work = [*(replace(head, height=tallest) for head in heads), times], []
    top = _EDGE + tallest + _GAP
    for step in steps:
        done, *beside = _row(step, names.index(step.who or nobody) * wide, top, wide, times.x)
        work.append(done)
        boxes += [done, *beside]
        top = max(box.bottom for box in (done, *beside)) + _GAP
    bottom = top - _GAP + _EDGE
    edges = [place * wide for place in range(1, len(names) + 1)]
    between = [Line(((x, _EDGE), (x, bottom)), "lane") for x in edges]
    ways = [_way(above, below) for above, below in pairwise(work)]
    return Drawing(len(names) * wide + _TIME, bottom, tuple(boxes), (*between, *ways))


def _row(step: Step, x: float, top: float, wide: float, times: float) -> list[Box]:
    words = f"{step.number.rstrip(' .')}. {step.what}" if step.number else step.what
    work = boxed(words, x + _WHITE, top, wide - 2 * _WHITE, "cause")
    time = [boxed(step.time, times, top, _TIME - 2 * _EDGE, "time")] * bool(step.time)
    return [work, *time]


def _way(above: Box, below: Box) -> Line:
    """From below a step to the top of the next: straight down, or through the gap between them."""
    start, end = above.x + above.width / 2, below.x + below.width / 2
    turn = below.y - _GAP / 2
    bends: tuple[Point, ...] = ((start, turn), (end, turn)) if start != end else ()
    return Line(((start, above.bottom), *bends, (end, below.y)), "why", _HEAD)
