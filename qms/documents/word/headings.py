"""Which paragraphs are headings, in the ways Vietnamese agencies write them.

Three ways are read: a heading style or outline level; a name with a number (Chương I, Điều 5.,
Mục 2, Phụ lục I); a typed or automatic number before a short line in bold or capitals (5.7, II.).
In a legal text (two articles "Điều" or more) the numbered points below an article are not headings.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import takewhile

from qms.documents.word.blocks import Block, Paragraph

LONGEST = 200
_TAIL = 40
_ARTICLE_RANK, _NUMBER_RANK = 30, 40
_NAMED_RANKS = {"phần": 10, "phụ lục": 10, "chương": 20, "mục": 25, "tiểu mục": 27, "điều": 30}
_NAMED = re.compile(
    r"(?P<name>phần|phụ lục|chương|tiểu mục|mục|điều)\s+(?:thứ\s+)?"
    r"(?P<number>[ivxlc]+|\d{1,3}[a-zđ]?|nhất|hai|ba|bốn|năm|sáu|bảy|tám)\b\s*(?P<mark>[.:–-]?)"
    r"\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_ANNEX_ALONE = re.compile(r"phụ lục\s*[.:]?", re.IGNORECASE)
_NUMBERED = re.compile(
    r"(?P<number>\d{1,2}(?:\.\d{1,3}){0,4}|[IVXL]{1,6}(?:\.\d{1,3}){0,3}|[A-HĐ])(?P<mark>\s*[.)/:–-]\s*|\s+)"
    r"(?P<rest>[^\W\d_“\"(].*)",
    re.DOTALL,
)
_USUAL = re.compile(
    r"mục đích|phạm vi(?: áp dụng)?|tài liệu (?:viện dẫn|tham khảo)|nội dung(?: quy trình)?|"
    r"(?:thuật ngữ|định nghĩa|giải thích|từ viết tắt).{0,40}|lưu đồ.{0,20}|trách nhiệm|"
    r"biểu mẫu(?: áp dụng)?|hồ sơ(?: (?:cần )?lưu.{0,10})?",
    re.IGNORECASE,
)
_ENDS_LIKE_PROSE = (";", ",", ":")
_PAGE_NUMBER = re.compile(r"\t\s*\d{1,4}\s*$|(?:\.{4,}|…{2,})\s*\d{1,4}\s*$")


@dataclass(frozen=True)
class Heading:
    """A heading as read: ``rank`` orders depths (a smaller rank stands higher).

    ``number`` is what people cite ("5.7", "Điều 5"), ``text`` the words after it. ``waits`` when
    the words may stand on the line below. ``beside`` is what the text says on the same line, after
    the colon of its heading.
    """

    rank: int
    number: str
    text: str
    waits: bool = False
    beside: Paragraph | None = None


class Headings:
    """Recognises the headings of one text, after a first look over all of it."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        articles = 0
        for block in blocks:
            found = _NAMED.match(block.text) if isinstance(block, Paragraph) else None
            articles += bool(found and found["name"].casefold() == "điều" and found["mark"])
        self._legal = articles > 1

    def of(self, block: Block) -> Heading | None:
        """The heading that ``block`` is, or nothing."""
        if not isinstance(block, Paragraph) or block.boxed or not block.text:
            return None
        if block.style.lists_contents or _PAGE_NUMBER.search(block.raw[-_TAIL:]):
            return None
        named = _named(block)
        if named or self._legal:
            return named
        return _styled(block) or _numbered(block) or _beside_a_value(block)


def continues(block: Block) -> bool:
    """Whether ``block`` may be the words of a heading whose number stands alone above it."""
    if not isinstance(block, Paragraph) or block.boxed or not 0 < len(block.text) <= LONGEST:
        return False
    return block.capital or block.bold or block.centred or block.level is not None


def _named(block: Paragraph) -> Heading | None:
    text = block.text
    if _ANNEX_ALONE.fullmatch(text):
        return Heading(_NAMED_RANKS["phụ lục"], text.rstrip(" .:"), "", waits=True)
    found = _NAMED.match(text)
    if not found:
        return None
    name, rest = found["name"].casefold(), found["rest"]
    stands_out = block.bold or block.capital or block.centred or block.level is not None
    if rest and not (stands_out or (found["mark"] and rest[0].isupper())):
        return None
    number = text[: found.end("number")]
    if len(rest) > LONGEST:
        rest = ""
        if name != "điều":
            return None
    return Heading(_NAMED_RANKS[name], number, rest, waits=not rest and name != "điều")


def _styled(block: Paragraph) -> Heading | None:
    if block.level is None or len(block.text) > LONGEST:
        return None
    number, text = _parted(block)
    return Heading(_NUMBER_RANK + max(block.level, _depth(number)), number, text)


def _numbered(block: Paragraph) -> Heading | None:
    number, text = _parted(block)
    if not number or len(text) > LONGEST or text.endswith(_ENDS_LIKE_PROSE):
        return None
    stands_out = block.bold or _is_capital(text)
    if not (stands_out or _USUAL.fullmatch(text.rstrip(" .:"))):
        return None
    return Heading(_rank(number), number, text)


def _beside_a_value(block: Paragraph) -> Heading | None:
    """The heading that a line begins with in bold: **5.4. Thời gian xử lý:** 05 ngày làm việc."""
    bold = list(takewhile(lambda piece: piece.look.bold or not piece.text.strip(), block.pieces))
    named = replace(block, pieces=tuple(bold))
    value = replace(block, pieces=block.pieces[len(bold) :], label=None)
    if not named.text.endswith(":") or not value.text:
        return None
    number, text = _parted(named)
    if not number or "." not in number or len(text) > LONGEST:
        return None
    return Heading(_rank(number), number, text.rstrip(" :"), beside=value)


def _rank(number: str) -> int:
    if number[0].isdigit():
        return _NUMBER_RANK + _depth(number)
    first, *deeper = number.split(".")
    return _ARTICLE_RANK + (not _is_roman(first)) + len(deeper)


def _parted(block: Paragraph) -> tuple[str, str]:
    """The number, typed or automatic, and the words after it."""
    text = block.text
    found = _NUMBERED.match(text)
    if not found or (not found["number"][0].isdigit() and not found["mark"].strip()):
        return "", text
    return found["number"], found["rest"].strip()


def _depth(number: str) -> int:
    return number.count(".") + 1 if number[:1].isdigit() else 1


def _is_roman(number: str) -> bool:
    return set(number) <= set("IVXL")


def _is_capital(text: str) -> bool:
    return text.upper() == text
