"""The life of a nonconformity. This table and ``procedures/nonconformities`` say the same.

Sources: ISO 9001:2015, 8.7 and 10.2; the form "phiếu yêu cầu hành động khắc phục" that agencies
keep for system procedure 04.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from typing import Any

from qms.documents.lifecycle import OFFICER
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Step, Who


class State(StrEnum):
    """Where a nonconformity stands."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    DECLINED = "declined"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


class Source(StrEnum):
    """Where a nonconformity came to light."""

    OWN = "own finding"
    LATE = "late file"
    COMPLAINT = "complaint"
    AUDIT = "internal audit"
    INSPECTION = "inspection"
    OBJECTIVE = "objective missed"
    INDICATOR = "red indicator"
    REVIEW = "management review"
    OTHER = "other"


class Grade(StrEnum):
    """How grave it is."""

    MAJOR = "major"
    MINOR = "minor"
    OBSERVATION = "observation"


TAKEN = (State.ACCEPTED, State.CORRECTED)
"""It has a number, and somebody answers for it."""
OPEN = (State.REPORTED, *TAKEN)
ENDED = (State.DECLINED, State.MERGED, State.WITHDRAWN)

STATE_NAMES = {
    State.REPORTED: Sentence("Chờ tiếp nhận"),
    State.ACCEPTED: Sentence("Đã tiếp nhận"),
    State.CORRECTED: Sentence("Đã khắc phục ngay"),
    State.DECLINED: Sentence("Không tiếp nhận"),
    State.MERGED: Sentence("Đã gộp"),
    State.WITHDRAWN: Sentence("Đã rút"),
}
SOURCE_NAMES = {
    Source.OWN: Sentence("Tự phát hiện"),
    Source.LATE: Sentence("Hồ sơ trễ hạn"),
    Source.COMPLAINT: Sentence("Phản ánh, khiếu nại"),
    Source.AUDIT: Sentence("Đánh giá nội bộ"),
    Source.INSPECTION: Sentence("Kiểm tra của cấp trên"),
    Source.OBJECTIVE: Sentence("Không đạt mục tiêu"),
    Source.INDICATOR: Sentence("Chỉ số bị chấm đỏ"),
    Source.REVIEW: Sentence("Xem xét của lãnh đạo"),
    Source.OTHER: Sentence("Nguồn khác"),
}
GRADE_NAMES = {
    Grade.MAJOR: Sentence("Nặng"),
    Grade.MINOR: Sentence("Nhẹ"),
    Grade.OBSERVATION: Sentence("Khuyến nghị"),
}
VERB_NAMES = {
    "accept report": Sentence("Tiếp nhận sự không phù hợp"),
    "change acceptance": Sentence("Sửa nội dung tiếp nhận"),
    "decline report": Sentence("Không tiếp nhận"),
    "merge report": Sentence("Gộp vào phiếu khác"),
    "withdraw report": Sentence("Rút báo cáo"),
    "correct at once": Sentence("Khắc phục ngay"),
}
MAY_NOT_REPORT = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})
"""Who reads no documents by that role, and who comes from outside and changes nothing."""

REPORTER = Who(
    "reporter",
    Sentence("Chỉ người báo được làm việc này."),
    lambda nonconformity, actor: nonconformity.reporter_id == actor.id,
)
HANDLER = Who(
    "handler or quality officer",
    Sentence("Chỉ người chịu trách nhiệm xử lý hoặc thư ký ISO được làm việc này."),
    lambda nonconformity, actor: (
        nonconformity.handler_id == actor.id or actor.has(Role.QUALITY_OFFICER)
    ),
)


def _out_of_turn(verb: str, nonconformity: Any) -> Sentence:
    return Sentence(
        "%(name)s đang ở trạng thái “%(now)s”; việc này chỉ làm được khi “%(wanted)s”.",
        name=str(nonconformity),
        now=STATE_NAMES[State(nonconformity.state)],
        wanted=[STATE_NAMES[State(s)] for s in LIFECYCLE.steps[verb].sources],
    )


LIFECYCLE = Lifecycle(
    State,
    _out_of_turn,
    Step("accept report", (State.REPORTED,), State.ACCEPTED, by=OFFICER),
    Step("decline report", (State.REPORTED,), State.DECLINED, by=OFFICER),
    Step("merge report", (State.REPORTED,), State.MERGED, by=OFFICER),
    Step("withdraw report", (State.REPORTED,), State.WITHDRAWN, by=REPORTER),
    Step("change acceptance", (State.ACCEPTED,), State.ACCEPTED, by=OFFICER),
    Step("correct at once", (State.ACCEPTED,), State.CORRECTED, by=HANDLER),
)


def may_not_report(actor: Actor) -> Sentence | None:
    """Whoever works here reports; who only keeps the installation or inspects does not."""
    if actor.roles - MAY_NOT_REPORT:
        return None
    return Sentence("Vai trò của bạn không báo sự không phù hợp.")


def nothing_said(text: str, place: str) -> Sentence | None:
    """What happened and where is the least that can be followed up."""
    if text.strip() and place.strip():
        return None
    return Sentence("Hãy ghi việc gì không đúng và ở đâu.")


def not_yet(found_on: date, today: date) -> Sentence | None:
    """What was found was found by today."""
    return Sentence("Ngày phát hiện không thể sau hôm nay.") if found_on > today else None


def no_criteria(criteria: Collection[Any]) -> Sentence | None:
    """It is a nonconformity with something: a clause, a document, a law."""
    if criteria:
        return None
    return Sentence(
        "Hãy ghi ít nhất một căn cứ: điều của tiêu chuẩn, mục của tài liệu hoặc điều luật."
    )


def no_indicators(numbers: Collection[str]) -> Sentence | None:
    """It touches at least one of the 39."""
    return None if numbers else Sentence("Hãy chọn ít nhất một chỉ số mà việc này chạm đến.")


def handler_unfit(handler: Any) -> Sentence | None:
    """Whoever handles it works here; ``handler`` is none when unknown."""
    if handler is not None and handler.disabled_at is None:
        return None
    return Sentence("Hãy chọn người chịu trách nhiệm xử lý trong danh sách.")


def too_soon(due: date, today: date) -> Sentence | None:
    """A due date can still be met."""
    return Sentence("Hạn khắc phục phải từ hôm nay trở đi.") if due < today else None


def unfit_to_join(nonconformity: Any, into: Any) -> Sentence | None:
    """A report joins one that was taken on and is still open; ``into`` is none when unknown."""
    if into is not None and into.id != nonconformity.id and into.state in TAKEN:
        return None
    return Sentence("Chỉ gộp được vào một phiếu đã tiếp nhận và chưa kết thúc.")


def not_in_time(done_on: date, found_on: date, today: date) -> Sentence | None:
    """Something is corrected after it was found, and not in the days to come."""
    if found_on <= done_on <= today:
        return None
    return Sentence("Ngày khắc phục phải từ ngày phát hiện đến hôm nay.")


def no_correction(done: str, consequences: str) -> Sentence | None:
    """What was done to the case itself, and what became of its consequences."""
    if done.strip() and consequences.strip():
        return None
    return Sentence("Hãy ghi đã khắc phục thế nào và hậu quả đã được xử lý ra sao.")
