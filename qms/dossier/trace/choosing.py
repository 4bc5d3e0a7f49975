"""Where a trace begins: the nonconformities of an indicator, of a document, or a single one."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import joinedload

from qms.documents import queries as documents
from qms.documents.models import Clause, Document, Edition
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest
from qms.nonconformities import queries as slips
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.actions.models import ActionIndicator, CorrectiveAction
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.treatment import Treatment

PAGE = 10
"""How many nonconformities one trace follows."""


@dataclass(frozen=True)
class Chosen:
    """The nonconformities a trace begins with, of ``total`` that were asked for.

    ``years`` are those in which any was found; ``year`` the one asked for, 0 for all.
    """

    numbers: Sequence[int]
    total: int
    page: int = 1
    year: int = 0
    years: Sequence[int] = ()


def touching(actor: Actor, indicator: str, year: int, page: int) -> Chosen:
    """Those that touch an indicator, or have an action that is to lift it; the newest first."""
    lifted = (
        select(Treatment.nonconformity_id)
        .join(Treatment.actions)
        .join(CorrectiveAction.touched)
        .where(
            ActionIndicator.indicator == indicator,
            CorrectiveAction.state != ActionState.DROPPED.value,
        )
    )
    touched = select(TouchedIndicator.nonconformity_id).where(
        TouchedIndicator.indicator == indicator
    )
    either = or_(Nonconformity.id.in_(touched), Nonconformity.id.in_(lifted))
    return _chosen(actor, either, year, page)


def concerning(actor: Actor, document: Document, anchor: str, year: int, page: int) -> Chosen:
    """Those held against a document, reported of it or with an action that revises it; of one
    clause of it, when there is an ``anchor``.
    """
    seen = (
        documents.visible_to(actor)
        .where(Edition.document_id == document.id)
        .with_only_columns(Edition.id)
    )
    held = select(Criterion.nonconformity_id).where(Criterion.edition_id.in_(seen))
    about: ColumnElement[bool] = Nonconformity.about_id.in_(seen)
    revised = (
        select(Treatment.nonconformity_id)
        .join(Treatment.actions)
        .where(CorrectiveAction.document_id == document.id)
    )
    if anchor:
        held = held.where(Criterion.anchor == anchor)
        about = about & (Nonconformity.anchor == anchor)
        revised = revised.where(CorrectiveAction.anchor == anchor)
    any_of = or_(Nonconformity.id.in_(held), about, Nonconformity.id.in_(revised))
    return _chosen(actor, any_of, year, page)


def _chosen(actor: Actor, which: ColumnElement[bool], year: int, page: int) -> Chosen:
    wanted = slips.visible_to(actor).where(which)
    found_in = func.strftime("%Y", Nonconformity.found_on)
    counted = db.session.execute(
        wanted.with_only_columns(found_in, func.count()).group_by(found_in)
    )
    by_year = {int(row[0]): row[1] for row in counted}
    if year:
        wanted = wanted.where(found_in == f"{year:04d}")
    total = by_year.get(year, 0) if year else sum(by_year.values())
    page = nearest(page, total, PAGE)
    newest = wanted.order_by(Nonconformity.reported_at.desc(), Nonconformity.id.desc())
    ids = newest.with_only_columns(Nonconformity.id).limit(PAGE).offset((page - 1) * PAGE)
    numbers = db.session.scalars(ids).all()
    return Chosen(numbers, total, page, year, sorted(by_year, reverse=True))


def one(actor: Actor, number: int) -> Chosen | None:
    """A single nonconformity, or nothing when it is not there for ``actor``."""
    wanted = slips.visible_to(actor).where(Nonconformity.id == number)
    found = db.session.scalar(wanted.with_only_columns(Nonconformity.id))
    return Chosen([found], 1) if found else None


def document(actor: Actor, key: str) -> Edition | None:
    """The edition of a document that a reader wants first, as far as ``actor`` may see any."""
    wanted = (
        documents.visible_to(actor)
        .join(Edition.document)
        .where(Document.key == key)
        .options(joinedload(Edition.document))
        .order_by(Edition.serial.desc())
    )
    return documents.first_to_read(db.session.scalars(wanted).all())


def clause(actor: Actor, document: Document, anchor: str) -> Clause | None:
    """A clause of a document by its anchor, as the newest edition has it that has it."""
    seen = (
        documents.visible_to(actor)
        .where(Edition.document_id == document.id)
        .with_only_columns(Edition.id)
    )
    wanted = select(Clause).where(Clause.edition_id.in_(seen), Clause.anchor == anchor)
    return db.session.scalars(wanted.order_by(Clause.edition_id.desc()).limit(1)).first()
