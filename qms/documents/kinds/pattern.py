"""How the codes of a kind are made: a small language, and what it reads out of codes.

A pattern is literal text with ``{number}`` once, and ``{unit}`` and ``{year}`` at most once each;
``{number:02}`` fills the number up to two digits. ``QT-{number:02}/{unit}`` makes ``QT-07/TP``.
Codes are read by their canonical keys, so that ``qt.07.tp`` is the same code.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from qms.kernel.i18n import Sentence
from qms.textindex.analysis import code_key

_PLACE = re.compile(r"\{(?:(?P<name>unit|year)|number(?::0(?P<width>[2-6]))?)\}")
_STANDS_FOR = {"unit": "\ue001", "year": "\ue002", "number": "\ue003"}
_READS = {
    "unit": r"(?P<unit>[^\W\d_][^\W_]*?(?:-[^\W\d_][^\W_]*?)*?)",
    "year": r"(?P<year>\d{4})",
    "number": r"(?P<number>\d{1,6})",
}

Series = tuple[str, str]
"""Codes that are counted together: those of one unit mark and one year ("" where not written)."""


@dataclass(frozen=True)
class Place:
    """Where a code stands: its series, and its number there."""

    series: Series
    number: int


def fault(text: str) -> Sentence | None:
    """What is wrong with a pattern; nothing for none at all."""
    if not text:
        return None
    names = [found["name"] or "number" for found in _PLACE.finditer(text)]
    rest = _PLACE.sub("", text)
    if "{" in rest or "}" in rest:
        return Sentence("Trong ngoặc nhọn chỉ viết được {number}, {number:02}, {unit} hoặc {year}.")
    if names.count("number") != 1:
        return Sentence("Quy tắc cần có số thứ tự {number} đúng một lần.")
    if len(set(names)) != len(names):
        return Sentence("Mỗi phần {unit}, {year} chỉ viết một lần.")
    if not any(map(str.isalnum, rest)):
        return Sentence("Quy tắc cần có chữ cố định, ví dụ QT trong QT-{number:02}.")
    return None


def make(pattern: str, number: int, unit: str, year: int) -> str:
    """The code of that number."""

    def fill(found: re.Match[str]) -> str:
        if found["name"]:
            return unit if found["name"] == "unit" else f"{year:04d}"
        return f"{number:0{found['width'] or 1}d}"

    return _PLACE.sub(fill, pattern)


@lru_cache(maxsize=64)
def _reader(pattern: str) -> re.Pattern[str]:
    def mark(found: re.Match[str]) -> str:
        return _STANDS_FOR[found["name"] or "number"]

    said = re.escape(code_key(_PLACE.sub(mark, pattern)))
    for name, sign in _STANDS_FOR.items():
        said = said.replace(sign, _READS[name])
    return re.compile(said)


def read(pattern: str, key: str) -> Place | None:
    """Where the code of that key stands in ``pattern``; nothing when it does not follow it."""
    found = _reader(pattern).fullmatch(key)
    if found is None:
        return None
    said = found.groupdict(default="")
    return Place((said.get("unit", ""), said.get("year", "")), int(said["number"]))


def next_codes(pattern: str, keys: Iterable[str], unit: str, year: int, most: int = 1) -> list[str]:
    """The codes that come after the highest number given in the series of ``unit`` and ``year``.

    Numbers left out before are not filled: a gap stays, and the register explains it.
    """
    here = read(pattern, code_key(make(pattern, 1, unit, year)))
    places = (read(pattern, key) for key in keys)
    given = [place.number for place in places if place and here and place.series == here.series]
    first = max(given, default=0) + 1
    return [make(pattern, number, unit, year) for number in range(first, first + most)]
