"""The verbs of document control on a real database, with their traces."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents import filing, operations
from qms.documents.models import Document, Edition, Signature
from qms.documents.operations import Consent
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from tests.town import PASSWORD, actor, an_edition, move, word_file


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def lines(edition: Edition) -> list[tuple[str, str]]:
    """Who did what to an edition, in order."""
    wanted = select(TrailLine).where(
        TrailLine.subject_kind == "edition", TrailLine.subject_id == edition.id
    )
    return [(x.actor_name, x.verb) for x in db.session.scalars(wanted.order_by(TrailLine.id))]


def refusal(act: Callable[[], object]) -> list[str]:
    """The sentences with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


def test_an_edition_comes_into_force_and_every_step_leaves_one_line() -> None:
    edition = an_edition("in force")
    assert edition.state == "in force"
    assert lines(edition) == [
        ("Đặng Thu Thảo", "start edition"),
        ("Đặng Thu Thảo", "submit"),
        ("Trần Quang Tuấn", "review"),
        ("Phạm Quốc Hùng", "approve"),
        ("Nguyễn Thị Lan", "put in force"),
    ]
    assert whole_chain().whole


def test_a_line_tells_what_was_before_and_after() -> None:
    edition = an_edition("in review")
    wanted = select(TrailLine).where(TrailLine.verb == "submit")
    changes = db.session.scalars(wanted).one().changes
    assert changes["state"] == ["draft", "in review"]
    assert changes["round"] == [0, 1]
    assert edition.round == 1


def test_signatures_hold_name_title_meaning_and_the_bytes() -> None:
    edition = an_edition("approved")
    told = [(s.meaning, s.person_name, s.person_title, s.digest) for s in edition.signatures]
    assert told == [
        ("reviewed", "Trần Quang Tuấn", "Chánh Văn phòng", edition.file_digest),
        ("approved", "Phạm Quốc Hùng", "Chủ tịch", edition.file_digest),
    ]


def test_the_next_edition_ends_the_one_before_in_the_same_act() -> None:
    old, new = an_edition("in force"), an_edition("in force", title="Lưu trữ hồ sơ điện tử")
    assert (old.state, new.state) == ("superseded", "in force")
    assert old.ended_at == new.in_force_at
    assert new.document.title == "Lưu trữ hồ sơ điện tử"
    assert lines(old)[-1] == ("Nguyễn Thị Lan", "supersede")


def test_an_older_row_can_follow_a_newer_one_into_force() -> None:
    """The order of flushing must not matter to the index that allows one edition in force."""
    first = an_edition("in force")
    second = an_edition("in force")
    third = an_edition("approved")
    assert [first.state, second.state, third.state] == ["superseded", "in force", "approved"]
    move(third, "in force")
    assert [second.state, third.state] == ["superseded", "in force"]


def test_when_putting_in_force_fails_the_old_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = an_edition("in force"), an_edition("approved")

    before = len(lines(old))
    real, calls = operations.changed, []

    def fail_second(kind: str, key: str) -> None:
        calls.append(key)
        if len(calls) == 2:
            raise OSError("disk full")
        real(kind, key)

    monkeypatch.setattr(operations, "changed", fail_second)
    with pytest.raises(OSError, match="disk full"):
        move(new, "in force")
    assert (old.state, new.state) == ("in force", "approved")
    assert len(lines(old)) == before


@pytest.mark.parametrize("by", ["thao", "tuan", "hung", "linh", "minh", "tam", "son", "hanh"])
def test_only_the_quality_officer_puts_in_force(by: str) -> None:
    edition = an_edition("approved")
    said = refusal(lambda: operations.put_in_force(edition, edition.version, actor(by), ""))
    assert said == ["Chỉ thư ký ISO được làm việc này."]
    assert edition.state == "approved"


def test_a_signature_asks_for_the_password_at_the_act() -> None:
    edition = an_edition("in review")
    consent = Consent("not the password", edition.version)
    said = refusal(lambda: operations.review(edition, consent, actor("tuan"), ""))
    assert said == [operations.WRONG_PASSWORD.text]
    assert edition.signatures == []


def test_what_changed_since_it_was_read_is_not_signed() -> None:
    edition = an_edition("in review")
    stale = Consent(PASSWORD, edition.version - 1)
    said = refusal(lambda: operations.review(edition, stale, actor("tuan"), ""))
    assert said == [OVERTAKEN.text]


def test_after_a_return_everything_is_signed_again() -> None:
    edition = an_edition("reviewed")
    move(edition, "returned")
    assert (edition.state, edition.returned_because) == ("draft", "thiếu mục 3")
    move(edition, "in review")
    assert not edition.is_reviewed
    consent = Consent(PASSWORD, edition.version)
    said = refusal(lambda: operations.approve(edition, consent, actor("hung"), ""))
    assert said == ["Chưa đủ chữ ký xem xét cho đúng nội dung này."]
    move(edition, "reviewed")
    assert move(edition, "approved").state == "approved"
    assert len(edition.signatures) == 3


def test_an_approved_edition_may_still_be_returned_by_the_officer() -> None:
    edition = an_edition("approved")
    operations.return_to_author(edition, edition.version, actor("lan"), "sai ngày")
    assert (edition.state, edition.approved_at) == ("draft", None)


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_return_and_a_withdrawal_say_why(reason: str) -> None:
    waiting, valid = an_edition("in review"), an_edition("in force", "QT-02/VP")
    seen = waiting.version
    assert refusal(lambda: operations.return_to_author(waiting, seen, actor("tuan"), reason))
    assert refusal(lambda: operations.withdraw(valid, valid.version, actor("lan"), reason))


def test_the_database_refuses_what_the_verbs_never_do() -> None:
    """Rows written past the verbs meet the constraints; the verbs are tried elsewhere."""
    edition = an_edition("in force")
    second = Edition(
        document_id=edition.document_id,
        serial=1,
        issue=9,
        amendment=0,
        title="x",
        change_note="",
        author_id=edition.author_id,
        file_digest="0" * 64,
        file_name="x",
        file_size=1,
        margins="",
        created_at=edition.created_at,
    )
    db.session.add(second)
    with pytest.raises(IntegrityError, match="serial"):
        db.session.flush()
    db.session.rollback()


def test_a_signature_moved_to_another_edition_is_refused(data: Path) -> None:
    signed, other = an_edition("reviewed", "QT-01/VP"), an_edition("in review", "QT-02/VP")
    other_file = filing.take_in(word_file("khác"), "b.docx")
    assert other_file.digest != signed.file_digest
    values = (signed.id, other.id)
    assert db.session.get(Document, other.document_id)
    db.session.rollback()
    with sqlite3.connect(data / "qms.sqlite") as raw:
        for statement in (
            f"UPDATE signature SET edition_id = {values[1]} WHERE edition_id = {values[0]}",
            "DELETE FROM signature",
            f"INSERT OR REPLACE INTO signature SELECT id, {values[1]}, round, position, meaning,"
            " person_id, person_name, person_title, seat_id, NULL, NULL, NULL, NULL, NULL, NULL,"
            " digest, signed_at FROM signature",
        ):
            with pytest.raises(sqlite3.IntegrityError):
                raw.execute(statement)
    raw.close()
    assert len(db.session.scalars(select(Signature)).all()) == 1
