"""Each built file is a Word file, and says what its truth claims.

Written before the reader of facts was tuned; not changed to please it.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from lxml import etree

from qms.documents.word.gate import examine
from tests.documents.word.layouts import LAYOUTS, UNFILLED
from tests.documents.word.layouts.marks import W
from tests.documents.word.layouts.truth import Truth

FACTS = ("code", "title", "issue", "amendment", "agency", "unit", "author", "reviewer", "approver")
TIMES_THAT_DIFFER = {"plain cover and articles", "letters apart"}
COUNTED_BY_WORD = {"cover table", "content controls"}
DATES = ("{0:02}/{1:02}/{2}", "{0}/{1}/{2}", "{0:02}/{1}/{2}", "{0}.{1}.{2}", "{0:02}.{1:02}.{2}")
DATES += ("{0:02}-{1:02}-{2}", "ngày {0:02} tháng {1:02} năm {2}", "ngày {0:02} tháng {1} năm {2}")
STRUCK_OUT = ("QT.TP.07", "10/7/2025", "Lê Văn Tám", "158/2005/NĐ-CP")
BREAKS = {f"{{{W}}}{tag}" for tag in ("p", "br", "tab")}


@cache
def built(name: str) -> bytes:
    return LAYOUTS[name].build()


def xml_of(content: bytes) -> Iterator[bytes]:
    with ZipFile(BytesIO(content)) as parts:
        for name in sorted(parts.namelist()):
            if name.startswith(("word/document", "word/header", "word/footer")):
                yield parts.read(name)


def text_of(content: bytes) -> str:
    """Every text that counts, a space where a paragraph, a line or a tab ends."""
    pieces = []
    for xml in xml_of(content):
        for node in etree.fromstring(xml).iter():
            if node.tag in BREAKS:
                pieces.append(" ")
            elif node.tag == f"{{{W}}}t":
                pieces.append(node.text or "")
    return plain("".join(pieces))


def plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def claims(truth: Truth) -> Iterator[str]:
    """The texts that a truth says are printed as they stand."""
    yield from (getattr(truth, fact) for fact in FACTS)
    yield from (change for _, change in truth.amendments)
    yield from (heading for _, heading in truth.clauses)
    for step in truth.steps:
        yield from (step.what, step.who, step.time, step.forms)
    for row in (*truth.forms, *truth.records):
        yield from row
    yield from truth.laws


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_built_file_comes_in_through_the_gate_and_opens(name):
    content = built(name)
    examine(content, "x.docx")
    assert Document(BytesIO(content)).paragraphs


@pytest.mark.parametrize("name", LAYOUTS)
def test_what_the_truth_claims_is_printed(name):
    printed = text_of(built(name))
    claimed = {plain(text) for text in claims(LAYOUTS[name].truth)} - {"", UNFILLED}
    assert [text for text in claimed if text not in printed] == []


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_date_of_the_truth_is_printed_in_some_way(name):
    truth, printed = LAYOUTS[name].truth, text_of(built(name))
    told = {truth.issued_on, truth.effective_on, *(day for day, _ in truth.amendments)}
    for day in map(date.fromisoformat, told - {"", UNFILLED}):
        assert any(form.format(day.day, day.month, day.year) in printed for form in DATES), day


@pytest.mark.parametrize("name", [name for name in LAYOUTS if name not in COUNTED_BY_WORD])
def test_the_numbers_of_headings_are_typed_before_them_in_order(name):
    truth, printed = LAYOUTS[name].truth, text_of(built(name))
    heads = (re.escape(f"{number}\n{words}") for number, words in truth.clauses)
    assert re.search(".*".join(head.replace("\\\n", r"\W{1,3}") for head in heads), printed)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_steps_take_the_stated_time_unless_the_layout_is_one_that_errs(name):
    truth = LAYOUTS[name].truth
    told = sum(step.hours or 0 for step in truth.steps) or None
    assert (told != truth.stated_hours) == (name in TIMES_THAT_DIFFER)


def test_there_are_many_layouts_and_each_is_another_agency_s():
    truths = [layout.truth for layout in LAYOUTS.values()]
    agencies = [truth.agency for truth in truths]
    assert len(truths) >= 14
    assert len(set(agencies)) == len(agencies)


def test_letters_stored_apart_are_apart():
    for xml in xml_of(built("letters apart")):
        assert unicodedata.is_normalized("NFD", xml.decode())
        assert not unicodedata.is_normalized("NFC", xml.decode())


def test_what_was_struck_out_is_in_the_file_but_does_not_count():
    content = built("tracked changes in the header")
    whole = b"".join(xml_of(content)).decode()
    assert all(text in whole and text not in text_of(content) for text in STRUCK_OUT)
