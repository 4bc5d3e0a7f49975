"""Occasions on which people of the ward are written to."""

from datetime import UTC, datetime

from sqlalchemy import select

from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.operation import operation
from qms.notices import operations
from qms.notices.models import Letter
from qms.organisation.operations import set_mail
from tests.town import actor, person

THURSDAY = datetime(2026, 2, 5, 0, 30, tzinfo=UTC)  # half past seven in Viet Nam


def with_mail(*logins: str) -> None:
    for login in logins:
        set_mail(person(login), f"{login}@tanhoa.gov.vn", by=actor("son"))


@operation
def tell(
    *logins: str, once: str = "1", kind: str = "to read", what: str = "QT-01", urgent: bool = False
) -> None:
    said = Sentence("%(what)s đã có hiệu lực; mời bạn đọc và xác nhận.", what=what)
    people = [person(login).id for login in logins]
    operations.notify(people, kind, said, "/documents/QT-01", once=once, urgent=urgent)


def open_letters() -> int:
    return len(db.session.scalars(select(Letter.id).where(Letter.sent_at.is_(None))).all())
