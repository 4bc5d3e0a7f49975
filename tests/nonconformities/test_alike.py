"""What happened before and is alike, on a real database."""

from typing import Any

import pytest
from flask import Flask

from qms.nonconformities.accepting import Cited
from qms.nonconformities.alike import alike
from qms.nonconformities.models import Nonconformity
from tests.laws import a_law
from tests.nonconformities.cases import CLAUSE, a_report, accepted, analysed, corrected
from tests.town import actor, an_edition, unit_id


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def other(**given: Any) -> Nonconformity:
    """Of the office, another indicator, another clause: nothing is shared."""
    usual: dict[str, Any] = {
        "unit_id": unit_id("VP"),
        "indicators": frozenset({"1.5"}),
        "criteria": frozenset({Cited(clause_key="9001:2015/7.2")}),
    }
    return accepted(**usual | given)


def told(one: Nonconformity) -> list[tuple[Nonconformity, list[str]]]:
    return [(a.found, [str(why) for why in a.because]) for a in alike(actor("lan"), one)]


def test_one_thing_shared_is_not_alike_two_are() -> None:
    for given in (
        {},
        {"unit_id": unit_id("KT")},
        {"indicators": frozenset({"3.1"})},
        {"criteria": frozenset({Cited(clause_key=CLAUSE)})},
    ):
        other(**given)
    two = other(unit_id=unit_id("KT"), indicators=frozenset({"1.5", "3.1"}))
    three = accepted()
    assert told(accepted()) == [
        (
            three,
            ["cùng đơn vị Phòng Kinh tế", "cùng chỉ số 3.1", "cùng căn cứ ISO 9001:2015, 8.7"],
        ),
        (two, ["cùng đơn vị Phòng Kinh tế", "cùng chỉ số 3.1"]),
    ]


def test_a_document_in_any_edition_a_law_and_the_branch_of_a_cause_are_shared() -> None:
    edition, law = an_edition("in force"), a_law()
    first = other(criteria=frozenset({Cited(edition_id=edition.id), Cited(law_id=law.id)}))
    analysed(corrected(first, by="lan"), by="lan")
    newer = an_edition("in force")
    one = accepted(criteria=frozenset({Cited(edition_id=newer.id)}))
    assert told(one) == []
    analysed(corrected(one))
    assert told(one) == [(first, ["cùng căn cứ QT-01/VP", "cùng nhóm nguyên nhân “Con người”"])]
    by_law = accepted(criteria=frozenset({Cited(law_id=law.id)}))
    analysed(corrected(by_law))
    assert first in [found for found, _why in told(by_law)]


def test_only_what_was_taken_on_before_is_told() -> None:
    one = accepted()
    accepted()
    a_report()
    assert told(one) == []
    assert [found for found, _why in told(a_report())] == []
