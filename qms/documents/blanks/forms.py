"""What the pages of a procedure's forms send."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms.validators import InputRequired, Length

from qms.documents.blanks.operations import BlankFacts
from qms.documents.forms import SeenForm, counter
from qms.documents.models import Document
from qms.kernel.forms import REQUIRED, TOO_LONG, Checked, choice, long_text, text
from qms.kernel.i18n import msg

NEW = 0


class BlankForm(Checked):
    """One file that was sent: a new form, or the next edition of one that there is."""

    target = choice(msg("Tệp này là"), number=True)
    code = text(msg("Mã hiệu, nếu là biểu mẫu mới"), most=60, needed=False)
    title = text(msg("Tên biểu mẫu"), most=300)
    issue = counter(msg("Lần ban hành"))
    amendment = counter(msg("Lần sửa đổi"))

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """A new form needs a code, one that there is has its own."""
        needed = [InputRequired(REQUIRED)] if self.target.data == NEW else []
        self.code.validators = [*needed, Length(max=60, message=TOO_LONG)]
        return super().validate(extra_validators)

    def facts(self, forms: Mapping[int, Document]) -> BlankFacts:
        """The form as it is described; ``forms`` are those of the procedure, by id."""
        return BlankFacts(
            form=forms.get(self.target.data),
            code=self.code.data or "",
            title=self.title.data or "",
            issue=self.issue.data or 0,
            amendment=self.amendment.data or 0,
        )


class PlaceForm(SeenForm):
    """To which procedure a form belongs."""

    procedure = text(
        msg("Thuộc quy trình (mã hiệu)"),
        most=60,
        needed=False,
        hint=msg("Để trống nếu biểu mẫu dùng chung, không thuộc quy trình nào."),
    )
    reason = long_text(msg("Lý do"), most=1000)
