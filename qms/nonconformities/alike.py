"""What happened before and is alike: of the same unit, indicator, criterion or kind of cause.

For "has the same happened elsewhere?", and for seeing that something came back.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, case, exists, literal, or_, select
from sqlalchemy.orm import aliased, joinedload, selectinload

from qms.documents.models import Edition
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.nonconformities.causes.tree import BRANCH_NAMES, Branch
from qms.nonconformities.listing import criterion_words
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.queries import visible_to
from qms.nonconformities.states import TAKEN
from qms.nonconformities.treatment import Treatment

ENOUGH = 2
"""How much two must share to be called alike."""
MOST = 8


@dataclass(frozen=True)
class Alike:
    """An earlier one, and what it shares."""

    found: Nonconformity
    because: tuple[Sentence, ...]


def alike(actor: Actor, one: Nonconformity) -> Sequence[Alike]:
    """Those most alike among what ``actor`` may see, the newest of equal ones first."""
    score = sum((case((said, 1), else_=0) for said in _shared(one)), literal(0))
    found = (
        visible_to(actor)
        .where(Nonconformity.state.in_(TAKEN), Nonconformity.id < one.id, score >= ENOUGH)
        .order_by(score.desc(), Nonconformity.id.desc())
        .limit(MOST)
        .options(
            joinedload(Nonconformity.unit),
            selectinload(Nonconformity.touched),
            selectinload(Nonconformity.criteria).options(
                joinedload(Criterion.edition).joinedload(Edition.document),
                joinedload(Criterion.law),
            ),
            selectinload(Nonconformity.treatments),
        )
    )
    return [Alike(other, tuple(_reasons(one, other))) for other in db.session.scalars(found)]


def _shared(one: Nonconformity) -> list[ColumnElement[bool]]:
    touches = exists().where(
        TouchedIndicator.nonconformity_id == Nonconformity.id,
        TouchedIndicator.indicator.in_(one.indicators),
    )
    said: list[ColumnElement[bool]] = [Nonconformity.unit_id == one.unit_id, touches, _held(one)]
    if one.treatment and one.treatment.branch:
        said.append(
            exists().where(
                Treatment.nonconformity_id == Nonconformity.id,
                Treatment.branch == one.treatment.branch,
            )
        )
    return said


def _held(one: Nonconformity) -> ColumnElement[bool]:
    """That it was held against the same clause, document or law."""
    mine = one.criteria
    clauses = [c.clause_key for c in mine if c.clause_key]
    documents = [c.edition.document_id for c in mine if c.edition]
    laws = [c.law_id for c in mine if c.law_id]
    edition = aliased(Edition)
    of_documents = select(edition.id).where(edition.document_id.in_(documents))
    return exists().where(
        and_(
            Criterion.nonconformity_id == Nonconformity.id,
            or_(
                Criterion.clause_key.in_(clauses),
                Criterion.edition_id.in_(of_documents),
                Criterion.law_id.in_(laws),
            ),
        )
    )


def _reasons(one: Nonconformity, other: Nonconformity) -> list[Sentence]:
    reasons = []
    if one.unit_id == other.unit_id:
        reasons.append(Sentence("cùng đơn vị %(name)s", name=other.unit.name))
    if both := sorted(one.indicators & other.indicators):
        reasons.append(Sentence("cùng chỉ số %(numbers)s", numbers=", ".join(both)))
    mine = {_against(criterion) for criterion in one.criteria}
    held = [criterion_words(c) for c in other.criteria if _against(c) in mine]
    if held:
        reasons.append(Sentence("cùng căn cứ %(what)s", what=", ".join(dict.fromkeys(held))))
    branch = one.treatment.branch if one.treatment else ""
    if branch and branch in {treatment.branch for treatment in other.treatments}:
        reasons.append(
            Sentence("cùng nhóm nguyên nhân “%(name)s”", name=BRANCH_NAMES[Branch(branch)])
        )
    return reasons


def _against(criterion: Criterion) -> tuple[str, int | None, int | None]:
    document = criterion.edition.document_id if criterion.edition else None
    return criterion.clause_key, document, criterion.law_id
