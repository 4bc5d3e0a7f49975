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
from tests.documents.test_lifecycle import _written, somebody

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
    table = [
        (step.verb, ", ".join(step.sources), str(step.target), step.by.name)
        for step in LIFECYCLE.steps.values()
    ]
    assert _written("en", ("Step of a decision", "From", "To", "Who")) == table


def test_the_written_procedure_says_the_same_in_vietnamese() -> None:
    names = {state: name.text[0].lower() + name.text[1:] for state, name in STATE_NAMES.items()}
    table = [
        (
            VERB_NAMES[step.verb].text[0].lower() + VERB_NAMES[step.verb].text[1:],
            ", ".join(names[DecisionState(source)] for source in step.sources),
            names[DecisionState(step.target)],
            WHO_IN_VIETNAMESE[step.by.name],
        )
        for step in LIFECYCLE.steps.values()
    ]
    assert _written("vi", ("Bước của quyết định", "Từ", "Sang", "Người")) == table
