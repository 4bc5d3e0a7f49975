"""Routes on a real database: set, asked, signed step by step, returned, with their traces."""

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.audit_trail.vocabulary import Reader
from qms.documents import operations, queries
from qms.documents.models import Edition
from qms.documents.routes.lifecycle import CHOICE
from qms.documents.routes.models import RouteTemplate
from qms.documents.routes.operations import set_route
from qms.documents.routes.queries import plan_of, template_for
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.operation import OVERTAKEN
from qms.organisation.operations import appoint, end_appointment
from tests.documents.routes.builders import (
    a_route,
    approval,
    everywhere,
    refusal,
    sign,
    step,
    the_ward,
)
from tests.town import BEGAN, a_draft, actor, move, person, unit_id


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def names(edition: Edition) -> list[list[str]]:
    """Who is asked in the present round, step by step."""
    return [[seat.person.login for seat in step.seats] for step in edition.route]


def awaiting(login: str) -> tuple[int, int]:
    """How many editions a person is asked to review and to approve now."""
    tasks = queries.awaiting(actor(login))
    return len(tasks.to_review), len(tasks.to_approve)


def test_a_route_is_asked_when_an_edition_is_submitted_and_signed_in_order() -> None:
    a_route(*the_ward())
    edition = move(a_draft(), "in review")
    assert names(edition) == [["lan"], ["tuan", "quang"], ["hung", "dong"]]
    assert [awaiting(who) for who in ("lan", "tuan", "hung")] == [(1, 0), (0, 0), (0, 0)]
    assert "Chưa đến lượt" in refusal(lambda: sign(edition, "tuan"))[0]
    for who in ("lan", "tuan"):
        sign(edition, who)
    assert refusal(lambda: sign(edition, "hung")) == [
        "Chỉ người xem xét được giao được làm việc này."
    ]
    assert [awaiting(who) for who in ("tuan", "quang", "hung")] == [(0, 0), (1, 0), (0, 0)]
    sign(edition, "quang")
    assert [awaiting(who) for who in ("hung", "dong")] == [(0, 1), (0, 1)]
    sign(edition, "dong")
    assert edition.state == "approved"
    assert [s.person_name for s in edition.valid_signatures][-1] == "Võ Thành Đông"
    assert awaiting("hung") == (0, 0)
    assert whole_chain().whole


def test_without_a_route_the_author_chooses_two_people_on_the_draft() -> None:
    edition = move(a_draft(), "in review")
    assert names(edition) == [["tuan"], ["hung"]]
    assert [step.label for step in edition.route] == ["Xem xét", "Phê duyệt"]


def test_a_unit_may_have_a_route_of_its_own() -> None:
    a_route(*the_ward())
    own = a_route(step("Xem xét", "quang"), approval("dong"), unit=unit_id("VP"))
    edition = a_draft()
    assert template_for(edition.document) is own
    assert names(move(edition, "in review")) == [["quang"], ["dong"]]


def test_a_new_route_leaves_the_round_under_way_alone() -> None:
    a_route(*the_ward())
    edition = move(a_draft(), "in review")
    a_route(step("Xem xét", "quang"), approval("dong"))
    assert names(edition)[0] == ["lan"]
    operations.return_to_author(edition, edition.version, actor("lan"), "đổi tuyến ký")
    assert names(move(edition, "in review")) == [["quang"], ["dong"]]


def test_a_route_is_taken_away_by_a_version_without_steps() -> None:
    a_route(*the_ward())
    a_route()
    edition = a_draft()
    assert template_for(edition.document) is None
    assert names(move(edition, "in review")) == [["tuan"], ["hung"]]


def test_the_author_picks_where_the_route_leaves_a_choice() -> None:
    a_route(step("Xem xét", "tuan", "quang", way=CHOICE), approval("hung", "dong", way=CHOICE))
    edition = a_draft()
    assert plan_of(edition).objections == ()
    dong = person("dong").id
    tuan = person("tuan").id
    said = refusal(
        lambda: operations.submit(edition, edition.version, actor("thao"), {1: 0, 2: dong})
    )
    assert said == ["Bước “Xem xét”: chưa chọn người ký."]
    operations.submit(edition, edition.version, actor("thao"), {1: tuan, 2: dong})
    assert names(edition) == [["tuan"], ["dong"]]


