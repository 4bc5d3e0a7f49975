"""Reading what serves an indicator."""

from collections.abc import Mapping

from sqlalchemy import func

from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.queries import Listed, Wanted, listed, visible_to
from qms.documents.serving.models import ServedIndicator
from qms.kernel.access import Actor
from qms.kernel.database import db


def in_force_by_indicator(actor: Actor) -> Mapping[str, int]:
    """How many documents in force, of those ``actor`` may see, serve each indicator."""
    counted = (
        visible_to(actor)
        .where(Edition.state == State.IN_FORCE)
        .join(ServedIndicator, ServedIndicator.document_id == Edition.document_id)
        .with_only_columns(ServedIndicator.indicator, func.count())
        .group_by(ServedIndicator.indicator)
    )
    return {row[0]: row[1] for row in db.session.execute(counted)}


def serving(actor: Actor, number: str) -> Listed:
    """The first page of the documents that serve an indicator, as the list shows them."""
    return listed(actor, Wanted(indicator=number))
