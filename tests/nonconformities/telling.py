"""What people were told, and what the trail says of nonconformities and actions."""

from sqlalchemy import select

from qms.audit_trail.queries import history_of
from qms.kernel.database import Row, db
from qms.notices.models import Notice
from tests.town import CAST, person


def told(login: str) -> list[str]:
    """What one of the cast was told, the first first."""
    wanted = select(Notice).where(Notice.person_id == person(login).id).order_by(Notice.id)
    return [str(notice.said) for notice in db.session.scalars(wanted)]


def news() -> int:
    """The number of the newest notice there is."""
    return db.session.scalar(select(Notice.id).order_by(Notice.id.desc()).limit(1)) or 0


def told_since(number: int) -> dict[str, list[str]]:
    """By login, what was told after a notice."""
    names = {person(login).id: login for login in CAST}
    found: dict[str, list[str]] = {}
    for notice in db.session.scalars(select(Notice).where(Notice.id > number).order_by(Notice.id)):
        found.setdefault(names[notice.person_id], []).append(str(notice.said))
    return found


def verbs(*rows: Row) -> list[str]:
    """The verbs on the lines of some rows, in order."""
    return [line.verb for line in sorted(history_of(list(rows)), key=lambda line: line.id)]
