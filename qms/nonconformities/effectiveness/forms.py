"""What is sent by whoever judges whether it worked, and by whoever closes or reopens."""

from qms.documents.forms import DecisionForm, RemarkForm, SeenForm
from qms.kernel.forms import choice, day, long_text
from qms.kernel.i18n import msg


class EffectForm(SeenForm):
    """What was looked at, and what follows."""

    criterion = long_text(msg("Căn cứ đánh giá"), most=1000)
    shown = long_text(
        msg("Số liệu đã thấy"),
        most=2000,
        hint=msg("Ví dụ: 120 hồ sơ trong ba tháng, không hồ sơ nào trễ hẹn."),
    )
    result = choice(msg("Kết luận"))
    next_on = day(
        msg("Hẹn kiểm tra lại ngày"), needed=False, hint=msg("Chỉ ghi khi chưa đánh giá được.")
    )


class HandOverForm(SeenForm):
    """Who answers for it from now on."""

    handler = choice(msg("Giao cho"), number=True)
    reason = long_text(msg("Lý do"), most=1000)


FORMS: dict[str, type[SeenForm]] = {
    "judge effect": EffectForm,
    "close": RemarkForm,
    "reopen": DecisionForm,
    "hand over": HandOverForm,
}
"""The form of what is done at the end, on the page of a nonconformity."""
