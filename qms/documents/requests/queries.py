"""Reading change requests. Every query starts from what the actor may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from qms.documents import queries
from qms.documents.lifecycle import OPEN as OPEN_EDITIONS
from qms.documents.models import Document, Edition
from qms.documents.requests.lifecycle import OPEN, State
from qms.documents.requests.models import ChangeRequest
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.kernel.text import slip_number
from qms.organisation.queries import headed_units

PAGE = 50
STILL_NEWS = timedelta(days=14)
"""For how long a sender is shown on their first page what became of a request."""
IS_OPEN = ChangeRequest.state.in_(OPEN)


@dataclass(frozen=True)
class Wanted:
    """What the register of requests is filtered by; everything empty is everything.

    ``state`` is one of the lifecycle, or "open"; ``whose`` is "sent" (by me) or "given" (to me).
    """

    text: str = ""
    state: str = ""
    whose: str = ""
    unit: int = 0
    year: int = 0
    late: bool = False
    page: int = 1

    @property
    def said(self) -> Mapping[str, str | int]:
        """What narrows the list, as an address says it; nothing when nothing does."""
        asked: dict[str, str | int] = {
            "text": self.text,
            "state": self.state,
            "whose": self.whose,
            "unit": self.unit,
            "year": self.year,
            "late": int(self.late),
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Listed:
    """One page of requests, newest first, and how many there are in all."""

    requests: Sequence[ChangeRequest]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the list fills."""
        return pages(self.total, PAGE)


def visible_to(actor: Actor) -> Select[ChangeRequest]:
    """All; or those one sent or is to draft, that a draft answers on which one works, and (heads)
    those of the unit's documents.
    """
    requests = select(ChangeRequest)
    if actor.has(*queries.SEE_ALL):
        return requests
    drafts = (
        queries.visible_to(actor)
        .where(Edition.state.in_(OPEN_EDITIONS))
        .with_only_columns(Edition.id)
    )
    seen: list[ColumnElement[bool]] = [
        ChangeRequest.sender_id == actor.id,
        ChangeRequest.author_id == actor.id,
        ChangeRequest.draft_id.in_(drafts),
    ]
    if actor.has(Role.UNIT_HEAD):
        held = select(Document.id).where(Document.unit_id.in_(headed_units(actor)))
        seen.append(ChangeRequest.document_id.in_(held))
    return requests.where(or_(*seen))


def _whole(requests: Select[ChangeRequest]) -> Select[ChangeRequest]:
    """With everything that a row of the register tells."""
    return requests.options(
        joinedload(ChangeRequest.document).joinedload(Document.unit),
        joinedload(ChangeRequest.draft).joinedload(Edition.document),
        joinedload(ChangeRequest.about),
        joinedload(ChangeRequest.sender),
        joinedload(ChangeRequest.author),
    )


def request(actor: Actor, year: int, serial: int) -> ChangeRequest | None:
    """One request, or nothing when there is none or it is not for them to see."""
    named = (ChangeRequest.year == year, ChangeRequest.serial == serial)
    return db.session.scalar(_whole(visible_to(actor)).where(*named))


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """A page of the register of requests."""
    found = _narrowed(actor, wanted)
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = nearest(wanted.page, total, PAGE)
    shown = _newest_first(_whole(found)).limit(PAGE).offset((page - 1) * PAGE)
    return Listed(db.session.scalars(shown).all(), total, page)


def whole(actor: Actor, wanted: Wanted) -> Sequence[ChangeRequest]:
    """Every row of the register that was asked for."""
    return db.session.scalars(_newest_first(_whole(_narrowed(actor, wanted)))).all()


def _newest_first(found: Select[ChangeRequest]) -> Select[ChangeRequest]:
    return found.order_by(ChangeRequest.year.desc(), ChangeRequest.serial.desc())


def _narrowed(actor: Actor, wanted: Wanted) -> Select[ChangeRequest]:
    conditions = [
        (wanted.state == "open", IS_OPEN),
        (wanted.state not in ("", "open"), ChangeRequest.state == wanted.state),
        (wanted.whose == "sent", ChangeRequest.sender_id == actor.id),
        (wanted.whose == "given", ChangeRequest.author_id == actor.id),
        (wanted.unit, Document.unit_id == wanted.unit),
        (wanted.year, ChangeRequest.year == wanted.year),
        (wanted.late, and_(IS_OPEN, ChangeRequest.due < clock.today())),
        (wanted.text, _names(wanted.text)),
    ]
    found = visible_to(actor).outerjoin(ChangeRequest.document)
    return found.where(*(condition for asked, condition in conditions if asked))


def _names(text: str) -> ColumnElement[bool]:
    """The words of a document, of what is asked, or a number such as 3/2026."""
    columns = (Document.code, Document.title, *_SAID)
    said = [column.icontains(text, autoescape=True) for column in columns]
    if named := slip_number(text):
        said.append(and_(ChangeRequest.serial == named[0], ChangeRequest.year == named[1]))
    return or_(*said)


