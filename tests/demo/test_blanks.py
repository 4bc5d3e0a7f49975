"""The ward's forms: each promised by a procedure, each a Word file that the program can read."""

from datetime import date
from io import BytesIO

import docx
import pytest

from qms.demo.blanks import Blank, blanks, make_blank
from qms.documents.word import gate, reader
from qms.textindex.analysis import code_key
from tests.demo.test_texts import EDITIONS, TEXTS, promised_forms

BLANKS = blanks()
ON = date(2025, 9, 1)
each = pytest.mark.parametrize("blank", BLANKS, ids=lambda blank: blank.code)


def made(blank: Blank) -> bytes:
    return make_blank(blank, "Ủy ban nhân dân phường Tân Hòa", "01/00", ON)


def test_there_are_two_hundred_and_no_two_share_a_code() -> None:
    assert len(BLANKS) >= 200
    assert len({code_key(blank.code) for blank in BLANKS}) == len(BLANKS)


def test_every_form_that_a_procedure_names_is_there_under_its_title_and_no_other() -> None:
    written = {(blank.code, blank.title, blank.of) for blank in BLANKS}
    promised = {
        name: {(code, title, TEXTS[name].code) for code, title in promised_forms(name)}
        for name in EDITIONS
    }
    assert written <= set().union(*promised.values())
    for name, told in promised.items():
        # What the program's own procedure lists anew has a plain form until one is written.
        assert told <= written or name.startswith("../")


@each
def test_a_form_is_a_word_file_that_says_its_code_and_title(blank: Blank) -> None:
    raw = made(blank)
    gate.examine(raw, f"{blank.code}.docx")
    text = reader.read(raw)
    assert text.code
    assert text.code.value == blank.code
    assert text.title
    assert text.title.value.casefold() == blank.title.casefold()
    body = "\n".join(clause.text for clause in text.clauses)
    assert all(words in body for words in (*blank.lines, *blank.columns, *blank.signs, blank.to))


@each
def test_there_is_something_to_fill_in(blank: Blank) -> None:
    assert blank.lines or blank.columns
    assert len(blank.columns) in range(12)
    assert bool(blank.columns) == bool(blank.rows or blank.items)


def test_other_programs_open_a_form() -> None:
    for blank in BLANKS[::20]:
        document = docx.Document(BytesIO(made(blank)))
        across = document.sections[0].page_width > document.sections[0].page_height
        assert across == (len(blank.columns) >= 7)


def test_the_same_form_is_the_same_bytes() -> None:
    assert made(BLANKS[0]) == made(BLANKS[0])
