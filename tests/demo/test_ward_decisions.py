"""The decisions of the built ward: signed here, on paper, waiting for a day, being prepared."""

from datetime import timedelta

from sqlalchemy import select

from qms.documents.decisions.lifecycle import DecisionState, Way
from qms.documents.decisions.models import Decision
from qms.documents.lifecycle import State
from qms.kernel import clock
from qms.kernel.database import db
from tests.demo.conftest import Ward


def decisions(state: DecisionState) -> list[Decision]:
    return list(db.session.scalars(select(Decision).where(Decision.state == state)))


def test_a_batch_waits_for_its_day(ward: Ward) -> None:
    with ward.app.app_context():
        [waiting] = decisions(DecisionState.SIGNED)
        assert waiting.effective_on
        assert waiting.effective_on > clock.today() + timedelta(days=1)
        assert len(waiting.items) >= 4
        for item in waiting.items:
            assert item.edition.state == State.APPROVED
            assert item.edition.effective_on == waiting.effective_on


def test_one_was_signed_here_and_one_on_paper_with_its_scan(ward: Ward) -> None:
    with ward.app.app_context():
        by_way = {d.way: d for d in decisions(DecisionState.CARRIED_OUT) if d.purpose == "issue"}
        assert set(by_way) == {Way.IN_PROGRAM, Way.ON_PAPER}
        assert by_way[Way.IN_PROGRAM].signature
        assert by_way[Way.ON_PAPER].scan
        for decision in by_way.values():
            assert all(item.edition.state == State.IN_FORCE for item in decision.items)


def test_one_is_being_prepared(ward: Ward) -> None:
    with ward.app.app_context():
        [prepared] = decisions(DecisionState.BEING_PREPARED)
        assert prepared.items
