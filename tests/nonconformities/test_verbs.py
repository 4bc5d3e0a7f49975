"""Nonconformities on a real database: what holds after each verb, and what is refused."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.queries import history_of, whole_chain
from qms.documents.queries import document_by_key
from qms.kernel.database import db
from qms.kernel.operation import OVERTAKEN
from qms.nonconformities import accepting, awaited, operations, queries
from qms.nonconformities.accepting import Cited
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.operations import Correction
from qms.nonconformities.queries import Wanted
from qms.nonconformities.states import State
from qms.notices.models import Notice
from tests.documents.routes.builders import refusal
from tests.laws import a_law
from tests.nonconformities.cases import (
    CLAUSE,
    a_file,
    a_report,
    accepted,
    an_acceptance,
    corrected,
    one_in,
    today,
)
from tests.town import actor, an_edition, person, unit_id


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def told(login: str) -> list[str]:
    wanted = select(Notice).where(Notice.person_id == person(login).id).order_by(Notice.id)
    return [str(notice.said) for notice in db.session.scalars(wanted)]


def test_a_report_keeps_what_where_when_and_its_place_in_a_document() -> None:
    edition = an_edition("in force")
    found = a_report(about=edition, files=[a_file()])
    assert (found.state, found.number, found.clause) == ("reported", "", "1 Mục đích")
    assert [one.file.name for one in found.files] == ["phieu-hen.pdf"]
    assert queries.about(actor("linh"), edition.document) == [found]
    assert told("lan")[-1].startswith("Có báo cáo sự không phù hợp mới: Hồ sơ đăng ký khai sinh")
    assert whole_chain().whole


def test_what_is_missing_in_a_report_is_said_all_at_once() -> None:
    tomorrow = today() + timedelta(days=1)
    said = refusal(lambda: a_report("tam", text=" ", found_on=tomorrow, unit_id=999))
    assert len(said) == 4
    assert refusal(lambda: a_report(about=an_edition("in force"), anchor="muc-99")) == [
        "Mục này không có trong phiên bản bạn đang xem; hãy chọn mục khác."
    ]


def test_taken_on_it_has_the_next_number_its_grounds_and_a_handler() -> None:
    first, second = accepted(), accepted()
    year = today().year
    assert [first.number, second.number] == [f"01/{year}/HĐKP", f"02/{year}/HĐKP"]
    assert [c.clause_key for c in first.criteria] == [CLAUSE]
    assert first.indicators == {"3.1"}
    assert [line.verb for line in history_of([first])] == ["report nonconformity", "accept report"]
    assert told("binh")[0].startswith(f"Mời bạn xử lý phiếu 01/{year}/HĐKP")
    assert told("linh")[0].startswith("Báo cáo của bạn đã được tiếp nhận")


def test_grounds_are_held_by_key() -> None:
    edition, law = an_edition("in force"), a_law()
    anchor = edition.clauses[0].anchor
    grounds = {Cited(edition_id=edition.id, anchor=anchor), Cited(law_id=law.id, article="điều 19")}
    found = accepted(criteria=frozenset(grounds))
    assert {(c.edition_id, c.clause, c.law_id, c.article) for c in found.criteria} == {
        (edition.id, "1 Mục đích", None, ""),
        (None, "", law.id, "điều 19"),
    }
    assert queries.about(actor("lan"), edition.document) == [found]


def test_what_is_missing_at_acceptance_is_said_all_at_once() -> None:
    found = a_report()
    said = refusal(
        lambda: accepted(
            found,
            title=" ",
            grade="enormous",
            criteria=frozenset(),
            indicators=frozenset(),
            handler_id=0,
            correct_by=today() - timedelta(days=1),
            unit_id=999,
        )
    )
    assert len(said) == 7
    assert found.state == "reported"
    unknown = frozenset({Cited(clause_key="9001:2015/99")})
    assert len(refusal(lambda: accepted(found, criteria=unknown))) == 1
    assert len(refusal(lambda: accepted(found, indicators=frozenset({"9.9"})))) == 1


@pytest.mark.parametrize("by", ["binh", "linh", "hanh", "minh", "tam", "son"])
def test_only_the_officer_takes_on(by: str) -> None:
    found = a_report()
    assert (
        refusal(lambda: accepted(found, by=by)) == ["Chỉ thư ký ISO được làm việc này."]
        or len(refusal(lambda: accepted(found, by=by))) == 1
    )


def test_what_was_said_at_acceptance_may_be_changed_with_a_reason_and_keeps_its_number() -> None:
    found = accepted()
    number = found.number
    law = a_law()
    given = an_acceptance(
        title="Khác", indicators=frozenset({"1.5"}), criteria=frozenset({Cited(law_id=law.id)})
    )
    accepting.change_acceptance(found, given, found.version, actor("lan"), "nhầm chỉ số")
    assert (found.number, found.indicators) == (number, {"1.5"})
    assert [c.law_id for c in found.criteria] == [law.id]
    seen = found.version
    assert (
        len(refusal(lambda: accepting.change_acceptance(found, given, seen, actor("lan"), " ")))
        == 1
    )
    corrected(found)
    assert refusal(
        lambda: accepting.change_acceptance(found, given, found.version, actor("lan"), "x")
    )


def test_a_report_that_is_none_is_declined_and_says_why() -> None:
    found = a_report()
    assert len(refusal(lambda: operations.decline(found, found.version, actor("lan"), ""))) == 1
    operations.decline(found, found.version, by=actor("lan"), reason="trả đúng hẹn")
    assert (found.state, found.answer, found.number) == ("declined", "trả đúng hẹn", "")
    assert found.ended_at is not None
    assert awaited.news(actor("linh")) == [found]


def test_a_report_of_the_same_matter_joins_the_other() -> None:
    first, found = accepted(), a_report("khoa")
    for other in (None, found, a_report("khoa")):
        refused = refusal(lambda o=other: operations.merge(found, o, found.version, actor("lan")))
        assert refused == ["Chỉ gộp được vào một phiếu đã tiếp nhận và chưa kết thúc."]
    operations.merge(found, first, found.version, by=actor("lan"))
    assert (found.state, found.merged_into) == ("merged", first)


def test_only_who_reported_takes_it_back() -> None:
    found = a_report()
    assert refusal(lambda: operations.withdraw(found, found.version, actor("lan"), "x"))
    operations.withdraw(found, found.version, by=actor("linh"), reason="xem nhầm ngày")
    assert found.state == "withdrawn"


def test_it_is_corrected_by_its_handler_or_the_officer() -> None:
    found = accepted()
    assert awaited.handled(actor("binh"), State.ACCEPTED) == [found]
    assert refusal(lambda: corrected(found, by="linh"))
    corrected(found)
    assert (found.state, found.corrected_on) == ("corrected", today())
    assert awaited.handled(actor("binh"), State.ACCEPTED) == []
    assert told("linh")[-1].startswith("Báo cáo của bạn đã được khắc phục ngay")
    assert corrected(accepted(), by="lan").state == "corrected"


def test_a_correction_has_its_time() -> None:
    found = accepted()
    for day in (found.found_on - timedelta(days=1), today() + timedelta(days=1)):
        done = Correction("đã sửa", day, "không có")
        assert refusal(
            lambda d=done: operations.correct(found, d, found.version, actor("binh"))
        ) == ["Ngày khắc phục phải từ ngày phát hiện đến hôm nay."]


def test_a_stale_screen_changes_nothing() -> None:
    found = a_report()
    seen = found.version
    accepted(found)
    said = refusal(lambda: operations.decline(found, seen, by=actor("lan"), reason="x"))
    assert OVERTAKEN.text in said


@pytest.mark.parametrize(
    ("login", "states"),
    [
        ("lan", {"reported", "accepted", "corrected", "declined", "merged", "withdrawn"}),
        ("hanh", {"reported", "accepted", "corrected", "declined", "merged", "withdrawn"}),
        ("minh", {"reported", "accepted", "corrected", "declined", "merged", "withdrawn"}),
        ("tam", {"reported", "accepted", "corrected", "declined", "merged", "withdrawn"}),
        ("linh", {"reported", "accepted", "corrected", "declined", "merged", "withdrawn"}),
        ("binh", {"accepted", "corrected"}),
        ("khoa", {"accepted", "corrected"}),
        ("thao", set()),
        ("tuan", set()),
        ("son", set()),
    ],
)
def test_each_sees_what_is_theirs(login: str, states: set[str]) -> None:
    for state in ("reported", "accepted", "corrected", "declined", "merged", "withdrawn"):
        one_in(state)
    seen = queries.listed(actor(login), Wanted()).found
    assert {found.state for found in seen} == states
    whole = {found.id for found in db.session.scalars(select(Nonconformity))}
    for number in whole:
        found = queries.nonconformity(actor(login), number)
        assert (found is not None) == (number in {one.id for one in seen})


def test_a_hidden_name_is_told_to_few() -> None:
    found = accepted(a_report(hides_reporter=True))
    known = {
        login
        for login in ("lan", "hanh", "linh", "binh", "minh", "tam", "khoa")
        if queries.knows_reporter(found, actor(login))
    }
    assert known == {"lan", "hanh", "linh"}
    assert queries.knows_reporter(accepted(), actor("khoa"))


def test_filters_narrow_the_register() -> None:
    one, other = accepted(source="complaint", indicators=frozenset({"1.5"})), a_report("khoa")
    late = accepted()
    year = today().year

    def ids(**asked: object) -> set[int]:
        return {f.id for f in queries.listed(actor("lan"), Wanted(**asked)).found}  # type: ignore[arg-type]

    assert ids(source="complaint") == {one.id}
    assert ids(indicator="1.5") == {one.id}
    assert ids(state="reported") == {other.id}
    assert ids(state="open") == {one.id, other.id, late.id}
    assert ids(text=f"1/{year}") == {one.id}
    assert ids(text="khai sinh trả trễ") == {one.id, other.id, late.id}
    assert ids(text="không có") == set()
    assert ids(unit=unit_id("VP")) == set()
    assert ids(year=year - 1) == set()
    assert ids(year=year) == {one.id, other.id, late.id}
    assert {f.id for f in queries.listed(actor("khoa"), Wanted(whose="reported")).found} == {
        other.id
    }
    assert queries.open_by_indicator(actor("lan")) == {"1.5": 1, "3.1": 1}
    assert queries.years(actor("lan")) == [year]


def test_every_link_leads_both_ways() -> None:
    edition = an_edition("in force")
    found = accepted(a_report(about=edition))
    document = document_by_key("QT-01-VP")
    assert document is not None
    assert found in queries.about(actor("lan"), document)
    assert db.session.scalars(select(Criterion)).one().nonconformity is found
    assert db.session.scalars(select(TouchedIndicator)).one().nonconformity is found
    assert found in queries.touching(actor("lan"), "3.1").found
