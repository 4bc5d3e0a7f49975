"""Styles: what a style, with all it is based on, says of a paragraph or of the font of a run."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from lxml import etree

from qms.documents.word.names import W, value
from qms.kernel.office.xml import number

_DEEPEST_HEADING = 9
_LONGEST_CHAIN = 20
_HEADING_NAME = re.compile(
    r"(?:heading|tiêu đề|đầu đề|đề mục|mục|titre|kop)\s*(\d)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class Style:
    """What matters of a style; ``level`` is 1-9 for a heading style, else nothing.

    ``numbering`` is (number id, depth from 0), as for a paragraph numbered by itself.
    """

    name: str = ""
    level: int | None = None
    bold: bool = False
    caps: bool = False
    centred: bool = False
    font: str = ""
    numbering: tuple[str, int] | None = None

    @property
    def lists_contents(self) -> bool:
        """Whether it is a line of a table of contents, which repeats headings."""
        return bool(re.match(r"(?:toc|mục lục)\b", self.name, re.IGNORECASE))


PLAIN = Style()


class Styles:
    """The styles of a file, each worked out once, when it is first asked for."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._default = ""
        self._known: dict[str, Style] = {}
        self._font = (
            "" if root is None else font_of(root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr"))
        )
        for element in () if root is None else root.iterfind(f"{W}style"):
            if value(element, "type") not in ("paragraph", "character"):
                continue
            self._elements[value(element, "styleId")] = element
            is_default = value(element, "default") in ("1", "true")
            if is_default and value(element, "type") == "paragraph":
                self._default = value(element, "styleId")

    def of(self, style_id: str) -> Style:
        """The style called ``style_id``; the default one for ""."""
        style_id = style_id or self._default
        if style_id not in self._known:
            self._known[style_id] = self._work_out(style_id)
        return self._known[style_id]

    def _work_out(self, style_id: str) -> Style:
        chain = list(self._chain(style_id))
        if not chain:
            return replace(PLAIN, font=self._font)
        name = value(chain[0].find(f"{W}name"))
        return Style(
            name=name,
            level=_level(chain),
            bold=_first(chain, f"{W}rPr/{W}b"),
            caps=_first(chain, f"{W}rPr/{W}caps"),
            centred=_alignment(chain) == "center",
            font=_font(chain) or self._font,
            numbering=_numbering(chain),
        )

    def _chain(self, style_id: str) -> Iterator[etree._Element]:
        seen: set[str] = set()
        while style_id in self._elements and style_id not in seen and len(seen) < _LONGEST_CHAIN:
            seen.add(style_id)
            element = self._elements[style_id]
            yield element
            style_id = value(element.find(f"{W}basedOn"))


def is_on(element: etree._Element | None) -> bool:
    """Whether an on/off mark such as ``w:b`` is present and not switched off."""
    return element is not None and value(element) not in ("0", "false", "none", "off")


def font_of(properties: etree._Element | None) -> str:
    """The font of Latin letters that run properties name, or ""."""
    found = None if properties is None else properties.find(f"{W}rFonts")
    return value(found, "ascii") or value(found, "hAnsi")


def outline_level(properties: etree._Element | None) -> int | None:
    """The heading level 1-9 that paragraph properties give themselves."""
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    level = number(value(found), _DEEPEST_HEADING) + 1
    return level if found is not None and 1 <= level <= _DEEPEST_HEADING else None


def own_numbering(properties: etree._Element | None) -> tuple[str, int] | None:
    """The (number id, depth) that paragraph properties give; id "0" switches numbering off."""
    found = None if properties is None else properties.find(f"{W}numPr")
    if found is None or found.find(f"{W}numId") is None:
        return None
    return value(found.find(f"{W}numId")), number(value(found.find(f"{W}ilvl")))


def _level(chain: list[etree._Element]) -> int | None:
    for element in chain:
        named = _HEADING_NAME.match(value(element.find(f"{W}name")))
        if named and named[1] != "0":
            return int(named[1])
        level = outline_level(element.find(f"{W}pPr"))
        if level:
            return level
    return None


def _first(chain: list[etree._Element], path: str) -> bool:
    for element in chain:
        found = element.find(path)
        if found is not None:
            return is_on(found)
    return False


def _font(chain: list[etree._Element]) -> str:
    said = (font_of(element.find(f"{W}rPr")) for element in chain)
    return next((font for font in said if font), "")


def _alignment(chain: list[etree._Element]) -> str:
    said = (value(element.find(f"{W}pPr/{W}jc")) for element in chain)
    return next((alignment for alignment in said if alignment), "")


def _numbering(chain: list[etree._Element]) -> tuple[str, int] | None:
    said = (own_numbering(element.find(f"{W}pPr")) for element in chain)
    return next((numbering for numbering in said if numbering), None)
