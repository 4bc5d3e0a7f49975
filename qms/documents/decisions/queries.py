"""Reading decisions: whoever sees every document sees every decision; a signer sees their own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qms.documents.blanks.models import Blank, Carried
from qms.documents.decisions.lifecycle import DecisionState, Purpose, number_key
from qms.documents.decisions.models import Decision, DecisionItem, DecisionScan
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import PAGE, SEE_ALL
from qms.documents.queries import visible_to as editions_visible_to
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages


def visible_to(actor: Actor) -> Select[Decision]:
    """Decisions that exist for ``actor``."""
    found = select(Decision)
    return found if actor.has(*SEE_ALL) else found.where(Decision.signer_id == actor.id)


def decision(actor: Actor, decision_id: int) -> Decision | None:
    """One decision with all it lists, or nothing when there is none for ``actor`` to see."""
    return db.session.scalar(_whole(visible_to(actor).where(Decision.id == decision_id)))


def read_with_items(decision: Decision) -> Decision:
    """``decision`` with all it lists, read at once: for a verb, under its lock."""
    wanted = _whole(select(Decision).where(Decision.id == decision.id))
    return db.session.scalars(wanted.execution_options(populate_existing=True)).one()


def _whole(wanted: Select[Decision]) -> Select[Decision]:
    """With what it lists, their documents and these documents' other editions."""
    edition = selectinload(Decision.items).joinedload(DecisionItem.edition)
    document = edition.joinedload(Edition.document)
    siblings = document.selectinload(Document.editions)
    return wanted.options(
        joinedload(Decision.signer),
        joinedload(Decision.signature),
        joinedload(Decision.scan).joinedload(DecisionScan.attachment),
        joinedload(Decision.prepared_by),
        document.joinedload(Document.unit),
        document.joinedload(Document.blank).joinedload(Blank.parent),
        siblings.selectinload(Edition.listed).joinedload(DecisionItem.decision),
    )


STATE_LISTED = {Purpose.ISSUE: State.APPROVED, Purpose.WITHDRAW: State.IN_FORCE}
"""The state in which an edition is listed in a decision."""


def listable(purpose: Purpose, actor: Actor, ids: Iterable[int]) -> Sequence[Edition]:
    """Of the editions of these ``ids`` those that a decision could list, held or not, by code."""
    return _listed(_fit_for(purpose, actor).where(Edition.id.in_(list(ids))))


def waiting(purpose: Purpose, actor: Actor, text: str = "", most: int = 500) -> Sequence[Edition]:
    """What no decision holds yet and one could list: all, or those whose code or title fits."""
    wanted = _fit_for(purpose, actor).where(~Edition.listed.any(DecisionItem.held))
    if text:
        fits = (Document.code, Edition.title)
        wanted = wanted.where(or_(*(c.icontains(text, autoescape=True) for c in fits)))
    return _listed(wanted.limit(most))


def _fit_for(purpose: Purpose, actor: Actor) -> Select[Edition]:
    return (
        editions_visible_to(actor)
        .join(Edition.document)
        .where(
            Edition.state == STATE_LISTED[purpose],
            Edition.effective_on.is_(None),
            ~Document.blank.has(),
        )
    )


def forms_with(purpose: Purpose, editions: Iterable[Edition]) -> Sequence[Edition]:
    """The editions of forms that step with ``editions`` of their procedures: for verbs."""
    found = list(editions)
    if purpose == Purpose.ISSUE:
        carried = select(Carried.edition_id).where(Carried.carrier_id.in_([e.id for e in found]))
        wanted = select(Edition).where(Edition.id.in_(carried))
    else:
        under = select(Blank.document_id).where(
            Blank.parent_id.in_([edition.document_id for edition in found])
        )
        wanted = select(Edition).where(Edition.document_id.in_(under))
    return _listed(wanted.join(Edition.document).where(Edition.state == STATE_LISTED[purpose]))


def _listed(wanted: Select[Edition]) -> Sequence[Edition]:
    options = (
        contains_eager(Edition.document).joinedload(Document.unit),
        contains_eager(Edition.document).joinedload(Document.blank),
        selectinload(Edition.listed).joinedload(DecisionItem.decision),
    )
    return db.session.scalars(wanted.options(*options).order_by(Document.key)).all()


