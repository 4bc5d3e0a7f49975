"""Who is late with reading, and who is reminded when."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from qms.audit_trail.models import TrailLine
from qms.documents.distribution import lateness, overview, progress
from qms.documents.distribution.lifecycle import EVERYBODY
from qms.documents.distribution.models import Reminder
from qms.documents.distribution.operations import Listed, set_distribution
from qms.documents.distribution.reminders import remind_late, remind_readers
from qms.documents.models import Edition
from qms.documents.queries import document_by_key
from qms.kernel import clock, jobs
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from qms.organisation.operations import NewPerson, add_person, appoint
from tests.documents.distribution.test_pages import known
from tests.documents.test_telling import told
from tests.town import actor, an_edition, move, person, read_by, to_be_read, unit_id
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP"
MONDAY = datetime(2026, 3, 2, 9, tzinfo=clock.LOCAL)
LAST_DAY = date(2026, 3, 9)
"""Five working days after Monday the second."""


def on(day: int, month: int = 3) -> datetime:
    return datetime(2026, month, day, 9, tzinfo=clock.LOCAL)


def an_old_edition(code: str = "QT-01/VP", *places: tuple[str, str]) -> Edition:
    """In force and to be read since Monday, the second of March."""
    with clock.showing(MONDAY):
        return to_be_read(an_edition("in force", code), *places)


def late(login: str) -> list[bool]:
    return [each.late for each in lateness.awaiting(actor(login))]


def reminders(login: str) -> list[str]:
    return [words for kind, words in told(login) if kind.endswith("late to read")]


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [str(reason) for reason in refused.value.reasons]


def test_the_last_day_is_in_time_and_the_day_after_is_late(inside: Flask) -> None:
    edition = read_by(an_old_edition(), "binh")
    for day, expected in ((9, False), (10, True)):
        with clock.showing(on(day)):
            [each] = lateness.awaiting(actor("linh"))
            assert (each.due, each.late) == (LAST_DAY, expected)
            [group] = progress.by_unit(edition, actor("lan"))
            assert {line.late for line in group.lines if not line.read_at} == {expected}
            assert not any(line.late for line in group.lines if line.read_at)
            [line] = overview.overview(actor("lan")).shown
            assert len(line.late) == (4 if expected else 0)


def test_the_term_of_who_was_listed_before_begins_when_it_is_in_force(inside: Flask) -> None:
    with clock.showing(MONDAY):
        edition = to_be_read(an_edition("approved"))
    with clock.showing(on(16)):
        move(edition, "in force")
    for day, expected in ((16, False), (23, False), (24, True)):
        with clock.showing(on(day)):
            assert late("linh") == [expected]
            late_ids = overview.late_readers(actor("lan")).get(edition, frozenset())
            assert (person("linh").id in late_ids) == expected
            [group] = progress.by_unit(edition, actor("lan"))
            assert {line.late for line in group.lines} == {expected}


@pytest.mark.parametrize("days", [1, 3, 5, 8, 60])
def test_both_ways_of_counting_agree_on_every_day(inside: Flask, days: int) -> None:
    edition = an_old_edition()
    known_terms = {edition.document_id: days}
    for passed in range(100):
        with clock.showing(MONDAY + timedelta(days=passed)):
            terms = lateness.Terms(known_terms, lateness.terms().calendar, clock.today())
            over = terms.due(edition.document_id, MONDAY.date()) < clock.today()
            assert over == (MONDAY.date() < terms.cutoff(edition.document_id))


def test_nobody_is_late_before_they_were_asked(inside: Flask) -> None:
    edition = an_old_edition()
    with clock.showing(on(2, 4)):
        to_be_read(edition, ("KT", EVERYBODY), ("VP", "verifier"))
    for day, expected in ((9, False), (10, True)):
        with clock.showing(on(day, 4)):
            assert (late("linh"), late("nga")) == ([True], [expected])
            late_ids = overview.late_readers(actor("lan"))[edition]
            assert (person("nga").id in late_ids) == expected


def test_who_takes_up_a_role_later_has_the_whole_term(inside: Flask) -> None:
    edition, keeper = an_old_edition(), actor("son")
    new, _link = add_person(NewPerson("ha", "Lý Thu Hà", "Công chức", unit_id("KT")), by=keeper)
    with clock.showing(on(2, 4)):
        appoint(new, Role.STAFF, unit_id("KT"), clock.today(), None, by=keeper, reason="12/QĐ")
        assert late("ha") == [False]
        assert new.id not in overview.late_readers(actor("lan"))[edition]
    with clock.showing(on(10, 4)):
        assert late("ha") == [True]


def test_each_is_reminded_once_and_the_head_is_told_once(inside: Flask) -> None:
    read_by(an_old_edition(), "quang")
    with clock.showing(on(9)):
        remind_late()
        assert reminders("linh") == reminders("binh") == []
    with clock.showing(on(10)):
        jobs.tick(starting=True)
        remind_late()
    with clock.showing(on(20)):
        remind_late()
    own = "QT-01/VP Lưu trữ hồ sơ (01/00) đã quá hạn đọc; mời bạn đọc và xác nhận."
    assert reminders("linh") == [own]
    assert reminders("quang") == reminders("nga") == reminders("lan") == []
    assert sorted(reminders("binh")) == sorted(
        [
            own,
            "Đơn vị của bạn còn người quá hạn đọc QT-01/VP Lưu trữ hồ sơ (01/00): "
            "Mai Hồng Phúc, Ngô Đăng Khoa, Tạ Khánh Linh.",
        ]
    )


def test_a_new_edition_begins_a_new_term(inside: Flask) -> None:
    an_old_edition()
    with clock.showing(on(10)):
        remind_late()
        an_edition()
        assert late("linh") == [False]
    with clock.showing(on(18)):
        remind_late()
    assert len(reminders("linh")) == 2


def test_the_officer_reminds_all_who_have_not_read_once_a_day(inside: Flask) -> None:
    edition = read_by(an_old_edition(), "binh")
    with clock.showing(on(3)):
        assert remind_readers(edition, by=actor("lan")).people == 4
        assert reminders("linh") == [
            "Nguyễn Thị Lan nhắc bạn đọc và xác nhận QT-01/VP Lưu trữ hồ sơ (01/00)."
        ]
        assert reminders("binh") == []
        [said] = refusal(lambda: remind_readers(edition, by=actor("lan")))
        assert said.startswith("Hôm nay đã nhắc")
    with clock.showing(on(4)):
        remind_readers(edition, by=actor("lan"))
    assert len(reminders("linh")) == 2
    lines = db.session.scalars(select(TrailLine).where(TrailLine.verb == "remind readers")).all()
    assert [line.subject_label for line in lines] == ["QT-01/VP (01/00)"] * 2


@pytest.mark.parametrize("login", ["binh", "hanh", "thao", "linh", "tam"])
def test_nobody_else_reminds_everybody(inside: Flask, login: str) -> None:
    edition = an_old_edition()
    assert "Chỉ thư ký ISO được nhắc mọi người chưa đọc." in refusal(
        lambda: remind_readers(edition, by=actor(login))
    )
    assert db.session.scalars(select(Reminder)).all() == []


def test_there_must_be_something_in_force_and_somebody_to_remind(inside: Flask) -> None:
    edition = to_be_read(an_edition(), ("VP", "verifier"))
    read_by(edition, "nga")
    assert refusal(lambda: remind_readers(edition, by=actor("lan"))) == [
        "Không còn ai chưa đọc để nhắc."
    ]
    move(edition, "withdrawn")
    [said] = refusal(lambda: remind_readers(edition, by=actor("lan")))
    assert "không có phiên bản đang có hiệu lực" in said


@pytest.mark.parametrize(
    "spoils",
    [
        "UPDATE reading_reminder SET people = 9",
        "DELETE FROM reading_reminder",
        "INSERT OR REPLACE INTO reading_reminder SELECT * FROM reading_reminder",
        "INSERT INTO reading_reminder SELECT 9, edition_id, reminded_on, 1 FROM reading_reminder",
        "INSERT INTO reading_reminder SELECT 9, 2, '2026-01-01', 1 FROM reading_reminder",
        "INSERT INTO reading_term (document_id, days) VALUES (1, 0)",
        "INSERT INTO reading_term (document_id, days) VALUES (1, 61)",
    ],
)
def test_the_database_keeps_reminders_and_terms(inside: Flask, spoils: str) -> None:
    remind_readers(an_old_edition(), by=actor("lan"))
    an_edition("draft", "QT-02/VP")
    with pytest.raises(IntegrityError), db.engine.begin() as connection:
        connection.execute(text(spoils))


def test_a_term_is_set_with_the_list_and_told_on_its_line(inside: Flask) -> None:
    edition = an_old_edition()
    document, places = edition.document, frozenset({(unit_id("KT"), EVERYBODY)})
    set_distribution(document, Listed(places, 2), Listed(places), by=actor("lan"))
    with clock.showing(on(5)):
        assert late("linh") == [True]
    for stale in (Listed(places), Listed(places, 3)):
        said = refusal(
            lambda stale=stale: set_distribution(document, Listed(places, 9), stale, actor("lan"))  # type: ignore[misc]
        )
        assert said == [OVERTAKEN.text]
    for days in (0, 61):
        wanted, seen = Listed(places, days), Listed(places, 2)
        [said] = refusal(
            lambda wanted=wanted, seen=seen: set_distribution(document, wanted, seen, actor("lan"))  # type: ignore[misc]
        )
        assert said == "Hạn đọc là từ 1 đến 60 ngày làm việc."


@pytest.fixture
def listed(app: Flask) -> Flask:
    """The ward with a document whose readers are late."""
    with app.app_context():
        an_old_edition()
    return app


def test_pages_say_who_is_late_and_the_officer_reminds_by_one_button(
    listed: Flask, visit: Visit
) -> None:
    lan, linh = visit("lan"), visit("linh")
    assert "quá hạn đọc, hạn 09/03/2026" in linh.get("/").text
    assert "Quá hạn đọc" in lan.get(f"{HERE}/readers").text
    assert "Quá hạn (1)" in lan.get("/reading", show="late").text
    assert "Nhắc người chưa đọc" not in visit("binh").get(f"{HERE}/readers").text
    assert visit("binh").send(f"{HERE}/reminders").status_code == 403
    answer = lan.send(f"{HERE}/reminders")
    assert (answer.status_code, answer.location) == (302, f"{HERE}/readers")
    page = lan.get(f"{HERE}/readers").text
    assert "Đã nhắc 5 người chưa đọc." in page
    assert f'action="{HERE}/reminders"' not in page
    again = lan.send(f"{HERE}/reminders")
    assert again.status_code == 409
    assert "Hôm nay đã nhắc" in again.text


@pytest.mark.parametrize(("days", "status"), [("10", 302), ("", 302), ("0", 422), ("61", 422)])
def test_the_form_takes_a_term_of_one_to_sixty_days(
    listed: Flask, visit: Visit, days: str, status: int
) -> None:
    lan = visit("lan")
    page = lan.get(f"{HERE}/distribution").text
    with listed.app_context():
        places = f"{unit_id('KT')}:everybody"
    sent = {"places": places, "known": known(page), "known_days": "5", "days": days}
    answer = lan.send(f"{HERE}/distribution", **sent)
    assert answer.status_code == status
    if status == 422:
        assert f'value="{days}"' in answer.text
        assert "Hạn đọc là từ 1 đến 60 ngày làm việc." in answer.text
    with listed.app_context():
        document = document_by_key("QT-01-VP")
        assert document is not None
        term = lateness.term_of(document)
        assert (term.days if term else 5) == (10 if days == "10" else 5)
