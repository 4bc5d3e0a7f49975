"""Keeping, opening and forgetting one's own views of the register."""

from collections.abc import Sequence

from sqlalchemy import delete, func, select

from qms.documents.register.asked import Asked
from qms.documents.register.models import SavedView
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import plumbing

MOST = 20
TOO_MANY = Sentence("Mỗi người lưu được 20 cách xem. Hãy xóa bớt một cách xem rồi lưu lại.")


def kept_by(actor: Actor) -> Sequence[SavedView]:
    """The views that ``actor`` keeps, by name."""
    found = db.session.scalars(select(SavedView).where(SavedView.person_id == actor.id))
    return sorted(found, key=lambda view: sort_key(view.name))


def keep(asked: Asked, name: str, by: Actor) -> None:
    """Keep what was asked under ``name``; a view of that name is replaced.

    Raises :class:`Refused` when there are too many.
    """
    own = SavedView.person_id == by.id
    with plumbing() as session:
        view = session.scalar(select(SavedView).where(own, SavedView.name == name))
        count = session.scalar(select(func.count()).select_from(SavedView).where(own)) or 0
        if view is None and count >= MOST:
            raise Refused(TOO_MANY)
        if view is None:
            view = SavedView(person_id=by.id, name=name)
            session.add(view)
        view.query = asked.query


def forget(view_id: int, by: Actor) -> bool:
    """Forget a view of one's own; ``False`` when there is none of that number."""
    with plumbing() as session:
        own = delete(SavedView).where(SavedView.id == view_id, SavedView.person_id == by.id)
        return session.execute(own.returning(SavedView.id)).first() is not None
