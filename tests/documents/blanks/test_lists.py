"""Forms in the lists: under their procedure in the register, and taken away from every list."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.queries import Wanted
from qms.documents.register.asked import Asked
from qms.documents.register.columns import COLUMNS
from qms.documents.register.queries import whole
from qms.kernel.database import db
from qms.search.finder import finder
from tests.counting import statements
from tests.town import actor, an_edition, belonging, with_forms
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def ward(app: Flask) -> Flask:
    """Two procedures in force, one with two forms, and a shared form."""
    with app.app_context():
        belonging(an_edition("in force", "QT-02"), "BM-09", "BM-10")
        an_edition("in force", "QT-01")
        an_edition("in force", "BM-01")
    return app


def codes(asked: Asked) -> list[str]:
    return [entry.edition.document.code for entry in whole(actor("linh"), asked).entries]


def test_the_register_shows_forms_under_their_procedure(ward: Flask) -> None:
    with ward.app_context():
        asked = Asked(sort="parent", columns=("code", "parent"))
        assert codes(asked) == ["BM-01", "QT-01", "QT-02", "BM-09", "BM-10"]
        shown = [COLUMNS["parent"].shows(entry) for entry in whole(actor("linh"), asked).entries]
        assert shown == ["", "", "", "QT-02", "QT-02"]


def test_the_register_is_narrowed_to_the_forms_of_a_procedure(ward: Flask, visit: Visit) -> None:
    with ward.app_context():
        assert codes(Asked(Wanted(parent="qt 02"))) == ["BM-09", "BM-10"]
        assert codes(Asked(Wanted(parent="QT-77"))) == []
    linh = visit("linh")
    page = linh.get("/documents/register?parent=QT-02&columns=code&columns=parent").text
    assert "BM-09" in page
    assert "QT-01</a>" not in page
    assert "Thuộc quy trình" in page
    assert linh.get("/documents/register.xlsx?parent=QT-02&columns=parent").status_code == 200


@pytest.mark.parametrize("path", ["/documents", "/documents/register?columns=code&columns=parent"])
def test_more_forms_ask_no_more_of_the_database(ward: Flask, visit: Visit, path: str) -> None:
    linh, asked = visit("linh"), []
    for more in ((), ("BM-11", "BM-12", "BM-13")):
        with ward.app_context():
            belonging(an_edition("in force", "QT-02"), *more)
        linh.get(path)
        with statements(ward) as sent:
            assert linh.get(path).status_code == 200
        asked.append(len(sent))
    assert asked[0] == asked[1]


def test_a_form_in_force_is_taken_from_the_list_and_from_the_search(
    ward: Flask, visit: Visit
) -> None:
    with ward.app_context():
        with_forms(an_edition("draft", "QT-02"), "BM-20")
        finder().indexer.catch_up()
        db.session.remove()
    listed = visit("lan").get("/documents").text
    assert 'href="/documents/BM-09/blank"' in listed
    assert "/documents/BM-20/blank" not in listed
    assert "/documents/QT-01/blank" not in listed
    found = visit("linh").get("/search?q=BM-09").text
    assert 'href="/documents/BM-09/blank"' in found
    assert "/blank" not in visit("linh").get("/search?q=QT-01").text
