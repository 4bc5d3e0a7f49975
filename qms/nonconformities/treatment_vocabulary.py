"""What causes, rounds and checks of effect are called in the trail."""

from qms.audit_trail.vocabulary import Reading, day, moment, name_columns
from qms.kernel.i18n import Sentence
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.effectiveness.models import RESULT_NAMES, Result

DAYS = ("check_on", "checked_on", "next_on")
MOMENTS = ("opened_at", "analysed_at", "proposed_at", "approved_at", "implemented_at", "said_at")


def name_treatments() -> None:
    """Name the columns; each is told on the line of its nonconformity."""
    name_columns(
        "nonconformity_treatment",
        {
            "nonconformity_id": Sentence("Sự không phù hợp"),
            "round": Sentence("Lần xử lý"),
            "opened_at": Sentence("Bắt đầu lúc"),
            "why": Sentence("Vì sao mở lại"),
            "branch": Sentence("Nhóm nguyên nhân chính"),
            "conclusion": Sentence("Nguyên nhân chính"),
            "elsewhere": Sentence("Nơi khác có thể xảy ra"),
            "analysed_by_id": Sentence("Người ghi nguyên nhân"),
            "analysed_at": Sentence("Ghi nguyên nhân lúc"),
            "criterion": Sentence("Căn cứ để biết có kết quả"),
            "months": Sentence("Kiểm tra kết quả sau (tháng)"),
            "proposed_by_id": Sentence("Người trình kế hoạch"),
            "proposed_at": Sentence("Trình kế hoạch lúc"),
            "approved_by_id": Sentence("Người duyệt kế hoạch"),
            "approved_at": Sentence("Duyệt kế hoạch lúc"),
            "implemented_at": Sentence("Thực hiện xong lúc"),
            "check_on": Sentence("Ngày kiểm tra kết quả"),
        },
        readings={"branch": _branch, **_times()},
        refers={
            "nonconformity_id": "nonconformity",
            **dict.fromkeys(("analysed_by_id", "proposed_by_id", "approved_by_id"), "person"),
        },
    )
    name_columns(
        "nonconformity_cause",
        {
            "treatment_id": Sentence("Lần xử lý"),
            "position": Sentence("Thứ tự"),
            "branch": Sentence("Nhóm nguyên nhân"),
            "depth": Sentence("Lần hỏi vì sao"),
            "text": Sentence("Câu trả lời"),
        },
        readings={"branch": _branch},
    )
    _name_checks()


def _name_checks() -> None:
    name_columns(
        "effect_check",
        {
            "treatment_id": Sentence("Lần xử lý"),
            "checked_on": Sentence("Ngày kiểm tra kết quả"),
            "checked_by_id": Sentence("Người kiểm tra kết quả"),
            "said_at": Sentence("Ghi lúc"),
            "criterion": Sentence("Căn cứ để biết có kết quả"),
            "data": Sentence("Số liệu đã thấy"),
            "result": Sentence("Kết luận"),
            "next_on": Sentence("Hẹn kiểm tra lại ngày"),
        },
        readings={"result": lambda code: RESULT_NAMES[Result(code)], **_times()},
        refers={"checked_by_id": "person"},
    )
    name_columns(
        "effect_check_file",
        {"check_id": Sentence("Lần kiểm tra"), "file_id": Sentence("Tệp kèm theo")},
        refers={"file_id": "attachment"},
    )


def _branch(code: str) -> Sentence:
    return BRANCH_NAMES[Branch(code)]


def _times() -> dict[str, Reading]:
    return {**dict.fromkeys(DAYS, day), **dict.fromkeys(MOMENTS, moment)}
