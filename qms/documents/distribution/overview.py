"""How far reading has come of all documents in force, by few columns of each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager

from qms.documents import queries
from qms.documents.blanks.lifecycle import FORM
from qms.documents.distribution.lateness import Listed, late_of, terms
from qms.documents.distribution.models import Acknowledgement, Entry
from qms.documents.distribution.queries import (
    FOLLOW,
    Tally,
    asked,
    parents,
    readership,
    visible_to,
    watched,
)
from qms.documents.distribution.reach import Place
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.routes.models import Signature
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages

PAGE = 50
AT_ONCE = 500


@dataclass(frozen=True)
class Text:
    """What of an edition in force is needed to say who reads it."""

    id: int
    document_id: int
    key: str
    in_force_at: datetime | None
    readers_by_signing: frozenset[int]


class Bare(NamedTuple):
    """A document in force without a list: the id of its edition, and its code."""

    id: int
    key: str


@dataclass(frozen=True)
class Standing:
    """How far the reading of one text has come; ``late`` are the ids of those past their term."""

    text: Text
    tally: Tally
    late: frozenset[int]

    @property
    def id(self) -> int:
        """The id of the edition."""
        return self.text.id

    @property
    def key(self) -> str:
        """The code of the document."""
        return self.text.key


@dataclass(frozen=True)
class Progress:
    """A row of the overview; ``late`` are the ids of those whose term is over."""

    edition: Edition
    has_list: bool
    tally: Tally
    late: frozenset[int]


@dataclass(frozen=True)
class Overview:
    """One page of documents in force, those with most people missing first."""

    shown: Sequence[Progress]
    total: int
    page: int
    unread: int
    """How many documents somebody has not read yet."""
    late: int
    """Of how many documents somebody is late."""
    unlisted: int
    """How many documents have no list."""

    @property
    def pages(self) -> int:
        """How many pages the documents fill."""
        return pages(self.total, PAGE)


def overview(actor: Actor, show: str = "", page: int = 1) -> Overview:
    """Every document in force that ``actor`` may see, of the people they may follow.

    A form is read with its procedure: it is here only when it has a list of its own.
    ``show`` is "unread", "late", "unlisted" or "" for all.
    """
    listed, bare = _listed(actor), _unlisted(actor)
    chosen: dict[str, Sequence[Standing | Bare]] = {
        "unread": [one for one in listed if one.tally.missing],
        "late": [one for one in listed if one.late],
        "unlisted": bare,
    }
    wanted = chosen[show] if show in chosen else _in_order([*listed, *bare])
    here = nearest(page, len(wanted), PAGE)
    return Overview(
        shown=_shown(wanted[(here - 1) * PAGE : here * PAGE]),
        total=len(wanted),
        page=here,
        unread=len(chosen["unread"]),
        late=len(chosen["late"]),
        unlisted=len(bare),
    )


def _in_order(found: Sequence[Standing | Bare]) -> Sequence[Standing | Bare]:
    """Most people missing first, then by code."""
    missing = [one for one in found if isinstance(one, Standing) and one.tally.missing]
    rest = [one for one in found if not (isinstance(one, Standing) and one.tally.missing)]
    return missing + sorted(rest, key=lambda one: one.key)


def _shown(some: Sequence[Standing | Bare]) -> Sequence[Progress]:
    editions = _editions([one.id for one in some])
    return [
        Progress(editions[one.id], has_list=True, tally=one.tally, late=one.late)
        if isinstance(one, Standing)
        else Progress(editions[one.id], has_list=False, tally=Tally(0, 0), late=frozenset())
        for one in some
    ]


def unread(actor: Actor) -> Mapping[int, int]:
    """How many have not read, of those whom ``actor`` may follow, by the edition in force.

    Editions that nobody is asked to read are left out, and all of them for who follows nobody.
    """
    if not actor.has(*FOLLOW):
        return {}
    return {one.id: one.tally.missing for one in _listed(actor) if one.tally.asked}


def late_readers(actor: Actor) -> Mapping[Edition, frozenset[int]]:
    """Who is late, of those whom ``actor`` may follow, by the edition in force."""
    late = {one.id: one.late for one in _listed(actor) if one.late}
    return {edition: late[number] for number, edition in _editions(list(late)).items()}


def _listed(actor: Actor) -> list[Standing]:
    """The documents in force that have a list, those with most people missing first."""
    ship = readership(parents())
    seen = watched(actor, ship)
    places, read, known = _lists(), _read(actor, seen), terms()
    found = []
    for text in _texts(actor):
        named = places[text.document_id]
        wanted = asked(text, named, ship) & seen
        unread = wanted - read.get(text.id, set())
        tally = Tally(len(wanted), len(wanted) - len(unread))
        late = frozenset(late_of(text, unread, named, ship, known))
        found.append(Standing(text, tally, late))
    return sorted(found, key=lambda one: (-one.tally.missing, one.key))


HAS_LIST = Edition.document_id.in_(select(Entry.document_id))


def _in_force(actor: Actor) -> Select[Edition]:
    return queries.visible_to(actor).where(Edition.state == State.IN_FORCE).join(Edition.document)


def _unlisted(actor: Actor) -> list[Bare]:
    """The documents in force that have no list, by their codes."""
    wanted = _in_force(actor).where(~HAS_LIST, Document.kind != FORM)
    rows = db.session.execute(
        wanted.with_only_columns(Edition.id, Document.key).order_by(Document.key)
    )
    return [Bare(*row) for row in rows]


def _texts(actor: Actor) -> Sequence[Text]:
    columns = (Edition.id, Edition.document_id, Document.key, Edition.in_force_at)
    wanted = _in_force(actor).where(HAS_LIST).with_only_columns(*columns, Edition.author_id)
    rows, signed = db.session.execute(wanted).all(), _signers()
    return [Text(*row[:4], frozenset({row[4], *signed.get(row[0], ())})) for row in rows]


def _signers() -> Mapping[int, set[int]]:
    """Who signed the bytes that are in force, of each edition that has a list."""
    wanted = (
        select(Signature.edition_id, Signature.person_id)
        .join(Edition, Edition.id == Signature.edition_id)
        .where(
            Edition.state == State.IN_FORCE,
            Signature.digest == Edition.file_digest,
            HAS_LIST,
        )
    )
    found: dict[int, set[int]] = {}
    for edition, person in db.session.execute(wanted):
        found.setdefault(edition, set()).add(person)
    return found


def _editions(ids: Sequence[int]) -> Mapping[int, Edition]:
    found: dict[int, Edition] = {}
    for start in range(0, len(ids), AT_ONCE):
        wanted = (
            select(Edition)
            .where(Edition.id.in_(ids[start : start + AT_ONCE]))
            .join(Edition.document)
            .options(contains_eager(Edition.document).joinedload(Document.unit))
        )
        found |= {edition.id: edition for edition in db.session.scalars(wanted)}
    return found


def _lists() -> dict[int, Listed]:
    found: dict[int, dict[Place, date | None]] = {}
    for document, unit, role, added in db.session.execute(
        select(Entry.document_id, Entry.unit_id, Entry.role, Entry.added_on)
    ):
        found.setdefault(document, {})[unit, role] = added
    return dict(found)


def _read(actor: Actor, of_people: set[int]) -> dict[int, set[int]]:
    wanted = (
        visible_to(actor, of_people)
        .join(Acknowledgement.edition)
        .where(Edition.state == State.IN_FORCE)
        .with_only_columns(Acknowledgement.edition_id, Acknowledgement.person_id)
    )
    found: dict[int, set[int]] = {}
    for edition, person in db.session.execute(wanted):
        found.setdefault(edition, set()).add(person)
    return found
