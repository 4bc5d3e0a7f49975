"""What the verbs of the organisation are called in the trail."""

from collections.abc import Iterable, Sequence

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import (
    Kind,
    day,
    moment,
    name_columns,
    name_kind,
    name_roles,
    name_verbs,
)
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.organisation.models import Person, Unit
from qms.organisation.roles import ROLE_NAMES

LANGUAGE_NAMES = {"vi": Sentence("Tiếng Việt"), "en": Sentence("Tiếng Anh")}


def announce() -> None:
    """Name verbs and kinds."""
    name_verbs(
        {
            "set up": Sentence("Thiết lập ban đầu"),
            "add person": Sentence("Thêm người dùng"),
            "change person": Sentence("Sửa thông tin người dùng"),
            "give link": Sentence("Cấp đường dẫn đặt mật khẩu"),
            "choose password": Sentence("Đặt mật khẩu"),
            "change password": Sentence("Đổi mật khẩu"),
            "set mail": Sentence("Đặt địa chỉ thư"),
            "choose language": Sentence("Chọn ngôn ngữ"),
            "appoint": Sentence("Phân công"),
            "end appointment": Sentence("Thôi phân công"),
            "disable": Sentence("Khóa tài khoản"),
            "enable": Sentence("Mở khóa tài khoản"),
            "add unit": Sentence("Thêm đơn vị"),
            "rename unit": Sentence("Đổi tên đơn vị"),
            "close unit": Sentence("Đóng đơn vị"),
        }
    )
    name_kind("person", Kind(Sentence("Người dùng"), _people, str, _place_of_person))
    name_kind(
        "unit",
        Kind(Sentence("Đơn vị"), _units, str, lambda _unit: url_for("organisation_people.units")),
    )
    name_roles({str(code): name for code, name in ROLE_NAMES.items()})
    _name_columns()


def _people(ids: Iterable[int]) -> Sequence[Person]:
    return db.session.scalars(select(Person).where(Person.id.in_(ids))).all()


def _units(ids: Iterable[int]) -> Sequence[Unit]:
    return db.session.scalars(select(Unit).where(Unit.id.in_(ids))).all()


def _place_of_person(person: Person) -> str:
    return url_for("organisation_people.person", person_id=person.id)


def _name_columns() -> None:
    period = {"valid_from": Sentence("Từ ngày"), "valid_to": Sentence("Đến trước ngày")}
    days = {"valid_from": day, "valid_to": day}
    name_columns(
        "unit",
        {
            "code": Sentence("Mã đơn vị"),
            "name": Sentence("Tên đơn vị"),
            "parent_id": Sentence("Trực thuộc"),
            **period,
        },
        readings=days,
        refers={"parent_id": "unit"},
    )
    name_columns(
        "appointment",
        {
            "person_id": Sentence("Người dùng"),
            "role": Sentence("Vai trò"),
            "unit_id": Sentence("Phạm vi"),
            **period,
        },
        readings={"role": lambda code: ROLE_NAMES[code], **days},
        refers={"person_id": "person", "unit_id": "unit"},
    )
    name_columns(
        "person",
        {
            "login": Sentence("Tên đăng nhập"),
            "name": Sentence("Họ và tên"),
            "title": Sentence("Chức vụ"),
            "unit_id": Sentence("Đơn vị"),
            "language": Sentence("Ngôn ngữ"),
            "password_hash": Sentence("Mật khẩu"),
            "disabled_at": Sentence("Khóa từ"),
            "mail": Sentence("Địa chỉ thư điện tử"),
        },
        readings={"language": lambda code: LANGUAGE_NAMES[code], "disabled_at": moment},
        refers={"unit_id": "unit"},
    )
