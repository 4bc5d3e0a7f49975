"""What is counted, of whom, and that the register shows exactly what a figure says."""

from datetime import timedelta

import pytest
from flask import Flask

from qms.kernel import clock
from qms.nonconformities import queries as register
from qms.nonconformities.actions import approval, extending
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.figures import queries
from qms.nonconformities.figures.going import times, trend
from qms.nonconformities.figures.outcome import outcomes
from qms.nonconformities.figures.period import Period
from qms.nonconformities.figures.piling import WAYS, heap
from qms.nonconformities.figures.queries import Asked
from qms.nonconformities.forms import wanted_from
from tests.laws import a_law
from tests.nonconformities.cases import (
    CLAUSE,
    Cited,
    a_report,
    accepted,
    an_action,
    analysed,
    approved,
    closed,
    corrected,
    done,
    implemented,
    judged,
    one_in,
    proposed,
    today,
    verified,
)
from tests.town import actor, an_edition, unit_id

READERS = ("lan", "hanh", "minh", "binh", "khoa", "thao", "son")


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def of_now(unit: int = 0) -> Asked:
    """The time in which everything of these tests happens."""
    return Asked(Period(today() - timedelta(days=200), today() + timedelta(days=400)), unit)


def some_of_each() -> None:
    """A few in several states, of two units, one of them confidential."""
    edition, law = an_edition("in force"), a_law()
    places = {Cited(edition_id=edition.id, anchor=c.anchor) for c in edition.clauses}
    held = frozenset({*places, Cited(clause_key=CLAUSE), Cited(law_id=law.id, article="điều 4")})
    for unit, secret in (("VP", False), ("VP", True), ("KT", False)):
        accepted(criteria=held, unit_id=unit_id(unit), confidential=secret, source="complaint")
    analysed(corrected(accepted(indicators=frozenset({"1.1", "3.1"}), grade="major")))
    judged(result="failed")
    closed()
    for state in ("reported", "declined", "merged"):
        one_in(state)


def test_each_row_leads_to_exactly_what_it_counts() -> None:
    some_of_each()
    followed = 0
    for login in READERS:
        by = actor(login)
        for asked in (of_now(), of_now(unit_id("KT"))):
            found = queries.totals(by, asked).all
            assert register.listed(by, asked.found).total == found
            for way in WAYS:
                for row in heap(way, way.counts(by, asked), asked, found).rows:
                    sent = {name: str(value) for name, value in row.asked.items()}
                    total = register.listed(by, wanted_from(sent)).total
                    assert total == row.cells[0], (login, way.key, str(row.label))
                    followed += total
    assert followed


def test_what_one_may_not_see_is_not_counted() -> None:
    accepted(unit_id=unit_id("VP"))
    accepted(unit_id=unit_id("KT"), confidential=True)
    accepted(unit_id=unit_id("KT"))
    seen = {login: queries.totals(actor(login), of_now()).all for login in READERS}
    # who handles it or leads sees the confidential one; linh of KT reported all three
    assert seen == {"lan": 3, "hanh": 3, "minh": 2, "binh": 3, "khoa": 1, "thao": 1, "son": 0}
    for login, count in seen.items():
        assert sum(queries.by_unit(actor(login), of_now()).values()) == count
        assert sum(queries.by_source(actor(login), of_now()).values()) == count
        assert sum(queries.by_indicator(actor(login), of_now()).values()) == count
        assert sum(n for n, _late in queries.open_now(actor(login), of_now()).values()) == count
        assert sum(queries.accepted(actor(login), of_now()).values()) == count


def test_months_are_those_of_the_acts_in_viet_nam() -> None:
    night = clock.start_of(today().replace(day=1) - timedelta(days=70)) + timedelta(minutes=5)
    with clock.showing(night):
        month = f"{today():%Y-%m}"
        found = a_report(found_on=today() - timedelta(days=1))
    accepted(found)
    now, by = f"{today():%Y-%m}", actor("lan")
    assert queries.reported(by, of_now()) == {month: 1}
    assert queries.accepted(by, of_now()) == {now: 1}
    assert queries.closed(by, of_now()) == {}
    before = Asked(Period(of_now().period.since, clock.local(night).date() - timedelta(days=1)))
    assert queries.reported(by, before) == {}
    assert str(trend(by, of_now()).lacking).startswith("Không đủ số liệu: mới có 1")


