"""The administrator keeps accounts and roles: what a page must not do by itself."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask

from qms.kernel import clock
from tests.organisation.test_people_pages import APPOINTING
from tests.town import person
from tests.visitor import Visitor


@pytest.fixture
def son(visit: Callable[[str | None], Visitor]) -> Visitor:
    return visit("son")


@pytest.fixture
def linh(app: Flask) -> str:
    """The address of Linh's page."""
    with app.app_context():
        return f"/people/{person('linh').id}"


def test_a_reason_that_is_too_long_is_called_so_and_kept(son: Visitor, linh: str) -> None:
    long = "dài " * 300
    answer = son.send(f"{linh}/suspension", reason=long)
    assert answer.status_code == 409
    assert "dài quá" in answer.text
    assert "Hãy ghi lý do" not in answer.text
    assert long.strip() in answer.text


def test_correcting_a_title_does_not_move_a_person_out_of_a_unit_that_closed(
    app: Flask, son: Visitor, linh: str
) -> None:
    with app.app_context():
        number, today = person("linh").unit_id, clock.today()
    closed = son.send(f"/units/{number}/closing", end=f"{today:%d/%m/%Y}", reason="sáp nhập")
    assert closed.status_code == 302
    assert re.search(rf'<option value="{number}"\s+selected>', son.get(linh).text)
    sent = {"name": "Tạ Khánh Linh", "title": "Chuyên viên", "unit": str(number)}
    assert son.send(linh, **sent).location == linh
    with app.app_context():
        assert person("linh").unit_id == number


def test_a_role_for_later_can_be_taken_back_on_the_page(
    app: Flask, son: Visitor, linh: str
) -> None:
    with app.app_context():
        later = clock.today() + timedelta(days=10)
    son.send(f"{linh}/appointments", **(APPOINTING | {"start": f"{later:%d/%m/%Y}"}))
    assert "sẽ không bắt đầu nữa" in son.get(linh).text
    with app.app_context():
        number = person("linh").appointments[-1].id
    assert son.send(f"{linh}/appointments/{number}/ending", reason="ghi nhầm").location == linh
    assert "sẽ không bắt đầu nữa" not in son.get(linh).text
