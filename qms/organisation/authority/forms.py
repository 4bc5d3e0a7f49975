"""What the pages of signing for others send."""

from wtforms import BooleanField, Field
from wtforms.validators import ValidationError

from qms.kernel.forms import NOT_OFFERED, Checked, choice, day, text
from qms.kernel.i18n import msg
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import Parts


class DeputyForm(Checked):
    """Who signs for whom, what, when, and by which document."""

    person = choice(msg("Người được ký thay"), number=True)
    deputy = choice(msg("Người ký thay"), number=True)
    reviews = BooleanField(msg("Ký thay khi xem xét"))
    approves = BooleanField(msg("Ký thay khi phê duyệt"))
    first_day = day(msg("Từ ngày"))
    last_day = day(msg("Đến hết ngày"))
    paper_name = text(
        msg("Văn bản ủy quyền"), hint=msg("Được in cạnh chữ ký, ví dụ: Giấy ủy quyền số 12/UQ-UBND")
    )
    paper_day = day(msg("Ngày của văn bản"))

    def validate_deputy(self, field: Field) -> None:
        """Somebody."""
        if not field.data:
            raise ValidationError(NOT_OFFERED)

    def parts(self) -> Parts:
        """What the deputy may sign."""
        return Parts(bool(self.reviews.data), bool(self.approves.data))

    def period(self) -> Period:
        """When; only of a form that was found valid."""
        if self.first_day.data is None:
            raise ValueError("a period was asked of a form that has none")
        return Period(self.first_day.data, self.last_day.data)

    def paper(self) -> Paper:
        """By which document."""
        return Paper(self.paper_name.data or "", self.paper_day.data)


class AuthorityForm(Checked):
    """In which legal form a person signs, on whose behalf, by which document."""

    person = choice(msg("Người ký"), number=True)
    form = choice(msg("Hình thức ký"))
    on_behalf = text(
        msg("Thay cho"), most=120, hint=msg("Viết như in trên văn bản, ví dụ: CHỦ TỊCH")
    )
    first_day = day(msg("Từ ngày"))
    last_day = day(
        msg("Đến hết ngày"),
        needed=False,
        hint=msg("TUQ. phải có ngày cuối; hình thức khác để trống nếu không định trước."),
    )
    paper_name = text(
        msg("Văn bản giao quyền ký"),
        needed=False,
        hint=msg("TL. và TUQ. phải có, ví dụ: Giấy ủy quyền số 12/UQ-UBND"),
    )
    paper_day = day(msg("Ngày của văn bản"), needed=False)

    def period(self) -> Period:
        """When; only of a form that was found valid."""
        if self.first_day.data is None:
            raise ValueError("a period was asked of a form that has none")
        return Period(self.first_day.data, self.last_day.data)

    def paper(self) -> Paper:
        """By which document, if any."""
        return Paper(self.paper_name.data or "", self.paper_day.data)
