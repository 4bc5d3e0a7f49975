"""Our own procedure text: front matter, headings, paragraphs, bullets and tables, kept as a file.

---
code: QT.HT.01
title: Kiểm soát thông tin dạng văn bản
kind: procedure
issue: 1
amendment: 0
---
# 1 Mục đích
A paragraph with **bold** and *italic*.
- bullet
| TT | Trình tự |
| --- | --- |
| 1 | ... |
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from qms.kernel.i18n import Sentence

_KNOWN_KEYS = ("code", "title", "kind", "issue", "amendment")
_FENCE = "---"
_NUMBER = r"\d+(?:\.\d+)*|[IVXL]+|(?:Phần|Chương|Mục|Điều|Phụ lục) (?:\d+|[IVXL]+)"
_HEADING = re.compile(rf"(?P<signs>#{{1,4}})\s+(?:(?P<number>{_NUMBER})\.?\s+)?(?P<text>\S.*)")
_RULE_CELL = re.compile(r":?-{3,}:?")
_MARKED = re.compile(
    r"\*\*(?P<bold>[^*\s](?:[^*]*[^*\s])?)\*\*|\*(?P<italic>[^*\s](?:[^*]*[^*\s])?)\*"
)


@dataclass(frozen=True)
class Span:
    """A stretch of words with one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading; ``level`` from 1, ``number`` as typed ("5.1", "Điều 2") or ""."""

    level: int
    number: str
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, its marks still in it; :func:`spans` reads them."""

    text: str


@dataclass(frozen=True)
class Bullets:
    """A list, one text an item."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table; every row has as many cells as ``header``."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True)
class ProcedureText:
    """A procedure as text. ``extra`` holds the other lines of the front matter,
    ``raw`` the whole text as given."""

    code: str
    title: str
    kind: str
    issue: int
    amendment: int
    extra: dict[str, str]
    blocks: tuple[Block, ...]
    raw: str


class UnreadableText(ValueError):
    """The text breaks the format: ``line`` counts from 1, ``reason`` is the sentence to show."""

    def __init__(self, line: int, reason: Sentence) -> None:
        self.line = line
        self.reason = Sentence("Dòng %(line)s: %(reason)s", line=line, reason=reason)
        super().__init__(str(self.reason))


def parse(raw: str) -> ProcedureText:
    """Read ``raw``; :class:`UnreadableText` names the first line that breaks the format."""
    lines = unicodedata.normalize("NFC", raw.removeprefix("\ufeff")).splitlines()
    front, after = _front_matter(lines)
    said = {key: text for key, (text, _) in front.items()}
    for key in _KNOWN_KEYS:
        if not said.get(key):
            raise UnreadableText(after, Sentence("Phần đầu còn thiếu mục “%(key)s”.", key=key))
    return ProcedureText(
        code=said["code"],
        title=said["title"],
        kind=said["kind"],
        issue=_count(*front["issue"]),
        amendment=_count(*front["amendment"]),
        extra={key: text for key, text in said.items() if key not in _KNOWN_KEYS},
        blocks=tuple(_Lines(lines, after).blocks()),
        raw=raw,
    )


def spans(text: str) -> list[Span]:
    """``text`` parted at its **bold** and *italic* marks; the marks themselves are gone."""
    found: list[Span] = []
    at = 0
    for mark in _MARKED.finditer(text):
        found.append(Span(text[at : mark.start()]))
        bold = mark["bold"]
        found.append(Span(bold or mark["italic"], bold=bool(bold), italic=not bold))
        at = mark.end()
    found.append(Span(text[at:]))
    return [span for span in found if span.text]


def _front_matter(lines: list[str]) -> tuple[dict[str, tuple[str, int]], int]:
    """Key to (text, line), and the line where the front matter is closed."""
    if not lines or lines[0].strip() != _FENCE:
        raise UnreadableText(1, Sentence("Tệp phải bắt đầu bằng dòng ---."))
    front: dict[str, tuple[str, int]] = {}
    for place, line in enumerate(lines[1:], start=2):
        if line.strip() == _FENCE:
            return front, place
        key, colon, text = line.partition(":")
        if not colon or not key.strip() or key.strip() in front:
            raise UnreadableText(
                place, Sentence("Phần đầu cần dạng “mục: nội dung”, mỗi mục một lần.")
            )
        front[key.strip()] = (text.strip(), place)
    raise UnreadableText(len(lines), Sentence("Phần đầu chưa được đóng bằng dòng ---."))


def _count(text: str, line: int) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise UnreadableText(line, Sentence("“%(found)s” không phải là số đếm.", found=text))
    return int(text)


class _Lines:
    """The lines after the front matter, taken one block at a time."""

    def __init__(self, lines: list[str], at: int) -> None:
        self._lines = lines
        self._at = at

    def blocks(self) -> list[Block]:
        found: list[Block] = []
        while self._at < len(self._lines):
            if self._here().strip():
                found.append(self._block())
            else:
                self._at += 1
        return found

    def _here(self) -> str:
        return self._lines[self._at]

    def _block(self) -> Block:
        line = self._here()
        if line.startswith("#"):
            return self._heading()
        if line.startswith("|"):
            return self._table()
        if line.startswith("- "):
            return Bullets(tuple(text[2:].strip() for text in self._while(_is_bullet)))
        return Paragraph(" ".join(text.strip() for text in self._while(_is_prose)))

    def _while(self, belongs: Callable[[str], bool]) -> list[str]:
        start = self._at
        while self._at < len(self._lines) and belongs(self._here()):
            self._at += 1
        return self._lines[start : self._at]

    def _heading(self) -> Heading:
        found = _HEADING.fullmatch(self._here().strip())
        self._at += 1
        if not found:
            raise UnreadableText(
                self._at, Sentence("Đề mục cần từ một đến bốn dấu #, một dấu cách rồi tên đề mục.")
            )
        return Heading(len(found["signs"]), found["number"] or "", found["text"])

    def _table(self) -> Table:
        start = self._at
        rows = [_cells(line) for line in self._while(lambda line: line.startswith("|"))]
        if len(rows) < 2 or not all(map(_RULE_CELL.fullmatch, rows[1])):
            raise UnreadableText(
                start + 1, Sentence("Dưới dòng đầu của bảng cần một dòng | --- | --- |.")
            )
        for place, row in enumerate(rows):
            if len(row) != len(rows[0]):
                raise UnreadableText(
                    start + place + 1,
                    Sentence(
                        "Dòng của bảng có %(found)s ô, dòng đầu bảng có %(wanted)s ô.",
                        found=len(row),
                        wanted=len(rows[0]),
                    ),
                )
        return Table(rows[0], tuple(rows[2:]))


def _is_bullet(line: str) -> bool:
    return line.startswith("- ")


def _is_prose(line: str) -> bool:
    return bool(line.strip()) and not line.startswith(("#", "|", "- "))


def _cells(line: str) -> tuple[str, ...]:
    return tuple(
        cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")
    )
