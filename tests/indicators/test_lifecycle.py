"""Who may correct the name of an indicator, and what a name must be."""

import pytest

from qms.indicators.catalogue import INDICATORS
from qms.indicators.lifecycle import (
    LONGEST_NAME,
    NUMBERS,
    may_not_correct,
    not_corrected,
    nothing_new,
    unfit_name,
)
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Name

OWN, GIVEN = Name("Dịch vụ công", "Public services"), Name("Việc công", "Public work")


def test_the_numbers_are_those_of_the_catalogue() -> None:
    assert list(INDICATORS) == list(NUMBERS)


@pytest.mark.parametrize("role", Role)
def test_only_the_quality_officer_corrects_names(role: Role) -> None:
    actor = Actor(1, "A", holds=frozenset({(role, None)}))
    assert (may_not_correct(actor) is None) is (role == Role.QUALITY_OFFICER)


@pytest.mark.parametrize(
    "name",
    [
        GIVEN,
        Name("A", "B"),
        Name("ă" * LONGEST_NAME, "b" * LONGEST_NAME),
        Name("100% (chỉ số <b>)", "100% %(name)s"),
    ],
)
def test_a_name_in_both_languages_is_fit(name: Name) -> None:
    assert unfit_name(name) is None


@pytest.mark.parametrize(
    ("name", "because"),
    [
        (Name("", "B"), "cả hai ngôn ngữ"),
        (Name("A", ""), "cả hai ngôn ngữ"),
        (Name("  ", "B"), "cả hai ngôn ngữ"),
        (Name("A", "B\n"), "trên một dòng"),
        (Name("A\nA", "B"), "trên một dòng"),
        (Name("ă" * (LONGEST_NAME + 1), "B"), "dài quá"),
        (Name("A", "b" * (LONGEST_NAME + 1)), "dài quá"),
    ],
)
def test_a_name_that_a_list_cannot_show_is_unfit(name: Name, because: str) -> None:
    assert because in str(unfit_name(name))


def test_a_correction_says_something_else_than_before() -> None:
    assert nothing_new(GIVEN, OWN, OWN) is None
    assert nothing_new(Name(OWN.text, "Services"), OWN, OWN) is None
    assert "đang dùng rồi" in str(nothing_new(OWN, OWN, OWN))
    assert "đang dùng rồi" in str(nothing_new(GIVEN, GIVEN, OWN))
    assert "tên trong bảng" in str(nothing_new(OWN, GIVEN, OWN))


def test_only_what_was_corrected_is_taken_back() -> None:
    assert not_corrected(GIVEN) is None
    assert not_corrected(None)
