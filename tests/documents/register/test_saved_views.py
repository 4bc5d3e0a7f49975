"""Views that a person keeps: of the register of internal documents, and of the external one."""

from collections.abc import Callable

import pytest
from flask import Flask

from tests.laws import a_law
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
INTERNAL, EXTERNAL = "/documents/register", "/external"
ASKED = {
    INTERNAL: "state=draft&sort=-title&columns=code",
    EXTERNAL: "standing=lapsed&sort=-name&columns=number",
}


@pytest.mark.parametrize("place", ASKED)
def test_an_own_view_is_kept_opened_replaced_and_forgotten(visit: Visit, place: str) -> None:
    lan, thao, views = visit("lan"), visit("thao"), f"{place}/views"
    answer = lan.send(views, name="Của tôi", query=ASKED[place] + "&nonsense=1")
    assert answer.location == f"{place}?{ASKED[place]}"
    kept = ASKED[place].replace("&", "&amp;")
    assert f'href="{place}?{kept}"' in lan.get(place).text
    lan.send(views, name="Của tôi", query="text=kho")
    page = lan.get(place).text
    assert kept not in page
    assert page.count(">Của tôi</a>") == 1
    assert ">Của tôi</a>" not in thao.get(place).text
    assert thao.send(f"{views}/1/removal").status_code == 404
    assert lan.send(f"{views}/1/removal").location == place
    assert ">Của tôi</a>" not in lan.get(place).text


def test_the_views_of_one_register_are_not_those_of_the_other(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_law()
    lan = visit("lan")
    lan.send(f"{INTERNAL}/views", name="Hằng ngày", query="")
    assert ">Hằng ngày</a>" not in lan.get(EXTERNAL).text
    assert lan.send(f"{EXTERNAL}/views/1/removal").status_code == 404
    lan.send(f"{EXTERNAL}/views", name="Hằng ngày", query="")
    for place in ASKED:
        assert lan.get(place).text.count(">Hằng ngày</a>") == 1


@pytest.mark.parametrize("place", ASKED)
def test_there_are_no_more_than_twenty_views(visit: Visit, place: str) -> None:
    lan = visit("lan")
    other = next(one for one in ASKED if one != place)
    lan.send(f"{other}/views", name="Cách khác", query="")
    answers = [
        lan.send(f"{place}/views", name=f"Cách {n}", query="").status_code for n in range(21)
    ]
    assert answers == [302] * 20 + [409]


def test_a_view_without_a_name_keeps_what_was_asked_of_laws(visit: Visit) -> None:
    answer = visit("lan").send(f"{EXTERNAL}/views", name=" ", query="text=kho&columns=number")
    assert answer.status_code == 422
    assert 'value="kho"' in answer.text
    assert 'value="text=kho&amp;columns=number"' in answer.text
