"""What a change of a document would touch: references, forms, readers, indicators.

Codes are recognised in the text by their canonical keys, so that "QT -07/TP" and "QT.07.TP" are the
same, and so that QT-07 is not found in QT-07/TP where there is such a document.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import contains_eager

from qms.documents import queries
from qms.documents.blanks.models import Blank
from qms.documents.distribution.models import Entry
from qms.documents.distribution.queries import asked, entries_of, parents, readership
from qms.documents.lifecycle import State
from qms.documents.models import Clause, Document, Edition
from qms.indicators.catalogue import Indicator, in_order
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.textindex.analysis import code_key


@dataclass(frozen=True)
class Reference:
    """An edition in force that names the document, and the clauses in which it does."""

    edition: Edition
    clauses: Sequence[Clause]


@dataclass(frozen=True)
class Effects:
    """What a change of a document would touch; ``readers`` counts who is to read it today."""

    references: Sequence[Reference]
    forms: Sequence[Edition]
    entries: Sequence[Entry]
    readers: int
    indicators: Sequence[Indicator]


def effects_of(document: Document, actor: Actor) -> Effects:
    """Everything, as far as ``actor`` may see it."""
    present = _in_force(document)
    entries = entries_of(document)
    ship = readership(parents()) if entries else None
    places = {entry.place for entry in entries}
    return Effects(
        references=references_to(document, actor),
        forms=forms_of(present, actor) if present else [],
        entries=entries,
        readers=len(asked(present, places, ship)) if present and ship else 0,
        indicators=in_order(document.indicators),
    )


def _in_force(document: Document) -> Edition | None:
    return next((e for e in document.editions if e.state == State.IN_FORCE), None)


def references_to(document: Document, actor: Actor) -> Sequence[Reference]:
    """Who names ``document`` in what is in force, by code."""
    longer = _longer_keys(document.key)
    wanted = (
        queries.visible_to(actor)
        .where(Edition.state == State.IN_FORCE, Edition.document_id != document.id)
        .join(Edition.document)
        .join(Clause, Clause.edition_id == Edition.id)
        .where(or_(*(_may_hold(column, document.key) for column in _WORDS)))
        .with_only_columns(Clause)
        .options(contains_eager(Clause.edition).contains_eager(Edition.document))
        .order_by(Document.key, Clause.position)
    )
    found: dict[Edition, list[Clause]] = {}
    for clause in db.session.scalars(wanted):
        if names(f"{clause.heading}\n{clause.text}", document.key, longer):
            found.setdefault(clause.edition, []).append(clause)
    return [Reference(edition, clauses) for edition, clauses in found.items()]


_WORDS = (Clause.text.expression, Clause.heading.expression)


def forms_of(edition: Edition, actor: Actor) -> Sequence[Edition]:
    """The forms in force that belong to a document or that its text names by code."""
    belongs = select(Blank.document_id).where(Blank.parent_id == edition.document_id)
    own = set(db.session.scalars(belongs))
    whole = code_key("\n".join(f"{c.heading}\n{c.text}" for c in edition.clauses))
    wanted = (
        queries.visible_to(actor)
        .where(Edition.state == State.IN_FORCE)
        .join(Edition.document)
        .where(Document.kind == "form", Document.id != edition.document_id)
        .options(contains_eager(Edition.document))
        .order_by(Document.key)
    )
    found = db.session.scalars(wanted)
    return [f for f in found if f.document_id in own or _holds(whole, f.document.key)]


def names(text: str, key: str, longer: Iterable[str] = ()) -> bool:
    """Whether ``text`` names the code of that key, and not only one of the ``longer`` ones."""
    whole = code_key(text)
    for code in sorted(longer, key=len, reverse=True):
        whole = _bounded(code).sub("\n", whole)
    return _holds(whole, key)


def _holds(whole: str, key: str) -> bool:
    return key in whole and _bounded(key).search(whole) is not None


def _bounded(key: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![^\W_]){re.escape(key)}(?![^\W_])")


def _longer_keys(key: str) -> Sequence[str]:
    """The keys of other documents that hold this one in them, seen or not."""
    wanted = select(Document.key).where(Document.key.contains(key, autoescape=True))
    return [other for other in db.session.scalars(wanted) if other != key]


def _may_hold(column: ColumnElement[str], key: str) -> ColumnElement[bool]:
    """A first, wide look by the database: each part of the key is there, however it is written.

    A D may be written Đ, and letters beyond ASCII in small or in capitals: any sign will do.
    """
    wide = re.sub(r"[^A-CE-Z0-9-]", "_", key)
    return column.like(f"%{wide.replace('-', '%')}%")
