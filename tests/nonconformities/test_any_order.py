"""Whatever people do to nonconformities in whatever order, what must hold holds."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from qms.audit_trail.queries import whole_chain
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.nonconformities import accepting, operations, queries
from qms.nonconformities.accepting import Cited
from qms.nonconformities.lifecycle import (
    LIFECYCLE,
)
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Correction
from qms.nonconformities.states import (
    ENDED,
    TAKEN,
)
from tests.nonconformities.cases import CLAUSE, a_report, an_acceptance, today
from tests.town import actor

PEOPLE = ("lan", "lan", "lan", "binh", "linh", "khoa", "hanh", "minh", "tam", "son")
"""Whoever may do most is met most often."""
GROUNDS = [frozenset(), frozenset({Cited(clause_key=CLAUSE)}), frozenset({Cited("9001:2015/7.2")})]
NUMBERS = [frozenset({"3.1"}), frozenset({"1.5", "3.1"}), frozenset({"9.9"}), frozenset[str]()]
ALLOWED = {
    (str(source), str(step.target)) for step in LIFECYCLE.steps.values() for source in step.sources
}
Act = Callable[[Nonconformity, Actor], object]

days = st.sampled_from([0, 1, 3, -1])
words = st.sampled_from(["", "đã làm", "đã xong"])


def _accepted(days_left: int, grounds: int, numbers: int, why: str, change: bool) -> Act:
    verb = accepting.change_acceptance if change else accepting.accept

    def act(found: Nonconformity, by: Actor) -> object:
        given = an_acceptance(
            correct_by=today() + timedelta(days=days_left),
            criteria=GROUNDS[grounds],
            indicators=NUMBERS[numbers],
        )
        return verb(found, given, found.version, by, why)

    return act


def _corrected(ago: int, done: str) -> Act:
    correction = Correction(done, today() - timedelta(days=ago), "không có")
    return lambda found, by: operations.correct(found, correction, found.version, by)


def _merged(which: int) -> Act:
    return lambda found, by: operations.merge(
        found, db.session.get(Nonconformity, which), found.version, by
    )


def _ended(verb: Callable[..., object], why: str) -> Act:
    return lambda found, by: verb(found, found.version, by, why)


acts = st.one_of(
    st.builds(_accepted, days, st.integers(0, 2), st.integers(0, 3), words, st.booleans()),
    st.builds(_corrected, days, words),
    st.builds(_merged, st.integers(1, 12)),
    st.builds(_ended, st.sampled_from([operations.decline, operations.withdraw]), words),
)
anything = st.tuples(acts, st.integers(0, 11), st.sampled_from(PEOPLE))
near = st.integers(0, 3)
good = st.builds(_accepted, st.just(3), st.just(1), st.integers(0, 1), st.just("vì"), st.booleans())
fitting = st.one_of(
    st.tuples(good, near, st.just("lan")),
    st.tuples(st.builds(_corrected, st.just(0), st.just("đã làm")), near, st.just("binh")),
    st.tuples(st.builds(_merged, st.integers(1, 12)), near, st.just("lan")),
)
steps = st.one_of(anything, fitting, fitting)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(steps, min_size=4, max_size=14))
def test_what_must_hold_holds(inside: Flask, taken: list[tuple[Act, int, str]]) -> None:
    for _one in range(2):
        a_report()
    for act, place, login in taken:
        everything = db.session.scalars(select(Nonconformity).order_by(Nonconformity.id)).all()
        found = everything[-1 - place % len(everything)]
        before = (found.state, found.number, found.text)
        try:
            act(found, actor(login))
        except Refused:
            db.session.rollback()
            assert (found.state, found.number, found.text) == before
        else:
            assert (before[0], found.state) in ALLOWED
        _holds(found)
    numbers = [n.serial for n in db.session.scalars(select(Nonconformity)) if n.serial]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert whole_chain().whole


def _holds(found: Nonconformity) -> None:
    if found.state in TAKEN:
        assert found.number
        assert found.criteria
        assert found.indicators
        assert found.indicators <= {"3.1", "1.5"}
        assert found.handler is not None
    assert (found.state in ENDED) == (found.ended_at is not None)
    assert (found.state == "merged") == (found.merged_into is not None)
    if found.corrected_on:
        assert found.found_on <= found.corrected_on <= today()
    for link in found.touched:
        assert found in queries.touching(actor("lan"), link.indicator).found
