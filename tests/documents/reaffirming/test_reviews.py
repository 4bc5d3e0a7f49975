"""A review without change: who signs it, on which bytes, and what follows from it."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents.kinds import queries as kinds
from qms.documents.kinds.operations import KindRule, set_kind
from qms.documents.models import Edition
from qms.documents.operations import WRONG_PASSWORD, Consent
from qms.documents.reaffirming import lifecycle, queries
from qms.documents.reaffirming.lifecycle import Standing, objections
from qms.documents.reaffirming.models import Reaffirmation
from qms.documents.reaffirming.operations import reaffirm
from qms.documents.register import queries as register
from qms.documents.register.asked import Asked, Only
from qms.documents.requests import operations as requests
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from tests.counting import statements
from tests.documents.requests.asking import a_request
from tests.town import PASSWORD, a_draft, actor, an_edition, move
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
HERE = "/documents/QT-01-VP"
NOTE = "Căn cứ còn hiệu lực, các bước đúng việc đang làm."


def sign(edition: Edition, by: str = "lan", note: str = NOTE, password: str = PASSWORD) -> object:
    return reaffirm(edition, Consent(password, edition.version), actor(by), note)


def refusal(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


def yearly() -> None:
    set_kind("procedure", KindRule("", 12), 0, by=actor("lan"), reason="hằng năm")


def an_old_edition(code: str = "QT-01/VP", days: int = 400, **given: object) -> Edition:
    with clock.showing(clock.days_ago(days)):
        return an_edition("in force", code, **given)


def test_nothing_stands_in_the_way_of_an_owner_of_what_is_in_force() -> None:
    today = clock.today()
    assert not any(objections(Standing(in_force=True, is_owner=True), today))
    before = today - timedelta(days=1)
    assert not any(objections(Standing(in_force=True, is_owner=True, last=before), today))
    worst = Standing(
        in_force=False, is_owner=False, being_drafted=True, open_requests=2, last=today
    )
    assert len([said for said in objections(worst, today) if said]) == 5


def test_the_next_review_counts_from_the_signature(inside: Flask) -> None:
    edition = an_old_edition()
    yearly()
    lan = actor("lan")
    assert kinds.longest_overdue(lan).total == 1
    assert len(register.page_of(lan, Asked(only=Only(due="1"))).entries) == 1
    sign(edition)
    due = kinds.review_of(edition)
    assert due is not None
    assert (due.day.year, due.is_late) == (clock.today().year + 1, False)
    assert kinds.longest_overdue(lan).total == 0
    assert register.page_of(lan, Asked(only=Only(due="1"))).entries == []
    [entry] = register.page_of(lan, Asked(sort="due")).entries
    assert entry.due == due.day
    assert [standing.overdue for standing in kinds.standings(lan) if standing.overdue] == []


def test_a_new_edition_counts_from_its_own_day(inside: Flask) -> None:
    sign(an_old_edition())
    yearly()
    new = an_edition("in force")
    due = kinds.review_of(new)
    assert due is not None
    assert due.day.year == clock.today().year + 1


def test_the_signature_is_kept_with_its_bytes_and_told_on_the_editions_line(inside: Flask) -> None:
    edition = an_edition()
    sign(edition, by="thao")
    [kept] = db.session.scalars(select(Reaffirmation)).all()
    assert (kept.digest, kept.person_name, kept.person_title) == (
        edition.file_digest,
        "Đặng Thu Thảo",
        "Công chức",
    )
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.subject_kind, line.reason) == ("reaffirm", "edition", NOTE)
    assert whole_chain().whole


@pytest.mark.parametrize(
    ("by", "unit", "owns"),
    [
        ("lan", "KT", True),
        ("thao", "KT", True),  # wrote it
        ("binh", "KT", True),  # heads the unit
        ("binh", "VP", False),
        ("khoa", "KT", False),
        ("hanh", "KT", False),
        ("tuan", "KT", False),
        ("hung", "KT", False),
        ("linh", "KT", False),
        ("tam", "KT", False),
        ("son", "KT", False),
    ],
)
def test_only_its_owner_signs(inside: Flask, by: str, unit: str, owns: bool) -> None:
    edition = an_edition(unit=unit)
    assert queries.may_reaffirm(edition, actor(by)) == owns
    if owns:
        assert sign(edition, by)
    else:
        assert refusal(lambda: sign(edition, by)) == [lifecycle.NOT_OWNER.text]


@pytest.mark.parametrize("state", ["draft", "in review", "approved", "withdrawn"])
def test_what_is_not_in_force_is_not_signed(inside: Flask, state: str) -> None:
    edition = move(an_edition(), state) if state == "withdrawn" else an_edition(state)
    assert lifecycle.NOT_IN_FORCE.text in refusal(lambda: sign(edition))


def test_a_wrong_password_signs_nothing(inside: Flask) -> None:
    edition = an_edition()
    assert refusal(lambda: sign(edition, password="không phải")) == [WRONG_PASSWORD.text]
    assert len(refusal(lambda: sign(edition, note=" "))) == 1
    assert db.session.scalars(select(Reaffirmation)).all() == []


def test_who_wants_a_change_or_writes_one_does_not_say_that_none_is_needed(inside: Flask) -> None:
    edition = an_edition()
    request = a_request(edition)
    assert len(refusal(lambda: sign(edition))) == 1
    requests.withdraw_request(request, request.version, by=actor("linh"))
    draft = a_draft()
    assert refusal(lambda: sign(edition)) == [lifecycle.BEING_DRAFTED.text]
    move(draft, "discarded")
    assert sign(edition)


def test_it_is_signed_once_a_day(inside: Flask) -> None:
    edition = an_edition()
    sign(edition)
    assert refusal(lambda: sign(edition, by="thao")) == [lifecycle.DONE_TODAY.text]
    with clock.showing(clock.now() + timedelta(days=1)):
        assert sign(edition)


def test_owners_are_told_what_is_due_soon_the_first_due_first(inside: Flask) -> None:
    an_old_edition("QT-01/KT", 350, unit="KT", by="khoa")
    an_old_edition("QT-02/KT", 400, unit="KT")
    an_old_edition("QT-03/VP", 340)
    an_old_edition("QT-04/VP", 100)
    yearly()

    def told(login: str) -> list[str]:
        return [due.edition.document.code for due in queries.awaiting(actor(login))]

    assert told("binh") == ["QT-02/KT", "QT-01/KT"]
    assert told("khoa") == ["QT-01/KT"]
    assert told("thao") == ["QT-02/KT", "QT-03/VP"]
    assert told("lan") == told("linh") == told("tam") == []


@pytest.fixture
def ward(app: Flask) -> Flask:
    """The ward with a document that is past its review."""
    with app.app_context():
        an_old_edition()
        yearly()
    return app


def test_an_owner_reviews_and_signs_on_one_page(ward: Flask, visit: Visit) -> None:
    thao = visit("thao")
    assert "Tài liệu của bạn đến hạn xem xét lại" in thao.get("/").text
    assert "đã quá hạn xem xét lại" in thao.get(HERE).text
    page = thao.get(f"{HERE}/review").text
    seen = re.search(r'name="seen"[^>]*value="(\d+)"', page)
    assert seen
    fields = {"seen": seen.group(1), "reason": NOTE, "password": PASSWORD}
    wrong = thao.send(f"{HERE}/reaffirmation", **(fields | {"password": "sai rồi nhé"}))
    assert wrong.status_code == 409
    assert NOTE in wrong.text
    assert thao.send(f"{HERE}/reaffirmation", **(fields | {"reason": ""})).status_code == 422
    stale = thao.send(f"{HERE}/reaffirmation", **(fields | {"seen": "1"}))
    assert (stale.status_code, NOTE in stale.text) == (409, True)
    assert thao.send(f"{HERE}/reaffirmation", **fields).location == HERE
    page = thao.get(HERE).text
    assert "Giữ nguyên, Đặng Thu Thảo ký ngày" in page
    assert "quá hạn" not in page
    assert "Tài liệu của bạn đến hạn xem xét lại" not in thao.get("/").text
    history = visit("tam").get(f"{HERE}/history").text
    assert "Xem xét, giữ nguyên" in history
    assert NOTE in history


def test_a_review_that_finds_something_asks_for_a_change(ward: Flask, visit: Visit) -> None:
    thao = visit("thao")
    page = thao.get(f"{HERE}/review").text
    link = re.search(r'href="([^"]+/requests/new[^"]*origin=review[^"]*)"', page)
    assert link
    assert 'value="review"' in thao.get(link.group(1).replace("&amp;", "&")).text
    answer = thao.send(
        f"{HERE}/requests", clause="", origin="review", wish="sửa bước 3", reason="đổi thật"
    )
    assert "Xuất phát từ" in thao.get(answer.location or "").text
    page = thao.get(f"{HERE}/review").text
    assert "Bạn chưa ký được" in page
    assert "Ký giữ nguyên" not in page


@pytest.mark.parametrize("login", ["linh", "tuan", "tam"])
def test_others_are_told_that_it_is_not_theirs(ward: Flask, visit: Visit, login: str) -> None:
    visitor = visit(login)
    assert "Xem xét và kết luận" not in visitor.get(HERE).text
    assert visitor.get(f"{HERE}/review").status_code == 409
    fields = {"seen": "5", "reason": NOTE, "password": PASSWORD}
    assert visitor.send(f"{HERE}/reaffirmation", **fields).status_code == 409


def test_what_one_may_not_see_is_not_reviewed(app: Flask, visit: Visit) -> None:
    with app.app_context():
        a_draft()
    for login in ("lan", "linh"):
        assert visit(login).get(f"{HERE}/review").status_code == 404


def test_a_page_costs_the_same_for_few_and_many(ward: Flask, visit: Visit) -> None:
    visitor, paths = visit("thao"), ("/", HERE, f"{HERE}/history", f"{HERE}/review")
    visitor.get("/account")
    counts = []
    for many in (1, 4):
        with ward.app_context():
            for number in range(many):
                old = an_old_edition(f"QT-{many}{number}/VP")
                with clock.showing(clock.days_ago(390 - number)):
                    sign(old)
        with statements(ward) as sent:
            for path in paths:
                assert visitor.get(path).status_code == 200
        counts.append(len(sent))
    assert counts[0] == counts[1]