_SAID = (ChangeRequest.title, ChangeRequest.clause, ChangeRequest.wish)


def years(actor: Actor) -> Sequence[int]:
    """The years in which ``actor`` sees requests, the newest first."""
    wanted = visible_to(actor).with_only_columns(ChangeRequest.year).distinct()
    return sorted(db.session.scalars(wanted), reverse=True)


def open_about(actor: Actor, document: Document) -> Sequence[ChangeRequest]:
    """What is open about a document, of what ``actor`` may see, the oldest first."""
    wanted = _whole(visible_to(actor)).where(IS_OPEN, ChangeRequest.document_id == document.id)
    return db.session.scalars(wanted.order_by(ChangeRequest.id)).all()


def doubles(actor: Actor, document: Document, anchor: str) -> Sequence[ChangeRequest]:
    """What ``actor`` asked before about the same clause and is still open."""
    own = visible_to(actor).where(
        IS_OPEN,
        ChangeRequest.sender_id == actor.id,
        ChangeRequest.document_id == document.id,
        ChangeRequest.anchor == anchor,
    )
    return db.session.scalars(own.order_by(ChangeRequest.id)).all()


def to_answer(actor: Actor, edition: Edition) -> Sequence[ChangeRequest]:
    """What a draft answers or might: accepted, of its document or for a new one, and not done."""
    fits = or_(
        ChangeRequest.document_id == edition.document_id, ChangeRequest.document_id.is_(None)
    )
    waiting = and_(ChangeRequest.state == State.ACCEPTED, fits)
    wanted = visible_to(actor).where(or_(ChangeRequest.draft_id == edition.id, waiting))
    return db.session.scalars(_whole(wanted).order_by(ChangeRequest.id)).all()


def answered_by(edition: Edition) -> Sequence[ChangeRequest]:
    """What an edition answers, seen or not: for verbs, and for its list of numbers."""
    wanted = select(ChangeRequest).where(ChangeRequest.draft_id == edition.id)
    return db.session.scalars(wanted.order_by(ChangeRequest.id)).all()


def seen_of(actor: Actor, edition: Edition) -> Sequence[ChangeRequest]:
    """What an edition answers, of what ``actor`` may see."""
    wanted = _whole(visible_to(actor)).where(ChangeRequest.draft_id == edition.id)
    return db.session.scalars(wanted.order_by(ChangeRequest.id)).all()


def given_for(document: Document, author_id: int) -> Sequence[ChangeRequest]:
    """The accepted requests about a document that an author is to draft: for verbs."""
    wanted = select(ChangeRequest).where(
        ChangeRequest.document_id == document.id,
        ChangeRequest.state == State.ACCEPTED,
        ChangeRequest.author_id == author_id,
    )
    return db.session.scalars(wanted.order_by(ChangeRequest.id)).all()


def last_serial(year: int) -> int:
    """The number given last in a year, 0 when none was: for numbering, not for reading."""
    wanted = select(func.max(ChangeRequest.serial)).where(ChangeRequest.year == year)
    return db.session.scalar(wanted) or 0


def awaiting_answer(actor: Actor) -> Sequence[ChangeRequest]:
    """What awaits the quality officer's answer, the oldest first."""
    if not actor.has(Role.QUALITY_OFFICER):
        return []
    wanted = _whole(visible_to(actor)).where(ChangeRequest.state == State.SENT)
    return db.session.scalars(wanted.order_by(ChangeRequest.id)).all()


def awaiting_draft(actor: Actor) -> Sequence[ChangeRequest]:
    """What ``actor`` is to draft and has not begun, the soonest due first."""
    wanted = _whole(visible_to(actor)).where(
        ChangeRequest.state == State.ACCEPTED, ChangeRequest.author_id == actor.id
    )
    return db.session.scalars(wanted.order_by(ChangeRequest.due, ChangeRequest.id)).all()


def lately_answered(actor: Actor) -> Sequence[ChangeRequest]:
    """What became of the requests that ``actor`` sent, while it is news; the newest first."""
    wanted = _whole(visible_to(actor)).where(
        ChangeRequest.sender_id == actor.id,
        ChangeRequest.state.in_((State.DONE, State.DECLINED)),
        ChangeRequest.ended_at > clock.now() - STILL_NEWS,
    )
    return db.session.scalars(wanted.order_by(ChangeRequest.ended_at.desc())).all()


def open_by_document(actor: Actor) -> Mapping[int, int]:
    """How many open requests ``actor`` sees about each document that has any."""
    wanted = (
        visible_to(actor)
        .where(IS_OPEN, ChangeRequest.document_id.is_not(None))
        .with_only_columns(ChangeRequest.document_id, func.count())
        .group_by(ChangeRequest.document_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted) if row[0]}
