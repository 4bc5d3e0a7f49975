"""The rules of change requests, without a database."""

from datetime import date
from types import SimpleNamespace

import pytest

from qms.documents.requests.lifecycle import (
    LIFECYCLE,
    STATE_NAMES,
    VERB_NAMES,
    State,
    author_unfit,
    may_not_ask,
    too_soon,
)
from qms.kernel.access import Actor, Role
from qms.kernel.lifecycle import Refused
from tests.procedures import in_english, in_vietnamese, written

WHO_IN_VIETNAMESE = {
    "quality officer": "thư ký ISO",
    "sender": "người gửi",
    "author of the draft or quality officer": "người soạn thảo bản đó hoặc thư ký ISO",
    "together with its edition": "cùng lúc với phiên bản trả lời",
}


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, f"Người {number}", holds=frozenset((role, None) for role in roles))


SENDER = somebody(1, Role.STAFF)
WRITER = somebody(2, Role.AUTHOR)
OFFICER = somebody(3, Role.QUALITY_OFFICER)
OTHERS = (somebody(9, *(role for role in Role if role != Role.QUALITY_OFFICER)),)


def a_draft(**changed: object) -> SimpleNamespace:
    given = {"state": "draft", "author_id": 2, "reviewer_id": 7, "approver_id": 8}
    given |= {"document_id": 5, "parent": None}
    return SimpleNamespace(**(given | changed))


def a_request(state: str, **changed: object) -> SimpleNamespace:
    given = {"state": state, "number": "01/2026/YCSĐ", "sender_id": 1, "document_id": 5}
    return SimpleNamespace(**(given | {"draft": a_draft()} | changed))


ALLOWED = [
    ("accept request", "sent", OFFICER, "accepted"),
    ("reassign request", "accepted", OFFICER, "accepted"),
    ("decline request", "sent", OFFICER, "declined"),
    ("decline request", "accepted", OFFICER, "declined"),
    ("withdraw request", "sent", SENDER, "withdrawn"),
    ("take up request", "accepted", WRITER, "drafting"),
    ("take up request", "accepted", OFFICER, "drafting"),
    ("lay down request", "drafting", WRITER, "accepted"),
    ("lay down request", "drafting", OFFICER, "accepted"),
    ("finish request", "drafting", OFFICER, "done"),
]


@pytest.mark.parametrize(("verb", "state", "by", "reached"), ALLOWED)
def test_each_step_leads_where_the_table_says(
    verb: str, state: str, by: Actor, reached: str
) -> None:
    request = a_request(state)
    LIFECYCLE.check(verb, request, by)
    LIFECYCLE.take(verb, request)
    assert request.state == reached


@pytest.mark.parametrize("verb", [v for v in LIFECYCLE.steps if v != "finish request"])
def test_a_bystander_with_every_other_role_takes_no_step(verb: str) -> None:
    request = a_request(LIFECYCLE.steps[verb].sources[0])
    for by in OTHERS:
        with pytest.raises(Refused):
            LIFECYCLE.check(verb, request, by)


@pytest.mark.parametrize("verb", list(LIFECYCLE.steps))
@pytest.mark.parametrize("state", list(State))
def test_no_step_is_taken_out_of_turn(verb: str, state: State) -> None:
    said = LIFECYCLE.objections(verb, a_request(state), OFFICER)
    out_of_turn = any("đang ở trạng thái" in str(reason) for reason in said)
    assert out_of_turn == (state not in LIFECYCLE.steps[verb].sources)


def test_what_a_draft_answers_is_settled_before_it_is_submitted() -> None:
    request = a_request("accepted", draft=a_draft(state="in review"))
    assert LIFECYCLE.objections("take up request", request, WRITER)
    signer = somebody(7, Role.REVIEWER, Role.QUALITY_OFFICER)
    assert LIFECYCLE.objections("take up request", a_request("accepted"), signer)


def test_a_draft_answers_requests_of_its_own_document_or_for_a_new_one() -> None:
    [said] = LIFECYCLE.objections("take up request", a_request("accepted", document_id=6), WRITER)
    assert "tài liệu khác" in str(said)
    new = a_request("accepted", document_id=None)
    assert not LIFECYCLE.objections("take up request", new, WRITER)


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_may_ask(role: Role) -> None:
    refused = may_not_ask(None, somebody(1, role)) is not None
    assert refused == (role in (Role.ADMINISTRATOR, Role.INSPECTOR))


def test_whoever_drafts_may_write_and_has_time_for_it() -> None:
    today = date(2026, 3, 5)
    writer = SimpleNamespace(holds=lambda role, _day: role == Role.AUTHOR)
    reader = SimpleNamespace(holds=lambda role, _day: role == Role.STAFF)
    assert author_unfit(writer, today) is None
    assert author_unfit(reader, today)
    assert author_unfit(None, today)
    assert too_soon(date(2026, 3, 4), today)
    assert too_soon(today, today) is None


def test_the_written_procedure_says_the_same_in_english() -> None:
    head = ("Step", "From", "To", "Who")
    assert written("change-requests.en", *head) == in_english(LIFECYCLE)


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    head = ("Bước", "Từ trạng thái", "Sang trạng thái", "Người thực hiện")
    table = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("change-requests.vi", *head) == table
