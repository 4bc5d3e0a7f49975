"""Ways to the trace from the pages of what it goes through."""

from collections.abc import Mapping

from sqlalchemy import func, select

from qms.documents import slots as documents
from qms.documents.models import Edition
from qms.documents.queries import visible_to as seen_editions
from qms.indicators import panels
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.nonconformities import slots as nonconformities
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.queries import visible_to


def announce() -> None:
    """Stand on the pages of indicators, editions and nonconformities."""
    panels.register(
        "trace",
        panels.Panel(
            Sentence("Truy vết"),
            None,
            lambda _actor, number: number,
            "dossier/trace/of_indicator.html",
        ),
    )
    documents.register("trace", documents.Slot("side", "dossier/trace/of_document.html", held))
    documents.register(
        "trace of a clause", documents.Slot("clause", "dossier/trace/of_clause.html", held)
    )
    nonconformities.register(
        "trace",
        nonconformities.Slot("dossier/trace/of_nonconformity.html", lambda found, _by: found.id),
    )


def held(edition: Edition, actor: Actor) -> Mapping[str, int]:
    """How many nonconformities were held against each clause of a document, by its anchor."""
    slips = visible_to(actor).with_only_columns(Nonconformity.id)
    editions = seen_editions(actor).where(Edition.document_id == edition.document_id)
    counted = (
        select(Criterion.anchor, func.count(func.distinct(Criterion.nonconformity_id)))
        .where(
            Criterion.edition_id.in_(editions.with_only_columns(Edition.id)),
            Criterion.nonconformity_id.in_(slips),
        )
        .group_by(Criterion.anchor)
    )
    return {row[0]: row[1] for row in db.session.execute(counted) if row[0]}
