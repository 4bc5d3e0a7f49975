"""Who may say who reads a document, and when a reader may confirm. Objections only.

Source: ISO 9001:2015, 7.5.3 (documents are there for those who need them); the written procedure is
``procedures/document-control``, 5.10.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qms.documents.lifecycle import OPEN, State
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence

EVERYBODY = "everybody"
NEVER_ASKED = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
"""Who reads nothing by that role, and who comes from outside and changes nothing."""

GROUPS = (EVERYBODY, *(str(role) for role in Role if role not in NEVER_ASKED))
"""Whom an entry may name in its unit."""

NOT_IN_FORCE = Sentence(
    "Chỉ xác nhận đã đọc phiên bản đang có hiệu lực; tài liệu này hiện không có phiên bản như vậy."
)
NOT_ASKED = Sentence(
    "Bạn không có trong danh sách phổ biến của tài liệu này nên không cần xác nhận."
)
READ_BEFORE = Sentence("Bạn đã xác nhận đọc phiên bản này rồi.")
USUAL_DAYS = 5
"""In how many working days one reads, where the list does not say otherwise."""
MOST_DAYS = 60


@dataclass(frozen=True)
class Standing:
    """How the present edition of a document stands with one person."""

    in_force: bool
    is_asked: bool
    read_at: datetime | None = None

    @property
    def awaits(self) -> bool:
        """Whether the person is to read it and to say so."""
        return not any(objections(self))


def objections(standing: Standing) -> list[Sentence | None]:
    """What stands in the way of saying "I have read it"."""
    if not standing.in_force:
        return [NOT_IN_FORCE]
    return [
        None if standing.is_asked or standing.read_at else NOT_ASKED,
        READ_BEFORE if standing.read_at else None,
    ]


def another_edition(edition: Any, serial: int) -> Sentence | None:
    """A receipt is for the very edition that was on the reader's screen."""
    if edition.serial == serial or edition.state != State.IN_FORCE:
        return None
    return Sentence(
        "Tài liệu đã có phiên bản mới, lần %(number)s. Chưa có gì được xác nhận; "
        "hãy đọc phiên bản mới rồi xác nhận.",
        number=edition.number,
    )


def may_not_distribute(document: Any, actor: Actor) -> Sentence | None:
    """The list is the quality officer's, and the author's while their edition is on its way."""
    writes = any(e.state in OPEN and e.author_id == actor.id for e in document.editions)
    if actor.has(Role.QUALITY_OFFICER) or (writes and actor.has(Role.AUTHOR)):
        return None
    return Sentence(
        "Chỉ thư ký ISO, hoặc người soạn thảo khi phiên bản của mình chưa ban hành, "
        "được sửa danh sách phổ biến."
    )


def unknown_group(group: str) -> Sentence | None:
    """An entry names everybody, or a role whose holders read by it."""
    if group in GROUPS:
        return None
    return Sentence("Có vai trò không dùng được trong danh sách phổ biến; hãy chọn lại.")


def term_out_of_bounds(days: int) -> Sentence | None:
    """A term is for a document that people remember having been asked to read."""
    if 1 <= days <= MOST_DAYS:
        return None
    return Sentence("Hạn đọc là từ 1 đến %(most)s ngày làm việc.", most=MOST_DAYS)


def may_not_remind(actor: Actor) -> Sentence | None:
    """Reminders of the day are the quality officer's; the program sends its own."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO được nhắc mọi người chưa đọc.")


def nobody_to_remind(edition: Any, unread: int) -> Sentence | None:
    """A reminder is of what is in force, to somebody."""
    if edition.state != State.IN_FORCE:
        return Sentence("Tài liệu này không có phiên bản đang có hiệu lực, nên không nhắc ai đọc.")
    return None if unread else Sentence("Không còn ai chưa đọc để nhắc.")


def reminded_today(last: date | None, today: date) -> Sentence | None:
    """Once a day is enough: who is reminded too often stops looking."""
    if last != today:
        return None
    return Sentence("Hôm nay đã nhắc người chưa đọc tài liệu này rồi; mai hãy nhắc lại.")
