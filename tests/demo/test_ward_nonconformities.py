"""Nonconformities in the built ward."""

from collections import Counter

from sqlalchemy import select

from qms.indicators.suggesting import suggest
from qms.kernel.database import db
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import (
    ENDED,
    TAKEN,
    State,
)
from tests.demo.conftest import Ward


def test_nonconformities_stand_in_every_state(ward: Ward) -> None:
    with ward.app.app_context():
        found = db.session.scalars(select(Nonconformity)).all()
        states = Counter(one.state for one in found)
        assert set(states) >= {State.REPORTED, State.ACCEPTED, *ENDED} - {State.CLOSED}
        assert states["corrected"] >= 10
        assert [one.is_late for one in found].count(True) >= 1
        assert any(one.about for one in found)
        assert any(one.hides_reporter for one in found)


def test_whoever_was_taken_on_has_its_grounds_and_numbers_follow_each_other(ward: Ward) -> None:
    with ward.app.app_context():
        wanted = select(Nonconformity).where(Nonconformity.state.in_(TAKEN))
        taken = db.session.scalars(wanted.order_by(Nonconformity.year, Nonconformity.serial)).all()
        assert all(one.criteria and one.indicators for one in taken)
        by_year: dict[int, list[int]] = {}
        for one in taken:
            assert one.year
            assert one.serial
            by_year.setdefault(one.year, []).append(one.serial)
        for serials in by_year.values():
            assert serials == list(range(1, len(serials) + 1))


def test_what_waits_to_be_taken_on_has_indicators_suggested(ward: Ward) -> None:
    with ward.app.app_context():
        wanted = select(Nonconformity).where(Nonconformity.state == State.REPORTED)
        assert all(suggest(one.text) for one in db.session.scalars(wanted))
