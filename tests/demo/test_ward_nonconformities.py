"""Nonconformities in the built ward."""

from collections import Counter

from sqlalchemy import select

from qms.indicators.suggesting import suggest
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.nonconformities import awaited, queries
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import ENDED, TAKEN, State
from qms.organisation.queries import actor_of, by_login, holders
from tests.demo.conftest import Ward


def all_of_them() -> list[Nonconformity]:
    return list(db.session.scalars(select(Nonconformity).order_by(Nonconformity.id)))


def test_nonconformities_stand_in_every_state(ward: Ward) -> None:
    with ward.app.app_context():
        found = all_of_them()
        states = Counter(one.state for one in found)
        assert 55 <= len(found) <= 65
        assert set(states) == set(State)
        assert states["closed"] >= 20
        assert any(one.about for one in found)
        assert any(one.hides_reporter for one in found)


def test_some_are_late_in_different_stages(ward: Ward) -> None:
    with ward.app.app_context():
        late = {one.state for one in all_of_them() if one.is_late}
    assert late >= {State.ACCEPTED, State.CORRECTED, State.PROPOSED, State.ACTING}


def test_one_is_a_return_and_follows_the_one_before(ward: Ward) -> None:
    with ward.app.app_context():
        returns = [one for one in all_of_them() if one.follows]
        assert returns
        for one in returns:
            assert one.follows is not None
            assert one.indicators & one.follows.indicators
            assert one.follows.reported_at < one.reported_at


def test_a_confidential_one_is_for_few_to_see(ward: Ward) -> None:
    with ward.app.app_context():
        [one] = [one for one in all_of_them() if one.confidential]
        seen_by = {
            person.login
            for person in holders(*Role)
            if one in db.session.scalars(queries.visible_to(actor_of(person)))
        }
        assert one.handler is not None
        assert seen_by == {one.handler.login, one.reporter.login, "lan.nt", "hanh.ltm"}


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
        assert len(by_year) in (2, 3)
        for serials in by_year.values():
            assert serials == list(range(1, len(serials) + 1))


def test_what_waits_to_be_taken_on_has_indicators_suggested(ward: Ward) -> None:
    with ward.app.app_context():
        wanted = select(Nonconformity).where(Nonconformity.state == State.REPORTED)
        assert all(suggest(one.text) for one in db.session.scalars(wanted))


def test_work_of_every_sort_awaits_somebody_today(ward: Ward) -> None:
    with ward.app.app_context():
        people = {
            login: actor_of(person)
            for login in ward.accounts
            if (person := by_login(login)) is not None
        }
        lan, hanh = people["lan.nt"], people["hanh.ltm"]
        assert len(awaited.to_accept(lan)) == 3
        assert {one.state for one in awaited.to_lead(hanh)} == {State.PROPOSED, State.EFFECTIVE}
        assert actions.wishes(hanh)
        assert actions.to_check(lan)
        assert awaited.to_judge(people["minh.ct"])
        assert awaited.to_judge(people["my.lt"])
        for state in (State.ACCEPTED, State.CORRECTED, State.ANALYSED):
            handlers = [login for login, by in people.items() if awaited.handled(by, state)]
            assert len(handlers) >= 2, state
        assert len([login for login, by in people.items() if actions.to_do(by)]) >= 5


def test_what_ended_awaits_nothing(ward: Ward) -> None:
    with ward.app.app_context():
        for one in all_of_them():
            assert (one.due is None) == (one.state in ENDED)
