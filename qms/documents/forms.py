"""What the pages of documents send."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Self

from wtforms import HiddenField, PasswordField

from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.operations import Consent
from qms.documents.queries import Wanted
from qms.kernel.forms import Checked, NumberField, choice, day, long_text, number, password, text
from qms.kernel.i18n import msg
from qms.kernel.text import row_number, whole_number


def counter(label: str) -> NumberField:
    """An issue or an amendment."""
    return number(label, 0, 99, msg("Cần một số từ 0 đến 99."))


class EditionForm(Checked):
    """What is said of an edition."""

    title = text(msg("Tên tài liệu"), most=300)
    issue = counter(msg("Lần ban hành"))
    amendment = counter(msg("Lần sửa đổi"))
    change_note = long_text(
        msg("Nội dung thay đổi"),
        most=2000,
        needed=False,
        hint=msg("Người đọc sẽ thấy dòng này trong lịch sử tài liệu."),
    )
    reviewer = choice(
        msg("Người xem xét"),
        number=True,
        hint=msg("Loại tài liệu có tuyến ký đặt sẵn thì theo tuyến đó."),
    )
    approver = choice(msg("Người phê duyệt"), number=True)

    def facts(self) -> EditionFacts:
        """The edition as the form gives it."""
        return EditionFacts(
            title=self.title.data or "",
            issue=self.issue.data or 0,
            amendment=self.amendment.data or 0,
            change_note=self.change_note.data or "",
            reviewer_id=self.reviewer.data,
            approver_id=self.approver.data,
        )


class DocumentForm(EditionForm):
    """What is said of a document and its first edition."""

    code = text(msg("Mã hiệu"), most=60, hint=msg("Viết như cơ quan vẫn in, ví dụ: QT-07/TP"))
    kind = choice(msg("Loại tài liệu"))
    unit = choice(msg("Đơn vị chủ trì"), number=True)

    def about(self) -> DocumentFacts:
        """The document as the form gives it."""
        return DocumentFacts(code=self.code.data or "", kind=self.kind.data, unit_id=self.unit.data)


class SeenForm(Checked):
    """Which version of the edition was on the screen."""

    seen = HiddenField()

    def for_version(self, version: int) -> Self:
        """Itself, sent from a page that shows ``version``."""
        self.seen.data = str(version)
        return self

    @property
    def version(self) -> int:
        """The version, or one that never was."""
        return row_number(self.seen.data or "")


def side_by_side(forms: Mapping[str, SeenForm], version: int) -> dict[str, SeenForm]:
    """A form for each verb on a page that shows ``version``, their fields with ids of their own."""
    return {
        verb: form.for_version(version).apart(verb.replace(" ", "-"))
        for verb, form in forms.items()
    }


class DecisionForm(SeenForm):
    """A decision with its reason."""

    reason = long_text(msg("Lý do"), most=1000)


class ReturnForm(DecisionForm):
    """A return with its reason: to the author, or to an earlier step."""

    to = HiddenField()

    @property
    def position(self) -> int:
        """The position of the step to return to; 0 for the author."""
        return whole_number(self.to.data or "")


class RemarkForm(SeenForm):
    """A decision that may carry a remark."""

    reason = long_text(msg("Ghi chú"), most=1000, needed=False)


class EntryForm(RemarkForm):
    """The entry into force of an edition, now or on a day to come."""

    day = day(
        msg("Có hiệu lực từ ngày"),
        needed=False,
        hint=msg("Để trống nếu có hiệu lực ngay. Ngày sau hôm nay thì tự có hiệu lực từ 0 giờ."),
    )


def own_password(meaning: str) -> PasswordField:
    """The password at the act; ``meaning`` tells what one does by giving it."""
    return password(msg("Mật khẩu của bạn"), hint=meaning)


class SignatureForm(SeenForm):
    """A signature: the password at the act."""

    password = own_password(msg("Gõ lại mật khẩu chính là ký tên."))

    def consent(self) -> Consent:
        """What the signer gives."""
        return Consent(password=self.password.data or "", seen=self.version)


class ConsentForm(SignatureForm, RemarkForm):
    """A signature on an edition: for whom, in which form of signing, with a remark."""

    seat = HiddenField()
    authority = HiddenField()

    def consent(self) -> Consent:
        """What the signer gives."""
        form = str(self.authority.data or "")
        return replace(
            super().consent(),
            seat=whole_number(self.seat.data or ""),
            authority=whole_number(form) if form else None,
        )


def wanted_from(sent: Mapping[str, str]) -> Wanted:
    """Filters out of an address; what cannot be read is left out."""
    return Wanted(
        text=sent.get("text", "").strip()[:100],
        kind=sent.get("kind", ""),
        unit=whole_number(sent.get("unit", "")),
        state=sent.get("state", ""),
        indicator=sent.get("indicator", ""),
        parent=sent.get("parent", "").strip()[:100],
        page=whole_number(sent.get("page", "")) or 1,
    )
