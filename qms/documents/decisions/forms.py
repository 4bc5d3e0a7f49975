"""What the pages of decisions send."""

from collections.abc import Iterable
from datetime import date

from wtforms import SelectMultipleField, SubmitField

from qms.documents.decisions.drafting import Draft
from qms.documents.decisions.models import Decision
from qms.documents.decisions.operations import PaperFacts
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.documents.forms import SeenForm
from qms.kernel.forms import choice, long_text, text
from qms.kernel.forms import day as a_day
from qms.kernel.i18n import msg
from qms.kernel.text import row_number

FORM_CHOICES = [(form, name.text) for form, name in FORM_NAMES.items()]


class DraftForm(SeenForm):
    """A decision being prepared."""

    about = text(
        msg("Trích yếu"),
        most=300,
        hint=msg("Viết tiếp sau chữ “Về việc”, ví dụ: ban hành quy trình."),
    )
    number = text(
        msg("Số, ký hiệu"),
        most=60,
        needed=False,
        hint=msg("Ví dụ: 12/QĐ-UBND. Cần có trước khi ký trên phần mềm."),
    )
    effective_on = a_day(
        msg("Có hiệu lực từ ngày"), needed=False, hint=msg("Để trống nếu có hiệu lực từ ngày ký.")
    )
    signer = choice(msg("Người ký"), number=True)
    signing_form = choice(msg("Hình thức ký"))
    on_behalf_of = text(
        msg("Ký thay cho"),
        most=100,
        needed=False,
        hint=msg("Đứng sau TM., KT., TL. hoặc TUQ., ví dụ: CHỦ TỊCH."),
    )
    bases = long_text(
        msg("Căn cứ"),
        most=4000,
        needed=False,
        hint=msg("Mỗi dòng một căn cứ, không cần viết chữ “Căn cứ”."),
    )
    editions = SelectMultipleField(
        msg("Tài liệu trong quyết định"), choices=[], coerce=row_number, validate_choice=False
    )
    search = text(msg("Tìm thêm theo mã hiệu hoặc tên"), most=100, needed=False)
    find = SubmitField(msg("Tìm"))

    @classmethod
    def of(cls, decision: Decision, ticked: Iterable[int] | None = None) -> "DraftForm":
        """The form as ``decision`` fills it, with its own editions or those of the ids given."""
        if ticked is None:
            ticked = [i.edition_id for i in decision.items if i.edition.parent is None]
        form = cls(
            about=decision.about,
            number=decision.number or "",
            effective_on=decision.effective_on,
            signer=decision.signer_id or 0,
            signing_form=decision.signing_form,
            on_behalf_of=decision.on_behalf_of,
            bases=decision.bases,
            editions=list(ticked),
        )
        return form.for_version(decision.version)

    @property
    def ticked(self) -> frozenset[int]:
        """The ids of what is chosen."""
        return frozenset(self.editions.data or ())

    def draft(self) -> Draft:
        """The decision as the form gives it."""
        return Draft(
            about=self.about.data or "",
            edition_ids=self.ticked,
            number=self.number.data or "",
            bases=self.bases.data or "",
            signer_id=self.signer.data or 0,
            signing_form=self.signing_form.data or "",
            on_behalf_of=self.on_behalf_of.data or "",
            effective_on=self.effective_on.data,
        )


class PaperForm(SeenForm):
    """What stands on the paper of a decision that was signed."""

    number = text(msg("Số, ký hiệu"), most=60)
    day = a_day(msg("Ngày ký"))
    signer_name = text(msg("Người ký"), most=100)
    signer_title = text(msg("Chức vụ người ký"), most=100)
    signing_form = choice(msg("Hình thức ký"))
    on_behalf_of = text(msg("Ký thay cho"), most=100, needed=False)
    effective_on = a_day(
        msg("Có hiệu lực từ ngày"), needed=False, hint=msg("Để trống nếu có hiệu lực từ ngày ký.")
    )

    @classmethod
    def of(cls, decision: Decision) -> "PaperForm":
        """The form, filled with what was prepared."""
        return cls(
            number=decision.number or "",
            signer_name=decision.signer_name,
            signer_title=decision.signer_title,
            signing_form=decision.signing_form,
            on_behalf_of=decision.on_behalf_of,
            effective_on=decision.effective_on,
        )

    def facts(self) -> PaperFacts:
        """The paper as the form gives it."""
        return PaperFacts(
            number=self.number.data or "",
            day=self.day.data or date.min,
            signer_name=self.signer_name.data or "",
            signer_title=self.signer_title.data or "",
            signing_form=self.signing_form.data or "",
            on_behalf_of=self.on_behalf_of.data or "",
            effective_on=self.effective_on.data,
        )
