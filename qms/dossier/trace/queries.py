"""Reading what belongs to a trace: everything through what the actor may see, by ``IN`` lists.

The number of queries does not depend on how much there is.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import history_of
from qms.documents import queries as documents
from qms.documents.external import queries as laws
from qms.documents.external.models import ExternalDocument
from qms.documents.models import Edition
from qms.documents.requests import queries as requests
from qms.documents.requests.models import ChangeRequest
from qms.dossier.trace.choosing import Chosen
from qms.dossier.trace.graph import chains
from qms.kernel.access import Actor
from qms.kernel.database import Row, db
from qms.nonconformities import queries as slips
from qms.nonconformities.actions.models import ActionNote, CorrectiveAction, ProofFile
from qms.nonconformities.effectiveness.models import EffectCheck, EffectFile
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.treatment import Treatment

MOST = 100
"""How many nonconformities a trace takes in besides: merged into its own, or returns of them."""


@dataclass(frozen=True)
class Found:
    """What a trace is made of, as far as ``actor`` may see it.

    ``slips`` hang together in ``lines``, ids in the order of the trace; ``cut`` says that more hang
    together with them. ``editions``, ``documents``, ``laws`` and ``requests`` are ids that may be
    seen, of those that are mentioned. ``trail`` has the lines of a row by table and id.
    """

    actor: Actor
    slips: Mapping[int, Nonconformity]
    lines: Sequence[Sequence[int]]
    cut: bool
    editions: frozenset[int]
    documents: frozenset[int]
    laws: frozenset[int]
    requests: frozenset[int]
    trail: Mapping[tuple[str, int], Sequence[TrailLine]]


def gather(actor: Actor, chosen: Chosen) -> Found:
    """Everything that hangs together with the nonconformities a trace begins with."""
    ids, cut = _hanging_together(actor, chosen.numbers)
    rows = {row.id: row for row in db.session.scalars(_whole(actor, ids))}
    numbers = [number for number in ids if number in rows]
    pairs = [
        (row.id, other) for row in rows.values() for other in (row.follows_id, row.merged_into_id)
    ]
    lines = chains(numbers, ((one, other) for one, other in pairs if other))
    actions = [a for row in rows.values() for t in row.treatments for a in t.actions]
    editions, of_documents = _editions(actor, rows.values(), actions)
    asked = {a.request_id for a in actions if a.request_id}
    cited = {c.law_id for row in rows.values() for c in row.criteria if c.law_id}
    seen_requests = _ids(requests.visible_to(actor), ChangeRequest, asked)
    asking = [a.request for a in actions if a.request]
    own = [asked for asked in asking if asked.id in seen_requests]
    drafts = [asked.draft for asked in asking if asked.draft and asked.draft_id in editions]
    return Found(
        actor=actor,
        slips=rows,
        lines=lines,
        cut=cut,
        editions=editions,
        documents=of_documents,
        laws=_ids(laws.visible_to(actor), ExternalDocument, cited),
        requests=seen_requests,
        trail=_trail([*rows.values(), *actions, *own, *drafts]),
    )


def _hanging_together(actor: Actor, numbers: Sequence[int]) -> tuple[list[int], bool]:
    """Ids of those and, nearest first, of what was merged into or returned of any of them."""
    if not numbers:
        return [], False
    own = (Nonconformity.id, Nonconformity.follows_id, Nonconformity.merged_into_id)
    seen = slips.visible_to(actor)
    near = seen.where(Nonconformity.id.in_(numbers)).with_only_columns(*own)
    chain = near.cte("chain", recursive=True)
    steps = (
        Nonconformity.follows_id == chain.c.id,
        Nonconformity.merged_into_id == chain.c.id,
        Nonconformity.id == chain.c.follows_id,
        Nonconformity.id == chain.c.merged_into_id,
    )
    whole = chain.union(*(seen.join(chain, step).with_only_columns(*own) for step in steps))
    most = len(numbers) + MOST
    found = db.session.scalars(select(whole.c.id).limit(most + 1)).all()
    ids = list(dict.fromkeys([*numbers, *found]))
    return ids[:most], len(ids) > most


def _whole(actor: Actor, ids: Sequence[int]) -> Select[Nonconformity]:
    return (
        slips.visible_to(actor)
        .where(Nonconformity.id.in_(ids))
        .options(
            joinedload(Nonconformity.about).joinedload(Edition.document),
            joinedload(Nonconformity.reporter),
            joinedload(Nonconformity.handler),
            selectinload(Nonconformity.touched),
            selectinload(Nonconformity.criteria).options(
                joinedload(Criterion.edition).joinedload(Edition.document),
                joinedload(Criterion.law),
            ),
            selectinload(Nonconformity.treatments).options(
                joinedload(Treatment.analysed_by),
                joinedload(Treatment.approved_by),
                selectinload(Treatment.checks).options(
                    joinedload(EffectCheck.checked_by),
                    selectinload(EffectCheck.files).joinedload(EffectFile.file),
                ),
                selectinload(Treatment.actions).options(*_with_actions()),
            ),
        )
    )


def _with_actions() -> Sequence[Any]:
    asking = joinedload(CorrectiveAction.request)
    draft = asking.joinedload(ChangeRequest.draft)
    return (
        joinedload(CorrectiveAction.owner),
        joinedload(CorrectiveAction.verified_by),
        joinedload(CorrectiveAction.document),
        joinedload(CorrectiveAction.about),
        asking.joinedload(ChangeRequest.author),
        asking.joinedload(ChangeRequest.document),
        draft.joinedload(Edition.document),
        draft.selectinload(Edition.signatures),
        draft.selectinload(Edition.returns),
        selectinload(CorrectiveAction.touched),
        selectinload(CorrectiveAction.notes).options(
            joinedload(ActionNote.said_by),
            selectinload(ActionNote.files).joinedload(ProofFile.file),
        ),
    )


def _editions(
    actor: Actor, rows: Collection[Nonconformity], actions: Sequence[CorrectiveAction]
) -> tuple[frozenset[int], frozenset[int]]:
    """Which editions and documents may be seen, of the documents that are mentioned."""
    named = [row.about for row in rows] + [c.edition for row in rows for c in row.criteria]
    named += [a.request.draft for a in actions if a.request]
    wanted = {edition.document_id for edition in named if edition}
    wanted |= {a.document_id for a in actions if a.document_id}
    seen = documents.visible_to(actor).where(Edition.document_id.in_(wanted))
    pairs = db.session.execute(seen.with_only_columns(Edition.id, Edition.document_id)).all()
    return frozenset(pair[0] for pair in pairs), frozenset(pair[1] for pair in pairs)


def _ids(seen: Select[Any], table: Any, wanted: Iterable[int]) -> frozenset[int]:
    """Which of some ids may be seen."""
    found = seen.where(table.id.in_(set(wanted))).with_only_columns(table.id)
    return frozenset(db.session.scalars(found))


def _trail(subjects: Sequence[Row]) -> Mapping[tuple[str, int], Sequence[TrailLine]]:
    lines: dict[tuple[str, int], list[TrailLine]] = {}
    for line in history_of(subjects):
        lines.setdefault((line.subject_kind, line.subject_id), []).append(line)
    return lines
