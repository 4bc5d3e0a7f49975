"""Letters go out once, to whom and when each person wishes."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.notices import letters, operations
from qms.notices.kinds import Wish
from qms.notices.models import Letter, Notice
from qms.organisation.operations import choose_language, disable
from tests.notices.occasions import THURSDAY, open_letters, tell, with_mail
from tests.notices.postbox import Postbox
from tests.town import actor, person

SATURDAY = THURSDAY + timedelta(days=2)
MONDAY = THURSDAY + timedelta(days=4)


def test_what_cannot_wait_goes_out_at_once_and_the_rest_in_the_digest(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("linh", "binh")
    with clock.showing(THURSDAY):
        tell("linh", "binh", kind="to read")
        assert postbox.taken == []
        tell("linh", kind="to sign", once="2", what="QT-02")
        assert postbox.addressed == ["linh@tanhoa.gov.vn"]
        letters.send_digests()
    assert postbox.addressed == ["binh@tanhoa.gov.vn"] + ["linh@tanhoa.gov.vn"] * 2
    assert open_letters() == 0


def test_a_letter_says_it_in_plain_text_with_links_in_the_persons_language(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("linh", "binh")
    choose_language(person("binh"), "en", by=actor("binh"))
    with clock.showing(THURSDAY):
        tell("linh", "binh")
        tell("linh", once="2", what="QT-02")
        letters.send_digests()
    by_person = {letter["To"].addresses[0].username: letter for letter in postbox.taken}
    linh, binh = by_person["linh"], by_person["binh"]
    assert linh["Subject"] == "2 thông báo ngày 05/02/2026"
    assert str(linh["From"]) == "UBND phường Tân Hòa <iso@tanhoa.gov.vn>"
    assert linh["Auto-Submitted"] == "auto-generated"
    assert linh.get_content_type() == "text/plain"
    body = linh.get_content()
    assert "1. QT-01 đã có hiệu lực; mời bạn đọc và xác nhận." in body
    assert "2. QT-02 đã có hiệu lực" in body
    assert "https://iso.tanhoa.gov.vn/documents/QT-01" in body
    assert "QT-01 is in force; please read it and say so." in binh.get_content()
    assert binh["Subject"] == "Notices on 05/02/2026: 1"


@pytest.mark.parametrize(
    "what", ["x\r\nBcc: ai@do.vn", "x\nSubject: khác\n\nthân thư", "x\x00\x1b"]
)
def test_no_header_can_be_slipped_in(posting: Flask, postbox: Postbox, what: str) -> None:
    with_mail("linh")
    tell("linh", kind="to sign", what=what)
    [letter] = postbox.taken
    assert letter["Bcc"] is None
    assert letter.get_all("Subject") == [letter["Subject"]]
    assert str(letter["Subject"]).startswith("x")
    assert postbox.addressed == ["linh@tanhoa.gov.vn"]


def test_one_digest_a_day_on_working_days_only(posting: Flask, postbox: Postbox) -> None:
    with_mail("linh")
    with clock.showing(SATURDAY):
        tell("linh")
        letters.send_digests()
    assert postbox.taken == []
    with clock.showing(MONDAY):
        letters.send_digests()
        tell("linh", once="2")
        letters.send_digests()
        letters.send_letters()
    assert len(postbox.taken) == 1
    with clock.showing(MONDAY + timedelta(days=1)):
        letters.send_digests()
        letters.send_digests()
    assert len(postbox.taken) == 2


def test_the_timetable_sends_the_digest_after_its_hour(posting: Flask, postbox: Postbox) -> None:
    with_mail("linh")
    with clock.showing(THURSDAY - timedelta(minutes=1)):
        jobs.tick(starting=True)
        tell("linh")
        jobs.tick()
        assert postbox.taken == []
    with clock.showing(THURSDAY):
        jobs.tick()
        jobs.tick()
    assert len(postbox.taken) == 1


@pytest.mark.parametrize(
    ("wish", "at_once", "in_digest"),
    [(Wish.NEVER, 0, 0), (Wish.DIGEST, 0, 1), (Wish.AT_ONCE, 1, 0)],
)
def test_each_is_written_to_as_they_chose(
    posting: Flask, postbox: Postbox, wish: Wish, at_once: int, in_digest: int
) -> None:
    with_mail("linh")
    operations.choose({"to sign": wish}, by=actor("linh"))
    with clock.showing(THURSDAY):
        tell("linh", kind="to sign", urgent=True)
        letters.send_letters()
        assert len(postbox.taken) == at_once
        letters.send_digests()
    assert len(postbox.taken) == at_once + in_digest


def test_nothing_goes_to_whoever_has_no_address_is_shut_out_or_has_seen_it(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("binh", "khoa")
    with clock.showing(THURSDAY):
        tell("linh", "binh", "khoa")
    disable(person("binh"), by=actor("son"), reason="nghỉ việc")
    with clock.showing(THURSDAY):
        operations.mark_all_read(99, by=actor("khoa"))
        letters.send_digests()
    assert postbox.taken == []


@pytest.mark.parametrize(("days", "at_once", "in_digest"), [(2, 1, 1), (3, 0, 1), (15, 0, 0)])
def test_what_is_no_news_any_more_is_written_to_nobody(
    posting: Flask, postbox: Postbox, days: int, at_once: int, in_digest: int
) -> None:
    with clock.showing(MONDAY):
        tell("linh", kind="to sign")
        tell("linh", kind="to read", once="2")
    with_mail("linh")
    with clock.showing(MONDAY + timedelta(days=days)):
        letters.send_letters()
        assert len(postbox.taken) == at_once
        letters.send_digests()
    assert len(postbox.taken) == at_once + in_digest


def test_without_a_server_nothing_is_written_and_the_administrator_is_told(inside: Flask) -> None:
    with_mail("linh")
    tell("linh", kind="to sign")
    letters.send_digests()
    assert db.session.scalars(select(Letter)).all() == []
    assert "QMS_SMTP" in str(letters.no_server())
    assert letters.no_address() is None


def test_what_is_a_year_old_is_forgotten(posting: Flask, postbox: Postbox) -> None:
    with_mail("linh")
    with clock.showing(THURSDAY):
        tell("linh", kind="to sign")
        tell("binh", once="2")
    with clock.showing(THURSDAY + timedelta(days=300)):
        tell("binh", once="3")
    with clock.showing(THURSDAY + timedelta(days=366)):
        letters.tidy()
    assert [notice.once for notice in db.session.scalars(select(Notice))] == ["3"]
    assert db.session.scalars(select(Letter)).all() == []
