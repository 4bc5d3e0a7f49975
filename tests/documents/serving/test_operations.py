"""Saying which indicators a document serves: who may, what the trail and the index then tell."""

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from qms.audit_trail.models import TrailLine
from qms.audit_trail.vocabulary import Reader
from qms.documents import queries
from qms.documents.models import Document
from qms.documents.queries import Wanted
from qms.documents.serving.models import ServedIndicator
from qms.documents.serving.operations import name_indicators
from qms.documents.serving.queries import in_force_by_indicator, serving
from qms.indicators.catalogue import INDICATORS
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN, transaction
from qms.search.finder import Wanted as Asked
from qms.search.finder import finder
from tests.town import actor, an_edition, move

NONE: frozenset[str] = frozenset()


def name(document: Document, *numbers: str, by: str = "lan") -> Document:
    """Let a document serve ``numbers``, by somebody who has just looked at it."""
    return name_indicators(document, frozenset(numbers), document.indicators, actor(by), "")


def last_line() -> TrailLine:
    line = db.session.query(TrailLine).order_by(TrailLine.id.desc()).first()
    assert line is not None
    return line


def test_the_quality_officer_names_indicators_and_the_trail_tells_which(inside: Flask) -> None:
    document = an_edition("in force").document
    name(document, "3.1", "1.10")
    assert document.indicators == {"1.10", "3.1"}
    name_indicators(
        document, frozenset({"3.1", "4.2"}), document.indicators, actor("lan"), "góp ý của đoàn"
    )
    assert document.indicators == {"3.1", "4.2"}
    line = last_line()
    assert (line.verb, line.subject_kind, line.subject_id) == (
        "name indicators",
        "document",
        document.id,
    )
    assert line.reason == "góp ý của đoàn"
    told = {(str(what), str(old), str(new)) for what, old, new in Reader([line]).told(line)}
    assert told == {
        ("Chỉ số phục vụ", "1.10 An ninh, an toàn công cộng", ""),
        ("Chỉ số phục vụ", "", "4.2 Chất thải rắn"),
    }


@pytest.mark.parametrize("state", ["draft", "in review", "reviewed", "approved"])
def test_the_author_names_indicators_while_their_edition_is_open(inside: Flask, state: str) -> None:
    document = an_edition(state).document
    assert name(document, "3.1", by="thao").indicators == {"3.1"}


@pytest.mark.parametrize("state", ["in force", "withdrawn", "discarded"])
def test_the_author_of_a_closed_edition_does_not(inside: Flask, state: str) -> None:
    edition = an_edition("draft" if state == "discarded" else "in force")
    document = (edition if state == "in force" else move(edition, state)).document
    with pytest.raises(Refused, match="Chỉ thư ký ISO"):
        name(document, "3.1", by="thao")


@pytest.mark.parametrize("login", ["khoa", "tuan", "hung", "hanh", "minh", "tam", "linh", "son"])
def test_nobody_else_does(inside: Flask, login: str) -> None:
    document = an_edition("draft").document
    with pytest.raises(Refused, match="Chỉ thư ký ISO"):
        name(document, "3.1", by=login)
    assert document.indicators == NONE


@pytest.mark.parametrize("number", ["5.1", "1.11", "1.01", "", "3.1 ", "x" * 999])
def test_a_number_that_is_no_indicator_is_refused(inside: Flask, number: str) -> None:
    document = an_edition("draft").document
    with pytest.raises(Refused, match="không nằm trong bảng 39 chỉ số"):
        name(document, "3.1", number)
    assert document.indicators == NONE


def test_who_looked_before_somebody_else_saved_is_told_so(inside: Flask) -> None:
    document = an_edition("draft").document
    name(document, "3.1", by="thao")
    with pytest.raises(Refused) as refused:
        name_indicators(document, frozenset({"4.2"}), NONE, actor("lan"))
    assert refused.value.reasons == (OVERTAKEN,)
    assert document.indicators == {"3.1"}


def test_every_objection_is_told_at_once(inside: Flask) -> None:
    document = an_edition("draft").document
    with pytest.raises(Refused) as refused:
        name_indicators(document, frozenset({"5.5"}), frozenset({"1.1"}), actor("linh"))
    assert len(refused.value.reasons) == 3


