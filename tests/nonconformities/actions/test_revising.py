"""Whether a document was revised as an action wants, without a database."""

from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.documents.requests.lifecycle import State
from qms.nonconformities.actions.revising import must_be_asked_for, unrevised, words_of


def clause(number: str, text: str = "như cũ", heading: str = "Mục") -> Any:
    """5.2.1 lies under 5.2."""
    anchor, level = f"muc-{number}", number.count(".") + 1
    return SimpleNamespace(anchor=anchor, level=level, heading=f"{heading} {number}", text=text)


TEXT = [clause(n) for n in ("1", "2", "2.1", "2.1.1", "2.2", "3")]


def edition(*clauses: Any) -> Any:
    """An edition with its text."""
    return SimpleNamespace(clauses=clauses or TEXT, title="Hộ tịch")


def request(state: str = "done", *clauses: Any) -> Any:
    """A request whose answer has these clauses."""
    return SimpleNamespace(state=state, number="01/2026", draft=edition(*clauses))


def said(request_: Any, anchor: str = "muc-2") -> str:
    return str(unrevised(request_, edition(), anchor, "2 Mục") or "")


def test_it_is_not_revised_before_it_is_asked_for() -> None:
    assert "được mở khi kế hoạch được duyệt" in said(None)


@pytest.mark.parametrize("state", list(State))
def test_it_is_not_revised_before_the_answer_is_in_force(state: State) -> None:
    changed = request(state, clause("2", "đã khác"))
    again = state in ("declined", "withdrawn")
    assert ("lập lại kế hoạch" in said(changed)) == again
    assert ("chưa có hiệu lực" in said(changed)) == (state in ("sent", "accepted", "drafting"))
    assert (said(changed) == "") == (state == "done")
    assert must_be_asked_for(changed) == again
    assert must_be_asked_for(None)


def test_in_force_with_the_same_clause_it_is_not_revised() -> None:
    assert "chưa thay đổi" in said(request())
    elsewhere = [clause("1", "đã khác"), *TEXT[1:5], clause("3", "đã khác")]
    assert "chưa thay đổi" in said(request("done", *elsewhere))
    assert said(request("done", *elsewhere), anchor="") == ""
    assert "chưa thay đổi" in said(request(), anchor="")


@pytest.mark.parametrize("place", [1, 2, 3, 4])
def test_a_clause_changed_with_what_lies_under_it(place: int) -> None:
    other = [*TEXT[:place], clause(TEXT[place].anchor[4:], "đã khác"), *TEXT[place + 1 :]]
    assert said(request("done", *other)) == ""


def test_a_clause_that_went_or_has_another_heading_is_changed() -> None:
    assert said(request("done", *TEXT[:1], *TEXT[5:])) == ""
    assert said(request("done", TEXT[0], clause("2", heading="Khác"), *TEXT[2:])) == ""


def test_the_words_of_a_clause_are_its_own_and_those_under_it() -> None:
    def headings(anchor: str) -> list[str]:
        return [heading for heading, _text in words_of(TEXT, anchor)]

    assert headings("muc-2") == ["Mục 2", "Mục 2.1", "Mục 2.1.1", "Mục 2.2"]
    assert headings("muc-2.1") == ["Mục 2.1", "Mục 2.1.1"]
    assert headings("muc-2.2") == ["Mục 2.2"]
    assert headings("muc-3") == ["Mục 3"]
    assert headings("") == [c.heading for c in TEXT]
    assert headings("muc-9") == []


levels = st.lists(st.integers(1, 4), min_size=1, max_size=12)


@given(levels, st.data())
def test_words_run_to_the_next_clause_of_the_same_level_or_above(
    deep: list[int], data: st.DataObject
) -> None:
    clauses = [
        SimpleNamespace(anchor=f"a{n}", level=level, heading=str(n), text="")
        for n, level in enumerate(deep)
    ]
    start = data.draw(st.integers(0, len(deep) - 1))
    got = [int(heading) for heading, _text in words_of(clauses, f"a{start}")]
    assert got == list(range(start, start + len(got)))
    assert all(deep[n] > deep[start] for n in got[1:])
    after = start + len(got)
    assert after == len(deep) or deep[after] <= deep[start]
