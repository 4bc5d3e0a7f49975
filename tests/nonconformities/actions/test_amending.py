"""An action that amends a document, on a real database: from the plan to the edition in force."""

from datetime import timedelta

import pytest
from flask import Flask

from qms.audit_trail.queries import whole_chain
from qms.documents.models import Edition
from qms.documents.requests import operations as requests
from qms.documents.requests.lifecycle import Origin
from qms.documents.requests.models import ChangeRequest
from qms.nonconformities.actions import approval, operations
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.operations import Done
from tests.documents.requests.asking import accepted as taken_on
from tests.documents.routes.builders import refusal
from tests.nonconformities.actions.test_planning import change
from tests.nonconformities.cases import (
    a_file,
    acted,
    an_action,
    analysed,
    approved,
    corrected,
    proposed,
    today,
    verified,
)
from tests.nonconformities.cases import accepted as taken
from tests.nonconformities.telling import verbs
from tests.town import PATH, a_draft, actor, an_edition, move, person, word_file

FIRST = ("# 1. Mục đích", "Quy định cách làm.", "# 2. Phân công", "Trưởng đơn vị phân công.")
SECOND = (*FIRST[:3], "Bảng phân công có người làm thay.")


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def in_force(*words: str) -> Edition:
    return an_edition("in force", text=word_file(*(words or FIRST)))


def amending(edition: Edition, *, clause: int = 1, confidential: bool = False) -> CorrectiveAction:
    """An approved action that amends the second clause."""
    found = analysed(corrected(taken(confidential=confidential)))
    action = an_action(
        found, about=edition, anchor=edition.clauses[clause].anchor, text="Thêm người làm thay"
    )
    return approved(proposed(action.nonconformity)).plan[0]


def answered(request: ChangeRequest, *words: str) -> Edition:
    """A request taken on, drafted, and its edition put in force."""
    taken_on(request)
    draft = a_draft(text=word_file(*(words or SECOND)))
    for state in PATH[1:]:
        move(draft, state)
    return draft


def report(action: CorrectiveAction, files: int = 0) -> CorrectiveAction:
    said = Done("Đã ban hành", today(), [a_file() for _one in range(files)])
    return operations.report_done(action, said, action.version, by=actor("khoa"))


def test_with_the_approval_of_the_plan_the_change_is_asked_for() -> None:
    edition = in_force()
    action = amending(edition)
    request = action.request
    assert request is not None
    assert (request.origin, request.state, request.about) == (Origin.CORRECTIVE, "sent", edition)
    assert (request.document, request.anchor) == (edition.document, edition.clauses[1].anchor)
    assert (request.clause, request.wish) == ("2 Phân công", "Thêm người làm thay")
    assert request.reason == f"01/{today().year}/HĐKP: Trả hồ sơ khai sinh trễ hẹn"
    assert request.sender_id == person("hanh").id
    assert verbs(action) == ["plan action", "ask for change"]
    assert list(actions.asking_for(actor("lan"), request)) == [action]
    assert actions.asking_for(actor("thao"), request) == []
    assert whole_chain().whole


def test_of_a_confidential_form_the_request_tells_the_number_alone() -> None:
    request = amending(in_force(), confidential=True).request
    assert request is not None
    assert request.reason == f"01/{today().year}/HĐKP"


def test_it_is_done_when_the_edition_born_of_it_is_in_force_and_the_clause_changed() -> None:
    action = amending(in_force())
    assert action.request is not None
    [said] = refusal(lambda: report(action, files=1))
    assert "chưa có hiệu lực" in said
    assert action.state == "planned"
    acted(action)
    born = answered(action.request)
    assert (action.request.state, action.request.draft) == ("done", born)
    report(action)
    assert (action.state, action.files) == ("done", [])
    verified(action)
    assert action.nonconformity.state == "implemented"


def test_an_edition_in_force_whose_clause_is_the_same_does_not_do() -> None:
    edition = in_force()
    action = amending(edition)
    assert action.request is not None
    born = answered(action.request, "# 1. Mục đích", "Đã khác.", *FIRST[2:])
    [said] = refusal(lambda: report(action, files=1))
    assert said == f"{born} đã có hiệu lực nhưng mục “2 Phân công” chưa thay đổi."
    whole = amending(born, clause=0)
    assert whole.request is not None
    answered(whole.request, "# 1. Mục đích", "Lại khác.", *FIRST[2:])
    assert report(whole).state == "done"


def test_another_edition_in_force_does_not_do() -> None:
    action = amending(in_force())
    in_force(*SECOND)
    [said] = refusal(lambda: report(action, files=1))
    assert "chưa có hiệu lực" in said


def test_what_is_turned_down_asks_for_a_new_plan_and_is_then_asked_for_anew() -> None:
    action = amending(in_force())
    first, found = action.request, action.nonconformity
    assert first is not None
    requests.decline_request(first, first.version, by=actor("lan"), reason="đã có ở QT-02")
    [said] = refusal(lambda: report(action, files=1))
    assert "hãy lập lại kế hoạch" in said
    assert first.number in said
    approval.change_plan(found, found.version, actor("binh"), "xin sửa lại")
    change(action, due=today() + timedelta(days=30))
    assert action.request is first
    approved(proposed(found))
    assert action.request is not first
    assert action.request is not None
    assert action.request.state == "sent"
    answered(action.request)
    assert report(action).state == "done"
    assert whole_chain().whole


def test_an_action_begun_asks_anew_too() -> None:
    action = acted(amending(in_force()))
    first, found = action.request, action.nonconformity
    assert first is not None
    requests.decline_request(first, first.version, by=actor("lan"), reason="chưa cần")
    approval.change_plan(found, found.version, actor("binh"), "xin lại")
    approved(proposed(found))
    assert action.request is not None
    assert action.request.state == "sent"


def test_a_plan_made_anew_keeps_what_was_asked_for_the_same_clause() -> None:
    edition = in_force()
    action = amending(edition)
    first, found = action.request, action.nonconformity
    approval.change_plan(found, found.version, actor("binh"), "thêm việc")
    change(action, text="Nói rõ hơn")
    assert action.request is first
    approved(proposed(found))
    assert action.request is first
    approval.change_plan(found, found.version, actor("binh"), "nhầm mục")
    change(action, anchor=edition.clauses[0].anchor)
    assert action.request is None
    assert "được mở khi kế hoạch được duyệt" in str(action.unrevised)
    approved(proposed(found))
    assert action.request is not None
    assert (action.request is first, action.request.clause) == (False, "1 Mục đích")
    approval.change_plan(found, found.version, actor("binh"), "sửa cả tài liệu")
    newer = in_force(*SECOND)
    change(action, about=newer, anchor="")
    approved(proposed(found))
    assert action.request.about is newer
