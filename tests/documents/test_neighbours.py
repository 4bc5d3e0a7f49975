"""What neighbours of an edition show on its page, and how they follow its steps."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, DictLoader
from sqlalchemy import func, select

from qms.audit_trail.models import TrailLine
from qms.documents import drafting, filing, followers, slots
from qms.documents.models import Edition
from qms.documents.slots import Slot
from qms.kernel import awaiting
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from tests.town import a_draft, actor, an_edition, move, word_file
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
WORDS = {
    "word.html": "<p>said by {{ told }}</p>",
    "clause.html": "<p>beside {{ clause.number or clause.heading }}: {{ told }}</p>",
}


@pytest.fixture(autouse=True)
def nobody_registered(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    for registry in (slots, followers, awaiting):
        monkeypatch.setattr(registry, "_registered", {})


@pytest.fixture
def words(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = app.jinja_env.loader
    assert pages is not None
    monkeypatch.setattr(app.jinja_env, "loader", ChoiceLoader([DictLoader(WORDS), pages]))


@pytest.mark.parametrize("place", ["above", "below", "side"])
def test_a_part_is_shown_once_in_its_place(
    app: Flask, words: None, visit: Visit, place: str
) -> None:
    with app.app_context():
        an_edition("in force")
    slots.register("me", Slot(place, "word.html", lambda _edition, by: by.name))
    page = visit("linh").get("/documents/QT-01-VP").text
    assert page.count("said by Tạ Khánh Linh") == 1


def test_a_part_stands_at_each_clause_and_is_asked_once(
    app: Flask, words: None, visit: Visit
) -> None:
    asked = []

    def told(edition: Edition, _by: Actor) -> str:
        asked.append(edition.id)
        return "đây"

    with app.app_context():
        an_edition("in force", text=word_file("# 1. Một", "a", "# 2. Hai", "b"))
    slots.register("me", Slot("clause", "clause.html", told))
    page = visit("linh").get("/documents/QT-01-VP").text
    assert page.count("beside 1: đây") == page.count("beside 2: đây") == 1
    assert len(asked) == 1


def test_parts_that_tell_the_same_are_asked_once(app: Flask, words: None, visit: Visit) -> None:
    asked = []

    def told(edition: Edition, _by: Actor) -> str:
        asked.append(edition.id)
        return "một lần"

    with app.app_context():
        an_edition("in force")
    slots.register("above", Slot("above", "word.html", told))
    slots.register("side", Slot("side", "word.html", told))
    page = visit("linh").get("/documents/QT-01-VP").text
    assert page.count("said by một lần") == 2
    assert len(asked) == 1


def test_what_has_nothing_to_show_is_not_there(app: Flask, words: None, visit: Visit) -> None:
    with app.app_context():
        an_edition("in force")
    slots.register("me", Slot("side", "word.html", lambda _edition, _by: None))
    assert "said by" not in visit("linh").get("/documents/QT-01-VP").text


@pytest.mark.parametrize("signing", [True, False])
def test_only_what_asks_for_it_is_shown_to_who_signs(
    app: Flask, words: None, visit: Visit, signing: bool
) -> None:
    with app.app_context():
        an_edition("in review")
    slots.register("me", Slot("below", "word.html", lambda _edition, _by: "me", signing))
    page = visit("tuan").get("/documents/QT-01-VP/editions/1/signing").text
    assert ("said by me" in page) == signing


def test_a_place_that_no_page_has_is_refused() -> None:
    with pytest.raises(ValueError, match="nowhere"):
        slots.register("me", Slot("nowhere", "word.html", lambda _edition, _by: None))


def test_a_follower_is_told_of_every_step(inside: Flask) -> None:
    heard: list[tuple[str, str]] = []
    followers.register("me", lambda edition, verb, _by: heard.append((edition.number, verb)))
    edition = an_edition("in force")
    move(edition, "withdrawn")
    verbs = ["start edition", "submit", "review", "approve", "put in force", "withdraw"]
    assert heard == [("01/00", verb) for verb in verbs]


def test_a_follower_is_told_of_corrections(inside: Flask) -> None:
    draft, heard = a_draft(), []
    followers.register("me", lambda _edition, verb, _by: heard.append(verb))
    facts = drafting.EditionFacts("Tên mới", 1, 0)
    drafting.change_draft(draft, None, facts, draft.version, by=actor("thao"))
    file = filing.take_in(word_file("khác"), "b.docx")
    drafting.replace_file(draft, file, draft.version, by=actor("thao"))
    assert heard == ["change draft", "replace file"]


def test_a_follower_that_refuses_undoes_the_step(inside: Flask) -> None:
    draft = a_draft()

    def no(_edition: Edition, _verb: str, _by: Actor) -> None:
        raise Refused(Sentence("Không được."))

    followers.register("me", no)
    lines = db.session.scalar(select(func.count()).select_from(TrailLine))
    with pytest.raises(Refused):
        move(draft, "in review")
    db.session.expire_all()
    assert draft.state == "draft"
    assert db.session.scalar(select(func.count()).select_from(TrailLine)) == lines


def a_section(*tasks: Task) -> Section:
    return Section(Sentence("Cần làm"), lambda by: tasks if by.name == "Tạ Khánh Linh" else ())


def test_the_first_page_shows_what_awaits_late_things_first(visit: Visit) -> None:
    soon: dict[str, Any] = {"url": "/documents", "tag": "hạn mai"}
    late = Task("Việc trễ", "/search", late=True)
    awaiting.register("me", a_section(Task("Việc thường", note="do Lan giao", **soon), late))
    page = visit("linh").get("/").text
    assert page.index("Việc trễ") < page.index("Việc thường")
    assert "do Lan giao" in page
    assert "hạn mai" in page
    assert "Quá hạn" in page
    assert "Không có việc nào chờ bạn" not in page
    other = visit("phuc").get("/").text
    assert "Cần làm" not in other
    assert "Không có việc nào chờ bạn" in other


def test_more_than_five_tasks_are_folded(visit: Visit) -> None:
    awaiting.register("me", a_section(*(Task(f"Việc {n}", "/documents") for n in range(7))))
    assert "Xem 2 việc còn lại" in visit("linh").get("/").text
