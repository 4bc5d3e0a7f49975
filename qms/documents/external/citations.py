"""Reading which editions cite what. A citation belongs to the one document that bears its key.

Nothing is stored of this belonging, so a document that is added or corrected later has its
citations at once, and none can be out of date.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, Subquery, func, select
from sqlalchemy.orm import contains_eager, joinedload, selectinload

from qms.documents.external.citing import read
from qms.documents.external.lifecycle import Standing
from qms.documents.external.models import (
    Citation,
    ExternalDocument,
    ExternalKey,
    PassedOver,
)
from qms.documents.external.numbers import number_key
from qms.documents.external.queries import visible_to
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Clause, Document, Edition
from qms.documents.queries import visible_to as editions_visible_to
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db

ALIVE = (State.IN_FORCE, *OPEN)
"""The editions that a change of law touches: the one to work by, and the one on its way."""


LONGEST_NUMBER = 100


@dataclass(frozen=True)
class Link:
    """A law that an edition cites, the clauses that do, and the document that it is, if known."""

    printed: str
    key: str
    document: ExternalDocument | None
    places: Sequence[Citation]

    @property
    def has_lapsed(self) -> bool:
        """Whether the law is no longer in force, wholly or in part."""
        gone = (Standing.LAPSED, Standing.PARTLY)
        return self.document is not None and self.document.standing in gone


@dataclass(frozen=True)
class Unlisted:
    """A cited number that no external document bears: how it was read, and how many cite it."""

    key: str
    printed: str
    documents: int


def unambiguous() -> Subquery:
    """(key, document_id) of every key that exactly one document bears."""
    first = func.min(ExternalKey.document_id).label("document_id")
    one = select(ExternalKey.key, first).group_by(ExternalKey.key)
    return one.having(func.count() == 1).subquery()


def keys_of(document: ExternalDocument) -> Select[tuple[str]]:
    """The keys that name ``document`` and no other."""
    one = unambiguous()
    return select(one.c.key).where(one.c.document_id == document.id)


def called(actor: Actor, words: str) -> ExternalDocument | None:
    """The document that ``words`` are a number of, in any spelling, and nothing besides."""
    if len(words) > LONGEST_NUMBER or not any(map(str.isdecimal, words)):
        return None
    spelt = [cited.key for cited in read(words) if cited.printed == " ".join(words.split())]
    one = unambiguous()
    wanted = (
        visible_to(actor)
        .join(one, one.c.document_id == ExternalDocument.id)
        .where(one.c.key.in_([number_key(words), *spelt]))
    )
    return db.session.scalars(wanted).first()


def of_edition(edition: Edition) -> Sequence[Link]:
    """What an edition cites, in the order of its text."""
    one = unambiguous()
    wanted = (
        select(Citation, one.c.document_id)
        .join(Clause, Clause.id == Citation.clause_id)
        .outerjoin(one, one.c.key == Citation.key)
        .where(Citation.edition_id == edition.id)
        .options(contains_eager(Citation.clause))
        .order_by(Clause.position, Citation.id)
    )
    rows = [(row[0], row[1]) for row in db.session.execute(wanted)]
    known = _documents({number for _citation, number in rows if number})
    found: dict[int | str, list[Citation]] = {}
    for citation, number in rows:
        found.setdefault(number or citation.key, []).append(citation)
    return [
        Link(
            places[0].printed, places[0].key, known.get(at) if isinstance(at, int) else None, places
        )
        for at, places in found.items()
    ]


def _documents(ids: set[int]) -> Mapping[int, ExternalDocument]:
    wanted = (
        select(ExternalDocument)
        .where(ExternalDocument.id.in_(ids))
        .options(selectinload(ExternalDocument.acts))
    )
    return {found.id: found for found in db.session.scalars(wanted)}


def citing(actor: Actor, document: ExternalDocument) -> Sequence[tuple[Edition, list[Citation]]]:
    """The editions in force or on their way that cite ``document``, by code, with the clauses."""
    seen = editions_visible_to(actor).where(Edition.state.in_(ALIVE)).subquery()
    wanted = (
        select(Citation)
        .join(seen, seen.c.id == Citation.edition_id)
        .join(Clause, Clause.id == Citation.clause_id)
        .where(Citation.key.in_(keys_of(document)))
        .options(
            contains_eager(Citation.clause),
            joinedload(Citation.edition).joinedload(Edition.document).joinedload(Document.unit),
        )
        .order_by(Clause.position)
    )
    found: dict[Edition, list[Citation]] = {}
    for citation in db.session.scalars(wanted):
        found.setdefault(citation.edition, []).append(citation)
    return sorted(found.items(), key=lambda pair: (sort_key(pair[0].document.code), pair[0].serial))


def unlisted(actor: Actor) -> Sequence[Unlisted]:
    """What is cited by editions in force or on their way and stands in no register."""
    seen = editions_visible_to(actor).where(Edition.state.in_(ALIVE)).subquery()
    one = unambiguous()
    count = func.count(seen.c.document_id.distinct())
    wanted = (
        select(Citation.key, func.min(Citation.printed), count)
        .join(seen, seen.c.id == Citation.edition_id)
        .outerjoin(one, one.c.key == Citation.key)
        .where(one.c.key.is_(None), Citation.key.not_in(select(PassedOver.key)))
        .group_by(Citation.key)
    )
    found = [Unlisted(*row) for row in db.session.execute(wanted)]
    return sorted(found, key=lambda line: (-line.documents, sort_key(line.printed)))


def clauses_citing(actor: Actor, key: str, most: int = 20) -> Sequence[Citation]:
    """Some clauses that cite ``key``, to read there what they say of it."""
    seen = editions_visible_to(actor).where(Edition.state.in_(ALIVE)).subquery()
    wanted = (
        select(Citation)
        .join(seen, seen.c.id == Citation.edition_id)
        .where(Citation.key == key)
        .options(
            joinedload(Citation.clause),
            joinedload(Citation.edition).joinedload(Edition.document),
        )
        .limit(most)
    )
    return db.session.scalars(wanted).all()
