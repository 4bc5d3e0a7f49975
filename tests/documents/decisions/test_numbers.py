"""Numbers of decisions: one spelling, one decision a year, never given twice."""

from datetime import date

import pytest
from flask import Flask

from qms.documents.decisions.lifecycle import number_key
from qms.documents.decisions.operations import PaperFacts, note_adopted
from qms.documents.decisions.queries import by_number, decision, latest
from qms.kernel.lifecycle import Refused
from tests.town import actor

FACTS = PaperFacts("05/QĐ-UBND", date(2020, 2, 3), "Lê Văn An", "Phó Chủ tịch", "KT.", "CHỦ TỊCH")


@pytest.mark.parametrize("written", ["05/QĐ-UBND", "5/QĐ-UBND", "5 / qđ.ubnd", "005-QD_UBND"])
def test_every_spelling_of_a_number_is_one_number(written: str) -> None:
    assert number_key(written) == "5-QD-UBND"


def test_numbers_that_differ_stay_apart() -> None:
    assert len({number_key(n) for n in ("5/QĐ-UBND", "50/QĐ-UBND", "5/QĐ-VP")}) == 3


def test_a_decision_of_the_past_is_noted_once_a_year(inside: Flask) -> None:
    noted = note_adopted(FACTS, "Ban hành bộ quy trình", by=actor("lan"))
    assert (noted.state, noted.year, noted.effective_on) == ("carried out", 2020, FACTS.day)
    again = PaperFacts("5/QĐ-UBND", date(2020, 9, 1), "Lê Văn An", "Phó Chủ tịch")
    with pytest.raises(Refused, match="đã có"):
        note_adopted(again, "Khác", by=actor("lan"))
    next_year = PaperFacts("5/QĐ-UBND", date(2021, 9, 1), "Lê Văn An", "Phó Chủ tịch")
    note_adopted(next_year, "Khác", by=actor("lan"))
    assert by_number("5-QĐ-UBND", 2020) is noted


@pytest.mark.parametrize("number", ["", "QĐ-UBND"])
def test_a_number_has_a_number(inside: Flask, number: str) -> None:
    with pytest.raises(Refused, match="cần có số"):
        note_adopted(PaperFacts(number, FACTS.day, "A", "B"), "Ban hành", by=actor("lan"))


def test_it_holds_from_its_day_or_later(inside: Flask) -> None:
    early = PaperFacts("6/QĐ", FACTS.day, "A", "B", effective_on=date(2020, 1, 1))
    with pytest.raises(Refused, match="trước ngày ký"):
        note_adopted(early, "Ban hành", by=actor("lan"))


def test_decisions_exist_for_those_who_see_every_document(inside: Flask) -> None:
    noted = note_adopted(FACTS, "Ban hành bộ quy trình", by=actor("lan"))
    for login in ("lan", "hanh", "minh", "tam"):
        assert decision(actor(login), noted.id) is noted
        assert latest(actor(login)) == [noted]
    for login in ("thao", "hung", "linh", "son"):
        assert decision(actor(login), noted.id) is None
        assert latest(actor(login)) == []


@pytest.mark.parametrize("login", ["thao", "hung", "linh", "tam", "son"])
def test_only_the_officer_notes_a_decision(inside: Flask, login: str) -> None:
    with pytest.raises(Refused, match="Chỉ thư ký ISO"):
        note_adopted(FACTS, "Ban hành", by=actor(login))