def test_who_brought_the_file_is_not_asked_and_does_not_sign() -> None:
    appoint(person("lan"), Role.REVIEWER, None, BEGAN, None, by=actor("son"), reason="13/QĐ-UBND")
    a_route(everywhere("Xem xét", Role.REVIEWER), approval("hung"))
    edition = move(a_draft(by="lan"), "in review")
    assert "lan" not in names(edition)[0]
    assert refusal(lambda: sign(edition, "lan"))


def test_who_lost_the_role_since_signs_no_more() -> None:
    a_route(*the_ward())
    edition = sign(move(a_draft(), "in review"), "lan")
    held = [a for a in person("tuan").appointments if a.role == "reviewer"]
    end_appointment(held[0], by=actor("son"), reason="nghỉ hưu")
    assert "Chỉ người xem xét được giao được làm việc này." in refusal(
        lambda: sign(edition, "tuan")
    )


def test_a_return_to_a_step_ends_what_was_signed_from_there_and_is_kept() -> None:
    a_route(*the_ward())
    edition = move(a_draft(), "in review")
    for who in ("lan", "tuan", "quang"):
        sign(edition, who)
    operations.return_to_step(edition, 2, edition.version, actor("hung"), "xem lại mục 5.4")
    assert [s.person_name for s in edition.valid_signatures] == ["Nguyễn Thị Lan"]
    assert len(edition.signatures) == 3
    assert (edition.state, edition.returned_because) == ("in review", "xem lại mục 5.4")
    assert [awaiting(who) for who in ("lan", "tuan", "hung")] == [(0, 0), (1, 0), (0, 0)]
    for who in ("quang", "tuan", "hung"):
        sign(edition, who)
    assert edition.state == "approved"
    line = db.session.scalars(select(TrailLine).where(TrailLine.verb == "return to step")).one()
    assert (line.reason, line.subject_kind) == ("xem lại mục 5.4", "edition")


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_return_to_a_step_says_why_and_whereto(reason: str) -> None:
    a_route(*the_ward())
    edition = move(a_draft(), "in review")
    assert len(refusal(lambda: _back(edition, 1, "hung", "vì vậy"))) == 2
    sign(edition, "lan")
    assert refusal(lambda: _back(edition, 2, "hung", "vì vậy"))
    assert refusal(lambda: _back(edition, 1, "hung", reason))
    assert refusal(lambda: _back(edition, 1, "thao", "vì vậy"))


def _back(edition: Edition, position: int, login: str, reason: str) -> Edition:
    return operations.return_to_step(edition, position, edition.version, actor(login), reason)


def test_of_two_approvers_one_wins() -> None:
    a_route(step("Xem xét", "tuan"), approval("hung", "dong"))
    edition = sign(move(a_draft(), "in review"), "tuan")
    seen = operations.Consent("mot hai ba bon nam", edition.version)
    operations.approve(edition, seen, by=actor("hung"), reason="")
    assert OVERTAKEN.text in refusal(lambda: operations.approve(edition, seen, actor("dong"), ""))


@pytest.mark.parametrize("by", ["thao", "tuan", "hung", "son", "tam"])
def test_only_the_quality_officer_sets_a_route(by: str) -> None:
    assert refusal(lambda: first(by, "vì vậy")) == ["Chỉ thư ký ISO được làm việc này."]


def first(by: str, reason: str) -> RouteTemplate:
    """Set a route as somebody who has seen none."""
    return set_route("procedure", None, the_ward(), 0, by=actor(by), reason=reason)


def test_a_route_is_set_for_a_reason_once_and_not_over_an_others() -> None:
    assert refusal(lambda: first("lan", " "))
    a_route(*the_ward())
    assert OVERTAKEN.text in refusal(lambda: first("lan", "vì vậy"))
    assert refusal(lambda: a_route(*the_ward())) == [
        "Tuyến ký này đang dùng rồi; chưa có gì để lưu."
    ]


def test_the_trail_tells_a_route_in_words() -> None:
    a_route(*the_ward())
    line = db.session.scalars(select(TrailLine).where(TrailLine.verb == "set route")).one()
    assert (line.subject_kind, line.subject_label) == ("route_template", "Quy trình")
    told = [(str(what), str(after)) for what, _before, after in Reader([line]).told(line)]
    assert ("Tên bước", "Soát xét") in told
    assert ("Vai trò cần có để ký", "Thư ký ISO") in told
    assert ("Người được ghi tên", "Trần Quang Tuấn") in told
