"""Where boxes stand and how lines run, whatever is to be drawn."""

from itertools import combinations, pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from qms.dossier.trace.layout import HEIGHT, WIDTH, Box, Cell, Drawing, Joint, arrange, fitted

COLUMNS = 7


@st.composite
def drawings(draw: st.DrawFn) -> tuple[list[Cell], list[Joint]]:
    places = st.tuples(st.integers(0, COLUMNS - 1), st.integers(0, 3))
    found = draw(st.lists(places, min_size=1, max_size=25))
    cells = [Cell(f"c{n}", column, (band,)) for n, (column, band) in enumerate(found)]
    keys = st.sampled_from([*(cell.key for cell in cells), "unknown"])
    joints = draw(st.lists(st.builds(Joint, keys, keys), max_size=40))
    return cells, joints


def meet(one: Box, other: Box) -> bool:
    return abs(one.x - other.x) < WIDTH and abs(one.y - other.y) < HEIGHT


def crosses(box: Box, one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a piece of a line goes through the inside of a box."""
    (x, x1), (y, y1) = sorted((one[0], other[0])), sorted((one[1], other[1]))
    return x < box.x + WIDTH and x1 > box.x and y < box.y + HEIGHT and y1 > box.y


@given(drawings())
@settings(deadline=None)
def test_every_cell_is_drawn_once_and_no_two_overlap(told: tuple[list[Cell], list[Joint]]) -> None:
    cells, joints = told
    drawn = arrange(cells, joints, COLUMNS)
    assert [box.key for box in drawn.boxes] == [cell.key for cell in cells]
    assert [box.column for box in drawn.boxes] == [cell.column for cell in cells]
    assert not any(meet(*pair) for pair in combinations(drawn.boxes, 2))


@given(drawings())
@settings(deadline=None)
def test_every_line_joins_two_boxes_and_crosses_none(told: tuple[list[Cell], list[Joint]]) -> None:
    cells, joints = told
    drawn = arrange(cells, joints, COLUMNS)
    boxes = {box.key: box for box in drawn.boxes}
    known = [j for j in joints if {j.start, j.end} <= set(boxes) and j.start != j.end]
    assert [way.joint for way in drawn.ways] == known
    for way in drawn.ways:
        assert touches(boxes[way.joint.start], way.points[0])
        assert touches(boxes[way.joint.end], way.points[-1])
        for one, other in pairwise(way.points):
            assert one[0] == other[0] or one[1] == other[1]
            assert not [b for b in drawn.boxes if crosses(b, one, other)]


def touches(box: Box, point: tuple[float, float]) -> bool:
    x, y = point
    across = box.x <= x <= box.x + WIDTH
    return across and box.y <= y <= box.y + HEIGHT


@given(drawings())
@settings(deadline=None)
def test_everything_lies_inside_the_drawing(told: tuple[list[Cell], list[Joint]]) -> None:
    drawn = arrange(*told, COLUMNS)
    for x, y in points_of(drawn):
        assert 0 <= x <= drawn.width
        assert 0 <= y <= drawn.height


def points_of(drawn: Drawing) -> list[tuple[float, float]]:
    corners = [(b.x + right * WIDTH, b.y + HEIGHT) for b in drawn.boxes for right in (0, 1)]
    return corners + [point for way in drawn.ways for point in way.points]


def test_what_follows_stands_beside_what_leads_to_it() -> None:
    cells = [Cell("finding", 1), Cell("first", 3), Cell("second", 3), Cell("check", 5)]
    joints = [Joint("finding", "first"), Joint("finding", "second"), Joint("second", "check")]
    rows = {box.key: box.row for box in arrange(cells, joints, COLUMNS).boxes}
    assert rows == {"finding": 0, "first": 0, "second": 1, "check": 1}


def test_a_way_goes_round_what_stands_between() -> None:
    cells = [Cell("action", 3), Cell("request", 4), Cell("check", 5)]
    joints = [Joint("action", "request"), Joint("action", "check")]
    straight, round_it = arrange(cells, joints, COLUMNS).ways
    assert len(straight.points) == 2
    assert len(round_it.points) == 6


def test_a_line_is_said_as_svg_says_it() -> None:
    cells = [Cell("a", 0), Cell("other", 1), Cell("b", 1)]
    [way] = arrange(cells, [Joint("a", "b")], COLUMNS).ways
    assert way.path.startswith("M148,93L")
    assert way.path.count("Q") == 2
    assert way.arrow.endswith("Z")


def test_an_empty_drawing_has_its_columns() -> None:
    drawn = arrange([], [], COLUMNS)
    assert drawn.boxes == drawn.ways == ()
    assert drawn.width > COLUMNS * WIDTH


def test_words_are_fitted_into_a_box() -> None:
    assert fitted("Trả hồ sơ khai sinh trễ hẹn", 10, 2) == ["Trả hồ sơ", "khai sinh…"]
    assert fitted("Trả hồ sơ", 10, 2) == ["Trả hồ sơ"]
    assert fitted("QT-01/ABCDEFGHIJ", 10, 2) == ["QT-01/ABCD", "EFGHIJ"]
    assert fitted("", 10, 2) == []


@given(st.text(), st.integers(2, 30), st.integers(1, 4))
def test_no_line_of_words_is_too_long(words: str, width: int, most: int) -> None:
    lines = fitted(words, width, most)
    assert len(lines) <= most
    assert all(0 < len(line) <= width for line in lines)
