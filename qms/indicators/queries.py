"""Reading what the agency calls indicators. Names are no secret: everybody reads the same."""

from collections.abc import Mapping

from sqlalchemy import event, select
from sqlalchemy.orm import Session, SessionTransaction

from qms.indicators.models import Label
from qms.kernel.database import db
from qms.kernel.i18n import Name

KEPT = "indicator_names"


def label(number: str) -> Label | None:
    """The row of an indicator, if its name was ever corrected."""
    return db.session.scalar(select(Label).where(Label.number == number))


def corrections() -> Mapping[str, Name]:
    """The names given by the agency, by number; read once for each transaction that asks.

    A page, a job and a command each read in a transaction of their own, so none of them shows a
    name from before.
    """
    info = db.session().info
    if KEPT not in info:
        found = db.session.scalars(select(Label)).all()
        info[KEPT] = {label.number: name for label in found if (name := label.name)}
    kept: Mapping[str, Name] = info[KEPT]
    return kept


@event.listens_for(Session, "after_transaction_end")
def _forget(session: Session, _ended: SessionTransaction) -> None:
    """What was read holds until the transaction ends; a flush ends one within it."""
    session.info.pop(KEPT, None)
