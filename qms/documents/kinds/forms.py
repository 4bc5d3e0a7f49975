"""What the pages of kinds send."""

from typing import Any

from wtforms import Field, IntegerField
from wtforms.validators import InputRequired, NumberRange, ValidationError

from qms.documents.forms import SeenForm
from qms.documents.kinds.models import LONGEST_INTERVAL
from qms.documents.kinds.operations import KindRule
from qms.documents.kinds.pattern import fault
from qms.kernel.forms import Checked, long_text, text
from qms.kernel.i18n import msg

NOT_AN_INTERVAL = msg("Cần một số tháng từ 0 đến 120; 0 nghĩa là không định kỳ.")


class MonthsField(IntegerField):
    """A number of months, with our sentence when it is none."""

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the number."""
        try:
            super().process_formdata(valuelist)
        except ValueError as unreadable:
            raise ValueError(NOT_AN_INTERVAL) from unreadable


class RuleForm(Checked):
    """A rule to be looked at before it is saved."""

    pattern = text(
        msg("Quy tắc mã hiệu"),
        most=60,
        needed=False,
        hint=msg("Ví dụ QT-{number:02}/{unit}. Để trống thì mã hiệu viết tự do."),
    )
    review_months = MonthsField(
        msg("Xem xét lại sau (tháng)"),
        [
            InputRequired(NOT_AN_INTERVAL),
            NumberRange(0, LONGEST_INTERVAL, message=NOT_AN_INTERVAL),
        ],
        description=msg("Tính từ ngày phiên bản có hiệu lực. Ghi 0 nếu không xem xét định kỳ."),
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
