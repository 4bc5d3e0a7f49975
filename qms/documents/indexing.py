"""What of an edition can be searched, and by whom: the same rule as ``queries.visible_to``."""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import SEE_ALL, reads
from qms.documents.word.clauses import Clause as Cut
from qms.documents.word.clauses import passages as cuts
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.textindex.engine import Passage
from qms.textindex.sources import Source

KIND = "edition"
SEES_ALL = "documents:all"
SEES_IN_FORCE = "documents:in-force"


def eyes_of(actor: Actor) -> frozenset[str]:
    """Under which marks ``actor`` may see editions."""
    if not reads(actor):
        return frozenset()
    marks = {f"person:{actor.id}", SEES_IN_FORCE}
    marks |= {f"asked:{person}:{role}" for person, role in actor.stands_in}
    if actor.has(*SEE_ALL):
        marks.add(SEES_ALL)
    return frozenset(marks)


def eyes_on(edition: Edition) -> frozenset[str]:
    """Under which marks ``edition`` may be seen."""
    marks = {SEES_ALL, f"person:{edition.author_id}"}
    if edition.state == State.IN_FORCE:
        marks.add(SEES_IN_FORCE)
    marks |= {f"person:{seat.person_id}" for step in edition.steps for seat in step.seats}
    marks |= {f"person:{signature.person_id}" for signature in edition.signatures}
    if edition.state == State.IN_REVIEW:
        asked = ((seat, step.role) for step in edition.route for seat in step.seats)
        marks |= {f"asked:{seat.person_id}:{role}" for seat, role in asked}
    return frozenset(marks)


def passages_of(key: str) -> list[Passage]:
    """The passages of one edition: each clause, cut short, then headers and notes."""
    wanted = (
        select(Edition)
        .where(Edition.id == int(key))
        .options(
            joinedload(Edition.document).joinedload(Document.unit),
            joinedload(Edition.document).selectinload(Document.served),
            selectinload(Edition.clauses),
            selectinload(Edition.steps),
            selectinload(Edition.signatures),
        )
    )
    edition = db.session.scalar(wanted)
    if edition is None:
        return []
    eyes = eyes_on(edition)
    facets = {
        "unit": (edition.document.unit.code,),
        "indicator": tuple(sorted(edition.document.indicators)),
    }
    return [
        Passage(
            group=f"document:{edition.document.key}",
            kind=edition.document.kind,
            title=edition.title,
            code=edition.document.code,
            heading=heading,
            text=text,
            anchor=f"{edition.serial}#{anchor}",
            state=edition.state,
            eyes=eyes,
            facets=facets,
        )
        for heading, text, anchor in _pieces(edition)
    ]


def _pieces(edition: Edition) -> Iterable[tuple[str, str, str]]:
    if not edition.clauses:
        yield "", edition.title, ""
    for clause in edition.clauses:
        heading = " › ".join([*clause.path, f"{clause.number} {clause.heading}".strip()])
        cut = Cut(
            position=clause.position,
            anchor=clause.anchor,
            number=clause.number,
            heading=clause.heading,
            level=clause.level,
            path=tuple(clause.path),
            text=clause.text,
            html="",
        )
        for start, end in cuts(cut) or [(0, 0)]:
            yield heading, clause.text[start:end], clause.anchor
    if edition.margins:
        yield "", edition.margins, ""


def every_key() -> Iterable[str]:
    """Every edition there is."""
    return [str(key) for key in db.session.scalars(select(Edition.id).order_by(Edition.id))]


SOURCE = Source(KIND, passages_of, every_key)
