"""What of an external document can be searched: its number, names and issuer, by all who read."""

from collections.abc import Iterable

from sqlalchemy import select

from qms.documents.external.models import ExternalDocument
from qms.documents.external.operations import INDEXED
from qms.documents.indexing import SEES_IN_FORCE
from qms.kernel.database import db
from qms.textindex.engine import Passage
from qms.textindex.sources import Source


def passages_of(key: str) -> list[Passage]:
    """One passage: all that is said of it. It is found whether or not it is still in force."""
    document = db.session.get(ExternalDocument, int(key))
    if document is None:
        return []
    told = (document.number, document.name, document.issuer, document.other_names)
    facets = {"unit": (document.unit.code,)} if document.unit else {}
    return [
        Passage(
            group=f"{INDEXED}:{document.key}",
            kind=INDEXED,
            title=document.name,
            code=document.number,
            heading=document.issuer,
            text=". ".join(part for part in told if part),
            eyes=frozenset({SEES_IN_FORCE}),
            facets=facets,
        )
    ]


def every_key() -> Iterable[str]:
    """Every external document there is."""
    ids = db.session.scalars(select(ExternalDocument.id).order_by(ExternalDocument.id))
    return [str(number) for number in ids]


SOURCE = Source(INDEXED, passages_of, every_key)
