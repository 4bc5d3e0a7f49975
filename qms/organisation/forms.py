"""What the pages of people and units send."""

from typing import Any

from wtforms.validators import ValidationError

from qms.kernel.forms import Checked, choice, clean, day, long_text, matching, password, text
from qms.kernel.i18n import msg
from qms.organisation.lifecycle import LONGEST_MAIL, ODD_LOGIN, odd_login
from qms.organisation.operations import FirstSteps, NewPerson

CODE = matching(r"^[\w-]{1,20}$", msg("Mã đơn vị gồm chữ, số, gạch; tối đa 20 ký tự."))


class SignInForm(Checked):
    """Name and password."""

    login = text(msg("Tên đăng nhập"), most=80, purpose="username")
    password = password(msg("Mật khẩu"))


class NewPasswordForm(Checked):
    """A password, typed twice."""

    new_password = password(
        msg("Mật khẩu mới"),
        purpose="new-password",
        hint=msg("Ít nhất 12 ký tự. Vài từ ghép lại vừa dài vừa dễ nhớ; có thể dùng dấu cách."),
    )
    again = password(msg("Gõ lại mật khẩu mới"), purpose="new-password")

    def validate_again(self, field: Any) -> None:
        """The two must agree."""
        if field.data != self.new_password.data:
            raise ValidationError(msg("Hai lần gõ chưa giống nhau."))


class ChangePasswordForm(NewPasswordForm):
    """The old password and a new one."""

    password = password(msg("Mật khẩu hiện tại"))


class SetUpForm(NewPasswordForm):
    """The agency and its first administrator."""

    agency_name = text(msg("Tên cơ quan"), hint=msg("Ví dụ: Ủy ban nhân dân phường Tân Hòa"))
    name = text(msg("Họ và tên của bạn"))
    title = text(msg("Chức vụ"))
    login = text(msg("Tên đăng nhập"), most=40)

    def validate_login(self, field: Any) -> None:
        """A name that can be typed on any keyboard."""
        if odd_login((field.data or "").lower()):
            raise ValidationError(ODD_LOGIN)

    def answer(self) -> FirstSteps:
        """What the form tells."""
        return FirstSteps(
            agency_name=self.agency_name.data or "",
            login=self.login.data or "",
            name=self.name.data or "",
            title=self.title.data or "",
            password=self.new_password.data or "",
        )


class PersonForm(Checked):
    """Name, title and unit of a person."""

    name = text(msg("Họ và tên"))
    title = text(msg("Chức vụ"))
    unit = choice(msg("Đơn vị"), number=True)


class NewPersonForm(PersonForm):
    """A person who comes in."""

    login = text(msg("Tên đăng nhập"), most=40, hint=msg("Chữ không dấu, ví dụ: lan.nt"))

    def validate_login(self, field: Any) -> None:
        """A name that can be typed on any keyboard."""
        if odd_login((field.data or "").lower()):
            raise ValidationError(ODD_LOGIN)

    def answer(self) -> NewPerson:
        """The person as the form gives them."""
        return NewPerson(
            login=clean(self.login.data) or "",
            name=self.name.data or "",
            title=self.title.data or "",
            unit_id=self.unit.data,
        )


class MailForm(Checked):
    """Where a person's mail goes."""

    mail = text(
        msg("Địa chỉ thư điện tử"),
        most=LONGEST_MAIL,
        needed=False,
        purpose="email",
        hint=msg("Để trống nếu không nhận thư; thông báo vẫn hiện trong hệ thống."),
    )


class AppointmentForm(Checked):
    """Which role, where, from when, why."""

    role = choice(msg("Vai trò"))
    unit = choice(msg("Phạm vi"), number=True)
    start = day(msg("Từ ngày"))
    end = day(msg("Đến trước ngày"), needed=False, hint=msg("Để trống nếu chưa biết."))
    reason = text(msg("Lý do"), hint=msg("Ví dụ: Quyết định phân công số 12/QĐ-UBND"))


class ReasonForm(Checked):
    """Why something is done."""

    reason = long_text(msg("Lý do"), most=1000)


class UnitForm(Checked):
    """A unit that opens."""

    code = text(msg("Mã đơn vị"), most=20)
    name = text(msg("Tên đơn vị"))
    parent = choice(msg("Trực thuộc"), number=True)
    start = day(msg("Hoạt động từ ngày"))

    def validate_code(self, field: Any) -> None:
        """A short word."""
        CODE(self, field)


class RenameForm(Checked):
    """Another name for a unit."""

    name = text(msg("Tên đơn vị"))
    reason = text(msg("Lý do"))


class ClosingForm(Checked):
    """The first day on which a unit is no more."""

    end = day(msg("Ngừng hoạt động từ ngày"))
    reason = text(msg("Lý do"))
