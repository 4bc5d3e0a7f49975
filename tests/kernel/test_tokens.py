"""A form is sent once, however often it arrives."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from qms.audit_trail.models import TrailLine
from qms.kernel import clock, tokens
from qms.kernel.database import db
from qms.kernel.operation import plumbing, transaction
from qms.kernel.tokens import KEPT_FOR, AlreadyDone, SpentToken
from qms.organisation import queries
from tests.town import unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]


@pytest.fixture
def son(visit: Visit) -> Visitor:
    return visit("son")


def rename(visitor: Visitor, app: Flask, name: str, once: str) -> TestResponse:
    with app.app_context():
        unit = unit_id("KT")
    return visitor.send(f"/units/{unit}/name", once=once, name=name, reason="sửa lỗi")


def names(app: Flask) -> set[str]:
    with app.app_context():
        return {unit.name for unit in queries.units()}


def lines(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(TrailLine)) or 0


def spent(app: Flask, once: str) -> SpentToken | None:
    with app.app_context():
        return db.session.get(SpentToken, once)


def test_the_same_form_three_times_is_one_effect_and_leads_to_the_same_page(
    app: Flask, son: Visitor
) -> None:
    before = lines(app)
    answers = [rename(son, app, f"Phòng {n}", "tem-1") for n in (1, 2, 3)]
    assert [a.status_code for a in answers] == [302, 302, 302]
    assert {a.location for a in answers} == {"/units"}
    assert "Phòng 1" in names(app)
    assert not names(app) & {"Phòng 2", "Phòng 3"}
    assert lines(app) == before + 1


def test_another_form_has_its_own_effect(app: Flask, son: Visitor) -> None:
    for number in (1, 2):
        assert rename(son, app, f"Phòng {number}", f"tem-{number}").status_code == 302
    assert "Phòng 2" in names(app)


def test_two_clicks_at_the_same_moment_have_one_effect(app: Flask, son: Visitor) -> None:
    token, before = son.token(), lines(app)
    with app.app_context():
        path = f"/units/{unit_id('KT')}/name"
    cookie = son.client.get_cookie("qms_session")
    assert cookie is not None
    start, answers = threading.Barrier(2), []

    def click(name: str) -> None:
        client = app.test_client()
        client.set_cookie("qms_session", cookie.value)
        form = {"csrf_token": token, "once": "tem", "name": name, "reason": "sửa"}
        start.wait()
        answers.append(client.post(path, data=form).status_code)

    threads = [threading.Thread(target=click, args=(f"Phòng {n}",)) for n in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [302, 302]
    assert len(names(app) & {"Phòng 1", "Phòng 2"}) == 1
    assert lines(app) == before + 1


def test_a_refused_verb_does_not_spend_the_word(app: Flask, son: Visitor) -> None:
    form = {"name": "Phòng mới", "parent": "1", "start": "05/02/2026"}
    refused = son.send("/units", once="tem", code="VP", **form)
    assert refused.status_code == 409
    assert spent(app, "tem") is None
    assert son.send("/units", once="tem", code="PM", **form).status_code == 302
    assert "Phòng mới" in names(app)


def test_a_form_with_a_faulty_field_does_not_spend_the_word(app: Flask, son: Visitor) -> None:
    assert rename(son, app, "", "tem").status_code == 422
    assert spent(app, "tem") is None
    assert rename(son, app, "Phòng mới", "tem").status_code == 302


def test_a_second_click_while_the_first_still_answers_does_not_change_where_it_led(
    app: Flask, son: Visitor
) -> None:
    with app.app_context(), plumbing() as session:
        session.add(SpentToken(token="tem", spent_at=clock.now()))
    answer = rename(son, app, "Phòng 2", "tem")
    assert (answer.status_code, answer.location) == (302, "/")
    row = spent(app, "tem")
    assert row is not None
    assert row.location == ""


def test_a_verb_that_finds_its_word_spent_leaves_no_lock_behind(inside: Flask) -> None:
    with plumbing() as session:
        session.add(SpentToken(token="tem", location="/units", spent_at=clock.now()))
    db.session().info["before_verb"] = tokens.spending("tem")
    with pytest.raises(AlreadyDone, match="/units"), transaction():
        pytest.fail("begun")
    with plumbing() as session:
        session.add(SpentToken(token="khác", spent_at=clock.now()))


def test_words_are_forgotten_after_two_days(app: Flask, son: Visitor) -> None:
    with app.app_context():
        for word, age in (("cũ", KEPT_FOR + timedelta(minutes=1)), ("mới", timedelta(days=1))):
            with plumbing() as session:
                session.add(SpentToken(token=word, spent_at=clock.now() - age))
    rename(son, app, "Phòng mới", "tem")
    assert spent(app, "cũ") is None
    assert spent(app, "mới") is not None
    assert spent(app, "tem") is not None


def test_every_form_carries_another_word() -> None:
    words = {tokens.fresh() for _ in range(50)}
    assert len(words) == 50
    assert all(len(word) >= 20 for word in words)
