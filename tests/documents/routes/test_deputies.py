"""Signing for others: a deputy during leave, and the legal forms, on a real database."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.documents import drafting, filing, operations, queries
from qms.documents.operations import Consent
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.notices.models import Notice
from qms.organisation.authority.lifecycle import Paper, Period
from qms.organisation.authority.operations import (
    Parts,
    end_delegation,
    name_deputy,
)
from qms.organisation.models import Delegation
from qms.organisation.operations import disable, end_appointment
from qms.search.finder import finder
from tests.documents.routes.builders import (
    a_route,
    approval,
    everywhere,
    refusal,
    sign,
    step,
)
from tests.town import PASSWORD, a_draft, actor, move, person, word_file

PAPER = Paper("Giấy ủy quyền số 12/UQ-UBND", date(2027, 2, 1))
BOTH = Parts(True, True)
APPROVALS = Parts(False, True)


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> Iterator[None]:
    """Every test here works inside the application, on a day of 2027."""
    with clock.showing(datetime(2027, 2, 5, 9, tzinfo=clock.LOCAL)):
        yield


def days(first: int = 0, last: int = 10) -> Period:
    today = clock.today()
    return Period(today + timedelta(days=first), today + timedelta(days=last))


def deputy_of(
    who: str,
    deputy: str,
    parts: Parts = APPROVALS,
    period: Period | None = None,
    by: str = "",
) -> Delegation:
    """Let one of the cast sign for another."""
    return name_deputy(
        person(who), person(deputy), parts, period or days(), PAPER, by=actor(by or who)
    )


def awaiting(login: str) -> list[str]:
    tasks = queries.awaiting(actor(login))
    return [e.document.code for e in (*tasks.to_review, *tasks.to_approve)]


def seen_by(login: str) -> list[str]:
    return [e.document.code for e in db.session.scalars(queries.visible_to(actor(login)))]


def test_a_deputy_sees_the_tasks_signs_and_it_is_printed_as_such() -> None:
    edition = move(move(a_draft(), "in review"), "reviewed")
    assert awaiting("hanh") == []
    deputy_of("hung", "hanh")
    assert awaiting("hanh") == ["QT-01/VP"]
    assert queries.awaiting(actor("hanh")).instead_of == {edition.id: "Phạm Quốc Hùng"}
    sign(edition, "hanh")
    assert edition.state == "approved"
    signature = edition.valid_signatures[-1]
    assert (signature.person_name, signature.seat_name) == ("Lê Mỹ Hạnh", "Phạm Quốc Hùng")
    assert signature.seat_title == "Chủ tịch"
    assert signature.delegation == (
        "Giấy ủy quyền số 12/UQ-UBND ngày 01/02/2027, từ 05/02/2027 đến hết 15/02/2027"
    )
    assert awaiting("hung") == []


def test_a_deputy_is_told_of_what_comes_during_the_leave() -> None:
    deputy_of("hung", "hanh")
    move(move(a_draft(), "in review"), "reviewed")
    told = {n.person_id for n in db.session.scalars(select(Notice).filter_by(kind="to sign"))}
    assert told == {person(who).id for who in ("tuan", "hung", "hanh")}


def test_a_deputy_sees_what_is_asked_and_what_they_signed_and_nothing_else() -> None:
    asked = move(move(a_draft("QT-01/VP"), "in review"), "reviewed")
    a_draft("QT-03/VP")
    delegation = deputy_of("hung", "linh")
    assert seen_by("linh") == ["QT-01/VP"]
    assert finder().indexer.check() == []
    sign(asked, "linh")
    later = move(move(a_draft("QT-04/VP"), "in review"), "reviewed")
    end_delegation(delegation, by=actor("hung"), reason="đã về")
    assert seen_by("linh") == ["QT-01/VP"]
    assert later.state == "in review"


@pytest.mark.parametrize("when", ["ended", "over", "not begun"])
def test_outside_its_time_a_delegation_gives_nothing(when: str) -> None:
    edition = move(move(a_draft(), "in review"), "reviewed")
    first = 3 if when == "not begun" else 0
    delegation = deputy_of("hung", "hanh", period=days(first, first + 1))
    if when == "ended":
        end_delegation(delegation, by=actor("hanh"), reason="hết phép")
    late = clock.now() + timedelta(days=2 if when == "over" else 0)
    with clock.showing(late):
        assert not actor("hanh").stands_in
        assert awaiting("hanh") == []
        said = refusal(lambda: sign(edition, "hanh"))
    assert said == ["Chỉ người phê duyệt được giao được làm việc này."]


def test_the_absent_person_may_still_sign_and_only_one_of_them_does() -> None:
    edition = move(move(a_draft(), "in review"), "reviewed")
    deputy_of("hung", "hanh")
    seen = Consent(PASSWORD, edition.version)
    operations.approve(edition, seen, by=actor("hung"), reason="")
    assert edition.valid_signatures[-1].seat_name is None
    assert refusal(lambda: operations.approve(edition, seen, by=actor("hanh"), reason=""))


def test_a_deputy_never_signs_own_work_nor_two_steps() -> None:
    own = move(move(a_draft("QT-01/VP", by="thao"), "in review"), "reviewed")
    deputy_of("hung", "thao")
    assert awaiting("thao") == []
    assert "Bạn là người soạn thảo; người khác phải xem xét và phê duyệt." in refusal(
        lambda: sign(own, "thao")
    )
    end_delegation(db.session.scalars(select(Delegation)).one(), actor("hung"), "nhầm")
    deputy_of("hung", "tuan")
    assert awaiting("tuan") == []
    assert "mỗi người chỉ ký một bước" in refusal(lambda: sign(own, "tuan"))[0]


def test_a_deputy_who_replaced_the_file_signs_nothing() -> None:
    edition, file = a_draft(), filing.take_in(word_file("lời của Lan"), "b.docx")
    drafting.replace_file(edition, file, edition.version, by=actor("lan"))
    deputy_of("hung", "lan")
    reviewed = move(move(edition, "in review"), "reviewed")
    assert "Bạn đã đưa tệp Word vào bản thảo này" in refusal(lambda: sign(reviewed, "lan"))[0]


def test_who_is_named_on_the_route_keeps_to_the_own_seat() -> None:
    a_route(step("Soát xét", "tuan"), step("Kiểm tra", "quang"), approval("hung"))
    deputy_of("tuan", "quang", Parts(True, False))
    edition = move(a_draft(), "in review")
    assert "Bạn có tên ở bước khác" in refusal(lambda: sign(edition, "quang"))[0]
    assert awaiting("quang") == []


def test_only_what_one_holds_is_handed_on_so_there_is_no_chain() -> None:
    deputy_of("hung", "hanh")
    assert refusal(lambda: deputy_of("hanh", "dong")) == [
        "Người được ký thay không giữ vai trò của phần việc đã chọn."
    ]
    deputy_of("dong", "linh")
    assert not any(who == person("hung").id for who, _role in actor("linh").stands_in)


def test_a_delegation_of_one_part_is_not_of_the_other() -> None:
    deputy_of("tuan", "hanh", Parts(True, False))
    edition = move(a_draft(), "in review")
    assert awaiting("hanh") == ["QT-01/VP"]
    sign(edition, "hanh")
    assert refusal(lambda: sign(edition, "hanh"))


def test_who_no_longer_holds_the_role_is_stood_in_for_no_more() -> None:
    edition = move(move(a_draft(), "in review"), "reviewed")
    deputy_of("hung", "hanh")
    [held] = [a for a in person("hung").appointments if a.role == "approver"]
    end_appointment(held, by=actor("son"), reason="chuyển công tác")
    assert not actor("hanh").stands_in
    assert refusal(lambda: sign(edition, "hanh"))


def test_a_person_who_is_shut_out_stands_in_for_nobody() -> None:
    deputy_of("hung", "hanh")
    disable(person("hanh"), by=actor("son"), reason="nghỉ việc")
    assert not actor("hanh").stands_in


def test_who_stands_in_for_two_says_for_whom() -> None:
    a_route(step("Kiểm tra", "tuan", "quang"), approval("hung"))
    for absent in ("tuan", "quang"):
        deputy_of(absent, "hanh", Parts(True, False))
    edition = move(a_draft(), "in review")
    sign(edition, "hanh", seat="quang")
    assert edition.valid_signatures[-1].seat_name == "Đinh Minh Quang"
    other = move(a_draft("QT-02/VP"), "in review")
    assert refusal(lambda: sign(other, "hanh", seat="hung")) == [
        "Bạn không ký thay được cho người này; hãy chọn lại."
    ]


@pytest.mark.parametrize(
    ("who", "deputy", "parts", "period", "paper", "because"),
    [
        ("hung", "hung", BOTH, days, PAPER, "phải là người khác"),
        ("hung", "son", BOTH, days, PAPER, "phải là người khác"),
        ("hung", "tam", BOTH, days, PAPER, "phải là người khác"),
        ("linh", "hanh", BOTH, days, PAPER, "không giữ vai trò"),
        ("tuan", "hanh", BOTH, days, PAPER, "không giữ vai trò"),
        ("hung", "hanh", Parts(False, False), days, PAPER, "chọn phần việc"),
        ("hung", "hanh", BOTH, lambda: days(-1), PAPER, "quá khứ"),
        ("hung", "hanh", BOTH, lambda: days(5, 4), PAPER, "không được trước ngày đầu"),
        ("hung", "hanh", BOTH, days, Paper("", None), "ghi văn bản"),
        ("hung", "hanh", BOTH, days, Paper("12/UQ", date(2027, 3, 1)), "không sau ngày đầu"),
    ],
)
def test_a_delegation_that_does_not_hold_is_refused(
    who: str, deputy: str, parts: Parts, period: object, paper: Paper, because: str
) -> None:
    said = refusal(
        lambda: name_deputy(person(who), person(deputy), parts, period(), paper, actor(who))  # type: ignore[operator]
    )
    assert any(because in one for one in said), said


@pytest.mark.parametrize("by", ["thao", "hanh", "tuan", "tam"])
def test_nobody_names_a_deputy_for_another_but_the_keepers(by: str) -> None:
    assert any("Chỉ người đó" in one for one in refusal(lambda: deputy_of("hung", "hanh", by=by)))


@pytest.mark.parametrize("by", ["son", "lan"])
def test_the_keepers_name_and_end_for_others_and_it_is_told_on_the_person(by: str) -> None:
    delegation = deputy_of("hung", "hanh", by=by)
    with_same_part = refusal(lambda: deputy_of("hung", "dong", by=by))
    assert any("đã cử Lê Mỹ Hạnh" in one for one in with_same_part)
    assert refusal(lambda: end_delegation(delegation, actor("thao"), "vì vậy"))
    assert refusal(lambda: end_delegation(delegation, actor(by), " "))
    end_delegation(delegation, actor(by), "đã về")
    assert refusal(lambda: end_delegation(delegation, actor(by), "lần nữa"))
    lines = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc()).limit(2)).all()
    assert [(x.verb, x.subject_kind, x.subject_label) for x in lines] == [
        ("end delegation", "person", "Phạm Quốc Hùng"),
        ("name deputy", "person", "Phạm Quốc Hùng"),
    ]


def test_a_role_asked_on_a_route_is_stood_in_for_too() -> None:
    a_route(everywhere("Soát xét", Role.QUALITY_OFFICER), approval("hung"))
    deputy_of("lan", "hanh", Parts(True, False))
    edition = move(a_draft(), "in review")
    sign(edition, "hanh")
    assert edition.is_reviewed
    assert not actor("hanh").has(Role.QUALITY_OFFICER)
