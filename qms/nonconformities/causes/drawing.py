"""Two pictures of why something happened: the tree of whys and the fishbone.

The tree reads from top to bottom, the fishbone from left to right; both hold the same causes.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from qms.kernel.drawing.lettering import width_of
from qms.kernel.drawing.shapes import SIDE, Box, Drawing, Line, boxed
from qms.nonconformities.causes.tree import Cause, Node, nested


class Look(StrEnum):
    """What a box stands for."""

    EFFECT = "effect"
    BRANCH = "branch"
    EMPTY = "empty"
    CAUSE = "cause"
    ROOT = "root"


class Stroke(StrEnum):
    """What a line stands for."""

    WHY = "why"
    BONE = "bone"
    PALE = "pale"
    SPINE = "spine"


BOLD = frozenset({Look.EFFECT, Look.BRANCH})
"""Whose words stand in bold letters."""


_HEAD_OF = {Stroke.BONE: 10, Stroke.PALE: 10, Stroke.SPINE: 16}  # its length
_GAP = 10  # between two boxes
_EDGE = 2  # of the picture, for thick lines

_TREE = 736  # width: of a page beside its cards; upright A4 holds it with letters of 8 points
_STEP = 28  # by which a deeper why is set in

_COLUMN = 150  # width of the causes along a bone
_STEP_ON_BONE = 8
_REACH = 10  # from the causes to the outer end of their bone
_SLANT = 34  # of a bone, from its outer end to the spine
_LABEL = _COLUMN + _REACH + _SLANT
_PITCH = _LABEL + 8  # from one bone to the next on its side
_NEAR = 16  # the least white between the spine and what stands above or below
_FACE = 118  # width of the head
_NECK = 18  # of spine between the last bone and the head
_TAIL = 60  # of spine before the first bone


def why_tree(effect: str, causes: Sequence[Cause], language: str = "vi") -> Drawing:
    """The whys from top to bottom, each answer below its question and set in.

    So every answer has nearly a whole line, as Vietnamese sentences need, and seven whys are no
    wider than one.
    """
    boxes = [_box(effect, _EDGE, _EDGE, _TREE - 2 * _EDGE, Look.EFFECT)]
    lines: list[Line] = []
    for branch, nodes in nested(causes).items():
        if nodes:
            name, x = branch.label.said_in(language), _EDGE + _STEP
            label = _box(name, x, boxes[-1].bottom + 2 * _GAP, _snug(name), Look.BRANCH)
            pile = _pile(nodes, x + _STEP, label.bottom + _GAP, _TREE - _EDGE, _STEP)
            lines += [_elbow(boxes[0], label, _STEP)]
            lines += [*(_elbow(label, box, _STEP) for box in pile.first), *pile.lines]
            boxes += [label, *pile.boxes]
    return Drawing(_TREE, boxes[-1].bottom + _EDGE, tuple(boxes), tuple(lines))


def fishbone(effect: str, causes: Sequence[Cause], language: str = "vi") -> Drawing:
    """The effect as the head at the right; five bones, in turn above and below the spine."""
    ribs = [
        _rib(branch.label.said_in(language), nodes, place * _PITCH / 2 + _EDGE)
        for place, (branch, nodes) in enumerate(nested(causes).items())
    ]
    head = _box(effect, ribs[-1].joint + _NECK, 0, _FACE, Look.EFFECT)
    above, below = (
        max(head.height / 2, *(rib.height + _NEAR for rib in side)) + _EDGE
        for side in (ribs[::2], ribs[1::2])
    )
    head = replace(head, y=above - head.height / 2)
    tail = ribs[0].joint - _TAIL
    spine = (tail, above), (head.x, above)
    boxes, lines = [head], [Line(spine, Stroke.SPINE, _HEAD_OF[Stroke.SPINE])]
    for place, rib in enumerate(ribs):
        side = (
            rib.above(_EDGE, above) if place % 2 == 0 else rib.below(above + below - _EDGE, above)
        )
        boxes += side.boxes
        lines += side.lines
    return Drawing(head.right + _EDGE, above + below, tuple(boxes), tuple(lines))


@dataclass(frozen=True)
class _Pile:
    """Boxes below one another; ``first`` are those that no other box of the pile holds."""

    boxes: tuple[Box, ...] = ()
    first: tuple[Box, ...] = ()
    lines: tuple[Line, ...] = ()

    def moved(self, down: float) -> "_Pile":
        """The same lower on the page."""
        return _Pile(
            tuple(replace(box, y=box.y + down) for box in self.boxes),
            tuple(replace(box, y=box.y + down) for box in self.first),
            tuple(
                replace(line, points=tuple((x, y + down) for x, y in line.points))
                for line in self.lines
            ),
        )


@dataclass(frozen=True)
class _Rib:
    """A bone before it is placed: its label and its causes, the pile starting at the height 0."""

    label: Box
    pile: _Pile
    height: float

    @property
    def joint(self) -> float:
        """The x at which the bone meets the spine."""
        return self.label.x + _LABEL

    def above(self, top: float, spine: float) -> _Pile:
        """The bone from its label at ``top`` down to the spine."""
        label = replace(self.label, y=top)
        return self._drawn(label, self.pile.moved(label.bottom + _GAP), label.bottom, spine)

    def below(self, bottom: float, spine: float) -> _Pile:
        """The bone from its label, which ends at ``bottom``, up to the spine."""
        label = replace(self.label, y=bottom - self.label.height)
        pile = self.pile.moved(bottom - self.height)
        return self._drawn(label, pile, label.y, spine)

    def _drawn(self, label: Box, pile: _Pile, end: float, spine: float) -> _Pile:
        start = self.joint - _SLANT
        stroke = Stroke.BONE if pile.boxes else Stroke.PALE
        bone = Line(((start, end), (self.joint, spine)), stroke, _HEAD_OF[stroke])
        twigs = []
        for box in pile.first:
            along = (box.middle - end) / (spine - end)
            on_bone = (round(start + along * _SLANT, 1), box.middle)
            twigs.append(Line(((box.right, box.middle), on_bone), Stroke.WHY))
        return _Pile((label, *pile.boxes), (label,), (bone, *twigs, *pile.lines))


def _rib(name: str, nodes: Sequence[Node], x: float) -> _Rib:
    look = Look.BRANCH if nodes else Look.EMPTY
    label = _box(name, x, 0, _LABEL, look)
    pile = _pile(nodes, x, 0, x + _COLUMN, _STEP_ON_BONE)
    height = pile.boxes[-1].bottom + _GAP if pile.boxes else 4 * _GAP
    return _Rib(label, pile, label.height + height)


def _pile(nodes: Sequence[Node], left: float, top: float, right: float, step: float) -> _Pile:
    """The causes in the order of reading, each ending at ``right``."""
    boxes: list[Box] = []
    first: list[Box] = []
    lines: list[Line] = []
    for node in nodes:
        look = Look.CAUSE if node.children else Look.ROOT
        box = _box(node.cause.text, left, top, right - left, look)
        deeper = _pile(node.children, left + step, box.bottom + _GAP, right, step)
        first.append(box)
        boxes += [box, *deeper.boxes]
        lines += [*(_elbow(box, child, step) for child in deeper.first), *deeper.lines]
        top = boxes[-1].bottom + _GAP
    return _Pile(tuple(boxes), tuple(first), tuple(lines))


def _elbow(upper: Box, lower: Box, step: float) -> Line:
    """From below the upper box to the left side of the lower one, which is set in by ``step``."""
    stem = upper.x + step / 2
    points = (stem, upper.bottom), (stem, lower.middle), (lower.x, lower.middle)
    return Line(points, Stroke.WHY)


def _box(words: str, x: float, y: float, width: float, look: Look) -> Box:
    return boxed(words, x, y, width, look, bold=look in BOLD)


def _snug(words: str) -> float:
    """How wide the box of a label is on one line."""
    return round(width_of(words, bold=True) + 0.5) + 2 * SIDE
