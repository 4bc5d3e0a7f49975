"""The rules of nonconformities, without a database."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from qms.kernel.access import Actor, Role
from qms.nonconformities.lifecycle import (
    GRADE_NAMES,
    LIFECYCLE,
    SOURCE_NAMES,
    STATE_NAMES,
    VERB_NAMES,
    Grade,
    Source,
    State,
    handler_unfit,
    may_not_report,
    no_correction,
    no_criteria,
    no_indicators,
    not_in_time,
    not_yet,
    nothing_said,
    too_soon,
    unfit_to_join,
)
from tests.procedures import in_english, in_vietnamese, written

WHO_IN_VIETNAMESE = {
    "quality officer": "thư ký ISO",
    "reporter": "người báo",
    "handler or quality officer": "người chịu trách nhiệm xử lý hoặc thư ký ISO",
}
DAY = date(2026, 11, 24)


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, f"Người {number}", holds=frozenset((role, None) for role in roles))


REPORTER, HANDLER = somebody(1, Role.STAFF), somebody(2, Role.UNIT_HEAD)
OFFICER = somebody(3, Role.QUALITY_OFFICER)
OTHER = somebody(9, *(role for role in Role if role != Role.QUALITY_OFFICER))


def one(state: str) -> Any:
    return SimpleNamespace(state=state, reporter_id=1, handler_id=2)


def test_the_table_is_that_of_the_written_procedure() -> None:
    head = ("Step", "From", "To", "Who")
    assert written("nonconformities.en", *head) == in_english(LIFECYCLE)
    head = ("Bước", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    said = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("nonconformities.vi", *head) == said


@pytest.mark.parametrize(
    ("verb", "who"),
    [
        ("accept report", {3}),
        ("decline report", {3}),
        ("merge report", {3}),
        ("withdraw report", {1}),
        ("change acceptance", {3}),
        ("correct at once", {2, 3}),
    ],
)
def test_each_step_is_taken_by_whom_the_table_names(verb: str, who: set[int]) -> None:
    subject = one(LIFECYCLE.steps[verb].sources[0])
    people = (REPORTER, HANDLER, OFFICER, OTHER)
    assert {p.id for p in people if not LIFECYCLE.objections(verb, subject, p)} == who


@pytest.mark.parametrize("state", list(State))
def test_from_each_state_only_the_steps_of_the_table_lead_on(state: State) -> None:
    open_now = set(LIFECYCLE.open_to(one(state), OFFICER))
    wanted = {
        State.REPORTED: {"accept report", "decline report", "merge report"},
        State.ACCEPTED: {"change acceptance", "correct at once"},
    }
    assert open_now == wanted.get(state, set())


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
    assert fits == (state in (State.ACCEPTED, State.CORRECTED))
    assert unfit_to_join(SimpleNamespace(id=2), SimpleNamespace(id=2, state=state)) is not None
    assert unfit_to_join(SimpleNamespace(id=1), None) is not None


def test_a_correction_says_what_was_done_in_its_time() -> None:
    assert no_correction("a", "b") is None
    assert no_correction("", "b") is not None
    assert no_correction("a", " ") is not None
    found = date(2026, 11, 20)
    fit = [d for d in range(18, 27) if not_in_time(date(2026, 11, d), found, DAY) is None]
    assert fit == [20, 21, 22, 23, 24]
