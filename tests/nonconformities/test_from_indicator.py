"""Reporting from the page of an indicator."""

import re
from collections.abc import Callable

from flask import Flask

from tests.nonconformities.rights import fields
from tests.nonconformities.test_pages import HERE, ONE
from tests.town import unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


def test_from_an_indicator_one_reports_what_touches_it(app: Flask, visit: Visit) -> None:
    with app.app_context():
        sent = {name: str(said) for name, said in fields().items()}
        sent |= {"unit": str(unit_id("KT")), "indicator": "1.5"}
    linh = visit("linh")
    assert f"{HERE}/new?indicator=1.5" in linh.get("/indicators/1.5").text
    assert f"{HERE}/new" not in visit("tam").get("/indicators/1.5").text.partition("<main")[2]
    page = linh.get(f"{HERE}/new", indicator="1.5").text
    assert 'href="/indicators/1.5"' in page
    assert 'href="/indicators/9.9"' not in linh.get(f"{HERE}/new", indicator="9.9").text
    assert linh.send(HERE, **sent).location == ONE
    assert f'href="{ONE}"' in linh.get("/indicators/1.5").text
    taking = visit("lan").get(f"{ONE}/acceptance").text
    assert re.search(r'value="1\.5"\s+checked', taking)
