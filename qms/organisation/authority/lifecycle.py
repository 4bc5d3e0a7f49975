"""When a deputy may be named and a form of signing recorded: objections only.

Sources: Decree 30/2020/NĐ-CP, article 13 (signing for the chief, on behalf of a collective, by
order, by authorisation: the last in writing and for a limited time); the written procedure is
``procedures/document-control``, 5.5.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.organisation.lifecycle import BY_DOCUMENT, REVIEW_ROLES, SIGNING_FORMS

KEEPERS = (Role.ADMINISTRATOR, Role.QUALITY_OFFICER)
"""Who names deputies for others and records forms of signing."""

NEVER_A_DEPUTY = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
"""Roles by which one reads nothing, or changes nothing: they alone make nobody a deputy."""


@dataclass(frozen=True)
class Paper:
    """The document by which somebody may sign: its name and number, and its day."""

    name: str
    day: date | None


@dataclass(frozen=True)
class Period:
    """From the first day to the last, both included; without a last day until it is ended."""

    first: date
    last: date | None

    def overlaps(self, first: date, last: date) -> bool:
        """Whether some day is in both."""
        return first <= (self.last or date.max) and self.first <= last


def may_not_name_deputy(person_id: int, actor: Actor) -> Sentence | None:
    """One names a deputy for oneself; the administrator and the quality officer for others."""
    if actor.id == person_id or actor.has(*KEEPERS):
        return None
    return Sentence(
        "Chỉ người đó, quản trị hệ thống hoặc thư ký ISO được cử người ký thay cho một người."
    )


def may_not_end(delegation: Any, actor: Actor) -> Sentence | None:
    """Both people of a delegation may end it, and whoever may name deputies for others."""
    if actor.id == delegation.deputy_id:
        return None
    return may_not_name_deputy(delegation.person_id, actor)


def may_not_record(_subject: Any, actor: Actor) -> Sentence | None:
    """Forms of signing are recorded by the administrator or the quality officer."""
    if actor.has(*KEEPERS):
        return None
    return Sentence("Chỉ quản trị hệ thống hoặc thư ký ISO được ghi hình thức ký.")


def no_parts(reviews: bool, approves: bool) -> Sentence | None:
    """A delegation is of something."""
    if reviews or approves:
        return None
    return Sentence("Hãy chọn phần việc được ký thay: xem xét, phê duyệt hoặc cả hai.")


def nothing_to_delegate(roles: frozenset[Role], reviews: bool, approves: bool) -> Sentence | None:
    """One hands on only what one holds, and never what one holds as somebody's deputy."""
    if (reviews and roles.isdisjoint(REVIEW_ROLES)) or (approves and Role.APPROVER not in roles):
        return Sentence("Người được ký thay không giữ vai trò của phần việc đã chọn.")
    return None


def unfit_deputy(person_id: int, deputy_id: int, roles: frozenset[Role]) -> Sentence | None:
    """Another person, who reads documents and may change something."""
    if person_id != deputy_id and roles - NEVER_A_DEPUTY:
        return None
    return Sentence("Người ký thay phải là người khác, đang có vai trò đọc và làm tài liệu.")


def wrong_days(period: Period, today: date) -> Sentence | None:
    """A period ends after it begins, and none begins in the past."""
    if period.last and period.last < period.first:
        return Sentence("Ngày cuối không được trước ngày đầu.")
    if period.first < today:
        return Sentence("Ngày đầu không được ở quá khứ.")
    return None


def paper_too_late(paper: Paper, period: Period) -> Sentence | None:
    """The document is there before anybody signs by it."""
    if paper.day is None or paper.day <= period.first:
        return None
    return Sentence("Văn bản phải có ngày không sau ngày đầu của thời hạn.")


def unknown_form(form: str) -> Sentence | None:
    """One of the four legal forms."""
    if form in SIGNING_FORMS:
        return None
    return Sentence("Hãy chọn một hình thức ký trong danh sách.")


def no_paper(form: str, paper: Paper, period: Period) -> Sentence | None:
    """By order and by authorisation one signs by a document; the latter for a limited time."""
    if form not in BY_DOCUMENT:
        return None
    if not paper.name or paper.day is None:
        return Sentence("Ký TL. và TUQ. cần số và ngày của văn bản giao quyền.")
    if form == "TUQ" and period.last is None:
        return Sentence("Ủy quyền phải có thời hạn: hãy ghi ngày cuối.")
    return None


def already_ended(row: Any, _actor: Actor) -> Sentence | None:
    """What has ended is not ended again."""
    return Sentence("Việc này đã kết thúc rồi.") if row.ended_at else None
