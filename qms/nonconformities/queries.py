"""Reading nonconformities. Every query starts from what the actor may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.models import Document, Edition
from qms.documents.requests.models import ChangeRequest
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.kernel.text import slip_number
from qms.nonconformities.actions.lifecycle import OPEN as OPEN_ACTIONS
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.effectiveness.models import EffectCheck, EffectFile
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.states import (
    HANDLED,
    IN_PLAN,
    OPEN,
    TAKEN,
)
from qms.nonconformities.treatment import Treatment
from qms.organisation.models import Person
from qms.organisation.queries import headed_units

SEE_ALL = (
    Role.MANAGEMENT_REPRESENTATIVE,
    Role.QUALITY_OFFICER,
    Role.INTERNAL_AUDITOR,
    Role.INSPECTOR,
)
LEAD = (Role.MANAGEMENT_REPRESENTATIVE, Role.QUALITY_OFFICER)
"""Who sees even the confidential ones, and the name of who did not want it told."""
PAGE = 50
IS_OPEN = Nonconformity.state.in_(OPEN)


@dataclass(frozen=True)
class Wanted:
    """What the register is filtered by; everything empty is everything.

    ``state`` is one of the lifecycle, or "open"; ``whose`` is "reported" or "handled" (by me).
    """

    text: str = ""
    state: str = ""
    whose: str = ""
    unit: int = 0
    year: int = 0
    source: str = ""
    indicator: str = ""
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
            "source": self.source,
            "indicator": self.indicator,
            "late": int(self.late),
        }
        return {name: value for name, value in asked.items() if value}


@dataclass(frozen=True)
class Listed:
    """One page of nonconformities, newest first, and how many there are in all."""

    found: Sequence[Nonconformity]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages the list fills."""
        return pages(self.total, PAGE)


def visible_to(actor: Actor) -> Select[Nonconformity]:
    """All; or those one reported, handles or acts on, and those taken on that concern one's own
    unit and (heads) the units one heads. Of the confidential ones only who leads or is named sees
    any.
    """
    found = select(Nonconformity)
    if actor.has(*LEAD):
        return found
    named = or_(
        Nonconformity.reporter_id == actor.id,
        Nonconformity.handler_id == actor.id,
        Nonconformity.id.in_(_acted_on(actor)),
    )
    open_to_all = Nonconformity.confidential.is_(False)
    if actor.has(*SEE_ALL):
        return found.where(or_(open_to_all, named))
    own = select(Person.unit_id).where(Person.id == actor.id)
    units = [Nonconformity.unit_id.in_(own)]
    if actor.has(Role.UNIT_HEAD):
        units.append(Nonconformity.unit_id.in_(headed_units(actor)))
    concerned = and_(open_to_all, Nonconformity.state.in_(TAKEN), or_(*units))
    return found.where(or_(named, concerned))


def _acted_on(actor: Actor) -> Select[int]:
    """The ids of those for which ``actor`` does something."""
    return (
        select(Treatment.nonconformity_id)
        .join(Treatment.actions)
        .where(CorrectiveAction.owner_id == actor.id)
    )


def knows_reporter(nonconformity: Nonconformity, actor: Actor) -> bool:
    """Whether ``actor`` is told who reported it."""
    open_name = not nonconformity.hides_reporter
    return open_name or nonconformity.reporter_id == actor.id or actor.has(*LEAD)


def _whole(found: Select[Nonconformity]) -> Select[Nonconformity]:
    """With everything that a row of the register and the page tell."""
    return found.options(
        joinedload(Nonconformity.about).joinedload(Edition.document),
        joinedload(Nonconformity.reporter),
        joinedload(Nonconformity.handler),
        joinedload(Nonconformity.unit),
        selectinload(Nonconformity.touched),
        selectinload(Nonconformity.criteria).options(
            joinedload(Criterion.edition).joinedload(Edition.document), joinedload(Criterion.law)
        ),
        selectinload(Nonconformity.treatments).options(
            selectinload(Treatment.actions).joinedload(CorrectiveAction.owner)
        ),
    )


def nonconformity(actor: Actor, number: int) -> Nonconformity | None:
    """One of them, or nothing when there is none or it is not for them to see."""
    found = _whole(visible_to(actor)).where(Nonconformity.id == number)
    treated = selectinload(Nonconformity.treatments).options(
        joinedload(Treatment.analysed_by),
        joinedload(Treatment.proposed_by),
        joinedload(Treatment.approved_by),
        selectinload(Treatment.found),
        selectinload(Treatment.checks).options(
            joinedload(EffectCheck.checked_by),
            selectinload(EffectCheck.files).joinedload(EffectFile.file),
        ),
        selectinload(Treatment.actions).options(
            joinedload(CorrectiveAction.verified_by),
            joinedload(CorrectiveAction.document),
            joinedload(CorrectiveAction.request).joinedload(ChangeRequest.draft),
            selectinload(CorrectiveAction.touched),
        ),
    )
    others = (joinedload(Nonconformity.merged_into), joinedload(Nonconformity.follows))
    return db.session.scalar(found.options(*others, treated))


def by_ids(actor: Actor, numbers: Sequence[int]) -> Mapping[int, Nonconformity]:
    """Some of them by their ids, where they are for ``actor`` to see."""
    found = visible_to(actor).where(Nonconformity.id.in_(numbers))
    rows = db.session.scalars(found.options(joinedload(Nonconformity.unit)))
    return {one.id: one for one in rows}


