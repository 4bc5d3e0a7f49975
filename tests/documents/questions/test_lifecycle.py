"""When questions may be set and what makes an answer right, without a database."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.lifecycle import OPEN, State
from qms.documents.questions.lifecycle import (
    MOST_QUESTIONS,
    has_questions,
    may_not_set,
    none_before,
    not_passed,
    too_many,
    unanswered,
    unfit_choices,
    unfit_right,
    wrong,
)
from qms.kernel.access import Actor, Role

AUTHOR, OTHER = 7, 8


def somebody(number: int, *roles: Role) -> Actor:
    return Actor(number, "Ai Đó", holds=frozenset((role, None) for role in roles))


def edition(state: State) -> Any:
    return SimpleNamespace(state=state, author_id=AUTHOR)


@pytest.mark.parametrize("state", list(State))
def test_questions_are_settled_once_an_edition_is_no_longer_open(state: State) -> None:
    officer = somebody(OTHER, Role.QUALITY_OFFICER)
    assert (may_not_set(edition(state), officer) is None) == (state in OPEN)


@pytest.mark.parametrize(
    ("actor", "may"),
    [
        (somebody(AUTHOR, Role.AUTHOR), True),
        (somebody(OTHER, Role.QUALITY_OFFICER), True),
        (somebody(AUTHOR, Role.STAFF), False),
        (somebody(OTHER, Role.AUTHOR), False),
        (somebody(OTHER, Role.MANAGEMENT_REPRESENTATIVE, Role.APPROVER, Role.UNIT_HEAD), False),
    ],
)
def test_its_author_and_the_officer_set_them(actor: Actor, may: bool) -> None:
    assert (may_not_set(edition(State.DRAFT), actor) is None) == may


def test_there_are_five_questions_at_most() -> None:
    assert [too_many(count) is None for count in range(7)] == [True] * 5 + [False] * 2
    assert MOST_QUESTIONS == 5


def test_there_are_two_to_six_choices_each_once() -> None:
    fit = [unfit_choices([str(n) for n in range(count)]) is None for count in range(8)]
    assert fit == [False, False, True, True, True, True, True, False]
    assert unfit_choices(["Có", "có"]) is not None


@pytest.mark.parametrize(
    ("right", "fits"), [(0, False), (1, True), (2, True), (3, False), (-1, False)]
)
def test_the_right_answer_is_one_of_those_written(right: int, fits: bool) -> None:
    assert (unfit_right(right, ["a", "b"]) is None) == fits


def test_questions_of_before_are_taken_over_where_there_are_none() -> None:
    assert has_questions(0) is None
    assert has_questions(1) is not None
    assert none_before(1) is None
    assert none_before(0) is not None


@pytest.mark.parametrize(
    ("answers", "complete"),
    [([1, 2], True), ([1], False), ([1, 0], False), ([1, 2, 1], False), ([], False)],
)
def test_every_question_is_answered(answers: list[int], complete: bool) -> None:
    assert (unanswered([1, 1], answers) is None) == complete


def test_a_receipt_waits_for_right_answers_where_there_are_questions() -> None:
    assert not_passed(has_questions=True, passed=False) is not None
    assert not_passed(has_questions=True, passed=True) is None
    assert not_passed(has_questions=False, passed=False) is None


numbers = st.integers(1, 6)


@given(st.lists(st.tuples(numbers, numbers)))
def test_exactly_the_answers_that_differ_are_wrong(pairs: list[tuple[int, int]]) -> None:
    rights, answers = [p[0] for p in pairs], [p[1] for p in pairs]
    said = wrong(rights, answers)
    mended = [right if place in said else given for place, (right, given) in enumerate(pairs)]
    assert mended == rights
    assert all(rights[place] != answers[place] for place in said)
