"""How much of what is printed in many layouts the reader finds; the layouts were there before it.

Each figure is exact: who makes the reader better raises it here and in README.
"""

import pytest

from qms.documents.word.reader import read
from tests.documents.word.layouts import LAYOUTS, UNFILLED, Layout

FACTS = ("code", "title", "issue", "amendment")
IN_A_TABLE = "section five in one table"
MISSED = {IN_A_TABLE: ["5.1", "5.2", "5.3", "5.4", "5.5", "5.6", "5.7"]}
"""Headings that are not told yet: rows of a table."""


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_code_title_and_counts_are_read_and_an_empty_form_says_nothing(layout: Layout) -> None:
    text = read(layout.build())
    found = {name: getattr(text, name) for name in FACTS}
    told = {name: fact.value if fact else "" for name, fact in found.items()}
    printed = {name: getattr(layout.truth, name) for name in FACTS}
    assert told == {name: "" if said == UNFILLED else said for name, said in printed.items()}


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_numbered_headings_become_clauses_and_nothing_else_does(layout: Layout) -> None:
    found = [(c.number, c.heading) for c in read(layout.build()).clauses if c.number]
    missed = MISSED.get(layout.name, [])
    assert found == [said for said in layout.truth.clauses if said[0] not in missed]


def test_nearly_all_headings_are_found() -> None:
    printed = sum(len(layout.truth.clauses) for layout in LAYOUTS.values())
    missed = sum(map(len, MISSED.values()))
    assert (printed, missed) == (134, 7)


def test_what_stands_beside_a_heading_is_the_text_of_its_clause() -> None:
    clauses = read(LAYOUTS["many amendments"].build()).clauses
    [term] = [clause for clause in clauses if clause.number == "5.4"]
    assert term.title == "5.4 Thời gian xử lý"
    assert term.text == "05 ngày làm việc kể từ ngày nhận đủ hồ sơ."
