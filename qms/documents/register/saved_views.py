"""Keeping, opening and forgetting one's own views of a register."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, delete, func, select

from qms.documents.register.models import SavedView
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import plumbing

MOST = 20
TOO_MANY = Sentence("Mỗi người lưu được 20 cách xem. Hãy xóa bớt một cách xem rồi lưu lại.")


def kept_by(actor: Actor, register: str) -> Sequence[SavedView]:
    """The views of a register that ``actor`` keeps, by name."""
    found = db.session.scalars(select(SavedView).where(*_own(actor, register)))
    return sorted(found, key=lambda view: sort_key(view.name))


def keep(register: str, query: str, name: str, by: Actor) -> None:
    """Keep what was asked of a register under ``name``; a view of that name is replaced.

    Raises :class:`Refused` when there are too many.
    """
    own = _own(by, register)
    with plumbing() as session:
        view = session.scalar(select(SavedView).where(*own, SavedView.name == name))
        count = session.scalar(select(func.count()).select_from(SavedView).where(*own)) or 0
        if view is None and count >= MOST:
            raise Refused(TOO_MANY)
        if view is None:
            view = SavedView(person_id=by.id, register=register, name=name)
            session.add(view)
        view.query = query


def _own(by: Actor, register: str) -> tuple[ColumnElement[bool], ...]:
    return SavedView.person_id == by.id, SavedView.register == register


def forget(register: str, view_id: int, by: Actor) -> bool:
    """Forget a view of one's own; ``False`` when there is none of that number."""
    with plumbing() as session:
        gone = delete(SavedView).where(SavedView.id == view_id, *_own(by, register))
        return session.execute(gone.returning(SavedView.id)).first() is not None
