"""Finding: what a person sees at once, what they never see; the index follows the verbs."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.documents.models import Edition
from qms.kernel.database import db
from qms.search.finder import Wanted, finder
from qms.textindex.engine import Answer
from qms.textindex.models import IndexTask
from tests import town
from tests.documents.word.builders import everything
from tests.town import actor, an_edition, move, word_file
from tests.visitor import Visitor

BODY = "Hồ sơ được lưu trữ trong kho của Văn phòng ít nhất mười năm."


def found(answer: Answer) -> list[str]:
    return [group.code for group in answer.groups]


def ask(login: str, words: str, *, history: bool = False) -> Answer:
    return finder().ask(actor(login), Wanted(words, history))


@pytest.mark.parametrize(
    "words",
    ["lưu trữ hồ sơ", "luu tru ho so", "LƯU TRỮ", "qt01vp", "QT-01/VP", "kho của Văn phòng"],
)
def test_what_is_in_force_is_found_as_people_type_it(inside: Flask, words: str) -> None:
    an_edition("in force", text=word_file("# 1. Nội dung", BODY))
    assert found(ask("linh", words)) == ["QT-01/VP"]


@pytest.mark.parametrize("state", ["draft", "in review", "reviewed", "approved"])
def test_what_is_not_yet_in_force_is_found_by_those_who_may_see_it(
    inside: Flask, state: str
) -> None:
    an_edition(state)
    assert ask("linh", "lưu trữ", history=True).total == 0
    assert ask("linh", "lưu trữ", history=True).by_state == {}
    assert ask("khoa", "lưu trữ", history=True).total == 0
    assert ask("thao", "lưu trữ").total == 0
    assert found(ask("thao", "lưu trữ", history=True)) == ["QT-01/VP"]
    assert found(ask("tam", "lưu trữ", history=True)) == ["QT-01/VP"]


def test_the_administrator_finds_nothing_by_that_role(inside: Flask) -> None:
    an_edition("in force")
    assert ask("son", "lưu trữ", history=True).total == 0


def test_what_is_superseded_or_withdrawn_leaves_the_search_of_staff(inside: Flask) -> None:
    an_edition("in force", text=word_file("Bản giấy đóng thành tập."))
    new = an_edition("in force", text=word_file("Bản số hóa."))
    assert ask("linh", "đóng thành tập").total == 0
    assert ask("tam", "đóng thành tập").by_state == {"superseded": 1}
    assert ask("linh", "số hóa").total == 1
    move(new, "withdrawn")
    assert ask("linh", "số hóa", history=True).total == 0


def test_words_in_headers_and_text_boxes_are_found_too(inside: Flask) -> None:
    an_edition("in force", text=everything())
    edition = db.session.query(Edition).one()
    assert edition.margins
    assert ask("linh", " ".join(edition.margins.split()[:3])).total == 1


@pytest.mark.usefixtures("index_follows_at_once")
def test_after_each_verb_nothing_waits_for_the_index(inside: Flask) -> None:
    an_edition("in force")
    assert db.session.query(IndexTask).count() == 0
    assert finder().indexer.check() == []


def test_a_task_left_by_a_crash_is_caught_up_with(
    inside: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finder().indexer, "catch_up", lambda: 0)
    an_edition("in force")
    assert ask("linh", "lưu trữ").total == 0
    monkeypatch.undo()
    finder().indexer.catch_up()
    assert ask("linh", "lưu trữ").total == 1
    assert finder().indexer.check() == []


def test_the_page_shows_the_clause_with_the_words_marked(
    app: Flask, visit: Callable[[str], Visitor]
) -> None:
    with app.app_context():
        an_edition("in force", text=word_file("# 5. Lưu giữ", BODY))
    page = visit("linh").get("/search", q="muoi nam").text
    assert "<mark>mười năm</mark>" in page or "<mark>mười</mark>" in page
    assert "Lưu giữ" in page
    assert "/documents/QT-01-VP/editions/1#" in page


def test_the_page_offers_history_only_where_there_is_some_to_see(
    app: Flask, visit: Callable[[str], Visitor]
) -> None:
    with app.app_context():
        an_edition("in force")
        an_edition("in force")
    assert "history=1" in visit("tam").get("/search", q="lưu trữ").text
    assert "history=1" not in visit("linh").get("/search", q="lưu trữ").text


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(words=st.text(max_size=80))
def test_whatever_is_typed_is_answered(ward_page: Visitor, words: str) -> None:
    answer = ward_page.client.get("/search", query_string={"q": words.encode("utf-8", "ignore")})
    assert answer.status_code == 200


@pytest.fixture
def ward_page(app: Flask, visit: Callable[[str], Visitor]) -> Visitor:
    with app.app_context():
        an_edition("in force")
    return visit("linh")


@pytest.mark.parametrize(
    "words", ["AND OR NOT", '"mở ngoặc', "*", "?", "a" * 5000, "code:", "(", "😀", "\x00lưu"]
)
def test_odd_questions_are_answered(ward_page: Visitor, words: str) -> None:
    assert ward_page.get("/search", q=words).status_code == 200


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.sampled_from(["lưu trữ", "hồ sơ", "bí mật", "QT-01/VP", "kho"]),
    page=st.integers(-2, 99),
)
def test_two_authors_never_find_each_others_drafts(
    two_drafts: Flask, words: str, page: int
) -> None:
    with two_drafts.app_context():
        for reader, code in (("thao", "QT-02/KT"), ("khoa", "QT-01/VP")):
            answer = finder().ask(actor(reader), Wanted(words, history=True, page=max(1, page)))
            assert code not in found(answer)
            assert answer.total <= 1
            assert sum(answer.by_state.values()) <= 1


@pytest.fixture
def two_drafts(app: Flask) -> Flask:
    with app.app_context():
        town.a_draft("QT-01/VP", by="thao", text=word_file("Lưu trữ hồ sơ bí mật trong kho."))
        town.a_draft("QT-02/KT", by="khoa", text=word_file("Lưu trữ hồ sơ bí mật trong kho."))
    return app
