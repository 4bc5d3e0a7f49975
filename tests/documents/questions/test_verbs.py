"""Questions on a real database: set, answered, kept; and what the database refuses."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import history_of, whole_chain
from qms.audit_trail.vocabulary import Reader
from qms.documents.distribution import progress
from qms.documents.distribution.operations import acknowledge, answer_questions
from qms.documents.distribution.queries import own_places, parents, to_read
from qms.documents.models import Edition
from qms.documents.questions import queries
from qms.documents.questions.models import Attempt
from qms.documents.questions.operations import (
    Asked,
    add_question,
    change_question,
    remove_question,
    reuse_questions,
)
from qms.kernel.database import db
from qms.kernel.operation import OVERTAKEN
from tests.documents.questions.asking import RIGHT, WHEN, WHERE, answering, asking, in_force
from tests.documents.routes.builders import refusal
from tests.town import a_draft, actor, an_edition, move, to_be_read

LATE = (
    "Câu hỏi chỉ đặt hoặc sửa được khi phiên bản chưa có hiệu lực, "
    "để mọi người cùng trả lời một bộ câu hỏi."
)


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def texts(edition: Edition) -> Sequence[str]:
    return [question.text for question in queries.of_edition(edition)]


def awaiting(login: str) -> Sequence[Edition]:
    """What a person is to read."""
    by = actor(login)
    return to_read(by, own_places(by, parents()))


def test_questions_are_set_changed_and_removed_on_the_editions_line() -> None:
    edition = a_draft()
    first, _second = asking(edition)
    change_question(first, Asked("Lưu ở đâu?", ("Kho", "Bàn"), 1), first.version, by=actor("lan"))
    assert texts(edition) == ["Lưu ở đâu?", WHEN.text]
    remove_question(first, first.version, by=actor("thao"))
    assert texts(edition) == [WHEN.text]
    lines = history_of([edition])
    assert [line.verb for line in lines] == [
        "start edition",
        "add question",
        "add question",
        "change question",
        "remove question",
    ]
    told = {str(what): str(after) for what, _before, after in Reader(lines).told(lines[3])}
    assert told == {"Câu hỏi": "Lưu ở đâu?", "Các câu trả lời": "Kho\nBàn", "Dòng đúng": "1"}
    assert whole_chain().whole


def test_a_change_on_a_stale_screen_is_refused() -> None:
    [question] = asking(a_draft(), WHERE)
    seen = question.version
    change_question(question, WHEN, seen, by=actor("thao"))
    assert refusal(lambda: change_question(question, WHERE, seen, by=actor("lan"))) == [
        OVERTAKEN.text
    ]
    assert refusal(lambda: remove_question(question, seen, by=actor("lan"))) == [OVERTAKEN.text]


def test_what_is_unfit_is_refused_all_at_once() -> None:
    edition = a_draft()
    unfit = Asked("Gì?", ("Một",), 2)
    assert len(refusal(lambda: add_question(edition, unfit, by=actor("khoa")))) == 3
    asking(edition, *[WHERE] * 5)
    assert refusal(lambda: asking(edition, WHEN)) == ["Mỗi phiên bản có nhiều nhất 5 câu hỏi."]


def test_nothing_is_asked_otherwise_once_people_are_asked() -> None:
    edition = in_force()
    [first, _second] = queries.of_edition(edition)
    for act in (
        lambda: add_question(edition, WHERE, by=actor("lan")),
        lambda: change_question(first, WHEN, first.version, by=actor("lan")),
        lambda: remove_question(first, first.version, by=actor("lan")),
    ):
        assert refusal(act) == [LATE]


def test_a_later_edition_begins_without_and_may_take_them_over() -> None:
    in_force()
    later = a_draft()
    assert texts(later) == []
    reuse_questions(later, by=actor("thao"))
    assert texts(later) == [WHERE.text, WHEN.text]
    assert refusal(lambda: reuse_questions(later, by=actor("thao"))) == [
        "Phiên bản này đã có câu hỏi; hãy sửa các câu đó."
    ]
    assert refusal(lambda: reuse_questions(a_draft("QT-02/VP"), by=actor("thao"))) == [
        "Phiên bản trước không có câu hỏi nào để dùng lại."
    ]


def test_right_answers_are_a_receipt() -> None:
    edition = in_force()
    assert answering(edition, "linh").passed
    assert awaiting("linh") == []
    verbs = db.session.scalars(select(TrailLine.verb).order_by(TrailLine.id.desc()).limit(2)).all()
    assert verbs == ["acknowledge", "answer questions"]


def test_a_wrong_answer_is_kept_and_is_no_receipt() -> None:
    edition = in_force()
    assert not answering(edition, "linh", 2, 2).passed
    assert [e.id for e in awaiting("linh")] == [edition.id]
    assert not answering(edition, "linh", 1, 1).passed
    assert answering(edition, "linh").passed
    kept = db.session.scalars(select(Attempt).order_by(Attempt.id)).all()
    assert [(one.answers, one.passed) for one in kept] == [
        ("2 2", False),
        ("1 1", False),
        ("2 1", True),
    ]
    [economy] = progress.by_unit(edition, actor("lan"))
    assert {line.name: line.tries for line in economy.lines}["Tạ Khánh Linh"] == 3


def test_without_answers_there_is_no_receipt() -> None:
    edition = in_force()
    said = "Phiên bản này có câu hỏi; hãy trả lời đúng hết rồi mới xác nhận đã đọc."
    assert refusal(lambda: acknowledge(edition, 1, by=actor("linh"))) == [said]
    answering(edition, "linh", 1, 1)
    assert refusal(lambda: acknowledge(edition, 1, by=actor("linh"))) == [said]
    for answers in ((2,), (2, 0), ()):
        assert refusal(lambda a=answers: answer_questions(edition, 1, a, by=actor("linh"))) == [
            "Hãy trả lời đủ các câu hỏi rồi xác nhận."
        ]


def test_only_who_is_asked_answers_and_only_once_it_is_right() -> None:
    edition = in_force()
    assert refusal(lambda: answering(edition, "minh")) == [
        "Bạn không có trong danh sách phổ biến của tài liệu này nên không cần xác nhận."
    ]
    answering(edition, "linh")
    assert refusal(lambda: answering(edition, "linh")) == ["Bạn đã xác nhận đọc phiên bản này rồi."]
    assert len(refusal(lambda: answer_questions(edition, 2, RIGHT, by=actor("binh")))) == 1


def test_the_officer_sees_which_question_people_get_wrong_at_first() -> None:
    edition = in_force()
    answering(edition, "linh", 1, 1)
    answering(edition, "linh")
    answering(edition, "binh")
    told = [(o.question.text, o.people, o.wrong) for o in queries.outcomes(edition, actor("lan"))]
    assert told == [(WHERE.text, 2, 1), (WHEN.text, 2, 0)]
    assert queries.outcomes(edition, actor("linh")) == []


@pytest.mark.parametrize(
    ("login", "may"),
    [
        ("lan", True),
        ("thao", True),
        ("tuan", True),
        ("minh", True),
        ("linh", False),
        ("khoa", False),
    ],
)
def test_answers_are_for_who_makes_or_checks_an_edition(login: str, may: bool) -> None:
    edition = in_force()
    [first, _second] = queries.of_edition(edition)
    assert queries.may_read(edition, actor(login)) == may
    assert (queries.question(edition, first.id, actor(login)) is not None) == may


TRICKS = {
    "a question more of what is in force": (
        "INSERT INTO reading_question (edition_id, text, choices, right_line, version) "
        "VALUES (1, 'x', 'a' || char(10) || 'b', 1, 1)"
    ),
    "a question of what is in force changed": "UPDATE reading_question SET right_line = 1",
    "a question of what is in force removed": "DELETE FROM reading_question",
    "a question written over": (
        "INSERT OR REPLACE INTO reading_question (id, edition_id, text, choices, right_line, "
        "version) VALUES (1, 2, 'x', 'a' || char(10) || 'b', 1, 1)"
    ),
    "a question moved to another edition": (
        "UPDATE reading_question SET edition_id = 3 WHERE edition_id = 2"
    ),
    "a sixth question": (
        "INSERT INTO reading_question (edition_id, text, choices, right_line, version) "
        "SELECT 2, 'x', 'a' || char(10) || 'b', 1, 1 FROM person LIMIT 6"
    ),
    "one choice": (
        "INSERT INTO reading_question (edition_id, text, choices, right_line, version) "
        "VALUES (2, 'x', 'a', 1, 1)"
    ),
    "no right one": "UPDATE reading_question SET right_line = 4 WHERE edition_id = 2",
    "passed with a wrong answer": (
        "INSERT INTO reading_attempt (edition_id, person_id, answers, passed, tried_at) "
        "VALUES (1, 1, '1 1', 1, '2026-01-01')"
    ),
    "not passed with right answers": (
        "INSERT INTO reading_attempt (edition_id, person_id, answers, passed, tried_at) "
        "VALUES (1, 1, '2 1', 0, '2026-01-01')"
    ),
    "an attempt at a draft": (
        "INSERT INTO reading_attempt (edition_id, person_id, answers, passed, tried_at) "
        "VALUES (2, 1, '2', 1, '2026-01-01')"
    ),
    "an attempt changed": "UPDATE reading_attempt SET person_id = 1",
    "an attempt removed": "DELETE FROM reading_attempt",
    "a receipt without right answers": (
        "INSERT INTO acknowledgement (edition_id, person_id, read_at) "
        "VALUES (1, (SELECT person_id FROM reading_attempt), '2026-01-01')"
    ),
}


@pytest.fixture
def bare(data: Path) -> Iterator[sqlite3.Connection]:
    """The database without the program: edition 1 in force, 2 and 3 drafts, one wrong attempt."""
    edition = in_force()
    asking(a_draft("QT-02/VP"), WHERE)
    a_draft("QT-03/VP")
    answering(edition, "linh", 1, 1)
    db.session.remove()
    with closing(sqlite3.connect(data / "qms.sqlite", isolation_level=None)) as connection:
        connection.execute("PRAGMA recursive_triggers=ON")
        yield connection


@pytest.mark.parametrize("trick", TRICKS)
def test_the_database_refuses(bare: sqlite3.Connection, trick: str) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        bare.execute(TRICKS[trick])


def test_what_the_database_accepts_beside_its_refusals(bare: sqlite3.Connection) -> None:
    bare.execute("UPDATE reading_question SET right_line = 3 WHERE edition_id = 2")
    bare.execute("DELETE FROM reading_question WHERE edition_id = 2")
    bare.execute(
        "INSERT INTO reading_attempt (edition_id, person_id, answers, passed, tried_at) "
        "VALUES (1, 1, '2 1', 1, '2026-01-01')"
    )
    bare.execute(
        "INSERT INTO acknowledgement (edition_id, person_id, read_at) VALUES (1, 1, '2026-01-01')"
    )
    assert bare.execute("SELECT count(*) FROM acknowledgement").fetchone() == (1,)


def test_an_edition_without_questions_is_read_by_one_press() -> None:
    edition = to_be_read(an_edition())
    acknowledge(edition, 1, by=actor("linh"))
    assert awaiting("linh") == []


def test_questions_may_still_be_set_in_review_and_once_approved() -> None:
    edition = a_draft()
    for state in ("in review", "reviewed", "approved"):
        move(edition, state)
        asking(edition, WHERE, by="lan")
    assert len(texts(edition)) == 3
    move(edition, "in force")
    assert refusal(lambda: asking(edition, WHEN)) == [LATE]
