"""How far a nonconformity is, and what is awaited of whom, without a database."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest

from qms.nonconformities.stages import AWAITED, STAGES, next_of, stages_of
from qms.nonconformities.states import ENDED, HANDLED, OPEN, State

NOON = datetime(2026, 11, 24, 5, tzinfo=UTC)
DAY = date(2026, 11, 24)
PLACES = {
    "reported": 1,
    "accepted": 2,
    "corrected": 3,
    "analysed": 4,
    "proposed": 4,
    "approved": 5,
    "acting": 5,
    "implemented": 6,
    "effective": 7,
    "closed": 8,
}


def action(state: str = "planned", kind: str = "corrective", who: str = "Khoa") -> Any:
    owner = SimpleNamespace(name=who)
    return SimpleNamespace(state=state, kind=kind, owner=owner, number="01/2026-1", due=DAY)


def one(state: str, **otherwise: Any) -> Any:
    """Handled by Bình, its plan one action of Khoa."""
    treatment = SimpleNamespace(
        analysed_at=NOON,
        approved_at=NOON,
        implemented_at=NOON,
        checks=[SimpleNamespace(checked_on=DAY)],
    )
    usual = {
        "state": state,
        "has_ended": state in ENDED,
        "treatment": treatment,
        "plan": [action()],
        "handler": SimpleNamespace(name="Bình"),
        "reported_at": NOON,
        "corrected_on": DAY,
        "ended_at": NOON if state in ENDED else None,
        "due": DAY,
    }
    return SimpleNamespace(**(usual | otherwise))


@pytest.mark.parametrize("state", PLACES)
def test_what_is_behind_is_done_and_what_lies_ahead_waits(state: str) -> None:
    told = stages_of(one(state))
    place = PLACES[state]
    expected = ["done"] * place + ["current"] + ["waiting"] * len(STAGES)
    assert [stage.status for stage in told] == expected[: len(STAGES)]
    assert all(stage.day is None for stage in told[place:])
    dated = {0, 2, 3, 4, 5, 6, 7} & set(range(place))
    assert {number for number, stage in enumerate(told) if stage.day} == dated


def test_a_form_that_is_not_treated_yet_has_no_days_ahead() -> None:
    told = stages_of(one("accepted", treatment=None, corrected_on=None))
    assert [stage.day for stage in told] == [DAY, *[None] * 7]


@pytest.mark.parametrize("state", list(State))
def test_what_is_open_awaits_somebody(state: State) -> None:
    awaited = next_of(one(state))
    assert (awaited is not None) == (state in OPEN)
    assert set(AWAITED) == set(OPEN)
    if awaited:
        assert (awaited.what, awaited.due) == (AWAITED[state], DAY)


@pytest.mark.parametrize(
    ("state", "who"),
    [
        ("reported", "Thư ký ISO"),
        ("accepted", "Bình"),
        ("corrected", "Bình"),
        ("analysed", "Bình"),
        ("proposed", "Đại diện lãnh đạo về chất lượng"),
        ("approved", "Khoa"),
        ("acting", "Khoa"),
        ("implemented", "Người không tham gia xử lý"),
        ("effective", "Đại diện lãnh đạo về chất lượng"),
    ],
)
def test_it_is_said_of_whom(state: str, who: str) -> None:
    awaited = next_of(one(state))
    assert awaited
    assert str(awaited.who) == who
    assert set(HANDLED) | {"reported"} == set(OPEN)


def test_while_a_plan_is_carried_out_its_owners_are_awaited_then_whoever_checks() -> None:
    plan = [action(), action("acting", who="Linh"), action("planned"), action("done", who="Nga")]
    awaited = next_of(one("acting", plan=plan))
    assert awaited
    assert awaited.who == "Khoa, Linh"
    assert len(awaited.missing) == 4
    awaited = next_of(one("acting", plan=[action("done"), action("verified")]))
    assert awaited
    assert str(awaited.who) == "Người không tham gia xử lý"
    [left] = awaited.missing
    assert "Chờ kiểm tra" in str(left)
    assert "24/11/2026" in str(left)


def test_a_plan_without_a_corrective_action_says_so() -> None:
    for plan, missing in (([], 1), ([action(kind="preventive")], 1), ([action()], 0)):
        awaited = next_of(one("analysed", plan=plan))
        assert awaited
        assert len(awaited.missing) == missing
