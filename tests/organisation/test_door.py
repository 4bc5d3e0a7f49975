"""Coming in: by password, by link, for the first time; and being kept out."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from qms import migrations
from qms.app import create_app
from qms.audit_trail.models import TrailLine
from qms.config import Settings
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.organisation import links, operations, queries
from qms.organisation.models import Person
from tests.installing import CHEAP, close
from tests.town import PASSWORD, actor, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
NEW = "nam bon ba hai mot"
WRONG = "không phải mật khẩu"


def knock(visitor: Visitor, login: str, password: str) -> TestResponse:
    return visitor.send("/sign-in", login=login, password=password)


def essence(answer: TestResponse) -> tuple[int, str]:
    """An answer without what differs from one sending to the next, and without the login typed."""
    start = answer.text.index("<main")
    words = [x for x in answer.text[start:].split() if "value=" not in x]
    return answer.status_code, " ".join(words)


def is_in(visitor: Visitor) -> bool:
    return visitor.get("/account").status_code == 200


def an_invitation(app: Flask, login: str) -> str:
    with app.app_context():
        return operations.invite(person(login), by=actor("son"), reason="quên mật khẩu")


@pytest.mark.parametrize("login", ["linh", "LINH", "  Linh "])
def test_name_and_password_open_the_door(app: Flask, login: str) -> None:
    guest = Visitor(app, None)
    assert knock(guest, login, PASSWORD).location == "/"
    assert is_in(guest)


def test_whoever_fails_gets_the_same_answer(app: Flask) -> None:
    with app.app_context():
        operations.disable(person("khoa"), by=actor("son"), reason="nghỉ việc")
        new = operations.NewPerson("moi", "Người Mới", "", person("linh").unit_id)
        operations.add_person(new, by=actor("son"))
    answers = {
        essence(knock(Visitor(app, None), login, password))
        for login, password in (
            ("linh", WRONG),
            ("nobody", PASSWORD),
            ("khoa", PASSWORD),
            ("khoa", WRONG),
            ("moi", PASSWORD),
            ("moi", "the password of nobody"),
            ("linh", PASSWORD + "x" * 300),
        )
    }
    assert len(answers) == 1
    [(status, words)] = answers
    assert status == 422
    assert "chưa đúng" in words


def test_a_password_opens_the_door_from_every_keyboard(app: Flask) -> None:
    spoken = "một hai bả bốn nằm"
    with app.app_context():
        linh = person("linh")
        operations.change_password(linh, PASSWORD, spoken, by=actor("linh"))
    for typed in (spoken, unicodedata.normalize("NFD", spoken)):
        assert knock(Visitor(app, None), "linh", typed).status_code == 302
    assert knock(Visitor(app, None), "linh", "mot hai ba bon nam").status_code == 422


@pytest.mark.parametrize(("login", "password"), [("", PASSWORD), ("linh", ""), ("", "")])
def test_an_empty_field_is_pointed_out_and_the_name_kept(
    app: Flask, login: str, password: str
) -> None:
    answer = knock(Visitor(app, None), login, password)
    assert answer.status_code == 422
    assert "Cần điền mục này" in answer.text
    assert f'value="{login}"' in answer.text
    assert PASSWORD not in answer.text


def test_signing_in_leads_on_to_the_page_that_was_wanted(app: Flask) -> None:
    guest = Visitor(app, None)
    answer = guest.send("/sign-in?next=/account", login="linh", password=PASSWORD)
    assert answer.location == "/account"
    wicked = Visitor(app, None)
    answer = wicked.send("/sign-in", login="linh", password=PASSWORD, next="//evil.example")
    assert answer.location == "/"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    app = create_app(Settings(tmp_path / "empty", password_cost=CHEAP))
    with app.app_context():
        migrations.migrate(db.engine)
        db.session.remove()
    yield app
    with app.app_context():
        close(app)


STEPS = {
    "agency_name": "UBND phường Tân Hòa",
    "name": "Vũ Thái Sơn",
    "title": "Quản trị mạng",
    "login": "son",
    "new_password": PASSWORD,
    "again": PASSWORD,
}


def the_first_link(app: Flask) -> str:
    with app.app_context():
        word = operations.offer_set_up()
    assert word
    return f"/welcome/{word}"


def test_an_empty_installation_has_no_account_at_all(empty: Flask) -> None:
    with empty.app_context():
        assert db.session.scalar(select(func.count()).select_from(Person)) == 0
    for login in ("admin", "son", "root"):
        assert knock(Visitor(empty, None), login, "admin").status_code == 422


def test_the_first_link_makes_the_agency_and_its_administrator_once(empty: Flask) -> None:
    path, guest = the_first_link(empty), Visitor(empty, None)
    assert guest.get(path).status_code == 200
    assert guest.send(path, **STEPS).location == "/people"
    assert is_in(guest)
    with empty.app_context():
        assert [p.login for p in queries.people(actor("son"))] == ["son"]
        verbs = db.session.scalars(select(TrailLine.verb).order_by(TrailLine.id)).all()
        assert verbs == ["set up", "add person"]
    again = Visitor(empty, None).send(path, **STEPS)
    assert again.status_code == 404
    assert Visitor(empty, None).get(path).status_code == 404


def test_once_set_up_no_further_first_link_is_given_and_an_older_one_is_dead(empty: Flask) -> None:
    with empty.app_context():
        first = operations.offer_set_up() or ""
        second = operations.offer_set_up() or ""
        with pytest.raises(Refused):
            operations.set_up(operations.FirstSteps("X", "son", "S", "", PASSWORD), first)
        operations.set_up(operations.FirstSteps("X", "son", "S", "", PASSWORD), second)
        assert operations.offer_set_up() is None
        with pytest.raises(Refused):
            operations.set_up(operations.FirstSteps("Y", "hai", "H", "", PASSWORD), second)


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("agency_name", "", "Cần điền mục này"),
        ("login", "đặng văn", "Tên đăng nhập gồm"),
        ("again", "khác đi một chút", "Hai lần gõ chưa giống nhau"),
        ("name", "x" * 201, "dài quá"),
    ],
)
def test_a_faulty_field_of_the_first_page_keeps_the_others(
    empty: Flask, field: str, value: str, said: str
) -> None:
    guest = Visitor(empty, None)
    answer = guest.send(the_first_link(empty), **(STEPS | {field: value}))
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Quản trị mạng"' in answer.text
    assert PASSWORD not in answer.text


def test_a_weak_first_password_is_refused_and_the_link_still_works(empty: Flask) -> None:
    path, guest = the_first_link(empty), Visitor(empty, None)
    weak = STEPS | {"new_password": "ngắn", "again": "ngắn"}
    answer = guest.send(path, **weak)
    assert answer.status_code == 409
    assert 'value="UBND phường Tân Hòa"' in answer.text
    assert guest.send(path, **STEPS).status_code == 302


@pytest.mark.parametrize("kind", ["welcome", "password"])
def test_a_wrong_word_opens_nothing(app: Flask, kind: str) -> None:
    for word in ("wrong", "x" * 500, "%00", "..%2F.."):
        answer = Visitor(app, None).get(f"/{kind}/{word}")
        assert answer.status_code == 404


def test_a_link_for_one_purpose_does_not_serve_the_other(app: Flask, empty: Flask) -> None:
    word = an_invitation(app, "linh")
    assert Visitor(app, None).get(f"/welcome/{word}").status_code == 404
    first = the_first_link(empty).replace("welcome", "password")
    assert Visitor(empty, None).get(first).status_code == 404


def test_a_link_lets_a_person_choose_a_password_once(app: Flask, visit: Visit) -> None:
    inside, path = visit("linh"), f"/password/{an_invitation(app, 'linh')}"
    guest = Visitor(app, None)
    assert "linh" in guest.get(path).text
    assert guest.send(path, new_password=NEW, again=NEW).location == "/"
    assert is_in(guest)
    assert not is_in(inside), "visits opened with the old password"
    assert Visitor(app, None).get(path).status_code == 404
    assert knock(Visitor(app, None), "linh", PASSWORD).status_code == 422
    assert knock(Visitor(app, None), "linh", NEW).status_code == 302


def test_a_newer_link_kills_the_older(app: Flask) -> None:
    older, newer = an_invitation(app, "linh"), an_invitation(app, "linh")
    assert Visitor(app, None).get(f"/password/{older}").status_code == 404
    assert Visitor(app, None).get(f"/password/{newer}").status_code == 200


def test_a_link_lives_three_days(app: Flask) -> None:
    word, now = an_invitation(app, "linh"), clock.now()
    for late, status in ((-timedelta(minutes=5), 200), (timedelta(seconds=1), 404)):
        with clock.showing(now + links.VALID_FOR + late):
            assert Visitor(app, None).get(f"/password/{word}").status_code == status


@pytest.mark.parametrize(
    ("first", "again", "status", "said"),
    [
        (NEW, NEW + "x", 422, "chưa giống nhau"),
        ("", "", 422, "Cần điền"),
        ("ngắn", "ngắn", 409, "12 đến 200"),
        ("toi ten la linh", "toi ten la linh", 409, "dễ đoán"),
    ],
)
def test_a_password_that_does_not_do_leaves_the_link_alive(
    app: Flask, first: str, again: str, status: int, said: str
) -> None:
    path, guest = f"/password/{an_invitation(app, 'linh')}", Visitor(app, None)
    answer = guest.send(path, new_password=first, again=again)
    assert (answer.status_code, said in answer.text) == (status, True)
    assert guest.send(path, new_password=NEW, again=NEW).status_code == 302


def test_a_link_given_to_somebody_shut_out_does_not_let_them_in(app: Flask) -> None:
    word = an_invitation(app, "linh")
    with app.app_context():
        operations.disable(person("linh"), by=actor("son"), reason="nghỉ việc")
    guest = Visitor(app, None)
    guest.send(f"/password/{word}", new_password=NEW, again=NEW)
    assert not is_in(guest)


def test_no_word_of_a_link_is_kept_in_the_clear(app: Flask, data: Path) -> None:
    word = an_invitation(app, "linh").encode()
    for file in data.rglob("*"):
        assert not file.is_file() or word not in file.read_bytes(), file
