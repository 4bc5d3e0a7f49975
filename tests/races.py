"""Two people send contrary things at the same moment: one wins, the other is told why and keeps
what they typed.

Each race is run through the pages, from two threads that start together, many times over.
"""

import re
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from qms.app import create_app
from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.config import Settings
from qms.documents.lifecycle import ONCE_APPROVED, OPEN, State
from qms.documents.models import Document, Edition
from qms.kernel.database import db
from tests.contests import RACES, Race, Sent
from tests.installing import CHEAP, close
from tests.visitor import Visitor

WHY = re.compile(r"notice-problem.*?<ul>\s*<li>[^<]{20,}</li>", re.DOTALL)
"""A sentence that says why nothing was done."""
BEGINNINGS = ("put in force", "come into force", "confirm adoption")


@dataclass
class Report:
    """How often each side won, and every fault in words."""

    wins: list[int] = field(default_factory=lambda: [0, 0])
    faults: list[str] = field(default_factory=list)


def run_races(data: Path, name: str, count: int) -> Report:
    """Run one race ``count`` times on the installation in ``data``."""
    app, report = create_app(Settings(data, password_cost=CHEAP)), Report()
    visitors: dict[tuple[str, int], Visitor] = {}
    with ThreadPoolExecutor(2) as threads:
        for turn in range(count):
            report.faults += _run(app, RACES[name], f"R-{turn}", visitors, threads, report.wins)
    with app.app_context():
        if not whole_chain().whole:
            report.faults.append("the trail is broken")
        report.faults += _two_where_one_may_be()
        close(app)
    return report


def _run(
    app: Flask,
    race: Race,
    code: str,
    visitors: dict[tuple[str, int], Visitor],
    threads: ThreadPoolExecutor,
    wins: list[int],
) -> Iterator[str]:
    with app.app_context():
        both = race.prepare(code)
        before = _lines(race.verbs)
        db.session.remove()
    answers = _at_once(app, both, visitors, threads)
    statuses = [answer.status_code for answer in answers]
    if sorted(statuses) != [302, 409]:
        yield f"{code}: answered {statuses}"
        return
    winner = statuses.index(302)
    wins[winner] += 1
    told = answers[1 - winner].text
    if both[1 - winner].typed not in told:
        yield f"{code}: what the loser typed is gone"
    if not WHY.search(told):
        yield f"{code}: the loser is not told why"
    with app.app_context():
        if _lines(race.verbs) != before + 1:
            yield f"{code}: {_lines(race.verbs) - before} lines of {race.verbs}"
        db.session.remove()


def _at_once(
    app: Flask,
    both: tuple[Sent, Sent],
    visitors: dict[tuple[str, int], Visitor],
    threads: ThreadPoolExecutor,
) -> list[TestResponse]:
    start = Barrier(2)

    def send(place: int) -> TestResponse:
        sent = both[place]
        visitor = visitors.get((sent.login, place)) or Visitor(app, sent.login)
        visitors[sent.login, place] = visitor
        token = visitor.token()
        start.wait(timeout=30)
        fields = {**sent.fields, "csrf_token": token, "once": token_hex(8)}
        return visitor.client.post(sent.path, data=fields)

    return list(threads.map(send, (0, 1)))


def _lines(verbs: tuple[str, ...]) -> int:
    wanted = select(func.count()).where(TrailLine.verb.in_(verbs))
    return db.session.scalar(wanted) or 0


def _two_where_one_may_be() -> Iterator[str]:
    for document in db.session.scalars(select(Document)):
        states = [edition.state for edition in document.editions]
        if states.count(State.IN_FORCE) > 1 or sum(state in OPEN for state in states) > 1:
            yield f"{document.code}: {states}"
    for edition in db.session.scalars(select(Edition).where(Edition.state.in_(ONCE_APPROVED))):
        seats = [(given.position, given.seat_id) for given in edition.valid_signatures]
        if not edition.issued_outside and not len(set(seats)) == len(seats) == 2:
            yield f"{edition}: {edition.state} with signatures on the seats {seats}"
        held = [str(item.decision) for item in edition.listed if item.held]
        if len(held) > 1:
            yield f"{edition}: held by {held}"
    began = Counter(
        db.session.scalars(select(TrailLine.subject_id).where(TrailLine.verb.in_(BEGINNINGS)))
    )
    for number, times in began.items():
        if times > 1:
            yield f"edition {number} came into force {times} times"
