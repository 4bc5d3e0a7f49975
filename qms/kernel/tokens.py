"""A form is sent once: a double click, or a page sent again, has one effect.

Every form carries a random word. The verb it calls spends the word in its own transaction; a second
sending finds it spent and is led to where the first one led.
"""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

from sqlalchemy import delete, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from qms.kernel import clock
from qms.kernel.database import Moment, Row, Trace, db
from qms.kernel.operation import plumbing

KEPT_FOR = timedelta(days=2)


class AlreadyDone(Exception):
    """The form was sent before; ``location`` is where its answer led, "" while that is unknown."""

    def __init__(self, location: str) -> None:
        super().__init__(location)
        self.location = location


class SpentToken(Row):
    """The word of a form that took effect."""

    __tablename__ = "spent_token"
    trace: ClassVar[Trace] = Trace.PLUMBING

    token: Mapped[str] = mapped_column(primary_key=True)
    location: Mapped[str] = mapped_column(default="")
    spent_at: Mapped[datetime] = mapped_column(Moment, index=True)


def fresh() -> str:
    """A word for one form."""
    return secrets.token_urlsafe(16)


def refuse_if_spent(token: str) -> None:
    """Raise :class:`AlreadyDone` when the form was sent before."""
    if spent := db.session.get(SpentToken, token):
        raise AlreadyDone(spent.location)


def spending(token: str) -> Callable[[Session], None]:
    """What a verb does first: spend ``token`` in its own transaction."""

    def spend(session: Session) -> None:
        if spent := session.get(SpentToken, token):
            raise AlreadyDone(spent.location)
        session.add(SpentToken(token=token, spent_at=clock.now()))

    return spend


def led_to(token: str, location: str) -> None:
    """Remember where the answer to the form led; forget words spent long ago."""
    with plumbing() as session:
        session.execute(
            update(SpentToken).where(SpentToken.token == token).values(location=location)
        )
        session.execute(delete(SpentToken).where(SpentToken.spent_at < clock.now() - KEPT_FOR))
