"""Two who act on change requests at once: one of them wins, and no number is given twice."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.queries import whole_chain
from qms.documents.requests import operations
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import Task
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from tests.documents.requests.asking import a_request
from tests.town import actor, an_edition, person


def together(app: Flask, *acts: Callable[[], object]) -> list[Refused]:
    """Do all at once; answers with the refusals."""
    gate, refusals = threading.Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                act()
            except Refused as refused:
                refusals.append(refused)

    threads = [threading.Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refusals


@pytest.mark.parametrize("round_", range(5))
def test_accepting_against_declining_has_one_winner(app: Flask, round_: int) -> None:
    with app.app_context():
        request = a_request(an_edition())
        number, seen, lan = request.id, request.version, actor("lan")
        task = Task(person("thao").id, clock.today())

    def one() -> ChangeRequest:
        return db.session.get_one(ChangeRequest, number)

    refusals = together(
        app,
        lambda: operations.accept_request(one(), task, seen, by=lan),
        lambda: operations.decline_request(one(), seen, by=lan, reason="không"),
    )
    [refused] = refusals
    assert OVERTAKEN in refused.reasons
    with app.app_context():
        assert one().state in ("accepted", "declined")
        assert whole_chain().whole


def test_numbers_drawn_at_once_leave_no_gap_and_none_twice(app: Flask) -> None:
    with app.app_context():
        an_edition()
        people = [actor(login) for login in ("linh", "nga", "khoa", "binh")]
    refusals = together(
        app,
        *(
            lambda by=by: operations.ask_for_document("Tiếp dân", "lập mới", "chưa có", by=by)  # type: ignore[misc]
            for by in people
        ),
    )
    assert refusals == []
    with app.app_context():
        serials = db.session.scalars(select(ChangeRequest.serial)).all()
        assert sorted(serials) == [1, 2, 3, 4]
        assert whole_chain().whole
