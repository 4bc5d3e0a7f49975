"""Jobs in threads, in several processes at once, and after a kill."""

import multiprocessing
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from qms.app import create_app
from qms.config import Settings
from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.jobs.models import TimetableEntry
from qms.kernel.jobs.queue import opened
from qms.kernel.operation import operation, plumbing
from qms.kernel.tokens import SpentToken
from tests.installing import CHEAP, close

JOBS = 12
SOON = 10


@contextmanager
def serving(data: Path) -> Iterator[Flask]:
    """The application as the web process has it: with threads."""
    app = create_app(Settings(data, password_cost=CHEAP, background=True))
    yield app
    with app.app_context():
        close(app)


@operation
def ask(*ids: int) -> None:
    jobs.later("notes", *ids)


def test_threads_begin_with_what_is_for_the_start_and_do_what_verbs_ask(data: Path) -> None:
    done: list[tuple[int, ...]] = []
    started, asked = threading.Event(), threading.Event()

    def note(*ids: int) -> None:
        done.append(ids)
        (asked if ids else started).set()

    jobs.register("notes", note, at_start=True)
    with serving(data) as app:
        assert started.wait(SOON)
        with app.app_context():
            ask(7)
        assert asked.wait(SOON)
    assert sorted(done) == [(), (7,)]


def test_who_stops_waits_for_what_is_under_way_and_takes_nothing_new(data: Path) -> None:
    begun, go, ended = threading.Event(), threading.Event(), threading.Event()

    def slow(*_ids: int) -> None:
        begun.set()
        assert go.wait(SOON)
        ended.set()

    jobs.register("notes", slow, every=timedelta(days=1))
    with serving(data) as app:
        assert begun.wait(SOON)
        stopping = threading.Thread(target=app.extensions["qms.jobs"].stop)
        stopping.start()
        assert not ended.is_set()
        go.set()
        stopping.join(SOON)
        assert ended.is_set()
        with app.app_context():
            entry = db.session.get(TimetableEntry, "notes")
            assert entry
            assert entry.succeeded


def test_messages_that_cannot_be_read_are_begun_anew(tmp_path: Path) -> None:
    store = tmp_path / "jobs.sqlite"
    store.write_bytes(b"no database at all" * 99)
    opened(store).storage.close()
    with sqlite3.connect(store) as raw:
        assert raw.execute("SELECT count(*) FROM task").fetchone() == (0,)
    raw.close()


def test_a_store_that_takes_no_message_loses_no_work(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs.register("notes", lambda *_ids: None, daily_at=time(0, 5))
    with serving(data) as app:

        def full(*_message: object) -> None:
            raise OSError("đĩa đầy")

        runner = app.extensions["qms.jobs"]
        monkeypatch.setattr(runner._queue, "put", full)
        with app.app_context():
            ask(7)
            kept = [(f.name, f.ids, f.said) for f in jobs.failed()]
        assert ("notes", "[7]", "đĩa đầy") in kept


def in_process(work: Callable[..., None], *args: Any) -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["qms.app", "tests.town"])
    return context.Process(target=work, args=args)


def look_at_the_clock(data: str, notes: str, gate: str) -> None:
    """Look at the timetable once everybody else is ready to, too."""

    def note(number: int) -> Callable[..., None]:
        def write(*_ids: int) -> None:
            told = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            os.write(told, f"{number}\n".encode())
            os.close(told)

        return write

    app = create_app(Settings(Path(data), password_cost=CHEAP))
    for name in list(jobs.registered()):
        jobs.registered().pop(name)  # type: ignore[attr-defined]
    for number in range(JOBS):
        jobs.register(f"race {number}", note(number), daily_at=time(0, 5))
    with app.app_context():
        db.session.scalar(select(1))
        db.session.rollback()
        with open(gate, "w") as opening:  # waits until the test reads
            opening.write("ready")
        for _look in range(5):
            jobs.tick()
        close(app)


def test_of_processes_that_look_at_once_one_runs_a_daily_job(data: Path, tmp_path: Path) -> None:
    gates = [tmp_path / f"gate-{number}" for number in range(3)]
    for gate in gates:
        os.mkfifo(gate)
    notes = tmp_path / "notes"
    racers = [in_process(look_at_the_clock, str(data), str(notes), str(gate)) for gate in gates]
    for racer in racers:
        racer.start()
    readers = [gate.open() for gate in gates]
    for reader in readers:
        with reader:
            reader.read()
    for racer in racers:
        racer.join()
        assert racer.exitcode == 0
    assert sorted(map(int, notes.read_text().split())) == list(range(JOBS))


@operation
def leave_work(word: str) -> None:
    db.session.add(SpentToken(token=word, spent_at=clock.now()))
    jobs.later("notes", 1)


def die_before_the_work(data: str) -> None:
    app = create_app(Settings(Path(data), password_cost=CHEAP))
    jobs.register("notes", lambda *_ids: os._exit(9), at_start=True)
    with app.app_context():
        leave_work("việc")


def test_work_lost_by_a_kill_is_found_at_the_next_start(data: Path, app: Flask) -> None:
    process = in_process(die_before_the_work, str(data))
    process.start()
    process.join()
    assert process.exitcode == 9

    def do_what_is_left(*_ids: int) -> None:
        words = db.session.scalars(select(SpentToken.token)).all()
        with plumbing() as session:
            session.execute(delete(SpentToken).where(SpentToken.token.in_(words)))
        done.extend(words)

    done: list[str] = []
    jobs.register("notes", do_what_is_left, at_start=True)
    with app.app_context():
        jobs.tick(starting=True)
        jobs.tick(starting=True)
    assert done == ["việc"]


def die_in_the_run(data: str) -> None:
    app = create_app(Settings(Path(data), password_cost=CHEAP))
    jobs.register("notes", lambda *_ids: os._exit(9), daily_at=time(0, 5))
    with app.app_context():
        jobs.tick()


def test_a_daily_run_that_was_killed_is_begun_again_once_its_claim_is_over(
    data: Path, app: Flask
) -> None:
    process = in_process(die_in_the_run, str(data))
    process.start()
    process.join()
    done: list[int] = []
    jobs.register("notes", lambda *_ids: done.append(1), daily_at=time(0, 5))
    with app.app_context():
        jobs.tick()
        assert done == []
        with clock.showing(clock.now() + timedelta(minutes=16)):
            jobs.tick()
            jobs.tick()
    assert done == [1]