def due(day: date) -> Sequence[Decision]:
    """Signed decisions that hold from ``day`` or before and are not carried out, in order of time.

    For the timetable, not for reading.
    """
    wanted = (
        select(Decision)
        .where(Decision.state == DecisionState.SIGNED, Decision.effective_on <= day)
        .order_by(Decision.effective_on, Decision.id)
    )
    return db.session.scalars(wanted).all()


def editions_due(day: date) -> Sequence[Edition]:
    """Editions that are to be in force from ``day`` or before, and that neither a decision nor a
    procedure brings.

    For the timetable, not for reading.
    """
    wanted = (
        select(Edition)
        .join(Edition.document)
        .where(
            Edition.effective_on <= day,
            ~Edition.listed.any(DecisionItem.held),
            ~Document.blank.has(),
        )
        .order_by(Edition.effective_on, Edition.id)
    )
    return db.session.scalars(wanted).all()


def by_number(number: str, year: int) -> Decision | None:
    """The decision of that number, seen or not: for keeping numbers unique, not for reading."""
    wanted = select(Decision).where(Decision.key == number_key(number), Decision.year == year)
    return db.session.scalar(wanted)


def latest(actor: Actor) -> Sequence[Decision]:
    """Every decision that ``actor`` may see, the newest first."""
    return db.session.scalars(visible_to(actor).order_by(Decision.id.desc())).all()


@dataclass(frozen=True)
class Listed:
    """One page of decisions, each with how many editions it lists."""

    decisions: Sequence[tuple[Decision, int]]
    page: int
    pages: int


def listed(actor: Actor, page: int) -> Listed:
    """A page of decisions: those still on their way, then the others, the newest first."""
    seen = visible_to(actor)
    total = db.session.scalar(select(func.count()).select_from(seen.subquery())) or 0
    here = nearest(page, total, PAGE)
    on_their_way = Decision.state.in_((DecisionState.BEING_PREPARED, DecisionState.SIGNED))
    counted = (
        select(func.count())
        .where(DecisionItem.decision_id == Decision.id)
        .correlate(Decision)
        .scalar_subquery()
    )
    wanted = (
        seen.add_columns(counted)
        .order_by(on_their_way.desc(), Decision.id.desc())
        .limit(PAGE)
        .offset((here - 1) * PAGE)
    )
    found = [(row[0], row[1]) for row in db.session.execute(wanted)]
    return Listed(found, here, pages(total, PAGE))


def last_prepared(actor: Actor) -> Decision | None:
    """The latest decision that was prepared here: its grounds and signer are mostly used again."""
    wanted = visible_to(actor).where(Decision.purpose != Purpose.ADOPT)
    return db.session.scalar(wanted.order_by(Decision.id.desc()).limit(1))


def to_sign(actor: Actor) -> Sequence[Decision]:
    """Decisions being prepared that ``actor`` is to sign here, the longest waiting first."""
    wanted = visible_to(actor).where(
        Decision.signer_id == actor.id,
        Decision.state == DecisionState.BEING_PREPARED,
        Decision.number.is_not(None),
    )
    return _with_count(wanted)


def on_their_way(actor: Actor) -> Sequence[Decision]:
    """Decisions being prepared or awaiting their day, the longest waiting first."""
    states = (DecisionState.BEING_PREPARED, DecisionState.SIGNED)
    return _with_count(visible_to(actor).where(Decision.state.in_(states)))


def _with_count(wanted: Select[Decision]) -> Sequence[Decision]:
    options = (selectinload(Decision.items), joinedload(Decision.prepared_by))
    return db.session.scalars(wanted.options(*options).order_by(Decision.prepared_at)).all()


def of_edition(edition: Edition, actor: Actor) -> Sequence[Decision]:
    """The decisions that list ``edition`` and that ``actor`` may see, the newest first."""
    wanted = (
        visible_to(actor)
        .where(Decision.items.any(DecisionItem.edition_id == edition.id))
        .order_by(Decision.id.desc())
    )
    return db.session.scalars(wanted).all()
