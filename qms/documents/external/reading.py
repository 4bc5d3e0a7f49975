"""Keeps citations in step with the clauses they are read from.

An edition is read in the verb that files it. What was filed before there was a reader, or before it
read better, is read by ``catch_up``: at start and every night.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from qms.documents.external.citing import VERSION, read_all
from qms.documents.external.models import Citation, CitationReading
from qms.documents.models import Clause, Edition
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.operation import plumbing

FILING = frozenset({"start edition", "replace file"})


def follow(edition: Edition, verb: str, _by: Actor) -> None:
    """Read an edition whose file is new, within the verb that filed it."""
    if verb in FILING:
        _read_again(db.session(), edition.id)


def catch_up() -> int:
    """Read every edition that this reader has not read; answers with how many there were."""
    read = select(CitationReading.edition_id).where(CitationReading.reader == VERSION)
    waiting = db.session.scalars(select(Edition.id).where(Edition.id.not_in(read))).all()
    for edition_id in waiting:
        with plumbing() as session:
            _read_again(session, edition_id)
    return len(waiting)


def _read_again(session: Session, edition_id: int) -> None:
    session.execute(delete(Citation).where(Citation.edition_id == edition_id))
    wanted = select(Clause.id, Clause.heading, Clause.text).where(Clause.edition_id == edition_id)
    clauses = session.execute(wanted.order_by(Clause.position)).all()
    texts = [f"{heading}\n{text}" for _id, heading, text in clauses]
    for (clause_id, _heading, _text), cited in zip(clauses, read_all(texts), strict=True):
        session.add_all(
            Citation(
                edition_id=edition_id,
                clause_id=clause_id,
                key=found.key,
                printed=found.printed,
                articles=", ".join(found.articles),
            )
            for found in cited
        )
    session.execute(delete(CitationReading).where(CitationReading.edition_id == edition_id))
    session.add(CitationReading(edition_id=edition_id, reader=VERSION))