def test_naming_the_same_again_leaves_no_line(inside: Flask) -> None:
    document = name(an_edition("draft").document, "3.1")
    before = last_line().id
    name(document, "3.1")
    assert last_line().id == before


def test_the_database_refuses_the_same_link_twice(inside: Flask) -> None:
    document = name(an_edition("draft").document, "3.1")
    with pytest.raises(IntegrityError, match="UNIQUE"), transaction():
        db.session.add(ServedIndicator(document=document, indicator="3.1"))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(chosen=st.lists(st.sets(st.sampled_from(list(INDICATORS)), max_size=6), max_size=3))
def test_what_was_named_last_is_what_is_served(
    a_document: tuple[Flask, int], chosen: list[set[str]]
) -> None:
    app, number = a_document
    with app.app_context():
        document = db.session.get_one(Document, number)
        for numbers in chosen:
            name(document, *numbers)
            assert document.indicators == numbers
            counts = in_force_by_indicator(actor("linh"))
            assert counts == dict.fromkeys(numbers, 1)


@pytest.fixture
def a_document(app: Flask) -> tuple[Flask, int]:
    with app.app_context():
        return app, an_edition("in force").document.id


def test_counts_and_lists_hold_only_what_the_reader_may_see(inside: Flask) -> None:
    name(an_edition("in force", "QT-01/VP").document, "3.1")
    name(an_edition("in review", "QT-02/VP").document, "3.1", "1.1")
    name(move(an_edition("in force", "QT-03/VP"), "withdrawn").document, "3.1")
    assert in_force_by_indicator(actor("linh")) == {"3.1": 1}
    assert in_force_by_indicator(actor("tam")) == {"3.1": 1}
    assert in_force_by_indicator(actor("son")) == {}
    codes = {
        login: [e.document.code for e in serving(actor(login), "3.1").editions]
        for login in ("linh", "thao", "tuan", "khoa", "tam", "son")
    }
    both = ["QT-01/VP", "QT-02/VP"]
    assert codes == {
        "linh": ["QT-01/VP"],
        "thao": [*both, "QT-03/VP"],
        "tuan": [*both, "QT-03/VP"],
        "khoa": ["QT-01/VP"],
        "tam": [*both, "QT-03/VP"],
        "son": [],
    }
    assert serving(actor("linh"), "1.1").total == 0


def test_a_document_with_an_old_edition_counts_once(inside: Flask) -> None:
    an_edition("in force")
    name(an_edition("in force").document, "3.1")
    an_edition("draft")
    assert in_force_by_indicator(actor("tam")) == {"3.1": 1}
    assert serving(actor("tam"), "3.1").total == 1


def test_the_list_of_documents_is_filtered_by_indicator(inside: Flask) -> None:
    name(an_edition("in force", "QT-01/VP").document, "3.1", "1.1")
    name(an_edition("in force", "QT-02/VP").document, "3.10")
    found = queries.listed(actor("linh"), Wanted(indicator="3.1"))
    assert [e.document.code for e in found.editions] == ["QT-01/VP"]
    assert queries.listed(actor("linh"), Wanted(indicator="3.2")).total == 0


def test_search_is_narrowed_by_indicator_as_soon_as_it_is_named(inside: Flask) -> None:
    document = an_edition("in force").document

    def found(number: str) -> int:
        return finder().ask(actor("linh"), Asked("lưu trữ", indicator=number)).total

    assert [found(""), found("3.1")] == [1, 0]
    name(document, "3.1", "4.2")
    assert [found("3.1"), found("4.2"), found("3.10")] == [1, 1, 0]
    name(document, "4.2")
    assert [found("3.1"), found("4.2")] == [0, 1]
    assert finder().indexer.check() == []


def test_editions_of_every_age_are_found_by_the_indicator(inside: Flask) -> None:
    an_edition("in force")
    name(an_edition("in force").document, "3.1")
    answer = finder().ask(actor("tam"), Asked("lưu trữ", history=True, indicator="3.1"))
    assert answer.by_state == {"in force": 1, "superseded": 1}
