"""Who is signed in, for how long, and how a visit ends."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import select

from qms.app import create_app
from qms.config import Settings
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.sessions import COOKIE, DatabaseSessions, WebSession, end
from tests.installing import CHEAP, close
from tests.town import PASSWORD, person
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
MINUTE = timedelta(minutes=1)


def name_of(visitor: Visitor) -> str:
    cookie = visitor.client.get_cookie(COOKIE)
    assert cookie is not None
    return cookie.value


def is_in(visitor: Visitor) -> bool:
    answer = visitor.get("/account")
    assert answer.status_code in (200, 302)
    return answer.status_code == 200


def with_cookie(app: Flask, name: str) -> Visitor:
    visitor = Visitor(app, None)
    visitor.client.set_cookie(COOKIE, name)
    return visitor


def test_a_visit_ends_after_half_an_hour_of_rest(visit: Visit) -> None:
    linh, start = visit("linh"), clock.now()
    for minutes in (29, 58):
        with clock.showing(start + minutes * MINUTE):
            assert is_in(linh)
    with clock.showing(start + 89 * MINUTE):
        assert not is_in(linh)


def test_a_visit_ends_after_twelve_hours_however_busy(visit: Visit) -> None:
    linh, start = visit("linh"), clock.now()
    for minutes in range(20, 12 * 60, 20):
        with clock.showing(start + minutes * MINUTE):
            assert is_in(linh), minutes
    with clock.showing(start + timedelta(hours=12, seconds=1)):
        assert not is_in(linh)


def test_a_visit_is_written_down_once_a_minute_at_most(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    linh.get("/account")  # the first page after the door writes the secret of its forms

    def seen() -> object:
        with app.app_context():
            wanted = select(WebSession.seen_at).where(WebSession.person_id.is_not(None))
            return db.session.scalars(wanted).one()

    first = seen()
    linh.get("/account")
    assert seen() == first
    with clock.showing(clock.now() + 2 * MINUTE):
        linh.get("/account")
    assert seen() != first


def test_signing_in_gives_the_visit_another_name(app: Flask) -> None:
    guest = Visitor(app, None)
    guest.get("/sign-in")
    before = name_of(guest)
    assert guest.send("/sign-in", login="linh", password=PASSWORD).status_code == 302
    assert name_of(guest) != before
    assert is_in(guest)
    assert not is_in(with_cookie(app, before))


def test_a_name_that_somebody_else_chose_is_never_taken_on(app: Flask) -> None:
    lured = with_cookie(app, "a-name-of-the-attacker")
    assert lured.send("/sign-in", login="linh", password=PASSWORD).status_code == 302
    assert is_in(lured)
    assert not is_in(with_cookie(app, "a-name-of-the-attacker"))


def test_signing_out_kills_the_visit_at_once(app: Flask, visit: Visit) -> None:
    linh = visit("linh")
    name = name_of(linh)
    answer = linh.send("/sign-out")
    assert (answer.status_code, answer.location) == (302, "/sign-in")
    assert linh.client.get_cookie(COOKIE) is None
    assert not is_in(with_cookie(app, name))


def test_a_new_password_ends_every_other_visit(app: Flask, visit: Visit) -> None:
    here, there, other = visit("linh"), visit("linh"), visit("khoa")
    before, new = name_of(here), "nam bon ba hai mot"
    fields = {"password": PASSWORD, "new_password": new, "again": new}
    assert here.send("/account", **fields).status_code == 302
    assert is_in(here)
    assert not is_in(there)
    assert is_in(other)
    assert not is_in(with_cookie(app, before))


def test_a_person_shut_out_is_out_at_once(app: Flask, visit: Visit) -> None:
    son, linh, khoa = visit("son"), visit("linh"), visit("khoa")
    with app.app_context():
        number = person("linh").id
    assert son.send(f"/people/{number}/suspension", reason="nghỉ việc").status_code == 302
    assert not is_in(linh)
    assert is_in(khoa)
    assert is_in(son)


def test_a_visit_ended_elsewhere_does_not_come_back(app: Flask, visit: Visit) -> None:
    name, sessions = name_of(visit("linh")), DatabaseSessions()
    with app.test_request_context("/", headers={"Cookie": f"{COOKIE}={name}"}):
        open_visit = sessions.open_session(app, request)
        assert open_visit["_user_id"]
        end(name)
        open_visit["language"] = "en"
        sessions.save_session(app, open_visit, app.response_class())
    assert not is_in(with_cookie(app, name))


@pytest.mark.parametrize("value", ["", "unknown", "x" * 4000, "'; DROP TABLE web_session", "ŵ"])
def test_an_unknown_cookie_opens_nothing_and_harms_nothing(app: Flask, value: str) -> None:
    stranger = with_cookie(app, value)
    assert not is_in(stranger)
    assert stranger.get("/sign-in").status_code == 200


def test_the_name_of_a_visit_is_nowhere_in_the_data(app: Flask, visit: Visit, data: Path) -> None:
    name = name_of(visit("linh")).encode()
    assert len(name) >= 40
    for file in data.rglob("*"):
        assert not file.is_file() or name not in file.read_bytes(), file


def test_what_rests_is_swept_out(app: Flask, visit: Visit) -> None:
    visit("linh")
    with clock.showing(clock.now() + 31 * MINUTE):
        visit("khoa")
    with app.app_context():
        kept = db.session.scalars(select(WebSession.person_id)).all()
        assert kept == [person("khoa").id]


def test_a_page_that_needs_no_visit_writes_none(app: Flask) -> None:
    guest = Visitor(app, None)
    for path in ("/static/logo.svg", "/account"):
        guest.get(path)
    assert guest.client.get_cookie(COOKIE) is None
    with app.app_context():
        assert db.session.scalars(select(WebSession)).all() == []


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(app: Flask) -> None:
    answer = Visitor(app, None).get("/sign-in")
    said = answer.headers["Set-Cookie"]
    assert said.startswith(f"{COOKIE}=")
    parts = {part.strip() for part in said.split(";")[1:]}
    assert parts == {"HttpOnly", "Path=/", "SameSite=Lax"}


@pytest.fixture
def behind_a_proxy(data: Path) -> Iterator[Flask]:
    app = create_app(Settings(data, https=True, password_cost=CHEAP))
    yield app
    with app.app_context():
        close(app)


def test_behind_https_the_cookie_never_travels_in_the_clear(behind_a_proxy: Flask) -> None:
    client = behind_a_proxy.test_client()
    answer = client.get("/sign-in", headers={"X-Forwarded-Proto": "https"})
    assert "Secure" in answer.headers["Set-Cookie"]
