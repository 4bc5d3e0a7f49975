"""Drawings: words never meet, bars are as long as what they stand for, all of it inside."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.nonconformities.figures.curves import curves, ticks_to
from qms.nonconformities.figures.layout import (
    NAMES,
    WIDTH,
    Bar,
    Box,
    Curve,
    Drawing,
    Part,
    apart,
    bars,
    wrapped,
)

NAME = st.text("abcđ ươ/…", max_size=70)
VALUES = st.lists(st.integers(0, 500), min_size=1, max_size=4)


@st.composite
def rows(draw: st.DrawFn) -> list[Bar]:
    found = draw(st.lists(st.tuples(NAME, VALUES, st.integers(0, 999)), min_size=1, max_size=10))
    return [Bar(name, tuple(map(Part, values)), str(told), told) for name, values, told in found]


def within(drawing: Drawing, box: Box) -> bool:
    return (
        box.x >= -0.01
        and box.y >= -0.01
        and box.x + box.width <= drawing.width + 0.01
        and box.y + box.height <= drawing.height + 0.01
    )


def assert_in_order(drawing: Drawing) -> None:
    covered = [words.box for words in drawing.words]
    assert all(apart(one, other) for one, other in combinations(covered, 2))
    for box in (*covered, *drawing.boxes, *drawing.rows):
        assert within(drawing, box), box
    for stroke in drawing.strokes:
        for x, y in stroke.points:
            assert within(drawing, Box(x, y, 0, 0)), stroke


@given(rows(), st.booleans())
def test_bars_are_drawn_in_order(found: list[Bar], joined: bool) -> None:
    scale = max(1.0, *(sum(part.value for part in row.parts) for row in found))
    rule = scale * 0.8 if joined else None
    ticks = [(0.0, "0 %"), (scale * 0.8, "80 %"), (scale, "100 %")]
    drawing = bars(found, scale, ticks, rule)
    assert_in_order(drawing)
    assert {words.text for words in drawing.words} >= {"100 %", "0 %"}


@given(rows())
def test_the_parts_of_a_bar_lie_side_by_side_and_sum_up(found: list[Bar]) -> None:
    scale = max(1.0, *(sum(part.value for part in row.parts) for row in found))
    drawing = bars(found, scale, [(scale, str(scale))])
    boxes = iter(drawing.boxes)
    for row in found:
        end = NAMES
        for part in row.parts:
            if part.value:
                box = next(boxes)
                assert box.x == pytest.approx(end)
                end = box.x + box.width
        length = sum(part.value for part in row.parts) / scale
        assert end - NAMES == pytest.approx(length * (WIDTH - NAMES - 22))
    assert next(boxes, None) is None


@given(
    st.lists(st.text("abcđ ", min_size=1, max_size=12), min_size=1, max_size=4),
    st.integers(1, 60),
    st.data(),
)
def test_lines_are_drawn_in_order(names: list[str], steps: int, data: st.DataObject) -> None:
    values = st.lists(st.integers(0, 3000), min_size=steps, max_size=steps).map(tuple)
    lines = [Curve(name, data.draw(values), f"k{place}") for place, name in enumerate(names)]
    drawing = curves(lines, [f"{place % 12 + 1:02}/26" for place in range(steps)])
    assert_in_order(drawing)
    assert len(drawing.boxes) == steps * len(names)
    assert "01/26" in {words.text for words in drawing.words}


@given(st.integers(0, 10**6))
def test_the_scale_is_round_and_reaches_the_top(most: int) -> None:
    ticks = ticks_to(most)
    assert ticks[0] == 0
    assert ticks[-1] >= most
    assert 2 <= len(ticks) <= 5
    assert str(ticks[1]).rstrip("0") in ("1", "2", "5")


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Con người", ["Con người"]),
        ("Văn phòng HĐND và UBND", ["Văn phòng HĐND và", "UBND"]),
        ("Trung tâm Phục vụ hành chính công phường", ["Trung tâm Phục vụ", "hành chính công…"]),
        ("", [""]),
        ("x" * 30, [f"{'x' * 17}…"]),
    ],
)
def test_a_long_name_is_cut(name: str, lines: list[str]) -> None:
    assert wrapped(name) == lines
