"""Brings what the database says into the index: after each change, after a crash, and all of it.

The database is the truth. A task is taken off the outbox only after the index has committed it;
doing one twice does no harm. One indexer works at a time, over all processes.
"""

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import delete, select

from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.operation import plumbing
from qms.textindex.engine import Engine, Passage, fingerprint
from qms.textindex.models import IndexTask
from qms.textindex.sources import Source, source_key

log = logging.getLogger(__name__)

BATCH = 200
LOOK_EVERY_SECONDS = 2.0
LONGEST_REST_SECONDS = 60.0


@dataclass(frozen=True)
class Difference:
    """A source that stands otherwise in the index than in the database."""

    source: str
    what: Sentence


class Indexer:
    """Keeps ``engine`` equal to ``sources``. Each call needs an application context.

    ``lock`` is a file that whoever indexes holds.
    """

    def __init__(self, engine: Engine, sources: Mapping[str, Source], lock: Path) -> None:
        self._engine = engine
        self._sources = sources
        self._lock = lock
        self._unreadable: set[int] = set()
        self._awake = threading.Event()
        self._stopping = threading.Event()
        self._thread: threading.Thread | None = None

    def catch_up(self) -> int:
        """Index everything that waits, and all there is when the index is new.

        Answers how many tasks were done. What cannot be read is logged and left waiting; it is
        tried again by the next process.
        """
        done = 0
        with self._alone():
            if not self._engine.is_complete:
                self._fill()
            while tasks := self._waiting():
                done += self._apply(tasks)
        return done

    def _waiting(self) -> list[IndexTask]:
        wanted = select(IndexTask).where(IndexTask.id.not_in(self._unreadable))
        return list(db.session.scalars(wanted.order_by(IndexTask.id).limit(BATCH)))

    def _apply(self, tasks: list[IndexTask]) -> int:
        waiting: dict[tuple[str, str], list[int]] = {}
        for task in tasks:
            waiting.setdefault((task.kind, task.key), []).append(task.id)
        done: list[int] = []
        with self._engine.batch() as batch:
            for (kind, key), ids in waiting.items():
                passages = self._read(kind, key)
                if passages is None:
                    self._unreadable.update(ids)
                else:
                    batch.replace(source_key(kind, key), passages)
                    done += ids
            db.session.rollback()  # no reader stays open while the index is written
        with plumbing() as session:
            session.execute(delete(IndexTask).where(IndexTask.id.in_(done)))
        return len(done)

    def _read(self, kind: str, key: str) -> list[Passage] | None:
        """The passages of a source; none when it is gone, nothing when it cannot be read."""
        if kind not in self._sources:
            return []
        try:
            return self._sources[kind].passages_of(key)
        except Exception:
            log.exception("%s %s could not be read for the search index", kind, key)
            return None

    def rebuild(self) -> int:
        """Make the index anew beside the one in use and put it in its place.

        Answers how many sources it holds.
        """
        with self._alone():
            return self._fill()

    def _fill(self) -> int:
        count = 0
        with self._engine.renewal() as batch:
            for kind, key in self._everything():
                batch.replace(source_key(kind, key), self._read(kind, key) or [])
                db.session.rollback()  # writers wait for readers on a rollback journal
                count += 1
        return count

    def check(self) -> list[Difference]:
        """Compare every source with the index; empty when they are equal."""
        indexed = self._engine.fingerprints()
        found = []
        for kind, key in self._everything():
            source = source_key(kind, key)
            passages = self._read(kind, key) or []
            there = indexed.pop(source, "")
            if what := _differs(fingerprint(passages) if passages else "", there):
                found.append(Difference(source, what))
        found += [Difference(source, ONLY_INDEXED) for source in indexed]
        db.session.rollback()
        return found

    def _everything(self) -> Iterator[tuple[str, str]]:
        for kind, source in self._sources.items():
            for key in list(source.every_key()):
                yield kind, key

    def nudge(self) -> None:
        """Something changed: wake the thread, or index it at once where there is none."""
        if self._thread:
            self._awake.set()
        else:
            self._try()

    def start(self, context: Callable[[], AbstractContextManager[object]]) -> None:
        """Index in a thread from now on; ``context`` opens an application context."""
        self._thread = threading.Thread(
            target=self._work, args=(context,), name="indexer", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread after what it is doing."""
        self._stopping.set()
        self._awake.set()
        if self._thread:
            self._thread.join()

    def _work(self, context: Callable[[], AbstractContextManager[object]]) -> None:
        rest = LOOK_EVERY_SECONDS
        while not self._stopping.is_set():
            with context():
                succeeded = self._try()
            rest = LOOK_EVERY_SECONDS if succeeded else min(rest * 2, LONGEST_REST_SECONDS)
            self._awake.wait(rest)
            self._awake.clear()

    def _try(self) -> bool:
        """Catch up; a failure costs no verb its success, since the change is safely kept."""
        try:
            self.catch_up()
        except Exception:
            log.exception("the search index could not be brought up to date; it is tried again")
            db.session.rollback()
            return False
        return True

    @contextmanager
    def _alone(self) -> Iterator[None]:
        with self._lock.open("w") as held:
            fcntl.flock(held, fcntl.LOCK_EX)
            yield


ONLY_INDEXED = Sentence("Có trong chỉ mục tìm kiếm nhưng không còn trong cơ sở dữ liệu.")
NOT_INDEXED = Sentence("Có trong cơ sở dữ liệu nhưng chưa có trong chỉ mục tìm kiếm.")
INDEXED_OTHERWISE = Sentence("Nội dung trong chỉ mục tìm kiếm khác với cơ sở dữ liệu.")


def _differs(kept: str, indexed: str) -> Sentence | None:
    if kept == indexed:
        return None
    if not indexed:
        return NOT_INDEXED
    return INDEXED_OTHERWISE if kept else ONLY_INDEXED
