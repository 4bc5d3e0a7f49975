"""Cause and plan on a real database: what holds after each verb, and what is refused."""

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.kernel import clock
from qms.kernel.operation import OVERTAKEN
from qms.nonconformities import operations
from qms.nonconformities.actions import approval, planning
from qms.nonconformities.actions.approval import Promise
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.causes.tree import Branch, Cause
from qms.nonconformities.models import Nonconformity
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add
from tests.documents.routes.builders import refusal
from tests.nonconformities.cases import (
    LATE,
    PROMISE,
    a_finding,
    acted,
    an_action,
    analysed,
    approved,
    corrected,
    done,
    one_in,
    proposed,
    today,
    verified,
)
from tests.nonconformities.telling import news, told_since, verbs
from tests.town import actor, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def at(found: Nonconformity) -> tuple[object, ...]:
    """What must be as it was after a refusal."""
    treatment = found.treatment
    told = (treatment.conclusion, treatment.causes, treatment.proposed_at) if treatment else ()
    return (found.state, found.version, found.due, found.handler_id, found.round, told)


def days_from_now(count: int) -> object:
    return add(calendar(), today(), count)


def test_its_cause_found_a_plan_is_awaited_within_days() -> None:
    found = analysed()
    assert found.treatment is not None
    assert (found.state, found.round, found.due) == ("analysed", 1, days_from_now(5))
    assert found.treatment.causes == a_finding().causes
    assert (found.treatment.branch, found.treatment.analysed_by_id) == (
        "people",
        person("binh").id,
    )
    assert verbs(found)[-2:] == ["correct at once", "find cause"]
    assert whole_chain().whole


def test_what_is_missing_in_a_cause_is_said_all_at_once_and_nothing_is_kept() -> None:
    found = corrected()
    before = at(found)
    empty = a_finding(causes=(), conclusion=" ", elsewhere="")
    said = refusal(lambda: causes.find_cause(found, empty, 0, by=actor("linh")))
    assert len(said) == 5
    assert at(found) == before
    other = a_finding(branch="law")
    said = refusal(lambda: causes.find_cause(found, other, found.version, by=actor("binh")))
    assert said == ["Nguyên nhân chính phải thuộc một nhóm đã có câu trả lời."]
    nowhere = a_finding(branch="nowhere")
    assert refusal(lambda: causes.find_cause(found, nowhere, found.version, by=actor("binh")))


def test_a_cause_is_changed_with_the_reason_until_the_plan_is_proposed() -> None:
    found = analysed()
    other = a_finding(
        causes=(Cause(Branch.LAW, 0, "Nghị định mới"), Cause(Branch.LAW, 1, "Chưa cập nhật")),
        branch="law",
        conclusion="Chưa ai theo dõi văn bản mới.",
    )

    def change(reason: str, by: str = "lan") -> object:
        return causes.change_cause(found, other, found.version, by=actor(by), reason=reason)

    assert refusal(lambda: change(" ")) == ["Hãy ghi lý do."]
    change("tìm kỹ hơn")
    assert found.treatment is not None
    assert found.treatment.causes == other.causes
    assert (found.treatment.branch, found.treatment.analysed_by) == ("law", person("lan"))
    an_action(found)
    proposed(found)
    assert len(refusal(lambda: change("x"))) == 1
    assert verbs(found)[-3:] == ["find cause", "change cause", "propose plan"]


def test_a_cause_that_repeats_what_happened_is_known() -> None:
    found = corrected()
    again = a_finding(causes=(Cause(Branch.PEOPLE, 0, LATE),), conclusion="Trả hồ sơ trễ hẹn.")
    assert list(causes.only_repeats(found, again)) == [LATE, "Trả hồ sơ trễ hẹn."]
    assert causes.only_repeats(found, a_finding()) == []
    chain = (Cause(Branch.PEOPLE, 0, LATE), Cause(Branch.PEOPLE, 1, "Chưa phân công làm thay"))
    assert causes.only_repeats(found, a_finding(causes=chain)) == []


