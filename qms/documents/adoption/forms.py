"""What the pages of adopting send."""

from collections.abc import Sequence

from wtforms import BooleanField

from qms.documents.adoption.earlier import EarlierFacts
from qms.documents.decisions.lifecycle import FORMS
from qms.documents.decisions.operations import PaperFacts
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.forms import SignatureForm, counter, own_password
from qms.kernel.clock import today
from qms.kernel.forms import Checked, choice, long_text, text
from qms.kernel.forms import day as a_day
from qms.kernel.i18n import msg
from qms.kernel.text import row_numbers


class PaperForm(Checked):
    """What stands on a decision of paper."""

    number = text(msg("Số, ký hiệu quyết định"), most=60, hint=msg("Ví dụ: 12/QĐ-UBND"))
    day = a_day(msg("Ngày ký"))
    effective_on = a_day(
        msg("Có hiệu lực từ ngày"), needed=False, hint=msg("Để trống nếu có hiệu lực từ ngày ký.")
    )
    about = text(msg("Trích yếu"), most=300, hint=msg("Ví dụ: Ban hành tài liệu của hệ thống"))
    signer_name = text(msg("Họ tên người ký"), most=120)
    signer_title = text(msg("Chức vụ người ký"), most=120)
    signing_form = choice(msg("Hình thức ký"))
    on_behalf_of = text(
        msg("Ký thay cho"),
        most=120,
        needed=False,
        hint=msg("Dòng chữ sau KT., TM., TL. hoặc TUQ., ví dụ: CHỦ TỊCH"),
    )

    def facts(self) -> PaperFacts:
        """The decision as the form gives it."""
        return PaperFacts(
            number=self.number.data or "",
            day=self.day.data or today(),
            signer_name=self.signer_name.data or "",
            signer_title=self.signer_title.data or "",
            signing_form=self.signing_form.data if self.signing_form.data in FORMS else "",
            on_behalf_of=self.on_behalf_of.data or "",
            effective_on=self.effective_on.data,
        )


class RowForm(Checked):
    """What is said of one Word file among many."""

    skip = BooleanField(msg("Bỏ tệp này"))
    code = text(msg("Mã hiệu"), most=60)
    title = text(msg("Tên tài liệu"), most=300)
    kind = choice(msg("Loại tài liệu"))
    unit = choice(msg("Đơn vị chủ trì"), number=True)
    issue = counter(msg("Lần ban hành"))
    amendment = counter(msg("Lần sửa đổi"))

    def about(self) -> DocumentFacts:
        """The document as the row gives it."""
        return DocumentFacts(self.code.data or "", self.kind.data, self.unit.data)

    def facts(self) -> EditionFacts:
        """The edition as the row gives it."""
        return EditionFacts(self.title.data or "", self.issue.data or 0, self.amendment.data or 0)


class AssentForm(SignatureForm):
    """The second person's word: the password at the act."""

    password = own_password(msg("Gõ lại mật khẩu là xác nhận bạn đã đối chiếu với bản quét."))


class EarlierForm(Checked):
    """What is known of an edition of the past."""

    issue = counter(msg("Lần ban hành"))
    amendment = counter(msg("Lần sửa đổi"))
    in_force_on = a_day(msg("Có hiệu lực từ ngày"))
    ended_on = a_day(msg("Hết hiệu lực từ ngày"))
    decision_number = text(msg("Số quyết định"), most=60, needed=False)
    decision_day = a_day(msg("Ngày ký quyết định"), needed=False)
    note = long_text(msg("Nội dung thay đổi"), most=1000, needed=False)

    def facts(self) -> EarlierFacts:
        """The edition as the form gives it."""
        return EarlierFacts(
            issue=self.issue.data or 0,
            amendment=self.amendment.data or 0,
            in_force_on=self.in_force_on.data or today(),
            ended_on=self.ended_on.data or today(),
            decision_number=self.decision_number.data or "",
            decision_day=self.decision_day.data,
            note=self.note.data or "",
        )


class StrikeForm(Checked):
    """Why a note of the past is struck out."""

    reason = long_text(msg("Lý do gạch bỏ"), most=1000)


def numbers_in(sent: str, most: int) -> Sequence[int]:
    """The numbers of rows in a hidden field, parted by spaces; what is none is left out."""
    return row_numbers(sent.split()[:most])
