"""Messages between who asks for work and the threads that do it: alone knows huey.

``opened`` decides by the setting where messages are: a file of SQLite today. Another of huey's
stores (Redis, PostgreSQL) is another line there; messages are plain JSON, so no store can run code.
"""

import json
import logging
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

from huey import SqliteHuey
from huey.api import Huey
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer

from qms.kernel.database import journal_mode

log = logging.getLogger(__name__)

THREADS = 2
LONGEST_REST_SECONDS = 1.0
LONGEST_FAREWELL_SECONDS = 20.0
"""Less than the web server grants a process that is told to end."""

Work = Callable[[str, list[int], bool], None]
Look = Callable[[bool], None]


class _Plain(Serializer):  # type: ignore[misc] # the library has no types
    def _serialize(self, message: Any) -> bytes:
        return json.dumps(message).encode()

    def _deserialize(self, data: bytes) -> Message:
        return Message(*json.loads(bytes(data)))


class _Threads(Consumer):  # type: ignore[misc] # the library has no types
    """Threads beside those that serve pages; signals are the web server's."""

    def _set_signal_handlers(self) -> None:
        """Leave them as they are."""


class Queue:
    """Hands messages to threads. ``work(name, ids, by_timetable)`` does one piece of work,
    ``look(starting)`` looks at the timetable: once at the start and then every minute."""

    def __init__(self, store: Path, work: Work, look: Look) -> None:
        self._huey = opened(store)
        self._work = self._huey.task(name="work")(work)
        self._start = self._huey.task(name="start")(lambda: look(True))
        self._huey.periodic_task(lambda _moment: True, name="look")(lambda: look(False))
        self._threads = _Threads(
            self._huey,
            workers=THREADS,
            max_delay=LONGEST_REST_SECONDS,
            shutdown_timeout=LONGEST_FAREWELL_SECONDS,
        )

    def start(self) -> None:
        """Work from now on."""
        self._start()
        self._threads.start()

    def put(self, name: str, ids: tuple[int, ...], by_timetable: bool) -> None:
        """Hand on a piece of work."""
        self._work(name, list(ids), by_timetable)

    def stop(self) -> None:
        """Take nothing new; wait a while for what is under way. What is left waits for the next."""
        self._threads.stop(graceful=True)
        self._huey.storage.close()


def opened(store: Path) -> Huey:
    """The queue kept in ``store``; one that cannot be read is begun anew."""
    try:
        return _opened(store)
    except sqlite3.DatabaseError:
        log.exception("the messages in %s cannot be read; the timetable finds their work", store)
        store.unlink(missing_ok=True)
        return _opened(store)


def _opened(store: Path) -> Huey:
    store.parent.mkdir(parents=True, exist_ok=True)
    return SqliteHuey(
        "qms",
        filename=str(store),
        results=False,
        serializer=_Plain(),
        journal_mode=journal_mode(sqlite3.sqlite_version_info),
        timeout=20,
    )
