"""What awaits its day comes into force as the day begins: once, in order, also when it is late."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.documents import operations
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.operations import cancel, carry_out
from qms.documents.decisions.timetable import put_in_force_due
from qms.documents.kinds.reviews import due_after
from qms.documents.models import Edition
from qms.documents.queries import awaiting
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.notices.models import Notice
from tests.documents.decisions.builders import (
    approved,
    in_days,
    on_paper,
    prepared,
    signed,
    states,
)
from tests.documents.decisions.test_verbs import refusal
from tests.town import actor, an_edition, move, person

SOON = 3


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def at(day: date, minutes: int = 0) -> object:
    """The clock so many minutes after ``day`` began in Viet Nam."""
    return clock.showing(clock.start_of(day) + timedelta(minutes=minutes))


def awaited(edition: Edition, days: int = SOON) -> Edition:
    """``edition``, to come into force by itself in some days."""
    return operations.put_in_force(edition, edition.version, actor("lan"), "", in_days(days))


def test_an_edition_comes_into_force_as_its_day_begins() -> None:
    old, day = an_edition("in force"), in_days(SOON)
    new = awaited(an_edition("approved"))
    assert (new.state, new.effective_on, old.state) == ("approved", day, "in force")
    with at(day, -1):
        assert put_in_force_due() == 0
    with at(day, 1):
        assert put_in_force_due() == 1
    assert (old.state, new.state, new.effective_on) == ("superseded", "in force", None)
    assert old.ended_at == new.in_force_at == clock.start_of(day)
    due = due_after("procedure", new.in_force_at, {"procedure": 12}, None)
    assert due == day.replace(year=day.year + 1)


def test_the_program_acts_and_says_so() -> None:
    awaited(an_edition("approved"))
    with at(in_days(SOON), 1):
        put_in_force_due()
    [line] = db.session.scalars(select(TrailLine).where(TrailLine.verb == "come into force"))
    assert (line.actor_id, line.actor_name) == (None, "Hệ thống")
    assert line.changes["effective_on"] == [str(in_days(SOON)), None]


def test_after_the_server_was_down_it_is_in_force_since_its_day_and_once() -> None:
    day, new = in_days(SOON), awaited(an_edition("approved"))
    with at(in_days(SOON + 9), 77):
        assert put_in_force_due() == 1
        assert put_in_force_due() == 0
        assert operations.come_into_force(new, actor("lan")) is False
    assert new.in_force_at == clock.start_of(day)
    verbs = select(TrailLine).where(TrailLine.verb == "come into force")
    assert len(db.session.scalars(verbs).all()) == 1


def test_what_ended_after_the_day_began_is_followed_not_overlapped() -> None:
    """The officer withdraws the old edition in the minute before the timetable is looked at."""
    old, new = an_edition("in force"), awaited(an_edition("approved"))
    with at(in_days(SOON), 5):
        move(old, "withdrawn")
    with at(in_days(SOON), 6):
        put_in_force_due()
    assert new.in_force_at == old.ended_at


def test_until_the_day_it_is_taken_back_with_a_reason() -> None:
    new = awaited(an_edition("approved"))
    take_back = partial(operations.take_back_day, new)
    assert "lý do" in refusal(lambda: take_back(new.version, actor("lan"), " "))
    assert "Chỉ thư ký ISO" in refusal(lambda: take_back(new.version, actor("hung"), "hoãn"))
    take_back(new.version, actor("lan"), "hoãn")
    assert (new.state, new.effective_on) == ("approved", None)
    with at(in_days(SOON), 1):
        assert put_in_force_due() == 0
    assert "chưa định ngày" in refusal(lambda: take_back(new.version, actor("lan"), "hoãn"))


@pytest.mark.parametrize(
    "act",
    [
        lambda e: operations.put_in_force(e, e.version, actor("lan"), ""),
        lambda e: operations.put_in_force(e, e.version, actor("lan"), "", in_days(5)),
        lambda e: operations.return_to_author(e, e.version, actor("lan"), "sai"),
        lambda e: prepared([e]),
    ],
)
def test_what_awaits_its_day_is_left_alone(act: Callable[[Edition], object]) -> None:
    new = awaited(an_edition("approved"))
    assert refusal(lambda: act(new))
    assert (new.state, new.effective_on) == ("approved", in_days(SOON))


def test_a_day_of_the_past_is_no_day() -> None:
    new = an_edition("approved")
    assert "quá khứ" in refusal(lambda: awaited(new, -1))
    assert awaited(new, 0).state == "in force"


def test_a_decision_comes_as_a_whole_on_its_day() -> None:
    old = an_edition("in force", "QT-01/VP")
    new = approved("QT-01/VP", "QT-02/VP")
    decision = signed(prepared(new, effective_on=in_days(SOON)))
    assert (decision.state, states(new)) == ("signed", ["approved"] * 2)
    assert {e.effective_on for e in new} == {in_days(SOON)}
    with at(in_days(SOON + 2), 1):
        assert put_in_force_due() == 1
        assert carry_out(decision, actor("lan")) is False
    assert (decision.state, states([old, *new])) == (
        "carried out",
        ["superseded", "in force", "in force"],
    )
    assert {e.in_force_at for e in new} == {old.ended_at} == {clock.start_of(in_days(SOON))}


@pytest.mark.parametrize("login", ["lan", "hung"])
def test_a_decision_is_taken_back_before_its_day(login: str) -> None:
    new = approved("QT-01/VP", "QT-02/VP")
    decision = on_paper(prepared(new), effective_on=in_days(SOON))
    assert refusal(lambda: cancel(decision, decision.version, actor(login), ""))
    cancel(decision, decision.version, actor(login), "hoãn đến quý sau")
    assert (decision.state, decision.number) == ("cancelled", "12/QĐ-UBND")
    assert {(e.state, e.effective_on) for e in new} == {("approved", None)}
    with at(in_days(SOON), 1):
        assert put_in_force_due() == 0
    prepared(new, number="13/QĐ-UBND")


def test_a_withdrawal_takes_effect_on_its_day() -> None:
    editions = [an_edition("in force", "QT-01/VP"), an_edition("in force", "QT-02/VP")]
    signed(prepared(editions, Purpose.WITHDRAW, effective_on=in_days(SOON)))
    assert states(editions) == ["in force"] * 2
    with at(in_days(SOON + 1), 1):
        put_in_force_due()
    assert {(e.state, e.ended_at) for e in editions} == {
        ("withdrawn", clock.start_of(in_days(SOON)))
    }


def test_what_is_to_be_withdrawn_is_not_succeeded_and_what_is_succeeded_not_withdrawn() -> None:
    first, second = an_edition("in force", "QT-01/VP"), an_edition("in force", "QT-02/VP")
    signed(prepared([first], Purpose.WITHDRAW, effective_on=in_days(9)))
    assert "nằm trong một quyết định" in refusal(lambda: awaited(an_edition("approved")))
    awaited(an_edition("approved", "QT-02/VP"))
    decision = prepared([second], Purpose.WITHDRAW, number="13/QĐ-UBND")
    assert "định sẵn ngày có hiệu lực: QT-02/VP" in refusal(lambda: signed(decision))


def test_one_that_cannot_be_done_does_not_hold_up_the_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = awaited(an_edition("approved", "QT-01/VP"))
    second = awaited(an_edition("approved", "QT-02/VP"))
    real = operations.bring_into_force

    def not_the_first(editions: list[Edition], *rest: object) -> None:
        if first in editions:
            raise Refused(operations.IN_THE_PAST)
        real(editions, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(operations, "bring_into_force", not_the_first)
    with at(in_days(SOON), 1), pytest.raises(Refused, match="quá khứ"):
        put_in_force_due()
    assert states([first, second]) == ["approved", "in force"]


def test_what_awaits_its_day_or_a_decision_awaits_nobody() -> None:
    waiting, due, held = approved("QT-01/VP", "QT-02/VP", "QT-03/VP")
    awaited(due)
    prepared([held])
    assert awaiting(actor("lan")).to_put_in_force == [waiting]


def test_the_signer_is_asked_once_a_draft_and_the_officer_told_what_became_of_it() -> None:
    def told(login: str) -> list[str]:
        wanted = select(Notice).where(Notice.person_id == person(login).id)
        kinds = ("decision to sign", "decision settled")
        rows = db.session.scalars(wanted.where(Notice.kind.in_(kinds)).order_by(Notice.id))
        return [row.kind for row in rows]

    [edition] = approved("QT-01/VP")
    decision = prepared([edition], effective_on=in_days(SOON))
    assert told("hung") == ["decision to sign"]
    signed(decision)
    with at(in_days(SOON), 1):
        put_in_force_due()
    assert told("lan") == ["decision settled"] * 2
    assert told("linh") == []
