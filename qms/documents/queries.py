"""Reading documents. Every query starts from what the actor may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    case,
    exists,
    false,
    func,
    or_,
    select,
    tuple_,
)
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload
from sqlalchemy.sql.base import ExecutableOption

from qms.documents.blanks.models import Blank, Carried
from qms.documents.days import is_held
from qms.documents.decisions.models import DecisionItem
from qms.documents.lifecycle import LIFECYCLE, OPEN, State
from qms.documents.models import Document, Edition, Upload
from qms.documents.routes.models import RouteSeat, RouteStep, Signature
from qms.documents.serving.models import ServedIndicator
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.textindex.analysis import code_key

SEE_ALL = (
    Role.QUALITY_OFFICER,
    Role.MANAGEMENT_REPRESENTATIVE,
    Role.INTERNAL_AUDITOR,
    Role.INSPECTOR,
)
READ_NOTHING_BY_ROLE = frozenset({Role.ADMINISTRATOR})
PAGE = 50
ABOVE_ALL = 1_000_000
"""More than any document has editions."""


@dataclass(frozen=True)
class Wanted:
    """What the list is filtered by; everything empty is everything."""

    text: str = ""
    kind: str = ""
    unit: int = 0
    state: str = ""
    indicator: str = ""
    parent: str = ""
    page: int = 1


@dataclass(frozen=True)
class Listed:
    """One page of the list of documents, each as the edition a reader should look at first."""

    editions: Sequence[Edition]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the list fills."""
        return pages(self.total, PAGE)


def reads(actor: Actor) -> bool:
    """Whether ``actor`` holds a role that lets them read documents."""
    return bool(actor.roles - READ_NOTHING_BY_ROLE)


def _seen_by(actor: Actor) -> ColumnElement[bool] | None:
    """The condition on editions, or ``None`` for all of them."""
    if actor.has(*SEE_ALL):
        return None
    if not reads(actor):
        return false()
    return or_(Edition.state == State.IN_FORCE, *works_on(actor))


def works_on(actor: Actor) -> list[ColumnElement[bool]]:
    """Any of these conditions holds of the editions that ``actor`` writes, is asked to sign, has
    signed, or may sign now for somebody else.
    """
    asked = select(RouteSeat.edition_id).where(RouteSeat.person_id == actor.id)
    signed = select(Signature.edition_id).where(Signature.person_id == actor.id)
    return [
        Edition.author_id == actor.id,
        Edition.id.in_(asked),
        Edition.id.in_(signed),
        *([_asked_of_whom_they_stand_in_for(actor)] if actor.stands_in else []),
    ]


def _asked_of_whom_they_stand_in_for(actor: Actor) -> ColumnElement[bool]:
    """What is in review and asks, in its present round, somebody for whom ``actor`` may sign."""
    seats = (
        select(RouteSeat.edition_id)
        .join(RouteSeat.step)
        .where(
            tuple_(RouteSeat.person_id, RouteStep.role).in_(actor.stands_in),
            RouteSeat.round == Edition.round,
            RouteSeat.edition_id == Edition.id,
        )
        .correlate(Edition)
    )
    return and_(Edition.state == State.IN_REVIEW, seats.exists())


def visible_to(actor: Actor) -> Select[Edition]:
    """Editions in force for whoever holds a role; the rest for those who work on or check them."""
    seen = _seen_by(actor)
    return select(Edition) if seen is None else select(Edition).where(seen)