def test_a_plan_goes_to_the_representative_with_what_it_promises() -> None:
    found = an_action().nonconformity
    seen = news()
    proposed(found)
    assert found.treatment is not None
    assert (found.state, found.due) == ("proposed", days_from_now(3))
    assert (found.treatment.criterion, found.treatment.months) == (PROMISE.criterion, 3)
    assert list(told_since(seen)) == ["hanh"]
    assert "có kế hoạch chờ duyệt" in told_since(seen)["hanh"][0]


def test_what_a_plan_lacks_is_said_all_at_once() -> None:
    found = an_action(kind="preventive", risk="vắng người").nonconformity
    before = at(found)
    with clock.showing(clock.now() + timedelta(days=11)):
        for months in (0, 25, -1):
            empty = Promise(" ", months)
            said = refusal(lambda p=empty: approval.propose_plan(found, p, 0, by=actor("linh")))
            assert len(said) == 6
        assert len(refusal(lambda: proposed(found))) == 2
    assert at(found) == before
    for months in (1, 24):
        one = an_action().nonconformity
        promised = approval.propose_plan(
            one, Promise("không trễ", months), one.version, actor("lan")
        )
        assert promised.state == "proposed"


def test_a_plan_is_taken_back_or_returned_and_made_on() -> None:
    found = proposed()
    seen = news()
    approval.take_back_plan(found, found.version, by=actor("binh"))
    assert (found.state, found.due) == ("analysed", days_from_now(5))
    proposed(found)
    assert refusal(lambda: approval.return_plan(found, found.version, actor("hanh"), " ")) == [
        "Hãy ghi lý do."
    ]
    approval.return_plan(found, found.version, actor("hanh"), "chưa rõ ai làm")
    assert found.state == "analysed"
    assert "bị trả lại kế hoạch" in told_since(seen)["binh"][-1]
    assert verbs(found)[-4:] == ["propose plan", "take back plan", "propose plan", "return plan"]
    assert found.treatment is not None
    assert found.treatment.approved_at is None


@pytest.mark.parametrize("by", ["lan", "binh", "linh", "minh", "khoa", "tam", "son"])
def test_only_the_representative_approves(by: str) -> None:
    found = proposed()
    before = at(found)
    assert len(refusal(lambda: approved(found, by=by))) == (2 if by == "binh" else 1)
    assert at(found) == before


def test_nobody_approves_what_they_proposed() -> None:
    found = analysed()
    operations.hand_over(found, person("hanh").id, found.version, actor("lan"), "đại diện làm")
    proposed(an_action(found, by="hanh").nonconformity, by="hanh")
    assert refusal(lambda: approved(found)) == ["Bạn đã trình kế hoạch này nên người khác duyệt."]


def test_an_approved_plan_is_given_to_its_owners() -> None:
    found = analysed()
    last = today() + timedelta(days=20)
    for owner, due in (("khoa", today()), ("linh", last)):
        an_action(found, owner_id=person(owner).id, due=due)
    proposed(found)
    seen = news()
    approved(found)
    assert (found.state, found.due) == ("approved", last)
    year = today().year
    assert told_since(seen) == {
        "binh": [f"Phiếu 01/{year}/HĐKP đã được duyệt kế hoạch: Trả hồ sơ khai sinh trễ hẹn"],
        "khoa": [
            f"Mời bạn thực hiện 01/{year}/HĐKP-1, hạn {today():%d/%m/%Y}: "
            "Ban hành bảng phân công người làm thay ở mỗi quầy."
        ],
        "linh": [
            f"Mời bạn thực hiện 01/{year}/HĐKP-2, hạn {last:%d/%m/%Y}: "
            "Ban hành bảng phân công người làm thay ở mỗi quầy."
        ],
    }


