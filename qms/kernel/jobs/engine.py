"""Runs jobs: at once or in threads, by the timetable, and again after a failure."""

import atexit
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from flask import Flask, current_app
from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.jobs import failures
from qms.kernel.jobs.models import TimetableEntry
from qms.kernel.jobs.queue import Queue
from qms.kernel.jobs.registry import Job, registered
from qms.kernel.jobs.timetable import LEASE, is_due
from qms.kernel.operation import afterwards, plumbing, stop_reading

log = logging.getLogger(__name__)
EXTENSION = "qms.jobs"


@dataclass(frozen=True)
class Errand:
    """One piece of work that is wanted; calling it hands it on."""

    name: str
    ids: tuple[int, ...] = ()
    by_timetable: bool = False

    def __call__(self) -> None:
        """Hand it to the threads, or do it at once where there are none."""
        runner = cast(Runner, current_app.extensions[EXTENSION])
        runner.send(self)


class Runner:
    """Does the errands of one application; with a ``store`` its threads do."""

    def __init__(self, app: Flask, store: Path | None) -> None:
        self._app = app
        self._queue = Queue(store, self._work, self._look) if store else None
        if self._queue:
            self._queue.start()
            atexit.register(self.stop)

    def send(self, errand: Errand) -> None:
        """Hand an errand on. A store that does not take it is a failure like another."""
        if self._queue is None:
            self.do(errand)
            return
        try:
            self._queue.put(errand.name, errand.ids, errand.by_timetable)
        except Exception as fault:
            log.exception("%s could not be handed on", errand)
            with self._app.app_context():
                _keep(errand, fault)

    def do(self, errand: Errand) -> bool:
        """Do an errand now, in a session of its own. Whether it succeeded."""
        with self._app.app_context():
            succeeded = _done(errand)
            if errand.by_timetable:
                _note_end(errand.name, succeeded)
        return succeeded

    def stop(self) -> None:
        """End the threads after what they are doing."""
        if self._queue:
            atexit.unregister(self.stop)
            self._queue.stop()
            self._queue = None

    def _work(self, name: str, ids: list[int], by_timetable: bool) -> None:
        self.do(Errand(name, tuple(ids), by_timetable))

    def _look(self, starting: bool) -> None:
        with self._app.app_context():
            tick(starting=starting)


def install(app: Flask, store: Path, *, background: bool) -> None:
    """Let ``app`` do its jobs: in threads with ``background``, else each at once."""
    app.extensions[EXTENSION] = Runner(app, store if background else None)


def later(name: str, *ids: int) -> None:
    """Inside a verb: have the job ``name`` see to ``ids`` once the verb is kept."""
    afterwards(Errand(_job(name).name, ids))


def attempt(name: str, *ids: int) -> bool:
    """Inside a job, do a part of it: its failure is kept, and stands in no other part's way."""
    stop_reading()
    return cast(Runner, current_app.extensions[EXTENSION]).do(Errand(name, ids))


def tick(*, starting: bool = False) -> int:
    """Look at the clock: hand on what is due and what is to be tried again. How much it was.

    Of several processes that look at once, one claims a job; the others find it claimed.
    """
    now = clock.now()
    errands = _claim(now, starting) if _is_something_due(now, starting) else []
    for errand in errands:
        errand()
    return len(errands)


def _is_something_due(now: datetime, starting: bool) -> bool:
    """Whether it is worth taking the write lock."""
    retry = db.session.scalar(select(exists(failures.due(now))))
    found = bool(retry) or any(True for _job in _due(db.session(), now, starting))
    db.session.rollback()
    return found


def _claim(now: datetime, starting: bool) -> list[Errand]:
    with plumbing() as session:
        errands = [Errand(name, ids) for name, ids in failures.take_due(session, now)]
        for job, entry in list(_due(session, now, starting)):
            entry = entry or TimetableEntry(name=job.name)
            entry.claimed_at, entry.claimed_until = now, now + LEASE
            session.add(entry)
            errands.append(Errand(job.name, by_timetable=True))
    return errands


def _due(
    session: Session, now: datetime, starting: bool
) -> Iterator[tuple[Job, TimetableEntry | None]]:
    entries = {entry.name: entry for entry in session.scalars(select(TimetableEntry))}
    for job in registered().values():
        entry = entries.get(job.name)
        if is_due(job.when, entry, now, starting=starting):
            yield job, entry


def _done(errand: Errand) -> bool:
    try:
        _job(errand.name).call(*errand.ids)
        db.session.rollback()
        failures.settle(errand.name, errand.ids)
    except Exception as fault:
        log.exception("%s failed", errand)
        db.session.rollback()
        _keep(errand, fault)
        return False
    return True


def _job(name: str) -> Job:
    if job := registered().get(name):
        return job
    raise LookupError(f"no job is called {name}")


def _keep(errand: Errand, fault: Exception) -> None:
    try:
        failures.keep(errand.name, errand.ids, fault)
    except Exception:
        log.exception("that %s failed could not be kept; the timetable finds its work", errand)
        db.session.rollback()


def _note_end(name: str, succeeded: bool) -> None:
    with plumbing() as session:
        if entry := session.get(TimetableEntry, name):
            entry.claimed_until, entry.ended_at = None, clock.now()
            entry.succeeded = succeeded


@dataclass(frozen=True)
class Standing:
    """A job, and its last run by the timetable, if it ever ran."""

    job: Job
    last: TimetableEntry | None


def standing() -> Sequence[Standing]:
    """Every job of the timetable and its last run."""
    entries = {entry.name: entry for entry in db.session.scalars(select(TimetableEntry))}
    return [Standing(job, entries.get(name)) for name, job in registered().items()]