def listed(actor: Actor, wanted: Wanted) -> Listed:
    """A page of the register."""
    found = _narrowed(actor, wanted)
    total = db.session.scalar(select(func.count()).select_from(found.subquery())) or 0
    page = nearest(wanted.page, total, PAGE)
    shown = _newest_first(_whole(found)).limit(PAGE).offset((page - 1) * PAGE)
    return Listed(db.session.scalars(shown).all(), total, page)


def whole(actor: Actor, wanted: Wanted) -> Sequence[Nonconformity]:
    """Every row of the register that was asked for."""
    return db.session.scalars(_newest_first(_whole(_narrowed(actor, wanted)))).all()


def _newest_first(found: Select[Nonconformity]) -> Select[Nonconformity]:
    return found.order_by(Nonconformity.reported_at.desc(), Nonconformity.id.desc())


def _narrowed(actor: Actor, wanted: Wanted) -> Select[Nonconformity]:
    touches = Nonconformity.touched.any(TouchedIndicator.indicator == wanted.indicator)
    today = clock.today()
    overdue = or_(Nonconformity.due < today, Nonconformity.id.in_(_with_late_action(today)))
    conditions = [
        (wanted.state == "open", IS_OPEN),
        (wanted.state not in ("", "open"), Nonconformity.state == wanted.state),
        (wanted.whose == "reported", Nonconformity.reporter_id == actor.id),
        (wanted.whose == "handled", Nonconformity.handler_id == actor.id),
        (wanted.unit, Nonconformity.unit_id == wanted.unit),
        (wanted.year, _in_year(wanted.year)),
        (wanted.source, Nonconformity.source == wanted.source),
        (wanted.indicator, touches),
        (wanted.late, overdue),
        (wanted.text, _names(wanted.text)),
    ]
    return visible_to(actor).where(*(said for asked, said in conditions if asked))


def _with_late_action(today: date) -> Select[int]:
    """The ids of those with an action past its day."""
    return (
        select(Treatment.nonconformity_id)
        .join(Treatment.nonconformity)
        .join(Treatment.actions)
        .where(
            Nonconformity.state.in_(IN_PLAN),
            Treatment.round == Nonconformity.round,
            CorrectiveAction.state.in_(OPEN_ACTIONS),
            CorrectiveAction.due < today,
        )
    )


def _in_year(year: int) -> ColumnElement[bool]:
    return func.strftime("%Y", Nonconformity.found_on) == f"{year:04d}"


def _names(text: str) -> ColumnElement[bool]:
    """The words of what was reported, or a number such as 3/2026."""
    columns = (Nonconformity.text, Nonconformity.title, Nonconformity.place, Nonconformity.clause)
    said = [column.icontains(text, autoescape=True) for column in columns]
    if named := slip_number(text):
        said.append(and_(Nonconformity.serial == named[0], Nonconformity.year == named[1]))
    return or_(*said)


def years(actor: Actor) -> Sequence[int]:
    """The years in which something was found, the last first."""
    year = func.strftime("%Y", Nonconformity.found_on)
    found = visible_to(actor).with_only_columns(year).distinct()
    return sorted((int(said) for said in db.session.scalars(found)), reverse=True)


def last_serial(year: int) -> int:
    """The last number of a year: for giving the next, not for reading."""
    found = select(func.max(Nonconformity.serial)).where(Nonconformity.year == year)
    return db.session.scalar(found) or 0


def about(actor: Actor, document: Document) -> Sequence[Nonconformity]:
    """The open ones that were reported of a document or hold one of its editions against it."""
    editions = select(Edition.id).where(Edition.document_id == document.id)
    held = Nonconformity.criteria.any(Criterion.edition_id.in_(editions))
    found = visible_to(actor).where(IS_OPEN, or_(Nonconformity.about_id.in_(editions), held))
    return db.session.scalars(_newest_first(found)).all()


def open_by_indicator(actor: Actor) -> Mapping[str, int]:
    """How many open ones, of those ``actor`` may see, touch each indicator."""
    counted = (
        visible_to(actor)
        .where(IS_OPEN)
        .join(Nonconformity.touched)
        .with_only_columns(TouchedIndicator.indicator, func.count())
        .group_by(TouchedIndicator.indicator)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def touching(actor: Actor, number: str) -> Listed:
    """The first page of those that touch an indicator."""
    return listed(actor, Wanted(indicator=number))


def to_join(actor: Actor, nonconformity: Nonconformity) -> Sequence[Nonconformity]:
    """Those that a report may be merged into, the newest first."""
    found = visible_to(actor).where(
        Nonconformity.state.in_(HANDLED), Nonconformity.id != nonconformity.id
    )
    return db.session.scalars(_newest_first(found).limit(100)).all()


def to_follow(actor: Actor, nonconformity: Nonconformity) -> Sequence[Nonconformity]:
    """Those of which it may be a return, the newest first."""
    found = visible_to(actor).where(
        Nonconformity.state.in_(TAKEN), Nonconformity.id < nonconformity.id
    )
    return db.session.scalars(_newest_first(found).limit(200)).all()


def returns_of(actor: Actor, nonconformity: Nonconformity) -> Sequence[Nonconformity]:
    """Those that say they are a return of it."""
    found = visible_to(actor).where(Nonconformity.follows_id == nonconformity.id)
    return db.session.scalars(found.order_by(Nonconformity.id)).all()
