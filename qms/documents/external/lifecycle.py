"""How an external document stands on a day, and what stands against what is said of it.

Source: Law on the promulgation of legal documents (what ends a legal document: its own term, a new
one in its place, an act that repeals it) and ISO 9001:2015, 7.5.3.2. An act is never removed: one
that was declared by mistake is taken back, with a reason.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from qms.documents.external import KIND_NAMES
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence


class Standing(StrEnum):
    """How a document stands on a day."""

    NOT_YET = "not yet in force"
    IN_FORCE = "in force"
    PARTLY = "partly lapsed"
    LAPSED = "lapsed"


class Act(StrEnum):
    """What happened to it."""

    REPLACED = "replaced"
    LAPSED = "lapsed"
    PARTLY = "partly lapsed"
    AMENDED = "amended"
    EXPIRED = "expired"


STANDING_NAMES = {
    Standing.NOT_YET: Sentence("Chưa có hiệu lực"),
    Standing.IN_FORCE: Sentence("Còn hiệu lực"),
    Standing.PARTLY: Sentence("Hết hiệu lực một phần"),
    Standing.LAPSED: Sentence("Hết hiệu lực"),
}
ACT_NAMES = {
    Act.REPLACED: Sentence("Bị thay thế"),
    Act.LAPSED: Sentence("Hết hiệu lực toàn bộ"),
    Act.PARTLY: Sentence("Hết hiệu lực một phần"),
    Act.AMENDED: Sentence("Được sửa đổi, bổ sung"),
    Act.EXPIRED: Sentence("Hết thời hạn hiệu lực"),
}
ENDING = (Act.REPLACED, Act.LAPSED, Act.EXPIRED)
BY_ANOTHER = (Act.REPLACED, Act.AMENDED)
"""Acts that only another document can do."""
DECLARED = tuple(act for act in Act if act is not Act.EXPIRED)
"""Acts that a person declares; that a term has run out is noted by the program."""

NO_NUMBER = Sentence("Số, ký hiệu cần có ít nhất một chữ số.")
ENDS_BEFORE_IT_BEGINS = Sentence("Ngày hết hiệu lực phải từ ngày có hiệu lực trở đi.")
BEGINS_BEFORE_IT_IS_SIGNED = Sentence("Ngày có hiệu lực không được trước ngày ký.")
ODD_LINK = Sentence("Đường dẫn phải bắt đầu bằng http:// hoặc https://.")
NEEDS_ANOTHER = Sentence("Hãy chọn văn bản thay thế hoặc sửa đổi.")
NOT_BY_ITSELF = Sentence("Một văn bản không thể tự thay thế hay sửa đổi chính nó.")
ENDED_BEFORE = Sentence(
    "Văn bản này đã được ghi là hết hiệu lực. Nếu ghi nhầm, hãy rút lại lần ghi trước."
)
TAKEN_BACK = Sentence("Lần ghi này đã được rút lại rồi.")
TERM_MOVED = Sentence("Thời hạn hiệu lực của văn bản đã được sửa.")
ONLY_OFFICER = Sentence("Chỉ thư ký ISO được làm việc này.")


def may_not_keep(_document: Any, actor: Actor) -> Sentence | None:
    """External documents are kept by the quality officer."""
    return None if actor.has(Role.QUALITY_OFFICER) else ONLY_OFFICER


def standing_acts(document: Any) -> Sequence[Any]:
    """The acts that hold, in the order of their days."""
    held = (act for act in document.acts if act.revoked_at is None)
    return sorted(held, key=lambda act: (act.day, act.id or 0))


def standing_on(document: Any, day: date) -> Standing:
    """How ``document`` stands on ``day``; ``until`` is its last day in force."""
    done = {act.kind for act in standing_acts(document) if act.day <= day}
    if not done.isdisjoint(ENDING) or (document.until and document.until < day):
        return Standing.LAPSED
    if document.in_force_from and document.in_force_from > day:
        return Standing.NOT_YET
    return Standing.PARTLY if Act.PARTLY in done else Standing.IN_FORCE


def ends_on(document: Any) -> date | None:
    """The first day on which it is no longer in force, if one is known."""
    days = [act.day for act in standing_acts(document) if act.kind in ENDING]
    if after := day_after(document.until):
        days.append(after)
    return min(days, default=None)


def day_after(until: date | None) -> date | None:
    """The first day out of force of what is in force until the end of ``until``."""
    return until + timedelta(days=1) if until else None


def has_ended(document: Any) -> bool:
    """Whether an act that ends it is known."""
    return any(act.kind in ENDING for act in standing_acts(document))


def unfit(facts: Any) -> list[Sentence | None]:
    """What stands against the facts of a document."""
    start, end, signed = facts.in_force_from, facts.until, facts.signed_on
    return [
        None if any(map(str.isdecimal, facts.number)) else NO_NUMBER,
        None if facts.kind in KIND_NAMES else Sentence("Hãy chọn loại văn bản trong danh sách."),
        ENDS_BEFORE_IT_BEGINS if start and end and end < start else None,
        BEGINS_BEFORE_IT_IS_SIGNED if start and signed and start < signed else None,
        odd_link(facts.link),
    ]


def odd_link(link: str) -> Sentence | None:
    """A link leads to a page of the web; nothing else is ever followed."""
    if not link:
        return None
    parts = urlsplit(link) if re.fullmatch(r"[\x21-\x7e]+", link) else None
    fit = parts and parts.scheme in ("http", "https") and parts.hostname
    return None if fit else ODD_LINK


def cannot_happen(document: Any, kind: str, other: Any, day: date) -> list[Sentence | None]:
    """What stands against declaring an act of ``kind``, done by ``other``, from ``day``."""
    ended = has_ended(document)
    early = document.signed_on and day < document.signed_on
    return [
        None if kind in DECLARED else Sentence("Hãy chọn một việc trong danh sách."),
        NEEDS_ANOTHER if kind in BY_ANOTHER and other is None else None,
        NOT_BY_ITSELF if other is not None and other.id == document.id else None,
        ENDED_BEFORE if ended and kind in (*ENDING, Act.PARTLY) else None,
        Sentence("Ngày này không được trước ngày ký văn bản.") if early else None,
    ]
