"""A drawing in a Word file: shapes that Word and LibreOffice show and let one change, no bitmap.

The group stands in the line of text as [MS-ODRAWXML] 2.2.7.4 tells: as a choice for programs that
know such groups (Word since 2010). The twin for older ones is left out, so no text stands twice.
"""

from collections.abc import Iterator, Mapping
from html import escape
from itertools import count, pairwise

from docx.oxml import parse_xml
from docx.text.paragraph import Paragraph

from qms.kernel.drawing.lettering import LEADING, SIZE
from qms.kernel.drawing.shapes import Box, Drawing, Line, Point
from qms.nonconformities.causes.drawing import BOLD, Look, Stroke

TALLEST = 225
"""Millimetres that a heading leaves free on an upright A4 page."""

_MM = 36_000  # English metric units, in which Word measures shapes
_POINT = 12_700
_INSET, _SLACK = 12, 4  # left and right of words; what a font needs less stays at the right

_ACCENT, _DEEP, _LINE, _INK, _SOFT = "0B5966", "07404A", "74868E", "16242A", "4B5C64"
_PALE, _LIGHT, _WHITE = "A9CDD2", "E7F2F3", "FFFFFF"
_BOXES: Mapping[str, tuple[str, str, float, str]] = {
    Look.EFFECT: (_DEEP, _DEEP, 1, _WHITE),
    Look.BRANCH: (_LIGHT, _PALE, 1, _DEEP),
    Look.EMPTY: (_WHITE, _PALE, 1, _SOFT),
    Look.CAUSE: (_WHITE, _LINE, 1, _INK),
    Look.ROOT: (_WHITE, _ACCENT, 2.5, _INK),
}
"""Filling, border, width of the border and colour of the words, as in ``static/css``."""
_STROKES: Mapping[str, tuple[str, float]] = {
    Stroke.WHY: (_LINE, 1),
    Stroke.BONE: (_ACCENT, 2),
    Stroke.PALE: (_PALE, 2),
    Stroke.SPINE: (_ACCENT, 3.5),
}

_NAMES = " ".join(
    f'xmlns:{prefix}="http://schemas.{place}"'
    for prefix, place in {
        "w": "openxmlformats.org/wordprocessingml/2006/main",
        "wp": "openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "openxmlformats.org/drawingml/2006/main",
        "mc": "openxmlformats.org/markup-compatibility/2006",
        "wpg": "microsoft.com/office/word/2010/wordprocessingGroup",
        "wps": "microsoft.com/office/word/2010/wordprocessingShape",
    }.items()
)


def add_drawing(
    paragraph: Paragraph,
    drawing: Drawing,
    description: str,
    width_mm: float,
    height_mm: float = TALLEST,
) -> None:
    """Add ``drawing`` at the end of ``paragraph``, as large as fits into width and height.

    ``description`` says the same in words, for who does not see it.
    """
    scale = min(width_mm / drawing.width, height_mm / drawing.height) * _MM
    numbers = count(paragraph.part.next_id)
    shapes = [
        *(shape for line in drawing.lines for shape in _line(line, numbers, scale)),
        *(_box(box, next(numbers), scale) for box in drawing.boxes),
    ]
    size = f'cx="{round(drawing.width * scale)}" cy="{round(drawing.height * scale)}"'
    number, words = next(numbers), escape(description).replace("\n", "&#10;")
    paragraph.add_run()._r.append(
        parse_xml(
            f'<mc:AlternateContent {_NAMES}><mc:Choice Requires="wpg"><w:drawing><wp:inline'
            ' distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent {size}/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="Drawing {number}" descr="{words}"/>'
            "<wp:cNvGraphicFramePr/><a:graphic>"
            '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup">'
            "<wpg:wgp><wpg:cNvGrpSpPr/><wpg:grpSpPr><a:xfrm>"
            f'<a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/>'
            f"</a:xfrm></wpg:grpSpPr>{''.join(shapes)}</wpg:wgp>"
            "</a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice></mc:AlternateContent>"
        )
    )


def _box(box: Box, number: int, scale: float) -> str:
    filling, border, firmness, colour = _BOXES[box.look]
    place = _place((box.x, box.y), (box.right, box.bottom), scale)
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="Box {number}"/><wps:cNvSpPr txBox="1"/>'
        f'<wps:spPr>{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f"{_filled(filling)}{_stroked(border, firmness, scale)}</wps:spPr>"
        f"<wps:txbx><w:txbxContent>{_words(box, colour, scale)}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr rot="0" vert="horz" wrap="square" lIns="{round(_INSET * scale)}" tIns="0" '
        f'rIns="{round(_SLACK * scale)}" bIns="0" anchor="ctr"><a:noAutofit/></wps:bodyPr>'
        "</wps:wsp>"
    )


def _words(box: Box, colour: str, scale: float) -> str:
    """One paragraph, broken where the drawing breaks it."""
    half_points = int(SIZE * scale / _POINT * 2)
    look = (
        f"<w:rPr>{'<w:b/>' if box.look in BOLD else ''}"
        f'<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/></w:rPr>'
    )
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in box.lines)
    leading = round(LEADING * scale / _POINT * 20)
    return (
        f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{leading}" w:lineRule="exact"/>'
        f'<w:jc w:val="left"/></w:pPr><w:r>{look}{lines}</w:r></w:p>'
    )


def _line(line: Line, numbers: Iterator[int], scale: float) -> Iterator[str]:
    """A shape for each stretch of the line; the last bears the head."""
    colour, firmness = _STROKES[line.stroke]
    last = len(line.points) - 2
    for place, (start, end) in enumerate(pairwise(line.points)):
        number = next(numbers)
        head = '<a:tailEnd type="triangle"/>' if line.head_length and place == last else ""
        yield (
            f'<wps:wsp><wps:cNvPr id="{number}" name="Line {number}"/><wps:cNvCnPr/>'
            f'<wps:spPr>{_place(start, end, scale)}<a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
            f"{_stroked(colour, firmness, scale, head)}</wps:spPr><wps:bodyPr/></wps:wsp>"
        )


def _place(start: Point, end: Point, scale: float) -> str:
    """The rectangle from ``start`` to ``end``, turned over where the way leads left or up."""
    (x, y), (to_x, to_y) = start, end
    turned = (' flipH="1"' if to_x < x else "") + (' flipV="1"' if to_y < y else "")
    left, top, width, height = (
        round(value * scale) for value in (min(x, to_x), min(y, to_y), abs(to_x - x), abs(to_y - y))
    )
    return (
        f'<a:xfrm{turned}><a:off x="{left}" y="{top}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    )


def _filled(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _stroked(colour: str, firmness: float, scale: float, head: str = "") -> str:
    return f'<a:ln w="{round(firmness * scale)}">{_filled(colour)}{head}</a:ln>'
