"""What a person wrote into an own field: read into the form that is kept, and shown again.

Kept is always text: a date as 2026-02-05, a number with a point, one of a list as it is written.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from qms.kernel.i18n import Sentence

LONGEST = 300
NUMBER = re.compile(r"-?[0-9]{1,12}(?:[.,][0-9]{1,6})?")
DATES = ("%d/%m/%Y", "%Y-%m-%d")


class Sort(StrEnum):
    """What a field holds."""

    TEXT = "text"
    NUMBER = "number"
    DAY = "day"
    CHOICE = "choice"


SORT_NAMES = {
    Sort.TEXT: Sentence("Chữ"),
    Sort.NUMBER: Sentence("Số"),
    Sort.DAY: Sentence("Ngày"),
    Sort.CHOICE: Sentence("Một trong danh sách"),
}
TOO_LONG = Sentence("Nội dung dài quá; hãy viết ngắn lại.")
NO_NUMBER = Sentence("Cần một số, ví dụ 12 hoặc 12,5.")
NO_DAY = Sentence("Ngày chưa đúng; hãy viết như 05/02/2026.")
NOT_OFFERED = Sentence("Hãy chọn một mục trong danh sách.")


class Unreadable(ValueError):
    """What was written does not fit the field; ``reason`` says why."""

    def __init__(self, reason: Sentence) -> None:
        super().__init__(str(reason))
        self.reason = reason


def read(sort: str, choices: Sequence[str], written: str) -> str:
    """``written`` as it is kept, "" for nothing; raises :class:`Unreadable`."""
    words = written.strip()
    if not words:
        return ""
    if len(words) > LONGEST:
        raise Unreadable(TOO_LONG)
    if sort == Sort.NUMBER:
        return _number(words)
    if sort == Sort.DAY:
        return _day(words).isoformat()
    if sort == Sort.CHOICE and words not in choices:
        raise Unreadable(NOT_OFFERED)
    return words


def _number(words: str) -> str:
    if not NUMBER.fullmatch(words):
        raise Unreadable(NO_NUMBER)
    return words.replace(",", ".")


def _day(words: str) -> date:
    for way in DATES:
        try:
            return datetime.strptime(words, way).date()
        except ValueError:
            continue
    raise Unreadable(NO_DAY)


def shown(sort: str, kept: str) -> str:
    """A value as people here write it."""
    if kept and sort == Sort.DAY:
        return f"{date.fromisoformat(kept):%d/%m/%Y}"
    return kept.replace(".", ",") if sort == Sort.NUMBER else kept


def value(sort: str, kept: str) -> str | date | float | int | None:
    """A value as it is ordered by and put into a cell."""
    if not kept:
        return None
    if sort == Sort.DAY:
        return date.fromisoformat(kept)
    if sort == Sort.NUMBER:
        return float(kept) if "." in kept else int(kept)
    return kept
