"""Reading the trail."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import Select, and_, false, func, or_, select

from qms.audit_trail.chain import Verdict, verify
from qms.audit_trail.models import TrailLine
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import Row, db
from qms.kernel.paging import nearest, pages

SEE_ALL = (
    Role.MANAGEMENT_REPRESENTATIVE,
    Role.QUALITY_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.INSPECTOR,
)
KEPT_BY_ADMINISTRATOR = ("person", "unit", "calendar_period", "job_failure")
PAGE = 50
WITHOUT_STROKE = {0x111: "d"}
"""The letter of Vietnamese that does not come apart into a plain one and an accent."""


@dataclass(frozen=True)
class Wanted:
    """What a reader filters by; everything empty is everything."""

    who: str = ""
    verb: str = ""
    kind: str = ""
    start: date | None = None
    end: date | None = None
    page: int = 1


@dataclass(frozen=True)
class Found:
    """One page of lines, newest first, and how many there are in all."""

    lines: Sequence[TrailLine]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the lines fill."""
        return pages(self.total, PAGE)


Hidden = Callable[[Actor], Select[int] | None]
"""The ids of subjects whose lines an actor who reads the trail is not shown; nothing for none."""
_hidden: dict[str, Hidden] = {}


def hide(kind: str, hidden: Hidden) -> None:
    """Keep some lines about subjects of ``kind`` from readers who may not see those subjects."""
    _hidden[kind] = hidden


def visible_to(actor: Actor) -> Select[TrailLine]:
    """All lines but of what is kept from the reader, those of what the administrator keeps, or only
    one's own acts.
    """
    lines = select(TrailLine)
    if actor.has(*SEE_ALL):
        for kind, hidden in _hidden.items():
            if (ids := hidden(actor)) is not None:
                about = and_(TrailLine.subject_kind == kind, TrailLine.subject_id.in_(ids))
                lines = lines.where(or_(~about, TrailLine.actor_id == actor.id))
        return lines
    if actor.has(Role.ADMINISTRATOR):
        return lines.where(TrailLine.subject_kind.in_(KEPT_BY_ADMINISTRATOR))
    return lines.where(TrailLine.actor_id == actor.id)


def find(actor: Actor, wanted: Wanted) -> Found:
    """A page of what ``actor`` may see and asks for."""
    query = visible_to(actor)
    if wanted.who:
        query = query.where(TrailLine.actor_name.in_(_names_like(wanted.who)))
    if wanted.verb:
        query = query.where(TrailLine.verb == wanted.verb)
    if wanted.kind:
        query = query.where(TrailLine.subject_kind == wanted.kind)
    if wanted.start:
        query = query.where(TrailLine.at >= _midnight(wanted.start))
    if wanted.end:
        query = query.where(TrailLine.at < _midnight(wanted.end + timedelta(days=1)))
    total = db.session.scalar(select(func.count()).select_from(query.subquery())) or 0
    page = nearest(wanted.page, total, PAGE)
    ordered = query.order_by(TrailLine.id.desc()).limit(PAGE).offset((page - 1) * PAGE)
    return Found(db.session.scalars(ordered).all(), total, page)


def history_of(subjects: Sequence[Row]) -> Sequence[TrailLine]:
    """Every line about rows that the caller has already found to be visible, oldest first."""
    ids: dict[str, set[int]] = {}
    for kind, key in (row.trace_key for row in subjects):
        ids.setdefault(kind, set()).add(key)
    of_any = (
        and_(TrailLine.subject_kind == kind, TrailLine.subject_id.in_(keys))
        for kind, keys in ids.items()
    )
    wanted = select(TrailLine).where(or_(false(), *of_any)).order_by(TrailLine.id)
    return db.session.scalars(wanted).all()


def whole_chain() -> Verdict:
    """Check every line of the trail."""
    return verify(_every_line())


def _every_line() -> Iterator[TrailLine]:
    lines = select(TrailLine).order_by(TrailLine.id).execution_options(yield_per=1000)
    yield from db.session.scalars(lines)


def _names_like(written: str) -> list[str]:
    """The names in the trail that hold what a reader wrote, with or without accents."""
    names = db.session.scalars(select(TrailLine.actor_name).distinct())
    return [name for name in names if _plain(written) in _plain(name)]


def _plain(name: str) -> str:
    apart = unicodedata.normalize("NFD", name.casefold().translate(WITHOUT_STROKE))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=clock.LOCAL)
