"""The rules of nonconformities, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from qms.kernel.access import Actor, Role
from qms.nonconformities.lifecycle import (
    LIFECYCLE,
    cannot_be_handed_over,
    handler_unfit,
    may_not_report,
    no_correction,
    no_criteria,
    no_indicators,
    not_in_time,
    not_yet,
    nothing_said,
    too_soon,
    unfit_to_follow,
    unfit_to_join,
)
from qms.nonconformities.states import (
    GRADE_NAMES,
    HANDLED,
    SOURCE_NAMES,
    STATE_NAMES,
    VERB_NAMES,
    Grade,
    Source,
    State,
)
from tests.procedures import in_english, in_vietnamese, written

WHO_IN_VIETNAMESE = {
    "quality officer": "thư ký ISO",
    "reporter": "người báo",
    "handler or quality officer": "người chịu trách nhiệm xử lý hoặc thư ký ISO",
    "management representative": "ĐDLĐ",
    "management representative or quality officer": "ĐDLĐ hoặc thư ký ISO",
    "somebody who checks": "người kiểm tra",
    "together with the first action begun": "cùng với hành động đầu tiên bắt đầu",
    "together with the last action checked": "cùng với hành động cuối cùng được kiểm tra đạt",
}
DAY = date(2026, 11, 24)


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, f"Người {number}", holds=frozenset((role, None) for role in roles))


REPORTER, HANDLER = somebody(1, Role.STAFF), somebody(2, Role.UNIT_HEAD)
OFFICER = somebody(3, Role.QUALITY_OFFICER)
REPRESENTATIVE = somebody(4, Role.MANAGEMENT_REPRESENTATIVE)
AUDITOR = somebody(5, Role.INTERNAL_AUDITOR)
OWNER = somebody(6, Role.UNIT_HEAD)
LEADING = (Role.QUALITY_OFFICER, Role.MANAGEMENT_REPRESENTATIVE)
CHECKING = (Role.INTERNAL_AUDITOR, Role.UNIT_HEAD)
OTHER = somebody(9, *(role for role in Role if role not in (*LEADING, *CHECKING)))
PEOPLE = (REPORTER, HANDLER, OFFICER, REPRESENTATIVE, AUDITOR, OWNER, OTHER)


def one(state: str, **otherwise: Any) -> Any:
    """Handled by 2, its plan proposed by 2, acted on by 6, found done by 3."""
    action = SimpleNamespace(kind="corrective", state="verified")
    usual = {
        "plan": [action],
        "treatment": SimpleNamespace(proposed_by_id=2, check_on=DAY),
        "may_be_judged": True,
        "doers": frozenset({2, 6}),
        "checkers": frozenset({3}),
    }
    return SimpleNamespace(state=state, reporter_id=1, handler_id=2, **(usual | otherwise))


def test_the_table_is_that_of_the_written_procedure() -> None:
    head = ("Step", "From", "To", "Who")
    assert written("nonconformities.en", *head) == in_english(LIFECYCLE)
    head = ("Bước", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    said = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("nonconformities.vi", *head) == said


EVERYBODY = {1, 2, 3, 4, 5, 6, 9}


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        ("accept report", {3}),
        ("decline report", {3}),
        ("merge report", {3}),
        ("withdraw report", {1}),
        ("change acceptance", {3}),
        ("correct at once", {2, 3}),
        ("find cause", {2, 3}),
        ("change cause", {2, 3}),
        ("propose plan", {2, 3}),
        ("take back plan", {2, 3}),
        ("return plan", {4}),
        ("approve plan", {4}),
        ("change plan", {2, 3}),
        ("begin acting", EVERYBODY),
        ("confirm implementation", EVERYBODY),
        ("confirm effect", {4, 5}),
        ("postpone effect check", {4, 5}),
        ("find ineffective", {4, 5}),
        ("close", {4}),
        ("reopen", {3, 4}),
    ],
)
def test_each_step_is_taken_by_whom_the_table_names(verb: str, who: set[int]) -> None:
    subject = one(LIFECYCLE.steps[verb].sources[0])
    assert {p.id for p in PEOPLE if not LIFECYCLE.objections(verb, subject, p)} == who


def test_from_each_state_only_the_steps_of_the_table_lead_on() -> None:
    everybody = [somebody(2, *Role), somebody(5, *Role), somebody(1, *Role)]
    for state in State:
        open_now = {verb for p in everybody for verb in LIFECYCLE.open_to(one(state), p)}
        assert open_now == {v for v, step in LIFECYCLE.steps.items() if state in step.sources}


def test_whoever_proposed_a_plan_does_not_approve_it() -> None:
    own = one("proposed", treatment=SimpleNamespace(proposed_by_id=4, check_on=None))
    assert LIFECYCLE.objections("approve plan", own, REPRESENTATIVE)
    assert not LIFECYCLE.objections("return plan", own, REPRESENTATIVE)


def test_a_plan_holds_a_corrective_action() -> None:
    only = SimpleNamespace(kind="preventive", state="planned")
    assert LIFECYCLE.objections("propose plan", one("analysed", plan=[only]), HANDLER)
    assert LIFECYCLE.objections("propose plan", one("analysed", plan=[]), HANDLER)


@pytest.mark.parametrize("state", ["planned", "acting", "done"])
def test_all_is_carried_out_once_each_action_is_checked(state: str) -> None:
    left = SimpleNamespace(kind="corrective", state=state)
    done = SimpleNamespace(kind="corrective", state="verified")
    for plan in ([left], [done, left], []):
        assert LIFECYCLE.objections("confirm implementation", one("acting", plan=plan), HANDLER)


def test_whether_it_worked_is_judged_on_its_day_by_somebody_who_took_no_part() -> None:
    early = one("implemented", may_be_judged=False)
    for verb in ("confirm effect", "find ineffective", "postpone effect check"):
        assert not LIFECYCLE.objections(verb, one("implemented"), AUDITOR)
        assert LIFECYCLE.objections(verb, early, AUDITOR)
        for part in ({"doers": frozenset({5})}, {"checkers": frozenset({5})}):
            assert LIFECYCLE.objections(verb, one("implemented", **part), AUDITOR)


def test_nobody_closes_what_they_handled_or_did() -> None:
    assert LIFECYCLE.objections("close", one("effective", doers=frozenset({4})), REPRESENTATIVE)


@pytest.mark.parametrize("state", list(State))
def test_the_officer_hands_over_what_is_open(state: State) -> None:
    may = state in HANDLED
    assert (cannot_be_handed_over(one(state), OFFICER) is None) == may
    assert cannot_be_handed_over(one(state), HANDLER) is not None


def test_what_came_back_follows_an_earlier_one() -> None:
    new = SimpleNamespace(id=5)
    assert unfit_to_follow(new, SimpleNamespace(id=4, number="01/2026")) is None
    assert unfit_to_follow(new, SimpleNamespace(id=6, number="01/2026")) is not None
    assert unfit_to_follow(new, SimpleNamespace(id=5, number="01/2026")) is not None
    assert unfit_to_follow(new, SimpleNamespace(id=4, number="")) is not None
    assert unfit_to_follow(new, None) is not None


def test_everything_has_a_name() -> None:
    assert set(STATE_NAMES) == set(State)
    assert set(SOURCE_NAMES) == set(Source)
    assert set(GRADE_NAMES) == set(Grade)
    assert set(VERB_NAMES) == set(LIFECYCLE.steps)


@pytest.mark.parametrize("role", list(Role))
def test_whoever_works_here_reports(role: Role) -> None:
    may = role not in (Role.ADMINISTRATOR, Role.INSPECTOR)
    assert (may_not_report(somebody(1, role)) is None) == may


def test_a_report_says_what_and_where_and_no_day_to_come() -> None:
    assert nothing_said("a", "b") is None
    assert nothing_said(" ", "b") is not None
    assert nothing_said("a", "") is not None
    assert not_yet(DAY, DAY) is None
    assert not_yet(date(2026, 11, 25), DAY) is not None


def test_it_has_grounds_an_indicator_and_somebody_who_answers_for_it() -> None:
    assert no_criteria({1}) is None
    assert no_criteria(set()) is not None
    assert no_indicators({"3.1"}) is None
    assert no_indicators(set()) is not None
    assert handler_unfit(SimpleNamespace(disabled_at=None)) is None
    assert handler_unfit(None) is not None
    assert handler_unfit(SimpleNamespace(disabled_at=DAY)) is not None
    assert too_soon(DAY, DAY) is None
    assert too_soon(date(2026, 11, 23), DAY) is not None


@pytest.mark.parametrize("state", list(State))
def test_a_report_joins_one_that_is_taken_on(state: State) -> None:
    fits = unfit_to_join(SimpleNamespace(id=1), SimpleNamespace(id=2, state=state)) is None
    assert fits == (state in HANDLED)
    assert unfit_to_join(SimpleNamespace(id=2), SimpleNamespace(id=2, state=state)) is not None
    assert unfit_to_join(SimpleNamespace(id=1), None) is not None


def test_a_correction_says_what_was_done_in_its_time() -> None:
    assert no_correction("a", "b") is None
    assert no_correction("", "b") is not None
    assert no_correction("a", " ") is not None
    found = date(2026, 11, 20)
    fit = [d for d in range(18, 27) if not_in_time(date(2026, 11, d), found, DAY) is None]
    assert fit == [20, 21, 22, 23, 24]
