"""What the people of the built ward asked for: something of every fate is to be seen."""

from collections import Counter

from sqlalchemy import select

from qms.documents.lifecycle import State as EditionState
from qms.documents.requests.lifecycle import State
from qms.documents.requests.models import ChangeRequest
from qms.kernel import clock
from qms.kernel.database import db
from tests.demo.conftest import Ward


def test_requests_stand_in_every_state(ward: Ward) -> None:
    with ward.app.app_context():
        found = Counter(db.session.scalars(select(ChangeRequest.state)))
    assert set(found) == set(State)
    assert found[State.SENT] >= 2


def test_what_is_done_came_into_force_with_its_draft(ward: Ward) -> None:
    with ward.app.app_context():
        done = select(ChangeRequest).where(ChangeRequest.state == State.DONE)
        for request in db.session.scalars(done):
            assert request.draft is not None
            assert request.draft.state == EditionState.IN_FORCE
            assert request.sent_at < request.draft.created_at


def test_one_is_late_and_one_asks_for_a_new_document(ward: Ward) -> None:
    with ward.app.app_context():
        requests = db.session.scalars(select(ChangeRequest)).all()
        late = [r for r in requests if r.state == State.ACCEPTED and r.due < clock.today()]
        assert late
        assert any(request.document is None for request in requests)
