"""Where a nonconformity can stand, where it came to light, how grave it is: the words for them."""

from enum import StrEnum

from qms.kernel.i18n import Sentence


class State(StrEnum):
    """Where a nonconformity stands."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    ANALYSED = "analysed"
    PROPOSED = "proposed"
    APPROVED = "approved"
    ACTING = "acting"
    IMPLEMENTED = "implemented"
    EFFECTIVE = "effective"
    CLOSED = "closed"
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


IN_PLAN = (State.APPROVED, State.ACTING)
"""Its plan is approved, and work on it goes on."""
TREATED = (
    State.CORRECTED,
    State.ANALYSED,
    State.PROPOSED,
    *IN_PLAN,
    State.IMPLEMENTED,
    State.EFFECTIVE,
)
"""The case itself is put right; its cause is being removed."""
HANDLED = (State.ACCEPTED, *TREATED)
"""It has a number, somebody answers for it, and it has not ended."""
TAKEN = (*HANDLED, State.CLOSED)
"""It has a number."""
OPEN = (State.REPORTED, *HANDLED)
ENDED = (State.CLOSED, State.DECLINED, State.MERGED, State.WITHDRAWN)

STATE_NAMES = {
    State.REPORTED: Sentence("Chờ tiếp nhận"),
    State.ACCEPTED: Sentence("Đã tiếp nhận"),
    State.CORRECTED: Sentence("Đã khắc phục ngay"),
    State.ANALYSED: Sentence("Đã tìm nguyên nhân"),
    State.PROPOSED: Sentence("Chờ duyệt kế hoạch"),
    State.APPROVED: Sentence("Đã duyệt kế hoạch"),
    State.ACTING: Sentence("Đang thực hiện"),
    State.IMPLEMENTED: Sentence("Đã kiểm tra thực hiện"),
    State.EFFECTIVE: Sentence("Đã kiểm tra kết quả"),
    State.CLOSED: Sentence("Đã đóng"),
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
    "decline report": Sentence("Không tiếp nhận"),
    "merge report": Sentence("Gộp vào phiếu khác"),
    "withdraw report": Sentence("Rút báo cáo"),
    "change acceptance": Sentence("Sửa nội dung tiếp nhận"),
    "correct at once": Sentence("Khắc phục ngay"),
    "find cause": Sentence("Ghi nguyên nhân"),
    "change cause": Sentence("Sửa nguyên nhân"),
    "propose plan": Sentence("Trình kế hoạch hành động"),
    "take back plan": Sentence("Rút kế hoạch đã trình"),
    "return plan": Sentence("Trả lại kế hoạch"),
    "approve plan": Sentence("Duyệt kế hoạch"),
    "change plan": Sentence("Lập lại kế hoạch"),
    "begin acting": Sentence("Bắt đầu thực hiện"),
    "confirm implementation": Sentence("Xác nhận đã thực hiện xong"),
    "confirm effect": Sentence("Xác nhận có kết quả"),
    "postpone effect check": Sentence("Hẹn ngày kiểm tra kết quả khác"),
    "find ineffective": Sentence("Kết luận chưa có kết quả"),
    "close": Sentence("Đóng phiếu"),
    "reopen": Sentence("Mở lại phiếu"),
}
