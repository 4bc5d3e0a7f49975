"""What the pages of plans and actions send."""

from wtforms import SelectMultipleField

from qms.documents.forms import DecisionForm, RemarkForm, SeenForm
from qms.kernel.forms import choice, day, long_text, number, text
from qms.kernel.i18n import msg
from qms.nonconformities.actions.approval import Promise
from qms.nonconformities.treatment import MOST_MONTHS


class ActionForm(SeenForm):
    """What somebody is to do by when; it may be to revise a document."""

    kind = choice(msg("Loại hành động"))
    what = long_text(
        msg("Sẽ làm gì?"),
        most=2000,
        hint=msg("Việc cụ thể, kiểm tra được, ví dụ: lập bảng phân công người làm thay."),
    )
    risk = text(
        msg("Rủi ro cần phòng"),
        most=300,
        needed=False,
        hint=msg("Chỉ ghi với hành động phòng ngừa."),
    )
    owner = choice(msg("Người thực hiện"), number=True)
    due = day(msg("Hạn thực hiện"))
    resources = text(msg("Nguồn lực"), most=300, needed=False, hint=msg("Kinh phí, người, máy."))
    revises = text(
        msg("Tài liệu phải sửa"),
        most=200,
        needed=False,
        hint=msg(
            "Mã hiệu và mục, ví dụ: QT-01/TP 5.2. Khi kế hoạch được duyệt, phiếu yêu cầu sửa đổi "
            "tự mở; hành động chỉ xong khi bản sửa đổi có hiệu lực và mục đó đã thay đổi."
        ),
    )
    indicators = SelectMultipleField(msg("Chỉ số cần nâng"), choices=[], validate_choice=False)


class PlanForm(SeenForm):
    """By what one will see that the plan worked."""

    criterion = long_text(
        msg("Căn cứ vào đâu để biết có kết quả?"),
        most=1000,
        hint=msg("Ví dụ: trong ba tháng không còn hồ sơ khai sinh nào trả trễ hẹn."),
    )
    months = number(
        msg("Kiểm tra kết quả sau mấy tháng?"),
        1,
        MOST_MONTHS,
        msg("Ghi số tháng từ 1 đến 24."),
        usual=3,
    )

    def promise(self) -> Promise:
        """What is promised."""
        return Promise(self.criterion.data or "", self.months.data or 0)


class ProgressForm(SeenForm):
    """How far it is."""

    said = long_text(msg("Đã làm đến đâu?"), most=2000)


class DoneForm(SeenForm):
    """That it is done."""

    result = long_text(msg("Đã làm gì và đạt được gì?"), most=2000)
    on = day(msg("Ngày làm xong"))


class CheckForm(SeenForm):
    """That it was found done."""

    said = long_text(msg("Đã kiểm tra thế nào, thấy gì?"), most=2000)


class ExtensionForm(SeenForm):
    """A wish for more time."""

    until = day(msg("Xin đến ngày"))
    reason = long_text(msg("Vì sao chưa xong?"), most=1000)


class AnswerForm(SeenForm):
    """The answer to a wish: granted, or refused with the reason."""

    reason = long_text(msg("Trả lời"), most=1000, needed=False)


FORMS: dict[str, type[SeenForm]] = {
    "note progress": ProgressForm,
    "report done": DoneForm,
    "verify action": CheckForm,
    "return action": DecisionForm,
    "drop action": DecisionForm,
    "ask extension": ExtensionForm,
    "answer extension": AnswerForm,
}
"""The form of what is done on the page of an action."""
PLAN_FORMS: dict[str, type[SeenForm]] = {
    "propose plan": PlanForm,
    "take back plan": RemarkForm,
    "return plan": DecisionForm,
    "approve plan": RemarkForm,
    "change plan": DecisionForm,
}
"""The form of what is done with a plan, on the page of its nonconformity."""
