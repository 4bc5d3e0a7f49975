"""What comes by itself on its day, and what is left alone until then. Rules, without a database."""

from types import SimpleNamespace

import pytest

from qms.documents import days
from qms.documents.lifecycle import LIFECYCLE
from tests.documents.test_lifecycle import (
    EVERY_ROLE,
    LATER,
    OFFICER,
    WITH_SUCCESSOR,
    edition,
    listed,
)


@pytest.mark.parametrize("verb", ["come into force", "go out of force", "supersede"])
def test_what_comes_by_itself_comes_neither_early_nor_by_somebodys_will(verb: str) -> None:
    for subject in (edition("approved"), edition("in force"), edition(effective_on=LATER)):
        assert LIFECYCLE.objections(verb, subject, EVERY_ROLE)
    waiting = edition("approved", effective_on=LATER, listed=[listed()])
    assert LIFECYCLE.objections(verb, waiting, EVERY_ROLE)


@pytest.mark.parametrize("verb", ["set day", "put in force", "return"])
def test_what_awaits_its_day_is_left_alone_until_the_day_is_taken_back(verb: str) -> None:
    waiting = edition("approved", effective_on=LATER)
    said = days.day_is_set(waiting, OFFICER)
    assert said in LIFECYCLE.objections(verb, waiting, OFFICER)
    assert days.day_is_set(edition("approved"), OFFICER) is None


@pytest.mark.parametrize(
    ("verb", "state"),
    [
        ("set day", "approved"),
        ("take back day", "approved"),
        ("put in force", "approved"),
        ("withdraw", "in force"),
        ("supersede", "in force"),
    ],
)
def test_what_a_decision_holds_is_done_by_that_decision(verb: str, state: str) -> None:
    held = edition(state, listed=[listed()], document=WITH_SUCCESSOR)
    said = days.held_by_decision(held, OFFICER)
    assert said
    assert said in LIFECYCLE.objections(verb, held, OFFICER)
    let_go = edition(state, listed=[SimpleNamespace(held=False)])
    assert days.held_by_decision(let_go, OFFICER) is None


def test_only_a_day_that_was_set_is_taken_back() -> None:
    assert days.day_not_set(edition("approved"), OFFICER)
    assert days.day_not_set(edition("approved", effective_on=LATER), OFFICER) is None
