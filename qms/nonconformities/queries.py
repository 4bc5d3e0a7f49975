"""Reading nonconformities. Every query starts from what the actor may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.external.models import ExternalDocument
from qms.documents.models import Document, Edition
from qms.documents.requests.models import ChangeRequest
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.effectiveness.models import EffectCheck, EffectFile
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.narrowing import GROUNDS, IS_OPEN, Wanted, conditions
from qms.nonconformities.states import HANDLED, TAKEN
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
            joinedload(CorrectiveAction.owner),
            joinedload(CorrectiveAction.verified_by),
            selectinload(CorrectiveAction.notes),
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
    """A page of the register. All is looked through once, for the count and the page together."""
    found = _newest_first(narrowed(actor, wanted)).with_only_columns(Nonconformity.id)
    numbers = db.session.scalars(found).all()
    page = nearest(wanted.page, len(numbers), PAGE)
    here = Nonconformity.id.in_(numbers[(page - 1) * PAGE : page * PAGE])
    shown = _newest_first(_whole(visible_to(actor).where(here)))
    return Listed(db.session.scalars(shown).all(), len(numbers), page)


def whole(actor: Actor, wanted: Wanted) -> Sequence[Nonconformity]:
    """Every row of the register that was asked for, with all that is handed out of it."""
    others = (joinedload(Nonconformity.merged_into), joinedload(Nonconformity.follows))
    treated = selectinload(Nonconformity.treatments).options(
        selectinload(Treatment.actions).joinedload(CorrectiveAction.owner),
        selectinload(Treatment.checks),
    )
    found = _whole(narrowed(actor, wanted)).options(*others, treated)
    return db.session.scalars(_newest_first(found)).all()


def ground_named(actor: Actor, wanted: Wanted) -> str:
    """The code or number of the document or law that is asked for; its key where one sees none."""
    kind, key = wanted.ground
    columns = {"document": Document.code, "law": ExternalDocument.number}
    if kind not in columns:
        return key
    found = (
        visible_to(actor)
        .join(Nonconformity.criteria)
        .outerjoin(Criterion.edition)
        .outerjoin(Edition.document)
        .outerjoin(Criterion.law)
        .where(GROUNDS[kind] == key)
    )
    return db.session.scalar(found.with_only_columns(columns[kind]).limit(1)) or key


def _newest_first(found: Select[Nonconformity]) -> Select[Nonconformity]:
    return found.order_by(Nonconformity.reported_at.desc(), Nonconformity.id.desc())


def narrowed(actor: Actor, wanted: Wanted) -> Select[Nonconformity]:
    """What ``actor`` may see and asks for."""
    return visible_to(actor).where(*conditions(actor, wanted))


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
