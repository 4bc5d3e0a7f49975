"""Reading actions. Every query starts from the nonconformities that the actor may see."""

from collections.abc import Mapping, Sequence
from datetime import date

from sqlalchemy import Select, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qms.documents.models import Document, Edition
from qms.documents.requests.models import ChangeRequest
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.nonconformities import queries
from qms.nonconformities.actions.lifecycle import OPEN, State, Wish
from qms.nonconformities.actions.models import (
    ActionIndicator,
    ActionNote,
    CorrectiveAction,
    Extension,
    ProofFile,
)
from qms.nonconformities.lifecycle import CHECKERS
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import IN_PLAN
from qms.nonconformities.treatment import Treatment


def visible_to(actor: Actor) -> Select[CorrectiveAction]:
    """Those of the nonconformities that one may see."""
    slips = queries.visible_to(actor).with_only_columns(Nonconformity.id)
    return (
        select(CorrectiveAction)
        .join(CorrectiveAction.treatment)
        .join(Treatment.nonconformity)
        .where(Nonconformity.id.in_(slips))
    )


def _told(found: Select[CorrectiveAction]) -> Select[CorrectiveAction]:
    """With what a list tells of each: its nonconformity, its owner, what it revises."""
    return found.options(
        contains_eager(CorrectiveAction.treatment).contains_eager(Treatment.nonconformity),
        joinedload(CorrectiveAction.owner),
        joinedload(CorrectiveAction.verified_by),
        joinedload(CorrectiveAction.document),
        joinedload(CorrectiveAction.request).joinedload(ChangeRequest.draft),
        selectinload(CorrectiveAction.touched),
    )


def action(actor: Actor, nonconformity: int, serial: int) -> CorrectiveAction | None:
    """One of them, or nothing when there is none or it is not for them to see."""
    wanted = _told(visible_to(actor)).where(
        Nonconformity.id == nonconformity, CorrectiveAction.serial == serial
    )
    whole = (
        selectinload(CorrectiveAction.notes).options(
            joinedload(ActionNote.said_by),
            selectinload(ActionNote.files).joinedload(ProofFile.file),
        ),
        selectinload(CorrectiveAction.extensions).options(
            joinedload(Extension.asked_by), joinedload(Extension.answered_by)
        ),
        joinedload(CorrectiveAction.about).joinedload(Edition.document),
    )
    return db.session.scalar(wanted.options(*whole))


def by_ids(actor: Actor, numbers: Sequence[int]) -> Sequence[CorrectiveAction]:
    """Some of them by their ids, where they are for ``actor`` to see."""
    return db.session.scalars(
        _told(visible_to(actor)).where(CorrectiveAction.id.in_(numbers))
    ).all()


def file_of(action: CorrectiveAction, number: int) -> ProofFile | None:
    """One proof of an action that was found for the person who asks."""
    shown = (file for note in action.notes for file in note.files)
    return next((file for file in shown if file.id == number), None)


def lifting(actor: Actor, indicator: str) -> Sequence[CorrectiveAction]:
    """Those that are to lift an indicator, the newest first, as many as a page shows."""
    wanted = visible_to(actor).where(
        CorrectiveAction.touched.any(ActionIndicator.indicator == indicator),
        CorrectiveAction.state != State.DROPPED.value,
    )
    newest = CorrectiveAction.id.desc()
    return db.session.scalars(_told(wanted).order_by(newest).limit(queries.PAGE)).all()


def _under_way(actor: Actor) -> Select[CorrectiveAction]:
    """Those of a plan that is approved."""
    return visible_to(actor).where(
        Nonconformity.state.in_(IN_PLAN), Treatment.round == Nonconformity.round
    )


def to_do(actor: Actor) -> Sequence[CorrectiveAction]:
    """What ``actor`` is to do, the next due first."""
    wanted = _under_way(actor).where(
        CorrectiveAction.owner_id == actor.id, CorrectiveAction.state.in_(OPEN)
    )
    return db.session.scalars(
        _told(wanted).order_by(CorrectiveAction.due, CorrectiveAction.id)
    ).all()


def to_check(actor: Actor) -> Sequence[CorrectiveAction]:
    """What is done and that ``actor`` may check, the oldest first."""
    if not actor.has(*CHECKERS):
        return []
    wanted = _under_way(actor).where(
        CorrectiveAction.state == State.DONE.value, CorrectiveAction.owner_id != actor.id
    )
    return db.session.scalars(
        _told(wanted).order_by(CorrectiveAction.done_on, CorrectiveAction.id)
    ).all()


def wishes(actor: Actor) -> Sequence[Extension]:
    """The wishes for more time that ``actor`` is to answer, the oldest first."""
    if not actor.has(Role.MANAGEMENT_REPRESENTATIVE):
        return []
    ids = (
        _under_way(actor)
        .where(CorrectiveAction.state.in_(OPEN))
        .with_only_columns(CorrectiveAction.id)
    )
    wanted = (
        select(Extension)
        .where(
            Extension.state == Wish.ASKED.value,
            Extension.action_id.in_(ids),
            Extension.asked_by_id != actor.id,
        )
        .options(
            joinedload(Extension.asked_by),
            joinedload(Extension.action)
            .joinedload(CorrectiveAction.treatment)
            .joinedload(Treatment.nonconformity),
        )
    )
    return db.session.scalars(wanted.order_by(Extension.id)).all()


def due_before(actor: Actor, day: date) -> Sequence[CorrectiveAction]:
    """What is to be done before a day and is not, the next due first."""
    wanted = _under_way(actor).where(CorrectiveAction.state.in_(OPEN), CorrectiveAction.due < day)
    return db.session.scalars(
        _told(wanted).order_by(CorrectiveAction.due, CorrectiveAction.id)
    ).all()


def asking_for(actor: Actor, request: ChangeRequest) -> Sequence[CorrectiveAction]:
    """The actions for which a change of a document was asked."""
    wanted = visible_to(actor).where(CorrectiveAction.request_id == request.id)
    return db.session.scalars(_told(wanted)).all()


def revising(actor: Actor, document: Document) -> Sequence[CorrectiveAction]:
    """The actions under way that are to revise a document."""
    wanted = _under_way(actor).where(
        CorrectiveAction.document_id == document.id,
        CorrectiveAction.state.in_((*OPEN, State.DONE)),
    )
    return db.session.scalars(_told(wanted).order_by(CorrectiveAction.id)).all()


def open_by_indicator(actor: Actor) -> Mapping[str, int]:
    """How many actions under way, of those ``actor`` may see, are to lift each indicator."""
    counted = (
        _under_way(actor)
        .where(CorrectiveAction.state.in_((*OPEN, State.DONE)))
        .join(CorrectiveAction.touched)
        .with_only_columns(ActionIndicator.indicator, func.count())
        .group_by(ActionIndicator.indicator)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}
