"""Who may say that something was issued on paper, and what must be true of it.

Source: ISO 9001:2015, 7.5.2 (approval by whoever has authority; here the decision on paper is that
approval) and the written procedure, ``procedures/document-control``, 5.20. Objections only; the
steps stand in the table of an edition's life.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Who


class AdoptionState(StrEnum):
    """Where the recording of a paper decision stands."""

    AWAITING = "awaiting"
    CONFIRMED = "confirmed"
    DECLINED = "declined"


STATE_NAMES = {
    AdoptionState.AWAITING: Sentence("Chờ người thứ hai xác nhận"),
    AdoptionState.CONFIRMED: Sentence("Đã xác nhận"),
    AdoptionState.DECLINED: Sentence("Không xác nhận"),
}
CONFIRMER = Who(
    "quality officer or management representative",
    Sentence("Chỉ thư ký ISO hoặc đại diện lãnh đạo được làm việc này."),
    lambda _subject, actor: actor.has(Role.QUALITY_OFFICER, Role.MANAGEMENT_REPRESENTATIVE),
)


def own_record(edition: Any, actor: Actor) -> Sentence | None:
    """Four eyes: who recorded it, or made its draft, does not confirm it."""
    adoption = edition.adoption
    if actor.id not in edition.makers and (adoption is None or actor.id != adoption.recorded_by_id):
        return None
    return Sentence(
        "Bạn đã ghi nhận tài liệu này; người thứ hai phải đối chiếu với bản quét và xác nhận."
    )


def day_not_come(edition: Any, _actor: Actor) -> Sentence | None:
    """What is in force only later is confirmed on that day."""
    adoption = edition.adoption
    if adoption is None or adoption.effective_on <= clock.today():
        return None
    return Sentence(
        "Quyết định có hiệu lực từ %(day)s; từ ngày đó mới xác nhận được.",
        day=f"{adoption.effective_on:%d/%m/%Y}",
    )


def not_after_the_last(edition: Any, _actor: Actor) -> Sentence | None:
    """Editions follow one another."""
    adoption = edition.adoption
    return begins_too_early(edition, adoption.effective_on) if adoption else None


def begins_too_early(edition: Any, day: date) -> Sentence | None:
    """None begins before the one before it began, or ended."""
    last = _last_day_before(edition)
    if last is None or day >= last:
        return None
    return Sentence(
        "Quyết định có hiệu lực từ %(day)s, trước lúc phiên bản trước bắt đầu hoặc hết hiệu lực "
        "(%(last)s). Hãy xem lại ngày.",
        day=f"{day:%d/%m/%Y}",
        last=f"{last:%d/%m/%Y}",
    )


def _last_day_before(edition: Any) -> date | None:
    """The last day on which another edition of its document, here or before, began or ended."""
    others = (e.ended_at or e.in_force_at for e in edition.document.editions if e is not edition)
    days = [clock.local(moment).date() for moment in others if moment]
    past = [e.ended_on for e in edition.document.earlier if not e.struck_at]
    return max([*days, *past], default=None)


def may_not_record(_subject: Any, actor: Actor) -> Sentence | None:
    """What was issued on paper is recorded by the quality officer."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO được ghi nhận tài liệu đã ban hành trên giấy.")


def settled(adoption: Any, _actor: Actor) -> Sentence | None:
    """A recording is confirmed or declined once."""
    if adoption.state == AdoptionState.AWAITING:
        return None
    return Sentence("Việc ghi nhận này đã được xử lý xong; hãy xem kết quả bên dưới.")


def not_declined(adoption: Any, _actor: Actor) -> Sentence | None:
    """Only what was declined is recorded again."""
    if adoption.state == AdoptionState.DECLINED:
        return None
    return Sentence("Chỉ ghi nhận lại được những gì chưa được xác nhận.")


def paper_unfit(day: date, effective_on: date) -> list[Sentence | None]:
    """A decision of the past is signed by today, and holds from its own day at the earliest."""
    today = clock.today()
    return [
        Sentence("Ngày ký quyết định không được sau hôm nay.") if day > today else None,
        Sentence("Ngày có hiệu lực không được trước ngày ký quyết định.")
        if effective_on < day
        else None,
    ]


@dataclass(frozen=True)
class Span:
    """A time in which one edition was in force, up to and without ``until``; ``None`` for now."""

    number: str
    start: date
    until: date | None

    def overlaps(self, other: "Span") -> bool:
        """Whether both were in force on some day."""
        begins_before = other.until is None or self.start < other.until
        return begins_before and (self.until is None or other.start < self.until)


def span_unfit(span: Span, others: Iterable[Span]) -> list[Sentence | None]:
    """An earlier edition began before it ended, ended by today, and shares no day with another."""
    end = span.until
    if end is None or end <= span.start:
        return [Sentence("Ngày hết hiệu lực phải sau ngày có hiệu lực.")]
    late = Sentence("Ngày hết hiệu lực không được sau hôm nay.") if end > clock.today() else None
    return [late, *(_shared(other) for other in others if span.overlaps(other))]


def _shared(other: Span) -> Sentence:
    if other.until is None:
        return Sentence(
            "Phiên bản lần %(number)s có hiệu lực từ %(start)s đến nay; hai phiên bản không cùng "
            "có hiệu lực. Hãy xem lại ngày.",
            number=other.number,
            start=f"{other.start:%d/%m/%Y}",
        )
    return Sentence(
        "Phiên bản lần %(number)s có hiệu lực từ %(start)s đến %(until)s; hai phiên bản không "
        "cùng có hiệu lực. Hãy xem lại ngày.",
        number=other.number,
        start=f"{other.start:%d/%m/%Y}",
        until=f"{other.until:%d/%m/%Y}",
    )


def number_was_used(issue: int, amendment: int, others: Iterable[Any]) -> Sentence | None:
    """A number belongs to one edition of a document, here or on paper."""
    for other in others:
        if (other.issue, other.amendment) == (issue, amendment) and not getattr(
            other, "struck_at", None
        ):
            return Sentence(
                "Lần ban hành/sửa đổi %(number)s đã dùng cho một phiên bản trước.",
                number=other.number,
            )
    return None
