"""What the page of the calendar sends."""

from wtforms import HiddenField

from qms.kernel.forms import Checked, choice, day, text
from qms.kernel.i18n import msg
from qms.kernel.text import row_number
from qms.organisation.calendar.models import Sort
from qms.organisation.calendar.operations import NewPeriod

SORTS = {
    str(Sort.HOLIDAY): msg("Nghỉ lễ, tết"),
    str(Sort.IN_LIEU): msg("Nghỉ bù, nghỉ hoán đổi"),
    str(Sort.MADE_UP): msg("Làm bù"),
}


class PeriodForm(Checked):
    """Days that differ from the ordinary week."""

    sort = choice(msg("Loại ngày"))
    name = text(msg("Tên gọi"), most=120, hint=msg("Ví dụ: Tết Nguyên đán 2028"))
    first = day(msg("Từ ngày"))
    last = day(msg("Đến hết ngày"), needed=False, hint=msg("Để trống nếu chỉ một ngày."))
    reason = text(msg("Lý do"), hint=msg("Ví dụ: Thông báo số 1234/TB-BNV"))

    def new(self) -> NewPeriod:
        """The period as the form gives it; only after it was found valid."""
        first = self.first.data
        assert first is not None
        last = self.last.data or first
        return NewPeriod(first, last, self.name.data or "", Sort(self.sort.data))


class RemovalForm(Checked):
    """Why a period is taken out."""

    seen = HiddenField()
    reason = text(msg("Lý do"))

    @property
    def version(self) -> int:
        """The version that was on the screen, or one that never was."""
        return row_number(self.seen.data or "")
