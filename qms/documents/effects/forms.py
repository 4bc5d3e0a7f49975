"""What the pages of effects send."""

from qms.documents.effects.operations import Request
from qms.documents.forms import SeenForm
from qms.kernel.forms import Checked, day, long_text
from qms.kernel.i18n import msg


class NoEffectForm(SeenForm):
    """Why a document need not change."""

    reason = long_text(
        msg("Vì sao không ảnh hưởng"),
        most=1000,
        hint=msg("Ví dụ: mục này chỉ nhắc tên văn bản; cách làm theo văn bản mới không đổi."),
    )


class AgainForm(SeenForm):
    """Why an owner is asked to look once more."""

    reason = long_text(msg("Vì sao cần xét lại"), most=1000)


class RequestForm(Checked):
    """The quality officer's request to every owner."""

    due = day(msg("Hạn trả lời"), needed=False)
    note = long_text(msg("Lời nhắn"), most=1000, needed=False)

    def request(self) -> Request:
        """The request as the form gives it."""
        return Request(self.due.data, self.note.data or "")
