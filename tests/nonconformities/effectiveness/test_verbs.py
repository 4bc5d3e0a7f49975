"""Effect, closing and reopening on a real database."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.kernel import clock
from qms.kernel.operation import OVERTAKEN
from qms.nonconformities import awaited, operations
from qms.nonconformities.actions import approval, planning
from qms.nonconformities.actions import operations as acting
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.effectiveness.operations import Judgement
from qms.nonconformities.models import Nonconformity
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add
from tests.documents.routes.builders import refusal
from tests.nonconformities.cases import (
    PROMISE,
    a_file,
    a_finding,
    acted,
    an_action,
    analysed,
    approved,
    closed,
    corrected,
    done,
    implemented,
    judged,
    proposed,
    reopened,
    today,
    verified,
    when_it_is_judged,
)
from tests.nonconformities.telling import news, told_since, verbs
from tests.town import actor, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def judge(found: Nonconformity, by: str = "minh", **otherwise: Any) -> Nonconformity:
    usual = {"criterion": PROMISE.criterion, "data": "120 hồ sơ, không trễ", "result": "worked"}
    said = Judgement(**(usual | otherwise))
    return effectiveness.judge_effect(found, said, found.version, by=actor(by))


def at(found: Nonconformity) -> tuple[object, ...]:
    """What must be as it was after a refusal."""
    checks = [len(treatment.checks) for treatment in found.treatments]
    return (found.state, found.version, found.due, found.round, checks, found.ended_at)


def test_it_is_not_judged_before_its_day() -> None:
    found = implemented()
    before = at(found)
    assert awaited.to_judge(actor("minh")) == []
    for result in ("worked", "failed"):
        [said] = refusal(lambda r=result: judge(found, result=r))
        assert said == f"Chưa đến ngày kiểm tra kết quả ({found.due:%d/%m/%Y})."
    assert found.due is not None
    with clock.showing(clock.start_of(found.due) - timedelta(minutes=1)):
        assert refusal(lambda: judge(found))
    assert at(found) == before
    with clock.showing(clock.start_of(found.due)):
        assert awaited.to_judge(actor("minh")) == [found]
        assert judge(found).state == "effective"


def test_what_worked_awaits_its_closing() -> None:
    found, seen = implemented(), news()
    judged(found, files=[a_file()])
    assert found.treatment is not None
    [check] = found.treatment.checks
    assert (check.result, check.checked_by, check.next_on) == ("worked", person("minh"), None)
    assert check.checked_on == found.treatment.check_on
    assert [one.file.name for one in check.files] == ["phieu-hen.pdf"]
    assert found.due == add(calendar(), check.checked_on, 5)
    assert list(told_since(seen)) == ["hanh"]
    assert "chờ đóng" in told_since(seen)["hanh"][0]
    assert found in awaited.to_lead(actor("hanh"))
    assert verbs(found)[-1] == "confirm effect"
    assert whole_chain().whole


def test_what_is_missing_is_said_all_at_once_and_nothing_is_kept() -> None:
    found = implemented()
    before = at(found)
    with when_it_is_judged(found):
        bad = Judgement(" ", "", "too early", today())
        assert (
            len(refusal(lambda: effectiveness.judge_effect(found, bad, 0, by=actor("khoa")))) == 5
        )
        assert len(refusal(lambda: judge(found, result="too early"))) == 1
        for result in ("worked", "failed"):
            assert len(refusal(lambda r=result: judge(found, result=r, data=" "))) == 1
            assert len(refusal(lambda r=result: judge(found, result=r, criterion=""))) == 1
    assert at(found) == before


def test_whoever_took_part_does_not_judge() -> None:
    found = implemented()
    with when_it_is_judged(found):
        for by in ("binh", "lan"):
            assert refusal(lambda b=by: judge(found, by=b)) == [
                "Bạn đã xử lý, thực hiện hoặc kiểm tra việc thực hiện phiếu này "
                "nên người khác kiểm tra kết quả."
            ]
            assert awaited.to_judge(actor(by)) == []
        assert len(refusal(lambda: judge(found, by="khoa"))) == 2
        assert judge(found, by="hanh").state == "effective"


def test_whoever_found_the_cause_or_made_the_plan_took_part() -> None:
    found = corrected()
    analysed(found, by="lan")
    proposed(an_action(found).nonconformity, by="binh")
    approved(found)
    verified(done(found.plan[0]), by="minh")
    operations.hand_over(found, person("thao").id, found.version, actor("lan"), "đổi việc")
    assert found.doers == {person(who).id for who in ("thao", "lan", "binh", "khoa")}
    with when_it_is_judged(found):
        for by in ("lan", "binh", "minh"):
            assert refusal(lambda b=by: judge(found, by=b))
        assert judge(found, by="hanh").state == "effective"


def test_whoever_sent_an_action_back_or_acted_before_it_was_dropped_took_part() -> None:
    found = analysed()
    kept, dropped = an_action(found), an_action(found, owner_id=person("minh").id)
    approved(proposed(found))
    acted(dropped, by="minh")
    done(kept)
    acting.return_action(kept, "thiếu quầy 3", kept.version, actor("hanh"))
    approval.change_plan(found, found.version, actor("binh"), "bớt việc")
    planning.drop_action(dropped, dropped.version, actor("binh"), "thừa")
    approved(proposed(found))
    verified(done(kept))
    assert (found.state, found.checkers) == (
        "implemented",
        {person("hanh").id, person("lan").id},
    )
    with when_it_is_judged(found):
        for by in ("minh", "hanh"):
            assert refusal(lambda b=by: judge(found, by=b))


def test_it_may_be_too_early_to_say() -> None:
    found = implemented()
    judged(found, result="too early")
    treatment = found.treatment
    assert treatment is not None
    assert (found.state, found.round, len(treatment.checks)) == ("implemented", 1, 1)
    assert found.due == treatment.check_on == treatment.checks[0].next_on
    assert treatment.check_on is not None
    with clock.showing(clock.start_of(treatment.check_on) - timedelta(hours=1)):
        assert refusal(lambda: judge(found))
    judged(found)
    assert [check.result for check in treatment.checks] == ["too early", "worked"]
    assert verbs(found)[-2:] == ["postpone effect check", "confirm effect"]


def test_what_did_not_work_goes_on_in_its_next_round() -> None:
    found, seen = implemented(), news()
    first = found.treatment
    kept = (first, first and first.conclusion, found.plan[0].state, len(found.plan))
    judged(found, result="failed")
    second = found.treatment
    assert second is not None
    assert (found.state, found.round, second.round) == ("corrected", 2, 2)
    assert second.why == "120 hồ sơ trong ba tháng, không trễ"
    assert (second.conclusion, second.actions, found.plan) == ("", [], [])
    assert found.treatments[0].checks[0].result == "failed"
    told = told_since(seen)
    assert "mời bạn tìm lại nguyên nhân" in told["binh"][0]
    assert "phải tìm lại nguyên nhân" in told["hanh"][0]
    analysed(found)
    action = an_action(found)
    assert action.serial == 2
    approved(proposed(found))
    verified(done(action))
    judged(found)
    closed(found)
    one = found.treatments[0]
    assert kept == (one, one.conclusion, one.actions[0].state, len(one.actions))
    assert [treatment.round for treatment in found.treatments] == [1, 2]
    assert (found.state, found.has_ended) == ("closed", True)
    assert whole_chain().whole


def test_what_belongs_to_a_round_that_is_over_rests() -> None:
    found = judged(result="failed")
    old = found.treatments[0].actions[0]
    analysed(found)
    assert refusal(lambda: acting.note_progress(old, "x", old.version, actor("khoa")))
    assert refusal(lambda: planning.drop_action(old, old.version, actor("binh"), "x"))


def test_whoever_took_part_in_an_earlier_round_may_judge_the_next() -> None:
    found = judged(result="failed")
    operations.hand_over(found, person("thao").id, found.version, actor("lan"), "đổi việc")
    analysed(found, by="thao")
    proposed(an_action(found, by="thao").nonconformity, by="thao")
    approved(found)
    verified(done(found.plan[0]))
    with when_it_is_judged(found):
        assert judge(found, by="binh").state == "effective"


def test_the_representative_closes_what_worked_unless_it_is_own_work() -> None:
    found = judged()
    before = at(found)
    for by in ("lan", "binh", "minh", "khoa", "linh"):
        assert refusal(lambda b=by: effectiveness.close(found, found.version, actor(b)))
    assert refusal(lambda: effectiveness.close(found, 0, actor("hanh"))) == [OVERTAKEN.text]
    assert at(found) == before
    seen = news()
    closed(found)
    assert (found.state, found.due) == ("closed", None)
    assert found.ended_at is not None
    assert sorted(told_since(seen)) == ["binh", "linh"]
    own = analysed()
    proposed(an_action(own, owner_id=person("hanh").id).nonconformity)
    judged(verified(done(approved(own).plan[0], by="hanh")).nonconformity)
    assert refusal(lambda: closed(own)) == [
        "Bạn đã xử lý hoặc thực hiện phiếu này nên người khác đóng phiếu."
    ]


@pytest.mark.parametrize("by", ["lan", "hanh"])
def test_what_was_closed_is_opened_again_with_the_reason(by: str) -> None:
    found = closed()
    before = at(found)
    for who, why in (("lan", " "), ("binh", "x"), ("minh", "x"), ("linh", "x")):
        assert len(
            refusal(
                lambda w=who, y=why: effectiveness.reopen(found, found.version, actor(w), reason=y)
            )
        )
    assert at(found) == before
    seen = news()
    reopened(found, by)
    assert found.treatment is not None
    assert (found.state, found.round, found.treatment.why) == ("corrected", 2, "lại trễ hẹn")
    assert (found.ended_at, found.due is None) == (None, False)
    assert sorted(told_since(seen)) == ["binh", "linh"]
    assert found.treatments[0].checks[0].result == "worked"
    causes.find_cause(found, a_finding(), found.version, by=actor("binh"))
    assert verbs(found)[-3:] == ["close", "reopen", "find cause"]
    assert whole_chain().whole


def test_rounds_follow_one_another_however_often_it_comes_back() -> None:
    found = reopened()
    for number in (2, 3):
        analysed(found)
        an_action(found)
        implemented(approved(proposed(found)))
        judged(found, result="failed")
        assert found.round == number + 1
    assert [treatment.round for treatment in found.treatments] == [1, 2, 3, 4]
    assert [a.serial for t in found.treatments for a in t.actions] == [1, 2, 3]
    assert all(treatment.why for treatment in found.treatments[1:])
