"""Who is told what of a document's life."""

from datetime import timedelta

import pytest
from flask import Flask

from qms.documents import operations
from qms.documents.distribution.lifecycle import EVERYBODY
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.telling import tell_reviews_due
from qms.kernel import clock, jobs
from qms.kernel.lifecycle import Refused
from qms.notices import queries
from tests.town import CAST, a_draft, actor, an_edition, move, to_be_read


def told(login: str) -> list[tuple[str, str]]:
    """Kind and words of everything a person was told, the oldest first."""
    found = queries.found(actor(login), 1).notices
    return [(notice.kind, str(notice.said)) for notice in reversed(found)]


def kinds_told(login: str) -> list[str]:
    return [kind for kind, _words in told(login)]


def test_each_is_told_when_it_is_their_turn(inside: Flask) -> None:
    edition = a_draft("QT-01/VP")
    assert told("tuan") == []
    move(edition, "in review")
    words = "Mời bạn xem xét QT-01/VP Lưu trữ hồ sơ (01/00), do Đặng Thu Thảo trình."
    assert told("tuan") == [("to sign", words)]
    assert told("hung") == []
    move(edition, "reviewed")
    assert kinds_told("hung") == ["to sign"]
    assert told("lan") == []
    move(edition, "approved")
    assert kinds_told("lan") == ["to publish"]
    assert kinds_told("tuan") == ["to sign"]
    move(edition, "in force")
    assert kinds_told("thao") == ["in force"]
    [notice] = queries.found(actor("tuan"), 1).notices
    assert notice.url == "/documents/QT-01-VP/editions/1/signing"


def test_the_author_is_told_of_a_return_with_its_reason_and_signers_are_asked_anew(
    inside: Flask,
) -> None:
    edition = an_edition("reviewed")
    move(edition, "returned")
    [(kind, words)] = told("thao")
    assert kind == "returned"
    assert words.startswith("Trần Quang Tuấn trả lại QT-01/VP")
    assert words.endswith("Lý do: thiếu mục 3")
    move(edition, "in review")
    assert kinds_told("tuan") == ["to sign", "to sign"]


def test_readers_are_told_when_it_comes_into_force_and_nobody_else(inside: Flask) -> None:
    edition = to_be_read(an_edition("approved"))
    assert told("linh") == []
    move(edition, "in force")
    for login in ("linh", "khoa", "binh"):
        assert kinds_told(login) == ["to read"], login
    assert kinds_told("minh") == kinds_told("son") == kinds_told("tam") == []


def test_whom_a_longer_list_reaches_is_told_and_the_others_not_again(inside: Flask) -> None:
    edition = to_be_read(an_edition("in force"))
    assert kinds_told("linh") == ["to read"]
    to_be_read(edition, ("KT", EVERYBODY), ("VP", EVERYBODY))
    assert kinds_told("minh") == ["to read"]
    assert kinds_told("linh") == ["to read"]


def test_a_list_of_what_is_not_in_force_tells_nobody(inside: Flask) -> None:
    to_be_read(an_edition("draft"))
    assert kinds_told("linh") == []


def test_a_step_that_is_refused_tells_nobody(inside: Flask) -> None:
    edition = a_draft()
    with pytest.raises(Refused):
        operations.submit(edition, edition.version, by=actor("linh"))
    with pytest.raises(Refused):
        operations.submit(edition, 99, by=actor("thao"))
    assert [login for login in CAST if told(login)] == []


def test_who_acts_is_not_told_of_their_own_deed(inside: Flask) -> None:
    edition = an_edition("approved", by="lan")
    move(edition, "in force")
    assert kinds_told("lan") == ["to publish"]


def test_what_is_overdue_for_review_is_told_once_by_the_timetable(inside: Flask) -> None:
    rule = KindRule("", 12)
    set_kind("procedure", rule, 0, by=actor("lan"), reason="hằng năm")
    an_edition("in force", "QT-01/VP")
    tell_reviews_due()
    assert "review due" not in kinds_told("thao")
    with clock.showing(clock.now() + timedelta(days=400)):
        for _look in range(3):
            jobs.tick(starting=True)
        assert kinds_told("thao").count("review due") == 1
        assert kinds_told("lan").count("review due") == 1
        assert "quá hạn xem xét lại từ ngày" in told("lan")[-1][1]
