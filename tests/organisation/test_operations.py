"""The verbs of people, rights and units: as administrator, and refused for everybody else."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from qms.audit_trail.models import TrailLine
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.organisation import operations, passwords, queries, unit_operations
from qms.organisation.models import Appointment, Unit
from qms.organisation.operations import NewPerson
from tests.town import BY_ROLE, PASSWORD, actor, person, unit_id

pytestmark = pytest.mark.usefixtures("inside")
DAY = timedelta(days=1)
WHY = "Quyết định số 12/QĐ-UBND"


def root() -> Unit:
    agency = queries.agency()
    assert agency is not None
    return agency


def unit(code: str) -> Unit:
    found = queries.unit(unit_id(code))
    assert found is not None
    return found


def appoint(
    login: str, role: Role, start: date, end: date | None = None, unit_id: int | None = None
) -> Appointment:
    who, keeper = person(login), actor("son")
    return operations.appoint(who, role, unit_id, start, end, by=keeper, reason=WHY)


VERBS: dict[str, Callable[[Actor], object]] = {
    "add person": lambda by: operations.add_person(
        NewPerson("moi", "Người Mới", "Công chức", unit_id("VP")), by=by
    ),
    "change person": lambda by: operations.change_person(
        person("linh"), "Tạ Khánh Ly", "Chuyên viên", unit_id("VP"), by=by
    ),
    "give link": lambda by: operations.invite(person("linh"), by=by, reason=WHY),
    "appoint": lambda by: operations.appoint(
        person("linh"), Role.SCORER, None, clock.today(), None, by=by, reason=WHY
    ),
    "end appointment": lambda by: operations.end_appointment(
        person("linh").appointments[0], by=by, reason=WHY
    ),
    "disable": lambda by: operations.disable(person("linh"), by=by, reason=WHY),
    "enable": lambda by: operations.enable(person("linh"), by=by, reason=WHY),
    "add unit": lambda by: unit_operations.add_unit(
        "PM", "Phòng mới", root(), clock.today(), by=by
    ),
    "rename unit": lambda by: unit_operations.rename_unit(unit("KT"), "Tên mới", by=by, reason=WHY),
    "close unit": lambda by: unit_operations.close_unit(
        unit("KT"), clock.today() + DAY, by=by, reason=WHY
    ),
}


def lines() -> int:
    return db.session.scalar(select(func.count()).select_from(TrailLine)) or 0


@pytest.mark.parametrize("verb", VERBS)
def test_the_administrator_may_and_one_line_says_so(verb: str) -> None:
    before = lines()
    VERBS[verb](actor("son"))
    assert lines() == before + 1
    line = db.session.get(TrailLine, before + 1)
    assert line is not None
    assert line.verb == verb
    assert line.reason == (WHY if verb not in ("add person", "change person", "add unit") else "")


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_else_may(verb: str) -> None:
    before = lines()
    for role, login in BY_ROLE.items():
        if role is not Role.ADMINISTRATOR:
            with pytest.raises(Refused, match="Chỉ quản trị hệ thống"):
                VERBS[verb](actor(login))
    assert lines() == before


def test_a_new_person_holds_nothing_and_has_no_password() -> None:
    new = NewPerson(" Lan.NT ", "Nguyễn Thị Lan", "Chuyên viên", unit_id("VP"), "en")
    added, word = operations.add_person(new, by=actor("son"))
    assert (added.login, added.language, added.password_hash) == ("lan.nt", "en", None)
    assert queries.actor_of(added).roles == frozenset()
    assert len(word) >= 30
    assert queries.by_login("LAN.NT ") is added


@pytest.mark.parametrize("login", ["linh", "LINH", " Linh "])
def test_a_login_is_given_once(login: str) -> None:
    with pytest.raises(Refused, match="linh đã có người dùng"):
        operations.add_person(NewPerson(login, "X Y", "", unit_id("VP")), by=actor("son"))


@pytest.mark.parametrize("login", ["", "đặng", "a b", "x" * 41, "../son"])
def test_an_odd_login_is_refused_whoever_asks(login: str) -> None:
    with pytest.raises(Refused, match="Tên đăng nhập gồm"):
        operations.add_person(NewPerson(login, "X Y", "", unit_id("VP")), by=actor("son"))


def test_roles_follow_the_days_of_their_appointment() -> None:
    today = clock.today()
    appoint("linh", Role.SCORER, today + 10 * DAY, today + 20 * DAY)
    for days, holds in ((0, False), (9, False), (10, True), (19, True), (20, False)):
        with clock.showing(clock.now() + days * DAY):
            assert actor("linh").has(Role.SCORER) is holds, days
            assert (person("linh") in queries.holders(Role.SCORER)) is holds
            assert actor("linh").has(Role.STAFF)


def test_a_role_is_held_in_its_unit() -> None:
    appoint("linh", Role.REVIEWER, clock.today(), unit_id=unit_id("KT"))
    assert (Role.REVIEWER, unit_id("KT")) in actor("linh").holds
    assert (Role.REVIEWER, None) not in actor("linh").holds


@pytest.mark.parametrize(
    ("start", "end"), [(0, None), (-400, None), (0, 10), (30, None), (-400, -399), (30, 40)]
)
def test_a_role_that_is_held_is_not_given_again(start: int, end: int | None) -> None:
    today = clock.today()
    given = (today + start * DAY, None if end is None else today + end * DAY)
    with pytest.raises(Refused, match="đang giữ vai trò"):
        appoint("linh", Role.STAFF, *given)


def test_a_role_that_will_be_held_is_not_given_without_end() -> None:
    today = clock.today()
    appoint("linh", Role.SCORER, today + 10 * DAY)
    with pytest.raises(Refused, match="giữ vai trò"):
        appoint("linh", Role.SCORER, today)
    appoint("linh", Role.SCORER, today, today + 10 * DAY)


def test_the_same_role_may_be_held_in_two_units_and_again_later() -> None:
    today = clock.today()
    appoint("linh", Role.STAFF, today, unit_id=unit_id("VP"))
    operations.end_appointment(person("linh").appointments[0], by=actor("son"), reason=WHY)
    appoint("linh", Role.STAFF, today)
    assert actor("linh").has(Role.STAFF)


def test_an_end_before_the_start_is_refused() -> None:
    today = clock.today()
    with pytest.raises(Refused, match="Ngày kết thúc"):
        appoint("linh", Role.SCORER, today, today - DAY)


def test_a_role_taken_back_is_gone_today_and_cannot_be_taken_back_again() -> None:
    ended = operations.end_appointment(person("linh").appointments[0], by=actor("son"), reason=WHY)
    assert ended.valid_to == clock.today()
    assert not actor("linh").has(Role.STAFF)
    with pytest.raises(Refused, match="đã kết thúc"):
        operations.end_appointment(ended, by=actor("son"), reason=WHY)


def test_a_role_given_for_later_by_mistake_is_taken_back_before_it_begins() -> None:
    later = clock.today() + 10 * DAY
    given = appoint("linh", Role.ADMINISTRATOR, later)
    operations.end_appointment(given, by=actor("son"), reason=WHY)
    with clock.showing(clock.now() + 11 * DAY):
        assert actor("linh").roles == {Role.STAFF}
    with clock.showing(clock.now() + 11 * DAY), pytest.raises(Refused, match="đã kết thúc"):
        operations.end_appointment(given, by=actor("son"), reason=WHY)


def test_the_last_administrator_stays() -> None:
    son, keeper = person("son"), actor("son")
    for attempt in (
        lambda: operations.disable(son, by=keeper, reason=WHY),
        lambda: operations.end_appointment(son.appointments[0], by=keeper, reason=WHY),
    ):
        with pytest.raises(Refused, match="không còn ai là quản trị"):
            attempt()
    assert actor("son").has(Role.ADMINISTRATOR)


def test_one_of_two_administrators_may_go() -> None:
    appoint("lan", Role.ADMINISTRATOR, clock.today())
    operations.disable(person("son"), by=actor("lan"), reason=WHY)
    with pytest.raises(Refused, match="không còn ai"):
        operations.disable(person("lan"), by=actor("lan"), reason=WHY)


@pytest.mark.parametrize("how", ["begins later", "is shut out"])
def test_an_administrator_who_cannot_act_does_not_count(how: str) -> None:
    later = clock.today() + (10 * DAY if how == "begins later" else 0 * DAY)
    appoint("lan", Role.ADMINISTRATOR, later)
    if how == "is shut out":
        operations.disable(person("lan"), by=actor("son"), reason=WHY)
    with pytest.raises(Refused, match="không còn ai"):
        operations.disable(person("son"), by=actor("son"), reason=WHY)


def test_who_is_shut_out_holds_nothing_until_let_in_again() -> None:
    operations.disable(person("linh"), by=actor("son"), reason=WHY)
    assert actor("linh").roles == frozenset()
    first = person("linh").disabled_at
    operations.disable(person("linh"), by=actor("son"), reason=WHY)
    assert person("linh").disabled_at == first
    operations.enable(person("linh"), by=actor("son"), reason=WHY)
    assert actor("linh").has(Role.STAFF)


def test_a_unit_is_open_from_its_first_day_to_the_day_before_it_closes() -> None:
    opened = unit_operations.add_unit("PM", "Phòng mới", root(), date(2026, 2, 5), by=actor("son"))
    unit_operations.close_unit(opened, date(2026, 6, 1), by=actor("son"), reason=WHY)
    for day, is_open in (
        (date(2026, 2, 4), False),
        (date(2026, 2, 5), True),
        (date(2026, 5, 31), True),
        (date(2026, 6, 1), False),
    ):
        assert (opened in queries.units(on=day)) is is_open, day
    assert opened in queries.units()


def test_a_unit_closes_once_and_after_it_opened_and_the_agency_never() -> None:
    keeper, today = actor("son"), clock.today()
    with pytest.raises(Refused, match="sau ngày bắt đầu"):
        unit_operations.close_unit(unit("KT"), unit("KT").valid_from, by=keeper, reason=WHY)
    with pytest.raises(Refused, match="chính cơ quan"):
        unit_operations.close_unit(root(), today + DAY, by=keeper, reason=WHY)
    unit_operations.close_unit(unit("KT"), today, by=keeper, reason=WHY)
    with pytest.raises(Refused, match="đã đóng rồi"):
        unit_operations.close_unit(unit("KT"), today + DAY, by=keeper, reason=WHY)


def test_the_code_of_a_unit_is_given_once() -> None:
    with pytest.raises(Refused, match="VP đã có"):
        unit_operations.add_unit("VP", "Văn phòng hai", root(), clock.today(), by=actor("son"))


def test_there_is_one_agency() -> None:
    with db.engine.connect() as raw, pytest.raises(IntegrityError, match="one_agency"):
        raw.exec_driver_sql(
            "INSERT INTO unit (code, name, valid_from, version) VALUES ('X', 'X', '2026-01-01', 1)"
        )


def test_ones_own_password_is_changed_by_oneself_who_knows_the_old_one() -> None:
    linh, new = person("linh"), "nam bon ba hai mot"
    for old, by in (("sai mật khẩu", "linh"), (PASSWORD, "khoa"), (PASSWORD, "son")):
        with pytest.raises(Refused, match="hiện tại chưa đúng"):
            operations.change_password(linh, old, new, by=actor(by))
    with pytest.raises(Refused, match="12 đến 200"):
        operations.change_password(linh, PASSWORD, "ngắn", by=actor("linh"))
    assert passwords.matches(linh.password_hash, PASSWORD)
    operations.change_password(linh, PASSWORD, new, by=actor("linh"))
    assert passwords.matches(linh.password_hash, new)
    assert not passwords.matches(linh.password_hash, PASSWORD)


@pytest.mark.parametrize("kept", [None, "", "not a hash", "$argon2id$v=19$m=8,t=1,p=1$x$y"])
def test_nothing_matches_where_no_password_is_kept(kept: str | None) -> None:
    assert not passwords.matches(kept, PASSWORD)
    assert not passwords.matches(kept, "the password of nobody")


def test_a_language_is_remembered_and_told_once() -> None:
    before = lines()
    for _ in range(2):
        operations.choose_language(person("linh"), "en", by=actor("linh"))
    assert person("linh").language == "en"
    assert lines() == before + 1


def test_people_are_seen_by_those_who_keep_the_system_else_only_oneself() -> None:
    everybody = len(queries.people(actor("son")))
    for login in ("son", "hanh", "lan", "minh", "tam"):
        assert len(queries.people(actor(login))) == everybody
    for login in ("linh", "thao", "tuan", "hung", "binh", "phuc", "nga", "dung"):
        assert [p.login for p in queries.people(actor(login))] == [login]
        assert queries.person(actor(login), person("son").id) is None


def test_people_stand_by_given_name_and_who_is_out_stands_last() -> None:
    operations.disable(person("binh"), by=actor("son"), reason=WHY)
    names = [p.name.split()[-1] for p in queries.people(actor("son"))]
    assert names[-1] == "Bình"
    assert names[:-1] == sorted(names[:-1])
