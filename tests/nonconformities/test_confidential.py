"""What is confidential is seen by who leads and who is named in it, wherever one looks."""

from collections.abc import Callable

import pytest
from flask import Flask

from qms.documents.queries import document_by_key
from qms.nonconformities import awaited, queries
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.alike import alike
from qms.nonconformities.queries import Wanted
from tests.nonconformities.cases import (
    a_report,
    accepted,
    an_action,
    analysed,
    approved,
    corrected,
    done,
    proposed,
)
from tests.town import CAST, actor, an_edition, person
from tests.visitor import Visitor

NAMED = {"lan", "hanh", "linh", "thao", "nga"}
"""Two who lead; the reporter, the handler, and the owner of an action."""


def a_hidden_one() -> int:
    """A confidential form of economy, and an open one that is like it."""
    accepted()
    edition = an_edition("in force")
    found = accepted(a_report(about=edition), confidential=True, handler_id=person("thao").id)
    found = analysed(corrected(found, by="thao"), by="thao")
    an_action(found, by="thao", owner_id=person("nga").id)
    return proposed(found, by="thao").id


@pytest.fixture
def hidden(inside: Flask) -> int:
    """It, inside the application."""
    return a_hidden_one()


def test_each_list_count_and_link_agrees(hidden: int) -> None:
    an_edition("in force", "QT-09/VP")
    for login in CAST:
        _agrees(hidden, login)


def _agrees(hidden: int, login: str) -> None:
    by, sees = actor(login), login in NAMED
    found = queries.nonconformity(by, hidden)
    assert (found is not None) == sees
    assert (hidden in queries.by_ids(by, [hidden])) == sees
    assert (hidden in [one.id for one in queries.listed(by, Wanted()).found]) == sees
    assert (hidden in [one.id for one in queries.whole(by, Wanted())]) == sees
    assert queries.listed(by, Wanted()).total == len(queries.listed(by, Wanted()).found)
    assert (hidden in [one.id for one in queries.touching(by, "3.1").found]) == sees
    counted = queries.open_by_indicator(by).get("3.1", 0)
    assert counted == len(queries.touching(by, "3.1").found)
    assert (actions.action(by, hidden, 1) is not None) == sees
    assert len(actions.lifting(by, "3.1")) == sees
    named, other = document_by_key("QT-01-VP"), document_by_key("QT-09-VP")
    assert named is not None
    assert other is not None
    assert len(queries.about(by, named)) == sees
    assert queries.about(by, other) == []


def test_what_is_alike_is_told_of_what_one_may_see(hidden: int) -> None:
    later = accepted()
    assert hidden in [one.found.id for one in alike(actor("lan"), later)]
    assert [one.found.id for one in alike(actor("minh"), later)] == [1]
    assert alike(actor("tuan"), later) == []


def test_what_awaits_people_is_told_to_who_may_see_it(hidden: int) -> None:
    found = queries.nonconformity(actor("hanh"), hidden)
    assert found is not None
    assert found in awaited.to_lead(actor("hanh"))
    action = done(approved(found).plan[0], by="nga")
    assert list(actions.to_check(actor("lan"))) == [action]
    assert actions.to_check(actor("minh")) == []
    assert actions.to_check(actor("binh")) == []


def test_pages_say_that_it_is_not_there(app: Flask, visit: Callable[[str | None], Visitor]) -> None:
    with app.app_context():
        hidden = a_hidden_one()
    place = f"/nonconformities/{hidden}"
    paths = (place, f"{place}/actions/1", f"{place}/cause", f"{place}/actions/new")
    for login in ("minh", "binh", "tam", "khoa", "tuan", "son"):
        visitor = visit(login)
        for path in paths:
            assert visitor.get(path).status_code == 404, (login, path)
        for path in ("/plan/approval", "/actions/1/progress", "/effect", "/cause", "/actions"):
            assert visitor.send(f"{place}{path}", seen="1").status_code == 404, (login, path)
    for login in NAMED:
        page = visit(login).get(place)
        assert page.status_code == 200
        assert "hạn chế" in page.text
