"""Kills a process at random moments of its verbs, and looks at what is left.

The process writes down what it was told is done, as a client would. After each kill the application
is opened again, as at a start, and everything is compared.
"""

import multiprocessing
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

from sqlalchemy import select

from qms.app import create_app
from qms.audit_trail.queries import whole_chain
from qms.config import Settings
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.word import aside
from qms.kernel.database import db
from qms.kernel.installation import installation
from qms.search.finder import finder
from tests import town
from tests.installing import CHEAP, close

ORDER = ("draft", "in review", "reviewed", "approved", "in force", "superseded")
LONGEST, WAITS = 0.8, 30


@dataclass
class Report:
    """What was found after the kills: counts, and every fault in words."""

    kills: int = 0
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)


def _note(told: int, code: str, serial: int, state: str) -> None:
    os.write(told, f"{code}|{serial}|{state}\n".encode())


def work(data: str, notes: str, seed: int, started: Event) -> None:
    """Bring document after document into force, twice each, until killed."""
    app = create_app(Settings(Path(data), password_cost=CHEAP))
    aside.read_in(town.word_file("đã sẵn sàng"), "a.docx")
    started.set()
    told = os.open(notes, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    with app.app_context():
        for number in range(10_000):
            code = f"K-{seed}-{number}"
            for serial in (1, 2):
                edition = town.a_draft(code, text=town.word_file(f"{code} lần {serial}"))
                _note(told, code, serial, "draft")
                for state in town.PATH[1:]:
                    town.move(edition, state)
                    _note(told, code, serial, state)


def kill_many(data: Path, count: int, seed: int) -> Report:
    """Start and kill ``count`` processes on ``data``, checking after each."""
    chance, report = random.Random(seed), Report()
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["qms.app", "tests.town"])
    notes = data / "acknowledged"
    for turn in range(count):
        started = context.Event()
        told = (str(data), str(notes), seed * 10_000 + turn, started)
        process = context.Process(target=work, args=told)
        process.start()
        started.wait(WAITS)
        _let_run(process, chance.uniform(0, LONGEST))
        report.kills += 1
        report.faults += [f"after kill {turn}: {fault}" for fault in faults(data, notes)]
    report.acknowledged = len(notes.read_text().splitlines()) if notes.exists() else 0
    return report


def _let_run(process: BaseProcess, seconds: float) -> None:
    process.join(timeout=seconds)
    process.kill()
    process.join()


def faults(data: Path, notes: Path) -> list[str]:
    """Everything that is not as it must be, after a start."""
    app = create_app(Settings(data, password_cost=CHEAP))
    with app.app_context():
        finder().indexer.catch_up()
        found = [*_lost(notes), *_half(), *_indexed()]
        if not whole_chain().whole:
            found.append("the trail is broken")
        close(app)
    return found


def _reached(edition: Edition) -> int:
    state = "reviewed" if edition.state == State.IN_REVIEW and edition.is_reviewed else None
    return ORDER.index(state or edition.state)


def _lost(notes: Path) -> Iterator[str]:
    """Acknowledged states that an edition has not reached."""
    kept: dict[tuple[str, int], Any] = {
        (e.document.code, e.serial): e for e in db.session.scalars(select(Edition))
    }
    for line in notes.read_text().splitlines() if notes.exists() else ():
        code, serial, state = line.split("|")
        edition = kept.get((code, int(serial)))
        if edition is None or _reached(edition) < ORDER.index(state):
            yield f"lost: {line}"


def _half() -> Iterator[str]:
    """Editions whose signatures, dates, neighbours or files do not fit their state."""
    for edition in db.session.scalars(select(Edition)):
        meanings = sorted(s.meaning for s in edition.valid_signatures)
        wanted = {0: [], 1: [], 2: ["reviewed"]}.get(_reached(edition), ["approved", "reviewed"])
        if meanings != wanted:
            yield f"{edition}: {edition.state} with signatures {meanings}"
        if not edition.clauses:
            yield f"{edition}: without text"
        installation().blobs.read(edition.file_digest)
    for edition in db.session.scalars(select(Edition).where(Edition.serial == 2)):
        first = edition.document.editions[0].state
        if (edition.state == "in force") != (first == "superseded"):
            yield f"{edition.document.code}: {first} beside {edition.state}"


def _indexed() -> Iterator[str]:
    for difference in finder().indexer.check():
        yield f"index: {difference.source}: {difference.what}"
