"""No letter is lost or doubled when the mail server, or the program, fails on the way."""

import multiprocessing
import os
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from qms.app import create_app
from qms.config import Settings
from qms.kernel import clock, jobs
from qms.kernel.database import db
from qms.kernel.jobs.failures import PAUSES
from qms.notices import letters
from qms.notices.models import Letter, Notice
from qms.organisation.operations import disable, set_mail
from tests.installing import CHEAP
from tests.notices.occasions import THURSDAY, open_letters, tell, with_mail
from tests.notices.postbox import Postbox, listening, server_at
from tests.town import actor, person


@pytest.mark.usefixtures("jobs_may_fail")
def test_while_the_server_is_down_letters_wait_and_one_failure_tells_it(
    posting: Flask, port: int
) -> None:
    with_mail("linh", "binh")
    with clock.showing(THURSDAY):
        tell("linh", "binh", kind="to sign")
        assert open_letters() == 2
        [failure] = jobs.failed()
        assert failure.ids == "[]"
        assert f"127.0.0.1:{port}" in failure.said
    up = Postbox()
    with listening(up, port), clock.showing(THURSDAY + PAUSES[0]):
        jobs.tick()
        jobs.tick()
    assert up.addressed == ["binh@tanhoa.gov.vn", "linh@tanhoa.gov.vn"]
    assert jobs.failed() == []


@pytest.mark.usefixtures("jobs_may_fail")
@pytest.mark.parametrize(
    "answers", [{"MAIL": "451 busy"}, {"RCPT": "450 greylisted"}, {"DATA": "452 no room"}]
)
def test_a_letter_not_taken_now_is_tried_again_and_stands_in_no_others_way(
    posting: Flask, postbox: Postbox, answers: dict[str, str]
) -> None:
    with_mail("linh")
    postbox.answers = answers
    with clock.showing(THURSDAY):
        tell("linh", kind="to sign")
        [failure] = jobs.failed()
        assert next(iter(answers.values())) in failure.said
        assert "linh@tanhoa.gov.vn" in failure.said
        assert failure.next_try_at == THURSDAY + PAUSES[0]
        jobs.tick()
    postbox.answers = {}
    with clock.showing(THURSDAY + PAUSES[0]):
        jobs.tick()
        jobs.tick()
    assert postbox.addressed == ["linh@tanhoa.gov.vn"]
    assert jobs.failed() == []


@pytest.mark.usefixtures("jobs_may_fail")
def test_a_letter_that_is_never_taken_waits_for_a_person(posting: Flask, postbox: Postbox) -> None:
    with_mail("linh", "binh")
    postbox.answers = {"linh@tanhoa.gov.vn": "550 no such user"}
    with clock.showing(THURSDAY):
        tell("linh", "binh", kind="to sign")
    assert postbox.addressed == ["binh@tanhoa.gov.vn"]
    [failure] = jobs.failed()
    assert "550 no such user" in failure.said
    assert failure.next_try_at is None
    with clock.showing(THURSDAY + timedelta(days=3)):
        jobs.tick()
        jobs.tick()
    assert len(postbox.taken) == 1
    set_mail(person("linh"), "linh.tk@tanhoa.gov.vn", by=actor("son"))
    letters.send_letters(*map(int, failure.ids.strip("[]").split(",")))
    assert postbox.addressed == ["binh@tanhoa.gov.vn", "linh.tk@tanhoa.gov.vn"]


@pytest.mark.usefixtures("jobs_may_fail")
def test_a_letter_that_waits_is_not_sent_to_whoever_was_shut_out_meanwhile(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("linh")
    postbox.answers = {"RCPT": "450 greylisted"}
    with clock.showing(THURSDAY):
        tell("linh", kind="to sign")
        assert open_letters() == 1
    disable(person("linh"), by=actor("son"), reason="nghỉ việc")
    postbox.answers = {}
    with clock.showing(THURSDAY + PAUSES[0]):
        jobs.tick()
        jobs.tick()
    assert postbox.taken == []
    assert jobs.failed() == []


def test_a_letter_is_sent_once_however_often_it_is_asked_for(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("linh")
    tell("linh", kind="to sign")
    number = db.session.scalars(select(Letter.id)).one()
    for _again in range(3):
        letters.send_letters(number)
        letters.send_letters()
    assert len(postbox.taken) == 1
    notice = db.session.scalars(select(Notice)).one()
    assert notice.letter_id == number


@pytest.mark.usefixtures("jobs_may_fail")
def test_a_connection_that_breaks_at_the_last_word_repeats_the_letter_under_its_name(
    posting: Flask, postbox: Postbox
) -> None:
    with_mail("linh")
    postbox.dies_at = "DATA"
    with clock.showing(THURSDAY):
        tell("linh", kind="to sign")
        assert open_letters() == 1
    postbox.dies_at = ""
    with clock.showing(THURSDAY + timedelta(minutes=6)):
        jobs.tick()
    first, second = postbox.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert open_letters() == 0


def die_while_sending(data: str, port: int, at: str) -> None:
    app = create_app(Settings(Path(data), password_cost=CHEAP, mail=server_at(port)))
    with app.app_context():
        kept = letters._note

        def note(number: int, **values: object) -> None:
            if at == "before" and "handed_at" in values:
                os._exit(9)
            if at == "after" and "sent_at" in values:
                os._exit(9)
            kept(number, **values)  # type: ignore[arg-type]

        letters._note = note
        tell("linh", kind="to sign")


@pytest.mark.parametrize(("at", "times"), [("before", 1), ("after", 2)])
def test_a_sender_that_is_killed_leaves_a_letter_that_goes_out(
    posting: Flask, postbox: Postbox, data: Path, port: int, at: str, times: int
) -> None:
    """Killed before the last byte: sent once. After it: once more, under the same Message-ID."""
    with_mail("linh")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["qms.app", "tests.town"])
    process = context.Process(target=die_while_sending, args=(str(data), port, at))
    process.start()
    process.join()
    assert process.exitcode == 9
    assert open_letters() == 1
    letters.send_letters()
    assert len(postbox.taken) == times - 1  # still claimed by the dead
    with clock.showing(clock.now() + timedelta(minutes=6)):
        letters.send_letters()
        letters.send_letters()
    assert len(postbox.taken) == times
    assert len({letter["Message-ID"] for letter in postbox.taken}) == 1
    assert open_letters() == 0


def test_two_senders_at_once_send_one_letter(posting: Flask, postbox: Postbox) -> None:
    """While one is at it, the other finds the letter claimed."""
    with_mail("linh")
    hand_over = letters.MailServer.hand_over
    others: list[int] = []

    def slowly(self: object, address: str, content: bytes, handing: object) -> None:
        with posting.app_context():
            letters.send_letters()
            others.append(len(postbox.taken))
        hand_over(self, address, content, handing)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(letters.MailServer, "hand_over", slowly)
        tell("linh", kind="to sign")
    assert others == [0]
    assert len(postbox.taken) == 1
