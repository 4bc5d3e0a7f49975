"""When people and units may change: objections only, for a person is either in or out."""

import re
from datetime import date
from typing import Any

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence, msg
from qms.kernel.lifecycle import Objection

LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{1,39}")
MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST_MAIL = 200
ODD_LOGIN = msg("Tên đăng nhập gồm 2 đến 40 chữ không dấu, số, dấu chấm, gạch.")


def not_administrator(_subject: Any, actor: Actor) -> Sentence | None:
    """People, units and rights are the administrator's to keep."""
    if actor.has(Role.ADMINISTRATOR):
        return None
    return Sentence("Chỉ quản trị hệ thống được làm việc này.")


def last_administrator(administrators_left: int) -> Objection:
    """Somebody must be able to let people in."""

    def object_(_subject: Any, _actor: Actor) -> Sentence | None:
        if administrators_left:
            return None
        return Sentence(
            "Cơ quan sẽ không còn ai là quản trị hệ thống. Hãy phân công người khác trước."
        )

    return object_


def unit_not_open(unit: Any, day: date) -> Sentence | None:
    """People, roles and documents go to units that are there; ``unit`` is none when unknown."""
    if unit and unit.is_open_on(day):
        return None
    return Sentence("Đơn vị này không có, đã đóng hoặc chưa hoạt động; hãy chọn đơn vị khác.")


def odd_login(login: str) -> Sentence | None:
    """A name that can be typed on any keyboard."""
    if LOGIN.fullmatch(login):
        return None
    return Sentence(ODD_LOGIN)


def odd_mail(mail: str) -> Sentence | None:
    """An address that any mail server takes, and that cannot be two; "" for none at all."""
    if not mail or (len(mail) <= LONGEST_MAIL and MAIL.fullmatch(mail)):
        return None
    return Sentence("Địa chỉ thư chưa đúng; hãy viết như lan.nt@tanhoa.gov.vn.")


def not_own_account(person: Any, actor: Actor) -> Sentence | None:
    """What is a person's own is for them to keep, or for the administrator."""
    if person.id == actor.id or actor.has(Role.ADMINISTRATOR):
        return None
    return Sentence("Chỉ chính người đó hoặc quản trị hệ thống được làm việc này.")


def wrong_period(start: date, end: date | None) -> Sentence | None:
    """An end comes after its start."""
    if end is None or end > start:
        return None
    return Sentence("Ngày kết thúc phải sau ngày bắt đầu.")


REVIEW_ROLES = (
    Role.REVIEWER,
    Role.UNIT_HEAD,
    Role.QUALITY_OFFICER,
    Role.MANAGEMENT_REPRESENTATIVE,
)
"""As which one may be asked to review."""

SIGNING_ROLES = (*REVIEW_ROLES, Role.APPROVER)
"""As which one may be asked to sign."""

SIGNING_FORMS = ("KT", "TM", "TL", "TUQ")
"""The legal forms in which one signs for somebody else: for the chief (KT.), on behalf of the
collective (TM.), by order (TL.), by authorisation (TUQ.)."""

BY_DOCUMENT = ("TL", "TUQ")
"""Those of them that need a document."""
