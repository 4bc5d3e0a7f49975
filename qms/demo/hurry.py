"""Building fast, and nothing less safe afterwards.

Three things take much of the time of a start, and none protects an installation that is empty:
waiting for the disk after each of some thousand verbs, computing again and again that a person's
password, just made here, is theirs, and looking for rubbish after every few hundred objects. A
building that was cut off leaves its mark and is not served.
"""

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

from argon2 import PasswordHasher
from flask import current_app
from sqlalchemy import event

from qms.kernel.database import db
from qms.kernel.installation import furnish, installation

MARK = "demo-is-being-built"
OBJECTS_BETWEEN = (100_000, 50, 100)
"""How many come to be before rubbish is looked for, in each generation."""


class Remembering(PasswordHasher):
    """Hashes at full weight; what it hashed itself it knows without computing it once more."""

    def __init__(self, like: PasswordHasher) -> None:
        super().__init__(like.time_cost, like.memory_cost, like.parallelism)
        self._known: dict[str, str | bytes] = {}

    def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
        """Hash, and remember of what."""
        made = super().hash(password, salt=salt)
        self._known[made] = password
        return made

    def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:
        """Say that ``hash`` is of ``password``, or raise."""
        if isinstance(hash, str) and self._known.get(hash) == password:
            return True
        return super().verify(hash, password)


@contextmanager
def building() -> Iterator[None]:
    """While the ward is built: the disk is waited for once, at the end."""
    mark, parts, usual = _mark(), installation(), gc.get_threshold()
    gc.set_threshold(*OBJECTS_BETWEEN)
    mark.touch()
    furnish(current_app, replace(parts, hasher=Remembering(parts.hasher)))
    event.listen(db.engine, "connect", _without_waiting)
    db.engine.dispose()
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        furnish(current_app, parts)
        event.remove(db.engine, "connect", _without_waiting)
        db.session.remove()
        db.engine.dispose()
    _wait_for_disk(Path(str(db.engine.url.database)))
    mark.unlink()


def cut_off() -> bool:
    """Whether a building began here and never came to its end."""
    return _mark().exists()


def _mark() -> Path:
    return Path(str(db.engine.url.database)).with_name(MARK)


def _without_waiting(connection: Any, _record: Any) -> None:
    connection.execute("PRAGMA synchronous=OFF")


def _wait_for_disk(path: Path) -> None:
    for each in (path, path.parent):
        handle = os.open(each, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
