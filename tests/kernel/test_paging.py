"""A long list on pages."""

from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.paging import nearest, pages


@given(total=st.integers(0, 10_000), size=st.integers(1, 200))
def test_the_pages_hold_everything_and_none_is_empty(total: int, size: int) -> None:
    assert pages(total, size) * size >= total
    assert (pages(total, size) - 1) * size < max(1, total)


@given(page=st.integers(), total=st.integers(0, 10_000), size=st.integers(1, 200))
def test_a_page_that_is_not_there_is_the_first_or_the_last(
    page: int, total: int, size: int
) -> None:
    last = pages(total, size)
    wanted = 1 if page < 1 else last if page > last else page
    assert nearest(page, total, size) == wanted
