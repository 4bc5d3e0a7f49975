"""Reading effects. Owners see those of their documents; who sees every document sees all."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, exists, false, or_, select
from sqlalchemy.orm import joinedload

from qms.documents.effects.lifecycle import WAITING, Case, State, touches
from qms.documents.effects.models import Effect, Promise
from qms.documents.external.citations import ALIVE, unambiguous
from qms.documents.external.models import Citation, ExternalAct, ExternalDocument
from qms.documents.models import Clause, Document, Edition
from qms.documents.queries import SEE_ALL
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.queries import visible_to as requests_visible_to
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db
from qms.organisation.queries import headed_units

WRITERS = (Role.AUTHOR, Role.QUALITY_OFFICER)


@dataclass(frozen=True)
class Progress:
    """A law with effects, and how far their owners have come."""

    law: ExternalDocument
    effects: Sequence[Effect]

    @property
    def waiting(self) -> Sequence[Effect]:
        """Those not closed yet."""
        return [effect for effect in self.effects if effect.state in WAITING]

    @property
    def counted(self) -> Sequence[Effect]:
        """Those that asked, or ask, for an answer."""
        return [effect for effect in self.effects if effect.state != State.DROPPED]

    @property
    def is_late(self) -> bool:
        """Whether somebody has not answered in time."""
        return any(is_late(effect) for effect in self.effects)


def is_late(effect: Effect) -> bool:
    """Whether an answer is past its day."""
    return effect.state in WAITING and bool(effect.due_on and effect.due_on < clock.today())


def owned_by(actor: Actor) -> ColumnElement[bool]:
    """The condition that ``actor`` answers for the document of an effect."""
    conditions: list[ColumnElement[bool]] = []
    if actor.has(*WRITERS):
        written = select(Edition.document_id).where(
            Edition.author_id == actor.id, Edition.state.in_(ALIVE)
        )
        conditions.append(Effect.document_id.in_(written))
    if actor.has(Role.UNIT_HEAD):
        own = select(Document.id).where(Document.unit_id.in_(headed_units(actor)))
        conditions.append(Effect.document_id.in_(own))
    return or_(*conditions) if conditions else false()


def visible_to(actor: Actor) -> Select[Effect]:
    """Effects on the documents that ``actor`` answers for, or all of them."""
    return select(Effect) if actor.has(*SEE_ALL) else select(Effect).where(owned_by(actor))


def _with_all(wanted: Select[Effect]) -> Select[Effect]:
    return wanted.options(
        joinedload(Effect.act).joinedload(ExternalAct.by),
        joinedload(Effect.law),
        joinedload(Effect.edition),
        joinedload(Effect.document).joinedload(Document.unit),
    )


def effect(actor: Actor, effect_id: int) -> Effect | None:
    """One effect, or nothing when there is none or it is not for them to see."""
    return db.session.scalar(_with_all(visible_to(actor)).where(Effect.id == effect_id))


def case(effect: Effect, actor: Actor) -> Case:
    """An effect as the rules see it."""
    own = select(Effect.id).where(Effect.id == effect.id, owned_by(actor))
    return Case(effect.state, db.session.scalar(own) is not None)


def of_law(actor: Actor, law: ExternalDocument) -> Progress:
    """The effects of what happened to a law, by code; those that were dropped come last."""
    found = db.session.scalars(_with_all(visible_to(actor)).where(Effect.law_id == law.id))
    return Progress(law, _by_code(found))


def of_document(actor: Actor, document: Document) -> Sequence[Effect]:
    """The effects on a document that wait for an answer."""
    wanted = _with_all(visible_to(actor)).where(
        Effect.document_id == document.id, Effect.state.in_(WAITING)
    )
    return _by_code(db.session.scalars(wanted))


def overview(actor: Actor, *, all_of_them: bool = False) -> Sequence[Progress]:
    """Laws with effects, those that are waited for first; the closed ones only if asked for."""
    waiting = select(Effect.law_id).where(Effect.state.in_(WAITING))
    wanted = _with_all(visible_to(actor))
    if not all_of_them:
        wanted = wanted.where(Effect.law_id.in_(waiting))
    by_law: dict[ExternalDocument, list[Effect]] = {}
    for found in db.session.scalars(wanted):
        by_law.setdefault(found.law, []).append(found)
    told = [Progress(law, _by_code(effects)) for law, effects in by_law.items()]
    return sorted(told, key=lambda p: (not p.waiting, not p.is_late, sort_key(p.law.number)))


def to_answer(actor: Actor) -> Sequence[Effect]:
    """What ``actor`` owns and has not finished; what is due first, then the oldest."""
    wanted = _with_all(select(Effect).where(owned_by(actor), Effect.state.in_(WAITING)))
    found = db.session.scalars(wanted.order_by(Effect.due_on.is_(None), Effect.due_on, Effect.id))
    return found.all()


def _by_code(found: Iterable[Effect]) -> list[Effect]:
    return sorted(
        found,
        key=lambda effect: (
            effect.state == State.DROPPED,
            sort_key(effect.document.code),
            effect.id,
        ),
    )


def waiting_of(document: Document) -> Sequence[Effect]:
    """Every effect on a document that is not closed: for verbs, not for reading."""
    wanted = select(Effect).where(Effect.document_id == document.id, Effect.state.in_(WAITING))
    return db.session.scalars(wanted).all()


def waiting_of_law(law: ExternalDocument) -> Sequence[Effect]:
    """Every effect of a law that is not closed: for verbs, not for reading."""
    wanted = select(Effect).where(Effect.law_id == law.id, Effect.state.in_(WAITING))
    return db.session.scalars(wanted).all()


def citing_alive(document: Document, law: ExternalDocument) -> set[int]:
    """The ids of the editions in force or on their way that cite ``law``: for verbs."""
    one = unambiguous()
    wanted = (
        select(Edition.id)
        .join(Citation, Citation.edition_id == Edition.id)
        .join(one, one.c.key == Citation.key)
        .where(
            Edition.document_id == document.id,
            Edition.state.in_(ALIVE),
            one.c.document_id == law.id,
        )
    )
    return set(db.session.scalars(wanted))


def first_place(effect: Effect) -> str:
    """The anchor of the first clause that cites the law in the edition it was opened for, or ""."""
    one = unambiguous()
    wanted = (
        select(Clause.anchor)
        .join(Citation, Citation.clause_id == Clause.id)
        .join(one, one.c.key == Citation.key)
        .where(Clause.edition_id == effect.edition_id, one.c.document_id == effect.law_id)
        .order_by(Clause.position)
    )
    return db.session.scalars(wanted).first() or ""


def requests_of(actor: Actor, effect: Effect) -> Sequence[ChangeRequest]:
    """The change requests that set the revision going, of those that ``actor`` may see."""
    promised = select(Promise.request_id).where(Promise.effect_id == effect.id)
    seen = requests_visible_to(actor).where(ChangeRequest.id.in_(promised))
    return db.session.scalars(seen.order_by(ChangeRequest.id)).all()


@dataclass(frozen=True)
class Missing:
    """An act and an edition that cites its law, with no effect between them yet."""

    act_id: int
    law_id: int
    document_id: int
    edition_id: int


def missing(*, act: int = 0, document: int = 0) -> Sequence[Missing]:
    """What has no effect yet, each document once for each act, by its oldest edition."""
    one = unambiguous()
    known = exists().where(
        Effect.act_id == ExternalAct.id, Effect.document_id == Edition.document_id
    )
    wanted = (
        select(ExternalAct.id, ExternalAct.document_id, Edition.document_id, Edition.id)
        .add_columns(ExternalAct.kind, ExternalAct.declared_at, Edition.created_at)
        .join(one, one.c.document_id == ExternalAct.document_id)
        .join(Citation, Citation.key == one.c.key)
        .join(Edition, Edition.id == Citation.edition_id)
        .where(ExternalAct.revoked_at.is_(None), Edition.state.in_(ALIVE), ~known)
        .order_by(ExternalAct.id, Edition.id)
    )
    if act:
        wanted = wanted.where(ExternalAct.id == act)
    if document:
        wanted = wanted.where(Edition.document_id == document)
    found: dict[tuple[int, int], Missing] = {}
    for row in db.session.execute(wanted):
        if touches(*row[4:]):
            found.setdefault((row[0], row[2]), Missing(*row[:4]))
    return list(found.values())
