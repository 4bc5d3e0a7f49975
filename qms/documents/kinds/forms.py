"""What the pages of kinds send."""

from wtforms import Field
from wtforms.validators import ValidationError

from qms.documents.forms import SeenForm
from qms.documents.kinds.models import LONGEST_INTERVAL
from qms.documents.kinds.operations import KindRule
from qms.documents.kinds.pattern import fault
from qms.kernel.forms import Checked, long_text, number, text
from qms.kernel.i18n import msg


class RuleForm(Checked):
    """A rule to be looked at before it is saved."""

    pattern = text(
        msg("Quy tắc mã hiệu"),
        most=60,
        needed=False,
        hint=msg("Ví dụ QT-{number:02}/{unit}. Để trống thì mã hiệu viết tự do."),
    )
    review_months = number(
        msg("Xem xét lại sau (tháng)"),
        0,
        LONGEST_INTERVAL,
        msg("Cần một số tháng từ 0 đến 120; 0 nghĩa là không định kỳ."),
        hint=msg("Tính từ ngày phiên bản có hiệu lực. Ghi 0 nếu không xem xét định kỳ."),
    )

    def validate_pattern(self, field: Field) -> None:
        """Refuse a pattern that cannot be read."""
        if said := fault(field.data or ""):
            raise ValidationError(said)  # type: ignore[arg-type]  # said in the reader's language

    def rule(self) -> KindRule:
        """The rule as the form gives it."""
        return KindRule(self.pattern.data or "", self.review_months.data or 0)


class SavedRuleForm(SeenForm, RuleForm):
    """A rule with the reason for which it is set."""

    reason = long_text(msg("Lý do"), most=1000)