def test_a_plan_made_anew_is_proposed_and_approved_anew() -> None:
    found = approved()
    assert refusal(lambda: approval.change_plan(found, found.version, actor("binh"), ""))
    assert refusal(lambda: approval.change_plan(found, found.version, actor("khoa"), "x"))
    approval.change_plan(found, found.version, actor("binh"), "thiếu người")
    treatment = found.treatment
    assert treatment is not None
    assert (found.state, found.due) == ("analysed", days_from_now(5))
    assert (treatment.proposed_at, treatment.proposed_by_id) == (None, None)
    assert (treatment.approved_at, treatment.approved_by_id) == (None, None)
    approved(proposed(found))
    assert found.state == "approved"
    assert whole_chain().whole


def test_what_was_done_before_a_plan_is_made_anew_stays_and_is_checked_after() -> None:
    found = analysed()
    first, second = an_action(found), an_action(found)
    approved(proposed(found))
    done(first)
    with clock.showing(clock.now() + timedelta(days=3)):
        approval.change_plan(found, found.version, actor("binh"), "bớt một việc")
        assert first.state == "done"
        assert refusal(lambda: verified(first))
        approved(proposed(found))
        verified(first)
        verified(done(second))
    assert (found.state, first.state) == ("implemented", "verified")


def test_what_is_under_way_may_be_late_when_a_plan_is_proposed_anew() -> None:
    found = approved()
    [action] = found.plan
    acted(action)
    with clock.showing(clock.now() + timedelta(days=11)):
        approval.change_plan(found, found.version, actor("binh"), "thêm việc")
        an_action(found)
        assert action.is_late
        assert proposed(found).state == "proposed"


def test_a_plan_whose_every_action_is_checked_is_carried_out_with_its_approval() -> None:
    found = analysed()
    first, second = an_action(found), an_action(found)
    approved(proposed(found))
    verified(done(first))
    assert found.state == "acting"
    approval.change_plan(found, found.version, actor("binh"), "việc hai không cần nữa")
    from_plan = [action for action in found.plan if action.state == "planned"]
    assert from_plan == [second]
    planning.drop_action(second, second.version, by=actor("binh"), reason="thừa")
    approved(proposed(found))
    assert found.state == "implemented"
    assert verbs(found)[-2:] == ["approve plan", "confirm implementation"]


def test_it_is_handed_over_to_somebody_else_with_the_reason() -> None:
    found = approved()
    seen, before = news(), at(found)
    khoa = person("khoa").id

    def hand_over(to: int, by: str = "lan", why: str = "nghỉ thai sản") -> object:
        return operations.hand_over(found, to, found.version, actor(by), why)

    assert len(refusal(lambda: hand_over(0, "binh", " "))) == 3
    assert len(refusal(lambda: hand_over(person("binh").id))) == 1
    assert at(found) == before
    hand_over(khoa)
    assert (found.handler_id, found.state) == (khoa, "approved")
    assert "Mời bạn xử lý phiếu" in told_since(seen)["khoa"][-1]
    assert verbs(found)[-1] == "hand over"
    assert refusal(lambda: approval.change_plan(found, found.version, actor("binh"), "x"))
    approval.change_plan(found, found.version, actor("khoa"), "chia lại việc")


@pytest.mark.parametrize("state", ["reported", "closed", "declined", "merged", "withdrawn"])
def test_what_is_not_handled_is_not_handed_over(state: str) -> None:
    found = one_in(state)
    khoa = person("khoa").id
    assert len(refusal(lambda: operations.hand_over(found, khoa, found.version, actor("lan"), "x")))


def test_a_stale_screen_changes_nothing() -> None:
    found = proposed()
    for verb in (
        lambda: approval.approve_plan(found, found.version - 1, actor("hanh")),
        lambda: approval.return_plan(found, found.version - 1, actor("hanh"), "x"),
        lambda: approval.take_back_plan(found, found.version - 1, actor("binh")),
        lambda: operations.hand_over(
            found, person("khoa").id, found.version - 1, actor("lan"), "x"
        ),
    ):
        before = at(found)
        assert refusal(verb) == [OVERTAKEN.text]
        assert at(found) == before
    promise = replace(PROMISE, months=5)
    assert len(refusal(lambda: approval.propose_plan(found, promise, 0, actor("binh")))) == 2
