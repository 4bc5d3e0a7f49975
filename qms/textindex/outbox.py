"""How a verb says that something is to be indexed again."""

from collections.abc import Callable
from weakref import WeakKeyDictionary

from sqlalchemy import Engine

from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.operation import afterwards
from qms.textindex.models import IndexTask

_listeners: "WeakKeyDictionary[Engine, Callable[[], None]]" = WeakKeyDictionary()


def changed(kind: str, key: object) -> None:
    """Note, inside the verb's transaction, that the source ``kind``/``key`` changed or went."""
    db.session.add(IndexTask(kind=kind, key=str(key), at=clock.now()))
    listener = _listeners.get(db.engine)
    if listener:
        afterwards(listener)


def wake(listener: Callable[[], None]) -> None:
    """Have ``listener`` called after each verb that changed something in this database."""
    _listeners[db.engine] = listener
