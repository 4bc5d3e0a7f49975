"""Fields that every form shares, without a page."""

import pytest
from werkzeug.datastructures import MultiDict

from qms.kernel.forms import Checked, number

WANTED = "Cần một số từ 1 đến 5."


class CopiesForm(Checked):
    count = number("Số bản", 1, 5, WANTED, usual=2)


@pytest.mark.parametrize(("sent", "read"), [("1", 1), (" 5 ", 5)])
def test_a_number_within_its_bounds_is_read(sent: str, read: int) -> None:
    form = CopiesForm(MultiDict({"count": sent}))
    assert form.validate()
    assert form.count.data == read


@pytest.mark.parametrize("sent", ["0", "6", "-1", "", "hai", "1,5"])
def test_against_anything_else_only_one_sentence_is_said(sent: str) -> None:
    form = CopiesForm(MultiDict({"count": sent}))
    assert not form.validate()
    assert list(form.count.errors) == [WANTED]


def test_before_anything_is_sent_it_shows_the_usual_number_and_its_bounds() -> None:
    field = str(CopiesForm().count())
    assert all(said in field for said in ('value="2"', 'min="1"', 'max="5"', "required"))
