"""Two timetables look at the clock at the same moment: what is due happens once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from flask import Flask
from sqlalchemy import func, select

from qms.audit_trail.models import TrailLine
from qms.documents.decisions.timetable import put_in_force_due
from qms.documents.operations import put_in_force
from qms.kernel import clock
from qms.kernel.database import db
from tests.documents.decisions.builders import approved, in_days, prepared, signed
from tests.town import actor, an_edition

TURNS = 4


def test_what_is_due_happens_once_however_many_look(app: Flask) -> None:
    start = Barrier(2)
    with app.app_context():
        for turn in range(TURNS):
            day, code = in_days(turn + 1), f"QT-{turn}"
            signed(prepared(approved(f"{code}1"), number=f"{turn}/QĐ", effective_on=day))
            alone = an_edition("approved", f"{code}2")
            put_in_force(alone, alone.version, actor("lan"), "", day)

    def look(turn: int) -> int:
        with app.app_context(), clock.showing(clock.start_of(in_days(turn + 1))):
            start.wait(timeout=30)
            return put_in_force_due()

    with ThreadPoolExecutor(2) as threads:
        for turn in range(TURNS):
            assert sum(threads.map(look, (turn, turn))) == 2
    with app.app_context():
        for verb, times in (("come into force", 2 * TURNS), ("carry out", TURNS)):
            wanted = select(func.count()).where(TrailLine.verb == verb)
            assert db.session.scalar(wanted) == times
