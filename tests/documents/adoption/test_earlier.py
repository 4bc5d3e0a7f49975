"""Editions of the past: their numbers, their days, and what they never do."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from flask import Flask

from qms.documents import drafting, filing
from qms.documents.adoption import earlier
from qms.documents.adoption.earlier import EarlierFacts
from qms.documents.adoption.lifecycle import Span, span_unfit
from qms.documents.adoption.queries import earlier_of
from qms.documents.drafting import EditionFacts
from qms.documents.models import Document
from qms.kernel import clock
from qms.kernel.lifecycle import Refused
from tests import town
from tests.paper import HOLDS, an_earlier, confirmed, recorded
from tests.town import actor, an_edition, word_file

FIRST, LAST = date(2020, 1, 1), date(2022, 1, 1)


@pytest.fixture
def document(inside: Flask) -> Document:
    """A document in force since the paper decision."""
    return confirmed(recorded(town.a_draft())).items[0].edition.document


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]


def test_it_is_noted_and_changes_nothing_else(document: Document) -> None:
    noted = an_earlier(document)
    assert (noted.number, noted.in_force_on, noted.ended_on) == ("00/01", FIRST, LAST)
    assert [e.state for e in document.editions] == ["in force"]
    assert list(earlier_of(actor("lan"), document)) == [noted]
    assert list(earlier_of(actor("linh"), document)) == []


def test_they_may_touch_but_not_overlap(document: Document) -> None:
    an_earlier(document)
    an_earlier(document, (0, 2), LAST, HOLDS)
    shared = "không cùng có hiệu lực"
    assert shared in refusal(lambda: an_earlier(document, (0, 3), LAST - timedelta(1), LAST))[0]
    assert shared in refusal(lambda: an_earlier(document, (0, 3), HOLDS, HOLDS + timedelta(9)))[0]


def test_numbers_need_not_grow_but_are_used_once(document: Document) -> None:
    an_earlier(document, (5, 0))
    an_earlier(document, (0, 1), date(2022, 1, 2), date(2023, 1, 1))
    used = "đã dùng cho một phiên bản trước"
    assert used in refusal(lambda: an_earlier(document, (5, 0), FIRST - timedelta(9), FIRST))[0]
    assert used in refusal(lambda: an_earlier(document, (1, 0), FIRST - timedelta(9), FIRST))[0]
    file = filing.take_in(word_file(), "a.docx")
    facts = EditionFacts("Lưu trữ", 5, 0)
    assert used in refusal(lambda: drafting.start_edition(document, facts, file, actor("thao")))[0]


@pytest.mark.parametrize(
    ("start", "until", "said"),
    [
        (FIRST, FIRST, "Ngày hết hiệu lực phải sau ngày có hiệu lực."),
        (LAST, FIRST, "Ngày hết hiệu lực phải sau ngày có hiệu lực."),
        (FIRST, date(2199, 1, 1), "Ngày hết hiệu lực không được sau hôm nay."),
    ],
)
def test_the_days_are_logical(start: date, until: date, said: str) -> None:
    found = [str(s) for s in span_unfit(Span("01/00", start, until), []) if s]
    assert found == [said]


def test_a_decision_is_signed_before_it_holds(document: Document) -> None:
    facts = EarlierFacts(0, 1, FIRST, LAST, "3/QĐ", FIRST + timedelta(1))
    said = refusal(lambda: earlier.note_earlier(document, facts, None, by=actor("lan")))
    assert said == ["Ngày ký quyết định không được sau ngày có hiệu lực."]


def test_it_ends_before_what_was_put_in_force_here(inside: Flask) -> None:
    edition = an_edition("in force")
    today = clock.today()
    an_earlier(edition.document, (0, 1), FIRST, today)
    assert earlier_of(actor("tam"), edition.document)


@pytest.mark.parametrize("by", ["hanh", "thao", "linh", "minh", "tam", "son"])
def test_only_the_officer_notes_and_strikes_out(document: Document, by: str) -> None:
    facts = EarlierFacts(0, 1, FIRST, LAST)
    assert refusal(lambda: earlier.note_earlier(document, facts, None, by=actor(by)))
    noted = an_earlier(document)
    assert refusal(lambda: earlier.strike_earlier(noted, by=actor(by), reason="nhầm"))


def test_a_wrong_note_is_struck_out_once_and_with_a_reason(document: Document) -> None:
    noted = an_earlier(document)
    assert refusal(lambda: earlier.strike_earlier(noted, actor("lan"), " ")) == ["Hãy ghi lý do."]
    earlier.strike_earlier(noted, by=actor("lan"), reason="gõ nhầm")
    assert not earlier_of(actor("lan"), document)
    assert "trước bạn" in refusal(lambda: earlier.strike_earlier(noted, actor("lan"), "lại"))[0]
    assert an_earlier(document).number == "00/01"


def test_what_was_struck_out_stands_in_no_decisions_way(inside: Flask) -> None:
    draft = town.a_draft()
    wrong = an_earlier(draft.document, (0, 5), date(2023, 1, 1), HOLDS + timedelta(1))
    assert "trước lúc phiên bản trước" in refusal(lambda: recorded(draft))[0]
    earlier.strike_earlier(wrong, by=actor("lan"), reason="gõ nhầm")
    assert confirmed(recorded(draft)).state == "confirmed"


def test_the_number_of_a_draft_given_up_is_free_for_the_past(inside: Flask) -> None:
    document = town.move(town.a_draft(), "discarded").document
    assert an_earlier(document, (1, 0)).number == "01/00"
