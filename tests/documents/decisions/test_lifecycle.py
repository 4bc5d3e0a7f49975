"""The table of decisions, without a database, against the written procedure."""

from itertools import product
from types import SimpleNamespace

import pytest

from qms.documents.decisions.lifecycle import (
    LIFECYCLE,
    STATE_NAMES,
    VERB_NAMES,
    DecisionState,
)
from qms.kernel.access import Role
from tests.documents.test_lifecycle import somebody
from tests.procedures import in_english, in_vietnamese, written

EVERY_ROLE = somebody(9, *Role)
WHO_IN_VIETNAMESE = {
    "quality officer": "thư ký ISO",
    "named signer": "người được giao ký",
    "quality officer or named signer": "thư ký ISO hoặc người được giao ký",
    "the program, on the day it takes effect": "phần mềm, vào ngày có hiệu lực",
}


def decision(state: str, **said: object) -> SimpleNamespace:
    given: dict[str, object] = {
        "state": state,
        "signer_id": 9,
        "number": "1/QĐ",
        "items": [],
        "in_order": [],
        "effective_on": None,
        "has_come": False,
    }
    return SimpleNamespace(**(given | said))


@pytest.mark.parametrize(
    ("verb", "state"), [(v, s) for v, s in product(LIFECYCLE.steps, DecisionState)]
)
def test_a_step_starts_only_where_the_table_says(verb: str, state: DecisionState) -> None:
    said = LIFECYCLE.objections(verb, decision(state), EVERY_ROLE)
    out_of_turn = any(words.text.startswith("Quyết định đang ở trạng thái") for words in said)
    assert out_of_turn == (state not in LIFECYCLE.steps[verb].sources)


def test_a_signed_decision_is_carried_out_by_its_day_and_by_nobody() -> None:
    assert LIFECYCLE.objections("carry out", decision("signed"), EVERY_ROLE)
    assert not LIFECYCLE.objections("carry out", decision("signed", has_come=True), somebody(0))


def test_the_written_procedure_says_the_same_in_english() -> None:
    head = ("Step of a decision", "From", "To", "Who")
    assert written("document-control.en", *head) == in_english(LIFECYCLE)


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    head = ("Bước của quyết định", "Từ", "Sang", "Người")
    table = in_vietnamese(LIFECYCLE, VERB_NAMES, STATE_NAMES, WHO_IN_VIETNAMESE)
    assert written("document-control.vi", *head) == table
