"""Who sees which edition, in pages, lists and the index."""

import pytest
from flask import Flask

from qms.documents.indexing import eyes_of, eyes_on
from qms.documents.queries import Wanted, awaiting, editions_of, listed, visible_to
from qms.kernel.database import db
from tests import town
from tests.town import actor, an_edition


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


SEES = {
    "draft": {"thao", "lan", "hanh", "minh", "tam"},
    "in review": {"thao", "tuan", "hung", "lan", "hanh", "minh", "tam"},
    "approved": {"thao", "tuan", "hung", "lan", "hanh", "minh", "tam"},
    "in force": set(town.CAST) - {"son"},
}


@pytest.mark.parametrize("state", SEES)
def test_who_sees_an_edition_and_the_index_agrees(state: str) -> None:
    edition = an_edition(state)
    seen = {who for who in town.CAST if editions_of(actor(who), edition.document.key)}
    assert seen == SEES[state]
    indexed = {who for who in town.CAST if eyes_of(actor(who)) & eyes_on(edition)}
    assert indexed == seen


def test_what_is_superseded_is_out_of_reach_of_staff_and_kept_for_auditors() -> None:
    old = an_edition("in force")
    an_edition("in force")
    assert old.id not in {e.id for e in db.session.scalars(visible_to(actor("linh")))}
    assert old.id in {e.id for e in db.session.scalars(visible_to(actor("tam")))}


def test_the_list_shows_each_document_once_as_the_reader_should_see_it() -> None:
    an_edition("in force", "QT-01/VP")
    an_edition("in review", "QT-01/VP")
    an_edition("draft", "QT-02/VP")
    shown = [(e.document.code, e.state) for e in listed(actor("lan"), Wanted()).editions]
    assert shown == [("QT-01/VP", "in force"), ("QT-02/VP", "draft")]
    assert [e.document.code for e in listed(actor("linh"), Wanted()).editions] == ["QT-01/VP"]
    assert listed(actor("lan"), Wanted(state="in review")).total == 1
    assert listed(actor("linh"), Wanted(state="in review")).total == 0


def test_what_awaits_each_person() -> None:
    an_edition("draft", "QT-01/VP")
    an_edition("in review", "QT-02/VP")
    an_edition("reviewed", "QT-03/VP")
    an_edition("approved", "QT-04/VP")
    assert [e.document.code for e in awaiting(actor("thao")).drafts] == ["QT-01/VP"]
    assert [e.document.code for e in awaiting(actor("tuan")).to_review] == ["QT-02/VP"]
    assert [e.document.code for e in awaiting(actor("hung")).to_approve] == ["QT-03/VP"]
    assert [e.document.code for e in awaiting(actor("lan")).to_put_in_force] == ["QT-04/VP"]
    assert len(awaiting(actor("linh"))) == 0
