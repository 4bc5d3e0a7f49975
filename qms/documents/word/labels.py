"""The labels under which agencies print code, issue and amendment, and what may follow them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qms.documents.word.blocks import Block, Paragraph, Table

_LONGEST = 300

Kind = Literal["code", "issue", "amendment", "title"]

_ANY_CODE = r"[A-ZĐ0-9][A-ZĐa-zđ0-9]*(?:\s?[-–—./_]+\s?[A-ZĐa-zđ0-9]+)*"
_COUNT = r"\d{1,3}(?:\s?[./-]\s?\d{1,3})?(?![\d/.-])"
_BOTH = (
    r"(?:lần\s+)?(?:ban hành|bh|phát hành)\s*(?:[/(-]|và)\s*(?:lần\s+)?(?:sửa đổi|sđ|soát xét)\)?"
)
_LABELS: dict[Kind, str] = {
    "code": r"mã\s*(?:hiệu|số|tài liệu|văn bản|quy trình|biểu mẫu|hoá|hóa|qt|tl|vb)"
    r"(?:\s+(?:tài liệu|văn bản|quy trình|biểu mẫu))?|ký hiệu(?:\s+(?:tài liệu|văn bản))?|"
    r"kí hiệu|số hiệu|document (?:code|no\.?|number)|code|doc\.? no\.?",
    "issue": _BOTH + r"|lần\s+(?:ban hành|bh|phát hành)(?:\s+thứ)?|(?:ban hành|bh|phát hành)\s+lần"
    r"(?:\s+thứ)?|phiên bản(?:\s+số)?|issue(?:\s+no\.?)?|version",
    "amendment": _BOTH + r"|lần\s+(?:sửa đổi|sđ|soát xét|hiệu chỉnh|sửa)(?:\s+thứ)?|"
    r"(?:sửa đổi|soát xét|hiệu chỉnh)\s+lần(?:\s+thứ)?|soát xét|amendment(?:\s+no\.?)?|revision",
    "title": r"tên\s+(?:tài liệu|quy trình|văn bản|biểu mẫu)|tiêu đề|document title|title",
}
_VALUES: dict[Kind, re.Pattern[str]] = {
    "code": re.compile(_ANY_CODE),
    "issue": re.compile(_COUNT),
    "amendment": re.compile(_COUNT),
    "title": re.compile(r"[^\W_].{2,199}", re.DOTALL),
}
_EDGE = r"(?:^|(?<=[\s(|;,/]))"
_IN_LINE = {
    kind: re.compile(rf"{_EDGE}(?:{label})\s*(?P<mark>[:：.]?)\s*(?P<rest>.*)$", re.I | re.S)
    for kind, label in _LABELS.items()
}
_ALONE = {kind: re.compile(rf"(?:{label})\s*[:：.]?", re.I) for kind, label in _LABELS.items()}
_ANY_LABEL = re.compile(rf"{_EDGE}(?:{'|'.join(_LABELS.values())}|ngày|trang|page|date)\b", re.I)
_LAW_NUMBER = re.compile(
    r"(?:Số|SỐ|số)\s*[:：]?\s*(?P<number>\d{1,5}/(?:\d{4}/)?[A-ZĐ]{1,6}(?:-[A-ZĐ]+)*)"
)
_BARE_CODE = re.compile(r"[A-ZĐ]{2,}[A-ZĐ0-9]*(?:\s?[-–./]\s?[A-ZĐ0-9]{1,8})+")
_PLACEHOLDER = re.compile(
    r"\.{2,}|…|_{2,}|\{\{|\}\}|\[[^\]]*\]|<[^>]*>|(?:^|[^\w])([xyn])\1+(?![\w])", re.IGNORECASE
)
_HISTORY = re.compile(
    r"yêu cầu sửa đổi|mô tả|(?:nội dung|vị trí)\s+(?:xem xét|sửa đổi|thay đổi)|request|description",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Spot:
    """A place where a value may stand: the line, then the cell to the right, then the one below."""

    line: str
    right: str = ""
    below: str = ""


def spots(blocks: list[Block]) -> Iterator[Spot]:
    """Every line of ``blocks`` with its neighbours; tables of amendments are passed over."""
    for block in blocks:
        if isinstance(block, Paragraph):
            for line in block.raw.split("\n"):
                yield Spot(line.strip())
        elif not is_history(block):
            yield from _table_spots(block)


def is_history(table: Table) -> bool:
    """Whether ``table`` lists amendments, whose numbers are those of earlier editions."""
    return len(table.rows) > 1 and any(
        _HISTORY.search(cell.text) for row in table.rows[:2] for cell in row.cells
    )


def _table_spots(table: Table) -> Iterator[Spot]:
    for place, row in enumerate(table.rows):
        under = table.rows[place + 1] if place + 1 < len(table.rows) else None
        below = {cell.column: cell.text for cell in under.cells} if under else {}
        for index, cell in enumerate(row.cells):
            right = row.cells[index + 1].text if index + 1 < len(row.cells) else ""
            lines = cell.lines
            for line_place, line in enumerate(lines):
                after = lines[line_place + 1] if line_place + 1 < len(lines) else ""
                last = line_place + 1 == len(lines)
                yield Spot(
                    line, right if last else after, below.get(cell.column, "") if last else ""
                )
            inner = [block for block in cell.blocks if isinstance(block, Table)]
            yield from spots(list(inner))


def said(kind: Kind, spot: Spot) -> str | None:
    """What the label ``kind`` says at ``spot``: its value, "" if left open, None if not there."""
    if _ALONE[kind].fullmatch(spot.line):
        values = (spot.right, spot.below)
        filled = [text for text in values if text and not _ANY_LABEL.match(text)]
        read = (_value(kind, text, marked=True) for text in filled)
        return next((value for value in read if value), "")
    found = _IN_LINE[kind].search(spot.line)
    if not found:
        return None
    value = _value(kind, found["rest"], marked=bool(found["mark"].strip()))
    # Without a colon a label may be no more than words of a sentence.
    return value if value or found["mark"] else None


def _value(kind: Kind, text: str, *, marked: bool) -> str:
    rest = re.split(r"\t|\s{3,}|[|;]", text.strip()[:_LONGEST])[0]
    following = _ANY_LABEL.search(rest) if kind != "title" else None
    if following and following.start() > 0:
        rest = rest[: following.start()]
    if is_placeholder(rest) or (kind == "title" and not marked):
        return ""
    found = _VALUES[kind].match(rest)
    value = " ".join(found[0].split()) if found else ""
    if kind == "code" and not (
        any(c.isdigit() for c in value) or _BARE_CODE.match(value) or (marked and value.isupper())
    ):
        return ""
    return _count(kind, value) if kind in ("issue", "amendment") else value


def _count(kind: Kind, value: str) -> str:
    """Of "02/01" the issue takes the first number, the amendment the second."""
    first, *second = re.split(r"\s?[./-]\s?", value)
    if kind == "amendment" and second:
        return second[0]
    return first


def law_number(line: str) -> str:
    """The number of a legal or administrative text in ``line`` ("30/2020/NĐ-CP"), or ""."""
    found = _LAW_NUMBER.match(line)
    return found["number"] if found else ""


def bare_code(line: str) -> str:
    """``line`` when it is nothing but a code with a number in it, or ""."""
    line = " ".join(line.split())
    whole = _BARE_CODE.fullmatch(line) and any(sign.isdigit() for sign in line)
    return line if whole and not is_placeholder(line) else ""


def is_placeholder(text: str) -> bool:
    """Whether ``text`` still waits to be filled in: dots, "xx", brackets, lines to write on."""
    return bool(_PLACEHOLDER.search(text))


def identifies(text: str) -> bool:
    """Whether a label of code, issue or amendment, with a mark or alone, stands in ``text``."""
    kinds: tuple[Kind, ...] = ("code", "issue", "amendment")
    return any(said(kind, Spot(text[:_LONGEST])) is not None for kind in kinds)


def has_label(text: str) -> bool:
    """Whether a label of a document's header, page and date included, stands in ``text``."""
    return bool(_ANY_LABEL.search(text))
