"""Whatever the causes, nothing in the pictures lies on anything else and nothing is left out."""

from collections.abc import Callable, Sequence
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qms.kernel.drawing.lettering import LEADING, width_of
from qms.kernel.drawing.shapes import Box, Drawing, Point
from qms.nonconformities.causes.drawing import (
    BOLD,
    Look,
    Stroke,
    fishbone,
    why_tree,
)
from qms.nonconformities.causes.reading import DEEPEST, LONGEST, MOST
from qms.nonconformities.causes.tree import Branch, Cause, parents_of, roots_of
from tests.nonconformities.causes.forests import ONE, PAIRS, REALISTIC, forests

Draw = Callable[[str, Sequence[Cause]], Drawing]
PICTURES = pytest.mark.parametrize("draw", [why_tree, fishbone])
EFFECT = "Năm hồ sơ cấp giấy phép xây dựng trả kết quả trễ hạn từ 3 đến 7 ngày"
EFFECTS = st.text("Wmệi ", min_size=1, max_size=200).filter(str.strip)
WORST = (
    *(Cause(Branch.MEANS, depth, "W" * LONGEST) for depth in range(DEEPEST + 1)),
    *(Cause(Branch.LAW, 0, "m " * (LONGEST // 2)) for _line in range(MOST - DEEPEST - 1)),
)


def apart(one: Box, other: Box) -> bool:
    return (
        one.right <= other.x
        or other.right <= one.x
        or one.bottom <= other.y
        or other.bottom <= one.y
    )


def on_border(box: Box, point: Point) -> bool:
    x, y = point
    within = box.x - 0.1 <= x <= box.right + 0.1 and box.y - 0.1 <= y <= box.bottom + 0.1
    sides = (abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom))
    return within and min(sides) < 0.1


def runs_through(box: Box, start: Point, end: Point) -> bool:
    """Whether the way passes the inside of the box (Liang and Barsky, 1984)."""
    (x, y), (dx, dy) = start, (end[0] - start[0], end[1] - start[1])
    enters, leaves = 0.0, 1.0
    for step, low, high in ((dx, box.x + 1 - x, box.right - 1 - x), (dy, *_tall(box, y))):
        if not step and not low < 0 < high:
            return False
        if step:
            first, last = sorted((low / step, high / step))
            enters, leaves = max(enters, first), min(leaves, last)
    return enters < leaves


def _tall(box: Box, y: float) -> tuple[float, float]:
    return box.y + 1 - y, box.bottom - 1 - y


def causes_of(drawing: Drawing) -> list[Box]:
    return [box for box in drawing.boxes if box.look in (Look.CAUSE, Look.ROOT)]


def words(box: Box) -> str:
    return "".join(box.lines).replace(" ", "")


def check(drawing: Drawing, causes: Sequence[Cause]) -> None:
    assert all(apart(*two) for two in combinations(drawing.boxes, 2))
    for box in drawing.boxes:
        assert 0 <= box.x < box.right <= drawing.width
        assert 0 <= box.y < box.bottom <= drawing.height
        assert all(width_of(line, bold=box.look in BOLD) <= box.width - 20 for line in box.lines)
        assert box.rows[0][1] > box.y + LEADING / 2
        assert box.rows[-1][1] < box.bottom - LEADING / 4
    found = causes_of(drawing)
    assert [words(box) for box in found] == [cause.text.replace(" ", "") for cause in causes]
    roots = [box for box in found if box.look is Look.ROOT]
    assert [words(box) for box in roots] == [r.text.replace(" ", "") for r in roots_of(causes)]
    for line in drawing.lines:
        for start, end in pairwise(line.points):
            assert not any(runs_through(box, start, end) for box in drawing.boxes)


def check_joined(drawing: Drawing, causes: Sequence[Cause]) -> None:
    found = causes_of(drawing)
    for child, parent in zip(found, parents_of(causes), strict=True):
        if parent is not None:
            assert any(
                on_border(found[parent], line.points[0]) and on_border(child, line.points[-1])
                for line in drawing.lines
            )
        else:
            assert any(on_border(child, end) for line in drawing.lines for end in line.points)


@PICTURES
@settings(max_examples=25, deadline=None)
@given(effect=EFFECTS, causes=forests())
def test_any_forest_is_drawn_clearly(draw: Draw, effect: str, causes: tuple[Cause, ...]) -> None:
    drawing = draw(effect, causes)
    check(drawing, causes)
    check_joined(drawing, causes)


@PICTURES
@pytest.mark.parametrize("causes", [(), WORST, *REALISTIC.values()], ids=len)
def test_what_a_ward_writes_and_the_worst_it_may_send_is_drawn_clearly(
    draw: Draw, causes: tuple[Cause, ...]
) -> None:
    drawing = draw(EFFECT, causes)
    check(drawing, causes)
    check_joined(drawing, causes)


@PICTURES
def test_the_effect_is_read_first_and_each_branch_before_its_causes(draw: Draw) -> None:
    read = [box.look for box in draw(EFFECT, PAIRS).boxes if box.look is not Look.EMPTY]
    assert read == [Look.EFFECT, *(Look.BRANCH, Look.CAUSE, Look.ROOT) * 3]


def test_the_tree_shows_the_branches_that_have_causes() -> None:
    assert [box.lines[0] for box in why_tree(EFFECT, ONE).boxes[1:]] == [
        "Con người",
        "Cán bộ tiếp nhận không ghi sổ theo dõi hồ sơ đến hạn",
    ]


def test_the_fishbone_shows_all_five_branches_and_those_without_causes_paler() -> None:
    drawing = fishbone(EFFECT, ONE)
    pale = [" ".join(box.lines) for box in drawing.boxes if box.look is Look.EMPTY]
    assert pale == [branch.label.text for branch in list(Branch)[1:]]
    strokes = [line.stroke for line in drawing.lines if line.head_length]
    assert strokes == [Stroke.SPINE, Stroke.BONE, *[Stroke.PALE] * 4]


def test_the_bones_lie_in_turn_above_and_below_the_spine_and_point_to_it() -> None:
    drawing = fishbone(EFFECT, PAIRS)
    spine, *bones = (line for line in drawing.lines if line.head_length)
    height = spine.points[0][1]
    assert [bone.points[0][1] < height for bone in bones] == [True, False, True, False, True]
    assert all(bone.points[-1][1] == height for bone in bones)
    assert on_border(drawing.boxes[0], spine.points[-1])
    joints = [bone.points[-1][0] for bone in bones]
    assert joints == sorted(joints)


def test_the_branches_are_named_in_the_language_of_the_reader() -> None:
    assert why_tree(EFFECT, ONE, "en").boxes[1].lines == ("People",)
    last = fishbone(EFFECT, ONE, "en").boxes[-1]
    assert " ".join(last.lines) == "Changed laws and rules"


def test_the_head_of_an_arrow_ends_where_the_line_does() -> None:
    spine = fishbone(EFFECT, ONE).lines[0]
    tip, one, other = spine.head
    assert tip == spine.points[-1]
    assert one[0] == other[0] < spine.shaft[-1][0] < tip[0]
    assert why_tree(EFFECT, ONE).lines[0].head == ()
