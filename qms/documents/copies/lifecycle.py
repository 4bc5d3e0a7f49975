"""When a paper copy is handed out, and when it is collected. Objections only.

Source: ISO 9001:2015, 7.5.3.1 b and 7.5.3.2 d (obsolete documents are kept from unintended use);
the written procedure is ``procedures/document-control``.
"""

from datetime import date
from typing import Any

from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence

MOST_AT_ONCE = 50
NOTHING_TICKED = Sentence("Hãy chọn ít nhất một bản.")
NOT_TO_COME = Sentence("Ngày này không được sau hôm nay.")
NO_LONGER = Sentence(
    "Chỉ giao bản giấy của phiên bản đang có hiệu lực; tài liệu đã có thay đổi, hãy xem lại."
)


def may_not_handle(_subject: Any, actor: Actor) -> Sentence | None:
    """Copies go out and come back through the quality officer, who keeps their numbers."""
    if actor.has(Role.QUALITY_OFFICER):
        return None
    return Sentence("Chỉ thư ký ISO giao và thu hồi bản giấy.")


def not_the_one_in_force(edition: Any, serial: int) -> Sentence | None:
    """A copy is of the very edition on the officer's screen, while it is in force."""
    is_it = edition.state == "in force" and edition.serial == serial
    return None if is_it else NO_LONGER


def handed_too_early(edition: Any, day: date) -> Sentence | None:
    """Nothing is handed out before it is in force, nor on a day to come."""
    since = edition.in_force_at and clock.local(edition.in_force_at).date()
    if since is None or since <= day <= clock.today():
        return None
    if day > clock.today():
        return NOT_TO_COME
    return Sentence(
        "Phiên bản có hiệu lực từ %(day)s; không giao bản giấy trước ngày đó.",
        day=f"{since:%d/%m/%Y}",
    )


def collected_out_of_order(copy: Any, day: date) -> Sentence | None:
    """A copy comes back once, after it was handed out."""
    if copy.collected_on is not None:
        return Sentence("%(copy)s đã được ghi thu hồi.", copy=str(copy))
    if day >= copy.handed_on:
        return None
    return Sentence(
        "%(copy)s giao ngày %(day)s; không thu hồi trước ngày đó.",
        copy=str(copy),
        day=f"{copy.handed_on:%d/%m/%Y}",
    )
