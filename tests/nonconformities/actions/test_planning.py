"""Actions come and go while a plan is made: on a real database."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.kernel import clock
from qms.kernel.operation import OVERTAKEN
from qms.nonconformities.actions import approval, planning
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.planning import Planned
from tests.documents.routes.builders import refusal
from tests.nonconformities.cases import (
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
from tests.town import a_draft, actor, an_edition, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def as_planned(action: CorrectiveAction, **otherwise: Any) -> Planned:
    """An action as it would be given anew."""
    usual = Planned(
        kind=action.kind,
        text=action.text,
        owner_id=action.owner_id,
        due=action.due,
        indicators=action.indicators,
        resources=action.resources,
        risk=action.risk,
        about=action.about,
        anchor=action.anchor,
    )
    return replace(usual, **otherwise)


def change(action: CorrectiveAction, by: str = "binh", **otherwise: Any) -> CorrectiveAction:
    return planning.change_action(
        action, as_planned(action, **otherwise), action.version, by=actor(by)
    )


def drop(action: CorrectiveAction, by: str = "binh", why: str = "trùng") -> CorrectiveAction:
    return planning.drop_action(action, action.version, by=actor(by), reason=why)


def test_actions_are_numbered_one_after_the_other() -> None:
    found = analysed()
    seen = news()
    made = [an_action(found), an_action(found, kind="preventive", risk="vắng người")]
    assert [str(action) for action in made] == [
        f"01/{today().year}/HĐKP-1",
        f"01/{today().year}/HĐKP-2",
    ]
    assert [action.state for action in found.plan] == ["planned", "planned"]
    assert (made[0].indicators, made[1].risk) == ({"3.1"}, "vắng người")
    assert verbs(made[0]) == ["plan action"]
    assert told_since(seen) == {}
    assert actions.to_do(actor("khoa")) == []
    assert list(actions.lifting(actor("lan"), "3.1")) == made[::-1]
    assert whole_chain().whole


def test_what_an_action_lacks_is_said_all_at_once() -> None:
    found = analysed()
    nothing = Planned(
        "other", " ", 0, today() - timedelta(days=1), frozenset(), about=None, anchor="muc-1"
    )
    said = refusal(lambda: planning.plan_action(found, nothing, 0, by=actor("linh")))
    assert len(said) == 8
    assert found.plan == []
    assert len(refusal(lambda: an_action(found, indicators=frozenset({"9.9"})))) == 1
    assert len(refusal(lambda: an_action(found, kind="preventive"))) == 1


@pytest.mark.parametrize("by", ["khoa", "linh", "hanh", "minh", "tam"])
def test_only_who_handles_it_plans(by: str) -> None:
    action = an_action()
    for verb in (
        lambda: an_action(action.nonconformity, by=by),
        lambda: change(action, by=by, text="khác"),
        lambda: drop(action, by=by),
    ):
        assert refusal(verb) == [
            "Chỉ người chịu trách nhiệm xử lý hoặc thư ký ISO được làm việc này."
        ]


def test_an_action_is_said_otherwise_while_the_plan_is_made() -> None:
    action = an_action()
    change(
        action,
        text="Lập lịch trực thay",
        owner_id=person("linh").id,
        indicators=frozenset({"1.5", "2.1"}),
        due=today(),
    )
    assert (action.text, action.indicators) == ("Lập lịch trực thay", {"1.5", "2.1"})
    assert (action.owner_id, action.due) == (person("linh").id, today())
    assert verbs(action) == ["plan action", "change action"]
    assert refusal(lambda: change(action, indicators=frozenset())) == [
        "Hãy chọn ít nhất một chỉ số mà hành động này nâng lên."
    ]
    assert action.indicators == {"1.5", "2.1"}
    with clock.showing(clock.now() + timedelta(days=2)):
        change(action, text="cùng ngày cũ")
        assert len(refusal(lambda: change(action, due=today() - timedelta(days=1)))) == 1


@pytest.mark.parametrize("slip", ["proposed", "approved"])
def test_a_plan_that_was_sent_is_settled(slip: str) -> None:
    found = {"proposed": proposed, "approved": approved}[slip]()
    [action] = found.plan
    for verb in (
        lambda: change(action, text="khác"),
        lambda: drop(action),
        lambda: an_action(found),
    ):
        assert refusal(verb) == [
            "Kế hoạch chỉ sửa được khi đang lập; hãy rút hoặc lập lại kế hoạch trước."
        ]
    assert action.text.startswith("Ban hành")


def test_an_action_is_dropped_with_the_reason_and_stays_on_the_page() -> None:
    found = analysed()
    first, second = an_action(found), an_action(found)
    assert refusal(lambda: drop(first, why="")) == ["Hãy ghi lý do."]
    drop(first)
    assert (first.state, first.answer) == ("dropped", "trùng")
    assert (found.plan, found.treatment and found.treatment.actions) == (
        [second],
        [first, second],
    )
    assert an_action(found).serial == 3
    assert len(refusal(lambda: drop(first))) == 1
    assert len(refusal(lambda: change(first, text="khác"))) == 1


def test_what_was_begun_is_dropped_but_not_said_otherwise() -> None:
    found = analysed()
    begun, reported, checked = (an_action(found) for _one in range(3))
    approved(proposed(found))
    acted(begun), done(reported), verified(done(checked))
    approval.change_plan(found, found.version, actor("binh"), "chia lại việc")
    for action in (begun, reported, checked):
        assert refusal(lambda a=action: change(a, text="khác"))
    for action in (reported, checked):
        assert refusal(lambda a=action: drop(a))
    drop(begun)
    assert [action.state for action in (begun, reported, checked)] == [
        "dropped",
        "done",
        "verified",
    ]


def test_a_stale_screen_changes_nothing() -> None:
    action = an_action()
    given = as_planned(action, text="khác")
    change(action, text="mới")
    for verb in (
        lambda: planning.change_action(action, given, action.version - 1, actor("binh")),
        lambda: planning.drop_action(action, action.version - 1, actor("binh"), "x"),
    ):
        assert refusal(verb) == [OVERTAKEN.text]
    assert action.text == "mới"


def test_what_is_revised_is_a_clause_in_force() -> None:
    edition = an_edition("in force")
    anchor = edition.clauses[0].anchor
    action = an_action(about=edition, anchor=anchor)
    assert (action.document, action.about, action.clause) == (
        edition.document,
        edition,
        "1 Mục đích",
    )
    found = action.nonconformity
    draft = a_draft("QT-02/VP")
    assert refusal(lambda: an_action(found, about=edition, anchor="muc-9")) == [
        "Mục này không có trong phiên bản đang có hiệu lực; hãy chọn mục khác."
    ]
    assert refusal(lambda: an_action(found, about=draft)) == [
        "Chỉ sửa đổi được tài liệu đang có hiệu lực."
    ]
    an_edition("in force", text=b"")
    change(action, text="nói rõ hơn")
    assert action.about is edition
    assert refusal(lambda: change(action, about=edition, anchor="muc-9"))
    change(action, about=None, anchor="")
    assert (action.document, action.clause) == (None, "")
