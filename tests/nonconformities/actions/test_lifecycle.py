"""The rules of actions, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from qms.documents.states import State as EditionState
from qms.kernel.access import Actor, Role
from qms.nonconformities.actions.lifecycle import (
    KIND_NAMES,
    LIFECYCLE,
    NOTE_NAMES,
    OPEN,
    STATE_NAMES,
    VERB_NAMES,
    WISH_NAMES,
    Kind,
    NoteKind,
    State,
    Wish,
    may_not_answer,
    may_not_ask,
    may_not_plan,
    may_not_withdraw,
    no_indicators,
    no_later,
    no_proof,
    not_in_force,
    not_in_time,
    owner_unfit,
    too_soon,
    unsaid,
)
from qms.nonconformities.states import IN_PLAN
from qms.nonconformities.states import State as SlipState
from tests.nonconformities.test_lifecycle import (
    AUDITOR,
    HANDLER,
    OFFICER,
    OTHER,
    OWNER,
    REPORTER,
    REPRESENTATIVE,
    WHO_IN_VIETNAMESE,
    somebody,
)
from tests.procedures import in_english, in_vietnamese, written

WHO = WHO_IN_VIETNAMESE | {"owner of the action": "người thực hiện hành động"}
PEOPLE = (REPORTER, HANDLER, OFFICER, REPRESENTATIVE, AUDITOR, OWNER, OTHER)
DAY = date(2026, 11, 24)
EVE, MORROW = date(2026, 11, 23), date(2026, 11, 25)


def one(state: str = "planned", slip: str = "approved", **otherwise: Any) -> Any:
    """Done by 6 for a slip that 2 handles; nothing is to be revised."""
    nonconformity = SimpleNamespace(state=slip, handler_id=2)
    usual = {
        "nonconformity": nonconformity,
        "is_of_this_round": True,
        "owner_id": 6,
        "document_id": None,
        "unrevised": None,
        "extensions": [],
    }
    return SimpleNamespace(state=state, **(usual | otherwise))


def a_wish(state: str = "asked", **otherwise: Any) -> Any:
    """Asked by 6 for an action under way."""
    usual = {"state": state, "asked_by_id": 6, "action": one("acting")}
    return SimpleNamespace(**(usual | otherwise))


def test_the_table_is_that_of_the_written_procedure() -> None:
    head = ("Action step", "From", "To", "Who")
    assert written("nonconformities.en", *head) == in_english(LIFECYCLE)
    head = ("Bước của hành động", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    said = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO)
    assert written("nonconformities.vi", *head) == said


def test_everything_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(KIND_NAMES) == set(Kind)
    assert set(WISH_NAMES) == set(Wish)
    assert set(NOTE_NAMES) == set(NoteKind)
    assert set(VERB_NAMES) == set(LIFECYCLE.steps)


@pytest.mark.parametrize(
    ("verb", "slip", "who"),
    [
        ("change action", "analysed", {2, 3}),
        ("drop action", "analysed", {2, 3}),
        ("note progress", "approved", {6}),
        ("report done", "acting", {6}),
        ("verify action", "acting", {2, 3, 4, 5}),
        ("return action", "acting", {2, 3, 4, 5}),
    ],
)
def test_each_step_is_taken_by_whom_the_table_names(verb: str, slip: str, who: set[int]) -> None:
    subject = one(LIFECYCLE.steps[verb].sources[0], slip)
    assert {p.id for p in PEOPLE if not LIFECYCLE.objections(verb, subject, p)} == who


@pytest.mark.parametrize("slip", list(SlipState))
@pytest.mark.parametrize("state", list(State))
def test_a_step_is_open_where_table_and_plan_allow_it(state: State, slip: SlipState) -> None:
    everybody = (OWNER, OFFICER)
    subject = one(state, slip)
    steps = LIFECYCLE.steps.items()
    making = {v for v, s in steps if v in ("change action", "drop action") and state in s.sources}
    working = {v for v, s in steps if v not in ("change action", "drop action")}
    working = {v for v in working if state in LIFECYCLE.steps[v].sources}
    expected = making if slip == "analysed" else working if slip in IN_PLAN else set()
    assert {v for p in everybody for v in LIFECYCLE.open_to(subject, p)} == expected


@pytest.mark.parametrize("verb", LIFECYCLE.steps)
def test_what_belongs_to_a_round_that_is_over_rests(verb: str) -> None:
    source = LIFECYCLE.steps[verb].sources[0]
    for slip in ("analysed", "approved"):
        old = one(source, slip, is_of_this_round=False)
        assert all(LIFECYCLE.objections(verb, old, p) for p in (OWNER, OFFICER))


def test_nobody_checks_what_they_did() -> None:
    own = one("done", owner_id=5)
    for verb in ("verify action", "return action"):
        assert len(LIFECYCLE.objections(verb, own, AUDITOR)) == 1
        assert not LIFECYCLE.objections(verb, own, OFFICER)


def test_to_revise_a_document_is_done_when_it_is_revised() -> None:
    left = one("acting", document_id=7, unrevised="chưa có hiệu lực")
    assert LIFECYCLE.objections("report done", left, OWNER) == ["chưa có hiệu lực"]
    assert not LIFECYCLE.objections("note progress", left, OWNER)
    assert not LIFECYCLE.objections("report done", one("acting", document_id=7), OWNER)


@pytest.mark.parametrize("slip", list(SlipState))
def test_actions_are_added_by_whoever_handles_it_while_the_plan_is_made(slip: SlipState) -> None:
    found = SimpleNamespace(state=slip, handler_id=2)
    free = slip == "analysed"
    assert (may_not_plan(found, HANDLER) is None) == free
    assert (may_not_plan(found, OFFICER) is None) == free
    assert may_not_plan(found, OWNER) is not None


def test_an_action_says_what_is_done_and_a_preventive_one_against_which_risk() -> None:
    def stands(*said: str) -> int:
        return sum(one is not None for one in unsaid(*said))

    assert stands("làm", "corrective", "") == 0
    assert stands(" ", "corrective", "") == 1
    assert stands("làm", "", "") == 1
    assert stands("làm", "preventive", " ") == 1
    assert stands("làm", "preventive", "vắng người") == 0
    assert stands("", "other", "") == 2


def test_it_has_an_owner_who_works_here_a_day_to_come_and_an_indicator() -> None:
    assert owner_unfit(SimpleNamespace(disabled_at=None)) is None
    assert owner_unfit(SimpleNamespace(disabled_at=DAY)) is not None
    assert owner_unfit(None) is not None
    assert [too_soon(day, DAY) is None for day in (EVE, DAY, MORROW)] == [False, True, True]
    assert no_indicators({"3.1"}) is None
    assert no_indicators(set()) is not None


@pytest.mark.parametrize("state", list(EditionState))
def test_what_is_revised_is_in_force(state: EditionState) -> None:
    assert (not_in_force(SimpleNamespace(state=state)) is None) == (state == "in force")
    assert not_in_force(None) is None


def test_done_is_what_can_be_shown() -> None:
    assert no_proof(["tệp"], revises=False) is None
    assert no_proof([], revises=True) is None
    assert no_proof([], revises=False) is not None


def test_it_is_done_after_its_plan_and_not_in_the_days_to_come() -> None:
    fit = [d for d in range(18, 28) if not_in_time(date(2026, 11, d), EVE, MORROW) is None]
    assert fit == [23, 24, 25]


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("slip", ["analysed", "proposed", "approved", "acting", "implemented"])
def test_the_owner_asks_for_more_time_while_there_is_something_to_do(
    state: State, slip: str
) -> None:
    may = state in OPEN and slip in IN_PLAN
    assert (may_not_ask(one(state, slip), OWNER) is None) == may
    assert may_not_ask(one(state, slip), OFFICER) is not None
    assert may_not_ask(one(state, slip, is_of_this_round=False), OWNER) is not None


@pytest.mark.parametrize("before", list(Wish))
def test_one_wish_is_asked_at_a_time(before: Wish) -> None:
    action = one("acting", extensions=[SimpleNamespace(state=before)])
    assert (may_not_ask(action, OWNER) is None) == (before != "asked")


def test_an_extension_gives_more_time_than_there_is() -> None:
    assert no_later(MORROW, DAY, EVE) is None
    assert no_later(DAY, DAY, EVE) is not None
    assert no_later(MORROW, EVE, DAY) is None
    assert no_later(DAY, EVE, DAY) is not None
    assert no_later(EVE, EVE, date(2026, 11, 1)) is not None


@pytest.mark.parametrize("state", list(Wish))
def test_a_wish_is_answered_once_by_the_representative_who_did_not_ask(state: Wish) -> None:
    open_still = state == "asked"
    assert (may_not_answer(a_wish(state), REPRESENTATIVE) is None) == open_still
    assert (may_not_withdraw(a_wish(state), OWNER) is None) == open_still
    assert may_not_answer(a_wish(state), OFFICER) is not None
    assert may_not_answer(a_wish(state, asked_by_id=4), REPRESENTATIVE) is not None
    assert may_not_withdraw(a_wish(state), REPRESENTATIVE) is not None


@pytest.mark.parametrize("state", list(State))
def test_what_is_done_needs_no_more_time(state: State) -> None:
    wish = a_wish(action=one(state))
    assert (may_not_answer(wish, REPRESENTATIVE) is None) == (state in OPEN)
    assert (may_not_withdraw(wish, OWNER) is None) == (state in OPEN)


def test_a_step_out_of_turn_says_where_the_action_stands() -> None:
    who = Actor(6, "Người 6", holds=frozenset({(Role.STAFF, None)}))
    [said] = LIFECYCLE.objections("report done", one("done", slip="acting"), who)
    assert "Chờ kiểm tra" in str(said)
    assert "Đang làm" in str(said)
    assert somebody(6).id == who.id
