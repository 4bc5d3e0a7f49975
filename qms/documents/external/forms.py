"""What the pages of external documents send."""

from typing import Any

from wtforms import Field
from wtforms.validators import ValidationError

from qms.documents.external import KIND_NAMES
from qms.documents.external.lifecycle import (
    ACT_NAMES,
    BEGINS_BEFORE_IT_IS_SIGNED,
    DECLARED,
    ENDS_BEFORE_IT_BEGINS,
    NO_NUMBER,
    odd_link,
)
from qms.documents.external.operations import ExternalFacts, Happening
from qms.documents.forms import SeenForm
from qms.kernel.forms import Checked, choice, day, long_text, text
from qms.kernel.i18n import msg


def _objects(said: Any) -> ValidationError:
    return ValidationError(said)


class ExternalForm(SeenForm):
    """What is said of an external document."""

    kind = choice(msg("Loại văn bản"))
    number = text(
        msg("Số, ký hiệu"), most=80, hint=msg("Viết như in trên văn bản, ví dụ: 30/2020/NĐ-CP")
    )
    name = text(msg("Tên văn bản"), most=500)
    issuer = text(msg("Cơ quan ban hành"), most=200, needed=False)
    signed_on = day(msg("Ngày ký"), needed=False)
    in_force_from = day(msg("Có hiệu lực từ"), needed=False)
    until = day(
        msg("Có hiệu lực đến hết ngày"),
        needed=False,
        hint=msg("Chỉ ghi khi chính văn bản đã định trước thời hạn."),
    )
    kept_at = text(msg("Nơi lưu"), most=200, needed=False)
    link = text(
        msg("Đường dẫn"),
        most=500,
        needed=False,
        hint=msg("Trang có toàn văn, bắt đầu bằng http:// hoặc https://"),
        purpose="url",
    )
    unit = choice(msg("Đơn vị theo dõi"), number=True)
    follower = choice(msg("Người theo dõi"), number=True)
    other_names = long_text(
        msg("Tên gọi khác khi viện dẫn"),
        most=1000,
        needed=False,
        hint=msg("Mỗi dòng một tên, ví dụ: Luật Hộ tịch. Tên ghi ở đây cũng được nhận ra."),
    )

    def validate_number(self, field: Field) -> None:
        """A number has figures."""
        if not any(map(str.isdecimal, field.data or "")):
            raise _objects(NO_NUMBER)

    def validate_link(self, field: Field) -> None:
        """Only pages of the web."""
        if said := odd_link(field.data or ""):
            raise _objects(said)

    def validate_until(self, field: Field) -> None:
        """It ends when it has begun."""
        if field.data and self.in_force_from.data and field.data < self.in_force_from.data:
            raise _objects(ENDS_BEFORE_IT_BEGINS)

    def validate_in_force_from(self, field: Field) -> None:
        """It begins when it is signed."""
        if field.data and self.signed_on.data and field.data < self.signed_on.data:
            raise _objects(BEGINS_BEFORE_IT_IS_SIGNED)

    def facts(self) -> ExternalFacts:
        """The document as the form gives it."""
        return ExternalFacts(
            kind=self.kind.data,
            number=self.number.data or "",
            name=self.name.data or "",
            issuer=self.issuer.data or "",
            signed_on=self.signed_on.data,
            in_force_from=self.in_force_from.data,
            until=self.until.data,
            kept_at=self.kept_at.data or "",
            link=self.link.data or "",
            other_names=self.other_names.data or "",
            unit_id=self.unit.data,
            follower_id=self.follower.data,
        )


class ActForm(Checked):
    """What happened to a document."""

    kind = choice(msg("Văn bản này"))
    by = choice(msg("Bởi văn bản"), number=True)
    day = day(msg("Kể từ ngày"))
    reason = long_text(
        msg("Căn cứ, lý do"), most=1000, hint=msg("Ví dụ: khoản 2 Điều 38 của văn bản mới.")
    )

    def happening(self) -> Happening:
        """The act as the form gives it."""
        return Happening(self.kind.data, self.day.data, self.by.data)  # type: ignore[arg-type]


class ReasonForm(Checked):
    """A decision with its reason."""

    reason = long_text(msg("Lý do"), most=1000)


KIND_CHOICES = [(kind, name.text) for kind, name in KIND_NAMES.items()]
ACT_CHOICES = [(act.value, ACT_NAMES[act].text) for act in DECLARED]
