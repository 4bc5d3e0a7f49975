"""Reading external documents. Whoever reads documents by a role sees all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Select, exists, false, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.external.lifecycle import ENDING
from qms.documents.external.models import ExternalAct, ExternalDocument, PassedOver
from qms.documents.external.numbers import number_key
from qms.documents.queries import reads
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db


def visible_to(actor: Actor) -> Select[ExternalDocument]:
    """External documents are everybody's who holds a role by which one reads."""
    seen = select(ExternalDocument)
    return seen if reads(actor) else seen.where(false())


def with_acts(wanted: Select[ExternalDocument]) -> Select[ExternalDocument]:
    """The same documents, read with what happened to them."""
    acts = selectinload(ExternalDocument.acts).joinedload(ExternalAct.by)
    return wanted.options(acts, joinedload(ExternalDocument.unit))


def document(actor: Actor, key: str) -> ExternalDocument | None:
    """The document of a number in any spelling, when it is there for ``actor``."""
    wanted = with_acts(visible_to(actor)).options(
        joinedload(ExternalDocument.follower), joinedload(ExternalDocument.attachment)
    )
    return db.session.scalar(wanted.where(ExternalDocument.key == number_key(key)))


def by_keys(actor: Actor, keys: Iterable[str]) -> Mapping[str, ExternalDocument]:
    """Some documents by their keys, with what happened to them."""
    wanted = with_acts(visible_to(actor)).where(ExternalDocument.key.in_(list(keys)))
    return {found.key: found for found in db.session.scalars(wanted)}


def by_key(key: str) -> ExternalDocument | None:
    """The document of that key: for keeping numbers unique, not for reading."""
    return db.session.scalar(select(ExternalDocument).where(ExternalDocument.key == key))


def by_id(document_id: int) -> ExternalDocument | None:
    """The document of that id: for a choice on a form."""
    return db.session.get(ExternalDocument, document_id)


def all_by_number(actor: Actor) -> Sequence[ExternalDocument]:
    """Every document, by its number."""
    found = db.session.scalars(visible_to(actor))
    return sorted(found, key=lambda document: sort_key(document.number))


def done_to_others(actor: Actor, document: ExternalDocument) -> Sequence[ExternalAct]:
    """What ``document`` replaces, repeals or amends."""
    seen = visible_to(actor).with_only_columns(ExternalDocument.id)
    wanted = (
        select(ExternalAct)
        .where(
            ExternalAct.by_id == document.id,
            ExternalAct.revoked_at.is_(None),
            ExternalAct.document_id.in_(seen),
        )
        .options(joinedload(ExternalAct.document))
        .order_by(ExternalAct.day, ExternalAct.id)
    )
    return db.session.scalars(wanted).all()


def run_out(today: date) -> Sequence[ExternalDocument]:
    """Documents whose term has run out with no act to tell of it: for the daily look."""
    known = exists().where(
        ExternalAct.document_id == ExternalDocument.id,
        ExternalAct.revoked_at.is_(None),
        ExternalAct.kind.in_(ENDING),
    )
    wanted = select(ExternalDocument).where(ExternalDocument.until < today, ~known)
    return db.session.scalars(wanted).all()


def passed_over() -> Sequence[PassedOver]:
    """Cited numbers that are kept in no register."""
    found = db.session.scalars(select(PassedOver))
    return sorted(found, key=lambda row: sort_key(row.printed))
