"""What the page of a letter of apology sends."""

from datetime import date
from typing import Any

from wtforms.validators import ValidationError

from qms.kernel import clock
from qms.kernel.forms import Checked, choice, day, long_text, text
from qms.kernel.i18n import msg
from qms.nonconformities.papers.lifecycle import FOR_WHOM, GONE_BY, NOT_LATER
from qms.nonconformities.papers.operations import Letter


class ApologyForm(Checked):
    """What a citizen is told."""

    citizen = text(
        msg("Gửi ai?"),
        hint=msg("Viết như trong thư, ví dụ: bà Nguyễn Thị Hoa; Công ty TNHH Hòa Bình."),
    )
    address = text(msg("Địa chỉ"), most=300)
    file_code = text(
        msg("Mã hồ sơ một cửa"),
        most=100,
        hint=msg("Mã trên giấy tiếp nhận hồ sơ và hẹn trả kết quả."),
    )
    service = text(
        msg("Thủ tục, dịch vụ"),
        most=300,
        hint=msg("Tên thủ tục như trên giấy hẹn, ví dụ: đăng ký khai sinh."),
    )
    promised_on = day(msg("Ngày đã hẹn trả"))
    new_on = day(msg("Hẹn lại ngày"))
    reason = long_text(
        msg("Lý do nói với người nhận"),
        most=1000,
        hint=msg("Lời người dân hiểu được, không nêu tên cán bộ, không nêu thông tin nội bộ."),
    )
    contact = text(
        msg("Liên hệ"), most=300, hint=msg("Người hoặc bộ phận trả lời, nơi làm việc, điện thoại.")
    )
    place = text(msg("Nơi viết thư"), most=100, hint=msg("Địa danh đứng trước ngày của thư."))
    signer_name = text(msg("Người ký"), most=100)
    signer_title = text(msg("Chức vụ người ký"), most=100)
    signing_form = choice(msg("Hình thức ký"))
    on_behalf_of = text(
        msg("Ký thay cho"),
        most=100,
        needed=False,
        hint=msg("Đứng sau TM., KT., TL. hoặc TUQ., ví dụ: CHỦ TỊCH."),
    )

    def validate_new_on(self, field: Any) -> None:
        """The new day is after the promised one, and not past."""
        promised, new = self.promised_on.data, field.data
        if new and promised and new <= promised:
            raise ValidationError(NOT_LATER)
        if new and new < clock.today():
            raise ValidationError(GONE_BY)

    def validate_signing_form(self, field: Any) -> None:
        """Who signs for another says for whom. (Asked here: an empty field asks nothing itself.)"""
        if field.data and not self.on_behalf_of.data:
            raise ValidationError(FOR_WHOM)

    def letter(self) -> Letter:
        """The letter as the form gives it."""
        said = {name: value or "" for name, value in self.data.items()}
        days = {name: said[name] or date.min for name in ("promised_on", "new_on")}
        return Letter(**said | days)
