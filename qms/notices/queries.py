"""Reading one's own notices."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select

from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.notices.kinds import Wish, registered
from qms.notices.models import Notice, NoticeWish

PAGE = 30


@dataclass(frozen=True)
class Found:
    """One page of notices, newest first; how many there are, and how many were not looked at."""

    notices: Sequence[Notice]
    total: int
    unread: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the notices fill."""
        return pages(self.total, PAGE)

    @property
    def newest(self) -> int:
        """The number of the newest notice on the page, 0 without any."""
        return max((notice.id for notice in self.notices), default=0)


def visible_to(actor: Actor) -> Select[Notice]:
    """A notice is for the person who was told, and for nobody else."""
    return select(Notice).where(Notice.person_id == actor.id)


def unread(actor: Actor) -> int:
    """How many notices a person has not looked at."""
    return _count(visible_to(actor).where(Notice.read_at.is_(None)))


def found(actor: Actor, page: int) -> Found:
    """A page of a person's notices."""
    total = _count(visible_to(actor))
    page = nearest(page, total, PAGE)
    ordered = visible_to(actor).order_by(Notice.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    return Found(db.session.scalars(ordered).all(), total, unread(actor), page)


def notice(actor: Actor, notice_id: int) -> Notice | None:
    """One notice, or nothing when it is somebody else's."""
    return db.session.scalar(visible_to(actor).where(Notice.id == notice_id))


def newest_before(actor: Actor, moment: datetime) -> int:
    """The number of the last notice that a person was given before ``moment``, 0 without any."""
    given = visible_to(actor).where(Notice.made_at < moment).with_only_columns(func.max(Notice.id))
    return db.session.scalar(given) or 0


def wishes_of(actor: Actor) -> Mapping[str, Wish]:
    """For each kind, when a person wants it by mail."""
    rows = select(NoticeWish.kind, NoticeWish.wish).where(NoticeWish.person_id == actor.id)
    chosen = {kind: Wish(wish) for kind, wish in db.session.execute(rows)}
    return {name: chosen.get(name, kind.wish) for name, kind in registered().items()}


def _count(wanted: Select[Notice]) -> int:
    return db.session.scalar(select(func.count()).select_from(wanted.subquery())) or 0
