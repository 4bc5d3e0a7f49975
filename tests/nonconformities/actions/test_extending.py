"""More time, on a real database."""

from datetime import date, timedelta

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.kernel import clock
from qms.nonconformities import operations as slips
from qms.nonconformities.actions import approval, extending
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add
from tests.documents.routes.builders import refusal
from tests.nonconformities.actions.test_planning import change
from tests.nonconformities.cases import (
    acted,
    an_action,
    analysed,
    approved,
    done,
    proposed,
    today,
)
from tests.nonconformities.telling import news, told_since, verbs
from tests.town import actor, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def later(days: int = 20) -> date:
    return today() + timedelta(days=days)


def given(owner: str = "khoa") -> CorrectiveAction:
    """An action of an approved plan: there are ten days."""
    action = an_action(owner_id=person(owner).id)
    return approved(proposed(action.nonconformity)).plan[0]


def ask(
    action: CorrectiveAction, by: str = "khoa", until: date | None = None, why: str = "chờ kinh phí"
) -> Extension:
    until = until or later()
    return extending.ask_extension(action, until, action.version, by=actor(by), reason=why)


def test_asked_for_nothing_moves_until_it_is_granted() -> None:
    action, seen = given(), news()
    wish = ask(action)
    assert (wish.state, action.due, action.nonconformity.due) == ("asked", later(10), later(10))
    assert list(told_since(seen)) == ["hanh"]
    assert list(actions.wishes(actor("hanh"))) == [wish]
    assert [list(actions.wishes(actor(w))) for w in ("lan", "khoa")] == [[], []]
    seen = news()
    extending.grant_extension(wish, by=actor("hanh"), answer="được")
    found = action.nonconformity
    assert (wish.state, wish.answer, wish.answered_by) == ("granted", "được", person("hanh"))
    assert (action.due, found.due) == (later(), later())
    assert "được gia hạn" in told_since(seen)["khoa"][0]
    assert verbs(action)[-2:] == ["ask extension", "grant extension"]
    assert verbs(found)[-1] == "move last day"
    assert actions.wishes(actor("hanh")) == []
    assert whole_chain().whole


def test_another_action_that_is_due_later_keeps_the_day_of_the_form() -> None:
    found = analysed()
    first = an_action(found)
    an_action(found, due=later(40))
    approved(proposed(found))
    before = verbs(found)
    extending.grant_extension(ask(first), by=actor("hanh"))
    assert (first.due, found.due) == (later(), later(40))
    assert verbs(found) == before


def test_what_a_wish_lacks_is_said_all_at_once() -> None:
    action = given()
    said = refusal(
        lambda: extending.ask_extension(action, later(10), 0, by=actor("linh"), reason=" ")
    )
    assert len(said) == 4
    for until in (later(10), later(9), today()):
        assert refusal(lambda u=until: ask(action, until=u)) == [
            "Ngày xin gia hạn phải sau hạn hiện tại và sau hôm nay."
        ]
    with clock.showing(clock.now() + timedelta(days=15)):
        assert refusal(lambda: ask(action, until=today()))
        assert ask(action, until=later(1)).until == later(1)


def test_one_wish_at_a_time() -> None:
    action = given()
    first = ask(action)
    assert refusal(lambda: ask(action)) == ["Đã có một đề nghị gia hạn chờ trả lời."]
    for verb in (extending.grant_extension, extending.refuse_extension):
        assert refusal(lambda v=verb: v(first, by=actor("lan"), answer="x")) == [
            "Chỉ đại diện lãnh đạo về chất lượng được làm việc này."
        ]
    assert refusal(lambda: extending.refuse_extension(first, by=actor("hanh"), answer=" ")) == [
        "Hãy ghi lý do."
    ]
    extending.refuse_extension(first, by=actor("hanh"), answer="gấp")
    assert (first.state, action.due) == ("refused", later(10))
    for verb in (extending.grant_extension, extending.refuse_extension):
        assert len(refusal(lambda v=verb: v(first, by=actor("hanh"), answer="x"))) == 1
    second = ask(action)
    assert refusal(lambda: extending.withdraw_extension(second, by=actor("hanh"))) == [
        "Chỉ người đã xin gia hạn được rút đề nghị."
    ]
    extending.withdraw_extension(second, by=actor("khoa"))
    assert (second.state, action.asked) == ("withdrawn", None)
    assert refusal(lambda: extending.withdraw_extension(second, by=actor("khoa")))
    extending.grant_extension(ask(action), by=actor("hanh"))
    extending.grant_extension(ask(action, until=later(30)), by=actor("hanh"))
    assert action.due == action.nonconformity.due == later(30)
    assert [wish.state for wish in action.extensions] == [
        "refused",
        "withdrawn",
        "granted",
        "granted",
    ]


def test_each_answer_is_told() -> None:
    action, seen = given(), news()
    for _one in range(2):
        extending.refuse_extension(ask(action), by=actor("hanh"), answer="gấp")
    said = told_since(seen)
    assert len([words for words in said["khoa"] if "không được gia hạn" in words]) == 2
    assert len(said["hanh"]) == 2


def test_nobody_answers_their_own_wish() -> None:
    action = given("hanh")
    wish = ask(action, by="hanh")
    for verb in (extending.grant_extension, extending.refuse_extension):
        assert refusal(lambda v=verb: v(wish, by=actor("hanh"), answer="x")) == [
            "Bạn đã xin gia hạn nên người khác trả lời."
        ]
    assert actions.wishes(actor("hanh")) == []


def test_a_wish_lapses_when_its_action_is_done() -> None:
    action = acted(given())
    wish = ask(action)
    done(action)
    assert (wish.state, action.asked) == ("withdrawn", None)
    assert refusal(lambda: ask(action)) == ["Hành động này không còn hạn phải giữ."]
    assert action.nonconformity.due == add(calendar(), today(), 3)


def test_a_wish_lapses_when_the_plan_is_made_anew() -> None:
    action = given()
    wish, found = ask(action), action.nonconformity
    approval.change_plan(found, found.version, actor("binh"), "chia lại việc")
    assert (wish.state, verbs(action)[-1]) == ("withdrawn", "withdraw extension")
    assert refusal(lambda: extending.grant_extension(wish, by=actor("hanh")))
    change(action, due=later(50))
    approved(proposed(found))
    assert (action.due, found.due) == (later(50), later(50))


def test_time_is_asked_for_what_is_under_way() -> None:
    for action in (an_action(), proposed().plan[0]):
        assert len(refusal(lambda a=action: ask(a))) == 1
    action = given()
    slips.hand_over(
        action.nonconformity,
        person("khoa").id,
        action.nonconformity.version,
        actor("lan"),
        "đổi người",
    )
    assert ask(action).asked_by_id == person("khoa").id
