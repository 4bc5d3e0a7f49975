"""Acting on a real database: what holds after each verb, and what is refused."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.kernel import clock
from qms.kernel.operation import OVERTAKEN
from qms.nonconformities.actions import operations
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.operations import Done
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add
from tests.documents.routes.builders import refusal
from tests.nonconformities.cases import (
    a_file,
    acted,
    an_action,
    analysed,
    approved,
    done,
    proposed,
    today,
    verified,
)
from tests.nonconformities.telling import news, told_since, verbs
from tests.town import actor, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def given(owner: str = "khoa") -> CorrectiveAction:
    """An action of an approved plan."""
    action = an_action(owner_id=person(owner).id)
    return approved(proposed(action.nonconformity)).plan[0]


def report(action: CorrectiveAction, by: str = "khoa", **otherwise: Any) -> CorrectiveAction:
    said = {"result": "Đã ban hành", "on": today(), "files": [a_file()], **otherwise}
    return operations.report_done(action, Done(**said), action.version, by=actor(by))


def at(action: CorrectiveAction) -> tuple[object, ...]:
    """What must be as it was after a refusal."""
    slip = action.nonconformity
    notes = len(action.notes)
    return (action.state, action.version, action.due, notes, slip.state, slip.version, slip.due)


def test_the_first_action_begun_begins_the_acting() -> None:
    action = given()
    assert list(actions.to_do(actor("khoa"))) == [action]
    assert refusal(lambda: operations.note_progress(action, " ", 0, actor("linh"))) == [
        OVERTAKEN.text,
        "Chỉ người thực hiện hành động này được làm việc này.",
        "Hãy ghi đã làm đến đâu.",
    ]
    operations.note_progress(action, "Đã họp", action.version, actor("khoa"), [a_file()])
    assert (action.state, action.nonconformity.state) == ("acting", "acting")
    assert [(n.kind, n.text, n.said_by.login) for n in action.notes] == [
        ("progress", "Đã họp", "khoa")
    ]
    assert [file.name for file in action.files] == ["phieu-hen.pdf"]
    assert verbs(action)[-1] == "note progress"
    assert verbs(action.nonconformity)[-1] == "begin acting"
    acted(action)
    assert verbs(action.nonconformity).count("begin acting") == 1
    assert whole_chain().whole


def test_nobody_acts_on_a_plan_that_is_not_approved() -> None:
    action = an_action()
    for state in ("analysed", "proposed"):
        assert action.nonconformity.state == state
        assert refusal(lambda: acted(action)) == refusal(lambda: report(action))
        assert len(refusal(lambda: acted(action))) == 1
        if state == "analysed":
            proposed(action.nonconformity)


def test_done_is_shown_in_its_time_and_told_to_who_checks() -> None:
    action = given()
    before, seen = at(action), news()
    yesterday, tomorrow = today() - timedelta(days=1), today() + timedelta(days=1)
    assert len(refusal(lambda: report(action, "linh", result=" ", on=tomorrow, files=[]))) == 4
    for day in (yesterday, tomorrow):
        [said] = refusal(lambda d=day: report(action, on=d))
        assert f"{today():%d/%m/%Y}" in said
    assert refusal(lambda: report(action, files=[])) == [
        "Hãy kèm ít nhất một tệp hoặc ảnh làm bằng chứng."
    ]
    assert at(action) == before
    report(action)
    assert (action.state, action.done_on, action.result) == ("done", today(), "Đã ban hành")
    assert list(told_since(seen)) == ["lan"]
    assert list(actions.to_check(actor("lan"))) == [action]
    assert [list(actions.to_check(actor(who))) for who in ("khoa", "tam")] == [[], []]


def test_what_was_shown_with_progress_is_proof_enough() -> None:
    action = given()
    operations.note_progress(action, "Đã họp", action.version, actor("khoa"), [a_file()])
    assert report(action, files=[]).state == "done"


def test_the_form_waits_for_the_check_once_nothing_is_left_to_do() -> None:
    found = analysed()
    soon, late = add(calendar(), today(), 8), today() + timedelta(days=30)
    first, second = an_action(found, due=soon), an_action(found, due=late)
    approved(proposed(found))
    assert found.due == late
    done(acted(second))
    assert found.due == soon
    done(first)
    assert found.due == add(calendar(), today(), 3)
    operations.return_action(second, "thiếu một quầy", second.version, actor("lan"))
    assert found.due == late
    assert verbs(found).count("move last day") == 3
    with clock.showing(clock.now() + timedelta(days=1)):
        verified(first)
        assert found.due == late


@pytest.mark.parametrize("by", ["lan", "hanh", "minh", "binh"])
def test_another_finds_it_done_and_with_the_last_all_is_carried_out(by: str) -> None:
    action = done(given())
    found, seen = action.nonconformity, news()
    assert found.state == "acting"
    assert len(refusal(lambda: operations.verify_action(action, " ", 0, actor("khoa")))) == 4
    operations.verify_action(action, "Đã xem", action.version, actor(by), [a_file()])
    treatment = found.treatment
    assert treatment is not None
    assert (action.state, action.verified_on, action.verified_by) == (
        "verified",
        today(),
        person(by),
    )
    assert (found.state, found.due) == ("implemented", treatment.check_on)
    assert treatment.check_on is not None
    assert treatment.check_on > today() + timedelta(days=85)
    assert verbs(action)[-1] == "verify action"
    assert verbs(found)[-1] == "confirm implementation"
    assert "đã được kiểm tra đạt" in told_since(seen)["khoa"][0]
    assert by == "lan" or "chờ ngày kiểm tra kết quả" in told_since(seen)["lan"][0]


def test_nobody_checks_what_they_did() -> None:
    action = report(given("binh"), by="binh")
    assert refusal(lambda: verified(action, by="binh")) == [
        "Bạn thực hiện hành động này nên người khác kiểm tra."
    ]
    assert refusal(
        lambda: operations.return_action(action, "x", action.version, actor("binh"))
    ) == ["Bạn thực hiện hành động này nên người khác kiểm tra."]
    assert actions.to_check(actor("binh")) == []


@pytest.mark.parametrize("by", ["linh", "thao", "tam", "son", "khoa"])
def test_not_everybody_checks(by: str) -> None:
    action = done(given())
    assert refusal(lambda: verified(action, by=by))
    assert action.state == "done"


def test_one_of_two_checked_is_not_all() -> None:
    found = analysed()
    first, second = an_action(found), an_action(found)
    approved(proposed(found))
    verified(done(first))
    assert (found.state, found.due) == ("acting", second.due)
    verified(done(second))
    assert found.state == "implemented"


def test_what_is_not_as_said_goes_back_with_the_reason() -> None:
    action = done(given())
    seen = news()
    assert refusal(lambda: operations.return_action(action, " ", action.version, actor("lan"))) == [
        "Hãy ghi lý do."
    ]
    operations.return_action(action, "thiếu quầy 3", action.version, actor("lan"))
    assert (action.state, action.done_on, action.result) == ("acting", None, "")
    assert [note.kind for note in action.notes] == ["done", "returned"]
    assert "chưa đạt khi kiểm tra" in told_since(seen)["khoa"][0]
    report(action, files=[])
    assert action.state == "done"


def test_a_stale_screen_changes_nothing() -> None:
    action = done(given())
    old, before = action.version - 1, at(action)
    for verb in (
        lambda: operations.verify_action(action, "x", old, actor("lan")),
        lambda: operations.return_action(action, "x", old, actor("lan")),
    ):
        assert refusal(verb) == [OVERTAKEN.text]
    assert at(action) == before


def test_what_is_late_is_listed_for_who_may_see_it() -> None:
    action = given()
    with clock.showing(clock.now() + timedelta(days=10)):
        assert not action.is_late
        assert actions.due_before(actor("lan"), today()) == []
    with clock.showing(clock.now() + timedelta(days=11)):
        assert action.is_late
        assert [list(actions.due_before(actor(w), today())) for w in ("lan", "khoa", "thao")] == [
            [action],
            [action],
            [],
        ]
        assert actions.due_before(actor("lan"), action.due) == []
        verified(done(action))
        assert not action.is_late
        assert actions.due_before(actor("lan"), today()) == []
