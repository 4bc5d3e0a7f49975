"""Two who act at once on one edition: one wins, the other is told, and there is one trace."""

import threading
from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import func, select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents.models import Edition, Signature
from qms.kernel.database import db
from tests.documents.routes.builders import a_route, approval, sign, step
from tests.town import PASSWORD, a_draft, move
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
TIMES = 3


def at_once(*acts: Callable[[], int]) -> list[int]:
    """Start ``acts`` together; answers with what each was answered."""
    answers, gate = [0] * len(acts), threading.Barrier(len(acts))

    def run(place: int) -> None:
        gate.wait()
        answers[place] = acts[place]()

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


@pytest.fixture
def waiting(app: Flask) -> list[tuple[str, int]]:
    """Editions that wait for one of two approvers: (address, version)."""
    with app.app_context():
        a_route(step("Xem xét", "tuan"), approval("hung", "dong"))
        made = [
            sign(move(a_draft(f"QT-{number}/VP"), "in review"), "tuan") for number in range(TIMES)
        ]
        return [(f"/documents/{e.document.key}/editions/1", e.version) for e in made]


def sending(visitor: Visitor, path: str, **fields: object) -> Callable[[], int]:
    """The act of sending a form whose token is already at hand."""
    token = visitor.token()
    return lambda: visitor.client.post(path, data={"csrf_token": token, **fields}).status_code


def counted(app: Flask, *verbs: str) -> dict[str, int]:
    with app.app_context():
        assert whole_chain().whole
        lines = select(TrailLine.verb, func.count()).where(TrailLine.verb.in_(verbs))
        found = {row[0]: row[1] for row in db.session.execute(lines.group_by(TrailLine.verb))}
        signed = select(func.count()).select_from(Signature).where(Signature.meaning == "approved")
        assert db.session.scalar(signed) == found.get("approve", 0)
        return found


def test_of_two_approvers_at_once_one_signs(
    app: Flask, visit: Visit, waiting: list[tuple[str, int]]
) -> None:
    hung, dong = visit("hung"), visit("dong")
    for path, seen in waiting:
        fields = {"seen": seen, "password": PASSWORD}
        acts = (sending(who, f"{path}/approval", **fields) for who in (hung, dong))
        assert sorted(at_once(*acts)) == [302, 409]
    assert counted(app, "approve") == {"approve": TIMES}


def test_of_approval_and_return_at_once_one_happens(
    app: Flask, visit: Visit, waiting: list[tuple[str, int]]
) -> None:
    hung, tuan = visit("hung"), visit("tuan")
    for place, (path, seen) in enumerate(waiting):
        back = {"seen": seen, "reason": "thiếu mục 3", "to": str(place % 2)}
        signs = sending(hung, f"{path}/approval", seen=seen, password=PASSWORD)
        assert sorted(at_once(signs, sending(tuan, f"{path}/return", **back))) == [302, 409]
    done = counted(app, "approve", "return", "return to step")
    assert sum(done.values()) == TIMES
    with app.app_context():
        states = db.session.scalars(select(Edition.state)).all()
        assert states.count("approved") == done.get("approve", 0)
