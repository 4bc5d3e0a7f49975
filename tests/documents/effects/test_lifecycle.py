"""The life of an effect, without a database; the written procedure says the same."""

from datetime import UTC, datetime, timedelta

import pytest

from qms.documents.effects.lifecycle import (
    LIFECYCLE,
    STATE_NAMES,
    VERB_NAMES,
    Case,
    State,
    is_answered_by,
    may_not_ask,
    touches,
)
from qms.kernel.access import Actor, Role
from tests.procedures import in_english, in_vietnamese, written

WHO_IN_VIETNAMESE = {
    "author or unit head of the document, or quality officer": (
        "người soạn thảo, trưởng đơn vị chủ trì hoặc thư ký ISO"
    ),
    "quality officer": "thư ký ISO",
    "the program": "hệ thống",
}
DECLARED = datetime(2026, 5, 1, tzinfo=UTC)


def somebody(role: Role = Role.STAFF) -> Actor:
    return Actor(1, "Ai đó", holds=frozenset({(role, None)}))


@pytest.mark.parametrize("state", list(State))
def test_an_owner_answers_what_waits_and_nothing_else(state: State) -> None:
    open_to = {
        State.OPEN: ["answer revise", "answer no effect"],
        State.REVISING: ["answer no effect"],
    }
    owner = LIFECYCLE.open_to(Case(state, True), somebody())
    assert [v for v in owner if v.startswith("answer")] == open_to.get(state, [])
    stranger = LIFECYCLE.open_to(Case(state, False), somebody())
    assert [v for v in stranger if v.startswith("answer") or v == "ask again"] == []


def test_only_the_officer_asks_again() -> None:
    case = Case(State.UNAFFECTED, True)
    assert "ask again" not in LIFECYCLE.open_to(case, somebody())
    assert "ask again" in LIFECYCLE.open_to(case, somebody(Role.QUALITY_OFFICER))


def test_a_revision_closes_what_it_answers() -> None:
    assert is_answered_by(State.OPEN, 1, 2, cites=False)
    assert is_answered_by(State.REVISING, 1, 2, cites=True)
    assert not is_answered_by(State.OPEN, 1, 2, cites=True)
    assert not is_answered_by(State.REVISING, 1, 1, cites=True)


def test_an_amendment_touches_what_was_written_before_it() -> None:
    before, after = DECLARED - timedelta(1), DECLARED + timedelta(1)
    assert touches("amended", DECLARED, before)
    assert not touches("amended", DECLARED, after)
    assert touches("replaced", DECLARED, after)


def test_owners_are_asked_by_the_officer_while_somebody_owes_an_answer() -> None:
    officer = somebody(Role.QUALITY_OFFICER)
    assert not any(may_not_ask(officer, [1]))
    assert any(may_not_ask(officer, []))
    assert any(may_not_ask(somebody(), [1]))


def test_the_written_procedure_says_the_same_in_english() -> None:
    head = ("Act", "From", "To", "By")
    assert written("document-control.en", *head) == in_english(LIFECYCLE)


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    head = ("Việc", "Từ", "Sang", "Do")
    table = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("document-control.vi", *head) == table
