"""What the pages of paper copies send."""

from collections.abc import Iterable

from wtforms import HiddenField

from qms.documents.copies.lifecycle import MOST_AT_ONCE
from qms.documents.copies.operations import Handing
from qms.kernel import clock
from qms.kernel.forms import Checked, choice, day, number, text
from qms.kernel.i18n import msg
from qms.kernel.text import row_numbers


class HandOutForm(Checked):
    """Copies to be handed out, of the edition that was on the screen."""

    serial = HiddenField()
    unit = choice(msg("Đơn vị nhận"), number=True)
    holder = text(
        msg("Người giữ hoặc nơi để"),
        most=120,
        needed=False,
        hint=msg("Ví dụ: Tạ Khánh Linh, hoặc: bàn tiếp nhận số 2."),
    )
    count = number(msg("Số bản"), 1, MOST_AT_ONCE, msg("Cần một số từ 1 đến 50."), usual=1)
    given_on = day(msg("Ngày giao"))

    def handing(self) -> Handing:
        """To whom they go."""
        return Handing(
            unit_id=self.unit.data,
            holder=self.holder.data or "",
            count=self.count.data or 0,
            day=self.given_on.data or clock.today(),
        )


class CollectForm(Checked):
    """Copies that came back, or will not."""

    collected_on = day(msg("Ngày thu hồi"))
    missing_because = text(
        msg("Không thu được vì"),
        most=300,
        needed=False,
        hint=msg("Chỉ ghi khi các bản đã chọn không còn, ví dụ: thất lạc, đã tiêu hủy."),
    )


def ids_in(sent: Iterable[str]) -> frozenset[int]:
    """Ids out of what was ticked; what is no number is left out."""
    return frozenset(row_numbers(sent))
