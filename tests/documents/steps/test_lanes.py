"""Whatever the steps, their boxes stand in their lanes and their order, none on another."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from qms.documents.steps.lanes import lanes
from qms.documents.steps.reading import Step
from qms.kernel.drawing.shapes import Box

WORDS = st.text("Wmệi ", max_size=120)
STEPS = st.lists(
    st.builds(
        Step,
        number=st.sampled_from(["", "1", "Bước 2."]),
        what=WORDS.filter(str.strip),
        who=st.sampled_from(["", "Một cửa", "Phòng Kinh tế, Hạ tầng và Đô thị", "W" * 60]),
        time=WORDS,
        hours=st.none(),
        forms=st.just(""),
    ),
    min_size=1,
    max_size=12,
)


def apart(one: Box, other: Box) -> bool:
    beside = one.right <= other.x or other.right <= one.x
    return beside or one.bottom <= other.y or other.bottom <= one.y


@given(STEPS)
def test_nothing_lies_on_anything_and_nothing_is_left_out(steps: list[Step]) -> None:
    drawn = lanes(steps, "Chưa ghi ai", "Thời gian")
    work = [box for box in drawn.boxes if box.look == "cause"]
    heads = [box for box in drawn.boxes if box.look == "branch"]
    assert len(work) == len(steps)
    assert all(apart(one, other) for one, other in combinations(drawn.boxes, 2))
    assert all(
        b.x >= 0 and b.right <= drawn.width and b.bottom <= drawn.height for b in drawn.boxes
    )
    assert all(above.bottom < below.y for above, below in pairwise(work))
    for step, box in zip(steps, work, strict=True):
        [head] = [h for h in heads if h.x <= box.x and box.right <= h.right]
        assert "".join(head.lines).replace(" ", "") == (step.who or "Chưa ghi ai").replace(" ", "")
        assert "".join(step.what.split()) in "".join(box.lines).replace(" ", "")


@given(STEPS)
def test_the_work_goes_from_each_step_to_the_next(steps: list[Step]) -> None:
    drawn = lanes(steps, "Chưa ghi ai", "Thời gian")
    work = [box for box in drawn.boxes if box.look == "cause"]
    ways = [line for line in drawn.lines if line.head_length]
    assert len(ways) == len(steps) - 1
    for way, (above, below) in zip(ways, pairwise(work), strict=True):
        (x, y), (end_x, end_y) = way.points[0], way.points[-1]
        assert above.x < x < above.right
        assert y == above.bottom
        assert below.x < end_x < below.right
        assert end_y == below.y
        assert all(above.bottom <= point[1] <= below.y for point in way.points)