def first_of_each(actor: Actor, wanted: Wanted) -> Select[Edition]:
    """One edition of each document, of those that fit: the one in force, else the newest."""
    seen = visible_to(actor).join(Document)
    for condition in _conditions(wanted):
        seen = seen.where(condition)
    rank = case((Edition.state == State.IN_FORCE, ABOVE_ALL), else_=0) + Edition.serial
    best = (
        seen.with_only_columns(Edition.document_id, func.max(rank).label("rank"))
        .group_by(Edition.document_id)
        .subquery()
    )
    return select(Edition).join(
        best,
        and_(
            best.c.document_id == Edition.document_id,
            Edition.serial == best.c.rank % ABOVE_ALL,
        ),
    )


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """A page of documents by code, one edition each: in force, else the newest that is seen."""
    first = first_of_each(actor, wanted)
    total = db.session.scalar(select(func.count()).select_from(first.subquery())) or 0
    page = nearest(wanted.page, total, PAGE)
    shown = (
        first.join(Edition.document)
        .options(contains_eager(Edition.document).joinedload(Document.unit))
        .order_by(Document.key)
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return Listed(db.session.scalars(shown).all(), total, page)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.text:
        like = wanted.text
        conditions.append(
            or_(
                Document.code.icontains(like, autoescape=True),
                Edition.title.icontains(like, autoescape=True),
            )
        )
    if wanted.kind:
        conditions.append(Document.kind == wanted.kind)
    if wanted.unit:
        conditions.append(Document.unit_id == wanted.unit)
    if wanted.state:
        conditions.append(Edition.state == wanted.state)
    if wanted.parent:
        above = aliased(Document)
        under = select(Blank.document_id).join(above, above.id == Blank.parent_id)
        conditions.append(Document.id.in_(under.where(above.key == code_key(wanted.parent))))
    if wanted.indicator:
        conditions.append(Document.served.any(ServedIndicator.indicator == wanted.indicator))
    return conditions


def editions_of(actor: Actor, key: str) -> Sequence[Edition]:
    """The editions of one document that ``actor`` may see, newest first; none is "not found"."""
    wanted = (
        visible_to(actor)
        .join(Edition.document)
        .where(Document.key == code_key(key))
        .options(
            contains_eager(Edition.document).joinedload(Document.unit),
            joinedload(Edition.author),
            joinedload(Edition.reviewer),
            joinedload(Edition.approver),
            joinedload(Edition.listed).joinedload(DecisionItem.decision),
            *the_round(),
        )
        .order_by(Edition.serial.desc())
    )
    return db.session.scalars(wanted).unique().all()


def edition(actor: Actor, key: str, serial: int) -> Edition | None:
    """One edition, or nothing when there is none or it is not for them to see."""
    found = [e for e in editions_of(actor, key) if e.serial == serial]
    return found[0] if found else None


def first_to_read(editions: Sequence[Edition]) -> Edition | None:
    """The edition a reader wants: in force, else the newest."""
    in_force = [e for e in editions if e.state == State.IN_FORCE]
    return next(iter([*in_force, *editions]), None)


def document_by_key(key: str) -> Document | None:
    """The document of that key, seen or not: for keeping codes unique, not for reading."""
    return db.session.scalar(select(Document).where(Document.key == key))


def the_round() -> Sequence[ExecutableOption]:
    """What is read with editions whose rounds are looked at: a few queries for all of them."""
    parts = (
        Edition.steps,
        Edition.signatures,
        Edition.returns,
        Edition.remarks,
        Edition.brought,
    )
    return [selectinload(part) for part in parts]


def upload(actor: Actor, upload_id: int) -> Upload | None:
    """A file that ``actor`` sent and that waits to be filed."""
    found = db.session.get(Upload, upload_id)
    return found if found and found.person_id == actor.id else None


@dataclass(frozen=True)
class Tasks:
    """What of documents awaits a person."""

    to_review: Sequence[Edition]
    to_approve: Sequence[Edition]
    to_put_in_force: Sequence[Edition]
    drafts: Sequence[Edition]
    instead_of: Mapping[int, str]
    """For whom one signs as a deputy, by the number of the edition."""

    def __len__(self) -> int:
        return sum(map(len, (self.to_review, self.to_approve, self.to_put_in_force, self.drafts)))


def _stands_alone() -> ColumnElement[bool]:
    """It is no form's edition that comes with that of a procedure."""
    return ~exists().where(Carried.edition_id == Edition.id)


def awaiting(actor: Actor) -> Tasks:
    """Everything on its way that ``actor`` must move, longest waiting first."""
    wanted = (
        visible_to(actor)
        .where(Edition.state.in_(OPEN), _stands_alone())
        .options(
            joinedload(Edition.document).joinedload(Document.unit),
            joinedload(Edition.author),
            *the_round(),
            selectinload(Edition.listed),
        )
        .order_by(func.coalesce(Edition.submitted_at, Edition.created_at))
    )
    found = db.session.scalars(wanted).all()
    review = [e for e in found if e.state == State.IN_REVIEW]
    seats = {e.id: e.round_now.free_seats(actor)[:1] for e in review}
    return Tasks(
        instead_of={
            e.id: s.person.name
            for e in review
            for step in e.route
            for s in step.seats
            if s.person_id in seats[e.id] and s.person_id != actor.id
        },
        to_review=[e for e in review if not LIFECYCLE.objections("review", e, actor)],
        to_approve=[e for e in review if not LIFECYCLE.objections("approve", e, actor)],
        to_put_in_force=[e for e in found if _waits(e) and actor.has(Role.QUALITY_OFFICER)],
        drafts=[e for e in found if e.state == State.DRAFT and e.author_id == actor.id],
    )


def _waits(edition: Edition) -> bool:
    """Whether an approved edition waits for somebody, and neither for its day nor a decision."""
    return edition.state == State.APPROVED and not (edition.effective_on or is_held(edition))


def lately_in_force(actor: Actor, most: int = 6) -> Sequence[Edition]:
    """What came into force last."""
    wanted = (
        visible_to(actor)
        .where(Edition.state == State.IN_FORCE, _stands_alone())
        .options(joinedload(Edition.document).joinedload(Document.unit))
        .order_by(Edition.in_force_at.desc(), Edition.id.desc())
        .limit(most)
    )
    return db.session.scalars(wanted).all()