def test_time_to_close_counts_working_days_of_each_round() -> None:
    found = closed()
    [told] = queries.rounds(actor("lan"), of_now())
    assert told.corrected == told.opened
    assert {told.reported, told.opened} == {found.found_on.isoformat()}
    assert told.closed is not None
    assert told.closed >= (told.implemented or told.closed) >= (told.approved or told.closed)
    whole, stages = times(actor("lan"), of_now(), {unit_id("KT"): "Phòng Kinh tế"})
    assert [row.cells for row in whole.rows] == [(1, None, None), (1, None, None)]
    assert [row.cells[0] for row in stages.rows] == [1] * 6
    assert whole.chart is None
    assert queries.rounds(actor("thao"), of_now()) == []
    assert queries.rounds(actor("lan"), of_now(unit_id("VP"))) == []


def test_what_helped_at_once_and_what_came_back() -> None:
    first = closed()
    judged(result="failed")
    judged(result="too early")
    accepted(follows_id=first.id)
    with clock.showing(first.treatments[-1].checks[-1].said_at + timedelta(days=2)):
        effectiveness.reopen(first, first.version, by=actor("lan"), reason="lại trễ")
    by, asked = actor("lan"), of_now()
    assert queries.first_checks(by, asked) == {"worked": 1, "failed": 1}
    found = queries.totals(by, asked)
    assert (found.all, found.follows, found.reopened) == (4, 1, 2)
    helped, _open, _actions = outcomes(by, asked, found)
    assert [row.cells for row in helped.rows] == [(1, 2, None), (2, 2, None), (1, 4, None)]
    for row in helped.rows[1:]:
        sent = {name: str(value) for name, value in row.asked.items()}
        assert register.listed(by, wanted_from(sent)).total == row.cells[0]
    either = wanted_from({"repeats": "any"})
    assert register.listed(by, either).total == 3


def test_overdue_is_what_the_register_calls_so() -> None:
    accepted(correct_by=today())
    accepted()
    slow = approved()
    one_in("reported")
    with clock.showing(clock.now() + timedelta(days=2)):
        by = actor("lan")
        assert queries.open_now(by, of_now()) == {
            "accepted": (2, 1),
            "approved": (1, 0),
            "reported": (1, 0),
        }
    with clock.showing(clock.now() + timedelta(days=30)):
        counted = queries.open_now(by, of_now())
        assert counted["approved"] == (1, 1)
        for state, (count, late) in counted.items():
            wanted = wanted_from({"state": state})
            assert register.listed(by, wanted).total == count
            wanted = wanted_from({"state": state, "late": "1"})
            assert register.listed(by, wanted).total == late
    assert slow.due


def test_actions_keep_their_days_or_do_not() -> None:
    implemented()
    waiting = approved().plan[0]
    late = approved().plan[0]
    until = late.due + timedelta(days=5)
    wish = extending.ask_extension(
        late, until, late.version, by=actor("khoa"), reason="chờ máy mới"
    )
    extending.grant_extension(wish, by=actor("hanh"))
    proposed(an_action().nonconformity)  # its plan is not approved: nobody works on it
    with clock.showing(clock.now() + timedelta(days=12)):
        by = actor("lan")
        assert queries.actions(by, of_now()) == {
            "in time": (1, 0),
            "overdue": (1, 0),
            "awaited": (1, 1),
        }
        verified(done(waiting))
        assert queries.actions(by, of_now())["late"] == (1, 0)
        assert queries.actions(actor("thao"), of_now()) == {}


def test_a_plan_made_anew_leaves_no_action_behind() -> None:
    found = approved()
    again = approval.change_plan(found, found.version, by=actor("binh"), reason="thiếu người")
    assert queries.actions(actor("lan"), of_now()) == {}
    assert again.state == "analysed"
