"""Automatic numbers, which Word shows but does not store: counted again as Word counts them."""

from dataclasses import dataclass

from lxml import etree

from qms.documents.word.names import W, value
from qms.documents.word.styles import is_on
from qms.kernel.office.xml import number

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_LEVELS = 9


@dataclass(frozen=True)
class Level:
    """How one depth of a list is numbered; ``text`` holds %1 to %9 for the counters."""

    start: int
    form: str
    text: str
    legal: bool


@dataclass(frozen=True)
class Label:
    """What Word prints before a paragraph; ``text`` is "" for a bullet."""

    text: str
    depth: int
    plain: int | None
    """The number alone, where the label is only a decimal number ("3." or "3)")."""


class Numbering:
    """Counts through one part of a file; ask for each paragraph once, in order."""

    def __init__(self, root: etree._Element | None) -> None:
        self._lists: dict[str, str] = {}
        self._levels: dict[str, dict[int, Level]] = {}
        self._restarts: dict[tuple[str, int], int] = {}
        self._counters: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: etree._Element) -> None:
        for element in root.iterfind(f"{W}abstractNum"):
            self._levels[value(element, "abstractNumId")] = {
                number(value(level, "ilvl")): _level(level) for level in element.iterfind(f"{W}lvl")
            }
        for element in root.iterfind(f"{W}num"):
            list_id = value(element, "numId")
            self._lists[list_id] = value(element.find(f"{W}abstractNumId"))
            for override in element.iterfind(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._restarts[list_id, number(value(override, "ilvl"))] = number(value(start))

    def label(self, list_id: str, depth: int) -> Label | None:
        """The label of the next paragraph of the list at ``depth`` (from 0), if it has one."""
        abstract = self._lists.get(list_id, "")
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or not 0 <= depth < _LEVELS:
            return None
        count = self._count(list_id, abstract, depth, level)
        if level.form in ("bullet", "none") or "%" not in level.text:
            return Label("", depth, None)
        text = self._fill(level, levels, self._counters[abstract])
        bare = level.form == "decimal" and level.text in (f"%{depth + 1}.", f"%{depth + 1})")
        return Label(text, depth, count if bare else None)

    def _count(self, list_id: str, abstract: str, depth: int, level: Level) -> int:
        counters = self._counters.setdefault(abstract, [None] * _LEVELS)
        restart = self._restarts.get((list_id, depth))
        if restart is not None and (list_id, depth) not in self._begun:
            count = restart
        else:
            before = counters[depth]
            count = level.start if before is None else before + 1
        self._begun.add((list_id, depth))
        counters[depth] = count
        counters[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        return count

    def _fill(self, level: Level, levels: dict[int, Level], counters: list[int | None]) -> str:
        text = level.text
        for depth in range(_LEVELS):
            if f"%{depth + 1}" in text:
                other = levels.get(depth, level)
                counter = counters[depth]
                count = other.start if counter is None else counter
                form = "decimal" if level.legal else other.form
                text = text.replace(f"%{depth + 1}", _written(count, form))
        return text


def _level(element: etree._Element) -> Level:
    return Level(
        start=number(value(element.find(f"{W}start")), 1),
        form=value(element.find(f"{W}numFmt")) or "decimal",
        text=value(element.find(f"{W}lvlText")),
        legal=is_on(element.find(f"{W}isLgl")),
    )


def _written(count: int, form: str) -> str:
    if form in ("upperRoman", "lowerRoman") and 0 < count < 40:
        written = _roman(count)
        return written.upper() if form == "upperRoman" else written
    if form in ("upperLetter", "lowerLetter") and 0 < count <= 26:
        return chr(ord("A" if form == "upperLetter" else "a") + count - 1)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    written = ""
    for size, sign in _ROMAN:
        times, count = divmod(count, size)
        written += sign * times
    return written
