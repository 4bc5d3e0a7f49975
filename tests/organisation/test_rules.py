"""The rules of people and passwords, without a database."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.access import Actor, Role
from qms.organisation.lifecycle import (
    last_administrator,
    not_administrator,
    odd_login,
    wrong_period,
)
from qms.organisation.models import Appointment
from qms.organisation.passwords import LONGEST, SHORTEST, objection
from qms.organisation.roles import ROLE_NAMES

days = st.dates(date(2020, 1, 1), date(2030, 1, 1))
DAY = timedelta(days=1)


def somebody(*roles: Role) -> Actor:
    return Actor(1, "Ai đó", holds=frozenset((role, None) for role in roles))


def held(start: date, end: date | None) -> Appointment:
    return Appointment(role=Role.STAFF, valid_from=start, valid_to=end)


@pytest.mark.parametrize(
    "password",
    [
        "mot hai ba bon nam",
        "abcde-fghijk",
        "mật khẩu rất dài",
        "a1b2c" * 40,
        "12345678901234567890",
    ],
)
def test_a_long_password_is_good_whatever_signs_it_has(password: str) -> None:
    assert objection(password, "linh") is None


@pytest.mark.parametrize(
    "password",
    ["", "abcde-fghij", "a1b2c" * 40 + "x", "aaaaaaaaaaaaaaaa", "abababababab", "abcdabcdabcd"],
)
def test_a_short_or_simple_password_is_refused(password: str) -> None:
    assert objection(password, "linh")


@pytest.mark.parametrize("password", ["toi la linh day", "TOI LA LINH DAY", "linhlinhlinhxy"])
def test_a_password_that_holds_ones_name_is_refused(password: str) -> None:
    assert objection(password, "Linh")


@given(st.text(min_size=0, max_size=LONGEST + 20))
def test_length_is_asked_of_every_password(password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        assert objection(password, "xyzzy") is not None


@pytest.mark.parametrize("login", ["linh", "lan.nt", "a1", "0-x", "x" * 40, "van_thu"])
def test_a_login_can_be_typed_on_any_keyboard(login: str) -> None:
    assert odd_login(login) is None


@pytest.mark.parametrize(
    "login", ["", "x", "x" * 41, "Linh", "đặng", ".linh", "-x", "li nh", "linh\n", "a/b", "linh@x"]
)
def test_an_odd_login_is_refused(login: str) -> None:
    assert odd_login(login)


@pytest.mark.parametrize("role", Role)
def test_only_the_administrator_keeps_people(role: Role) -> None:
    objected = not_administrator(None, somebody(role))
    assert (objected is None) == (role is Role.ADMINISTRATOR)


def test_somebody_must_be_left_to_let_people_in() -> None:
    assert last_administrator(0)(None, somebody())
    assert last_administrator(1)(None, somebody()) is None


@given(days, days)
def test_an_end_comes_after_its_start(start: date, end: date) -> None:
    assert (wrong_period(start, end) is None) == (end > start)
    assert wrong_period(start, None) is None


@given(days, st.integers(1, 900))
def test_a_role_is_held_from_its_first_day_to_the_day_before_its_end(
    start: date, length: int
) -> None:
    end = start + length * DAY
    appointment = held(start, end)
    assert not appointment.holds_on(start - DAY)
    assert appointment.holds_on(start)
    assert appointment.holds_on(end - DAY)
    assert not appointment.holds_on(end)


@given(days)
def test_a_role_without_an_end_is_held_on(start: date) -> None:
    assert held(start, None).holds_on(date.max)
    assert not held(start, None).holds_on(start - DAY)


periods = st.tuples(days, st.none() | st.integers(1, 400))


@given(periods, periods)
def test_two_periods_overlap_when_they_share_a_day(
    one: tuple[date, int | None], other: tuple[date, int | None]
) -> None:
    (start, length), (begin, extent) = one, other
    end = None if length is None else start + length * DAY
    until = None if extent is None else begin + extent * DAY
    shared = max(start, begin)
    share_a_day = (end is None or shared < end) and (until is None or shared < until)
    assert held(start, end).overlaps(begin, until) == share_a_day
    assert held(begin, until).overlaps(start, end) == share_a_day


def test_every_role_has_a_name() -> None:
    assert set(ROLE_NAMES) == set(Role)
    assert len({str(name) for name in ROLE_NAMES.values()}) == len(Role)
