"""Guessing is slowed down, and nobody else is."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from qms.app import create_app
from qms.config import Settings
from qms.kernel import clock
from qms.organisation import throttle
from tests.installing import CHEAP, close
from tests.town import PASSWORD
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
WRONG = "không phải mật khẩu"
HOME, AWAY = "192.0.2.1", "192.0.2.2"


def knock(app: Flask, login: str, password: str, address: str = HOME) -> int:
    guest = Visitor(app, None)
    form = {"csrf_token": guest.token(), "login": login, "password": password}
    sent = guest.client.post("/sign-in", data=form, environ_base={"REMOTE_ADDR": address})
    return sent.status_code


def guess(app: Flask, login: str = "linh", address: str = HOME, times: int = 5) -> None:
    with app.app_context():
        for _ in range(times):
            throttle.failed(login, address)


@pytest.fixture
def restarted(app: Flask, data: Path) -> Iterator[Flask]:
    """Another process on the same data."""
    other = create_app(Settings(data, password_cost=CHEAP))
    yield other
    with other.app_context():
        close(other)


def test_after_five_wrong_passwords_even_the_right_one_waits(app: Flask) -> None:
    assert [knock(app, "linh", WRONG) for _ in range(5)] == [422] * 5
    assert knock(app, "linh", PASSWORD) == 429
    assert knock(app, "LINH ", PASSWORD) == 429


def test_the_answer_says_what_to_do(app: Flask) -> None:
    guess(app, address="127.0.0.1")
    answer = Visitor(app, None).send("/sign-in", login="linh", password=PASSWORD)
    assert answer.status_code == 429
    assert "15 phút" in answer.text
    assert 'value="linh"' in answer.text


def test_a_restart_forgets_nothing(app: Flask, restarted: Flask) -> None:
    guess(app)
    assert knock(restarted, "linh", PASSWORD) == 429


def test_another_account_or_another_place_stays_open(app: Flask) -> None:
    guess(app)
    assert knock(app, "khoa", PASSWORD) == 302
    assert knock(app, "linh", PASSWORD, AWAY) == 302


def test_the_right_password_makes_the_wrong_ones_forgotten(app: Flask) -> None:
    guess(app, times=4)
    assert knock(app, "linh", PASSWORD) == 302
    guess(app, times=4)
    assert knock(app, "linh", PASSWORD) == 302


def test_the_door_opens_again_after_a_quarter_of_an_hour(app: Flask) -> None:
    guess(app)
    now = clock.now()
    with clock.showing(now + throttle.WINDOW - timedelta(seconds=5)):
        assert knock(app, "linh", PASSWORD) == 429
    with clock.showing(now + throttle.WINDOW + timedelta(seconds=5)):
        assert knock(app, "linh", PASSWORD) == 302


def test_guessing_one_account_from_many_places_is_slowed_down_too(app: Flask) -> None:
    for number in range(4):
        guess(app, address=f"198.51.100.{number}")
    assert knock(app, "linh", PASSWORD, AWAY) == 429
    assert knock(app, "khoa", PASSWORD, AWAY) == 302


def test_guessing_many_accounts_from_one_place_is_slowed_down_too(app: Flask) -> None:
    for number in range(10):
        guess(app, login=f"nguoi{number}")
    assert knock(app, "khoa", PASSWORD) == 429
    assert knock(app, "khoa", PASSWORD, AWAY) == 302


def test_a_name_that_nobody_has_is_counted_like_any_other(app: Flask) -> None:
    assert [knock(app, "nobody", WRONG) for _ in range(6)] == [422] * 5 + [429]
