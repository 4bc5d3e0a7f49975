"""Change requests on a real database, with their traces."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import select

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import whole_chain
from qms.documents.models import Edition
from qms.documents.requests import operations, queries
from qms.documents.requests.lifecycle import Origin
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import Task
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import OVERTAKEN
from tests.documents.requests.asking import a_request, accepted, number_of
from tests.town import a_draft, actor, an_edition, move, person


@pytest.fixture(autouse=True)
def _inside(inside: Flask) -> None:
    """Every test here works inside the application."""


def refusal(act: Callable[[], object]) -> list[str]:
    """The sentences with which ``act`` is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.text for reason in refused.value.reasons]


def seen_by(login: str) -> list[str]:
    return [r.number for r in queries.listed(actor(login), queries.Wanted()).requests]


def in_force_after(draft: Edition) -> Edition:
    for state in ("in review", "reviewed", "approved", "in force"):
        move(draft, state)
    return draft


def test_a_clerk_asks_at_a_clause_and_a_line_tells_it() -> None:
    request = a_request(an_edition(), anchor="muc-1")
    year = clock.today().year
    assert request.number == f"01/{year}/YCSĐ"
    assert request.clause == "1 Mục đích"
    assert (request.state, request.sender.login, request.origin) == ("sent", "linh", "reading")
    line = db.session.scalars(select(TrailLine).order_by(TrailLine.id.desc())).first()
    assert line is not None
    assert (line.verb, line.subject_kind, line.subject_label) == (
        "send request",
        "change_request",
        f"01/{year}/YCSĐ",
    )
    assert whole_chain().whole


def test_numbers_follow_each_other_and_begin_anew_each_year() -> None:
    edition = an_edition()
    with clock.showing(datetime(2030, 12, 31, 16, tzinfo=UTC)):
        numbers = [a_request(edition).number for _ in range(2)]
    with clock.showing(datetime(2030, 12, 31, 18, tzinfo=UTC)):  # it is 2031 in Viet Nam
        numbers.append(a_request(edition).number)
    assert numbers == ["01/2030/YCSĐ", "02/2030/YCSĐ", "01/2031/YCSĐ"]


def test_a_clause_that_is_none_and_words_that_are_missing_are_refused_together() -> None:
    document = an_edition().document
    said = refusal(lambda: operations.open_request(document, "nowhere", " ", "", by=actor("linh")))
    assert len(said) == 3
    assert db.session.scalars(select(ChangeRequest)).all() == []


@pytest.mark.parametrize("login", ["son", "tam"])
def test_who_only_keeps_or_inspects_does_not_ask(login: str) -> None:
    edition = an_edition()
    assert refusal(lambda: a_request(edition, by=login))
    assert refusal(lambda: operations.ask_for_document("Tiếp dân", "a", "b", by=actor(login)))


def test_what_arose_elsewhere_says_so() -> None:
    request = operations.open_request(
        an_edition().document,
        "",
        "sửa căn cứ",
        "hết hiệu lực",
        actor("lan"),
        origin=Origin.EXTERNAL,
    )
    assert request.origin == "external"


def test_a_request_is_seen_by_those_it_concerns() -> None:
    of_office, of_economy = an_edition(), an_edition("in force", "QT-01/KT", unit="KT")
    first, second = a_request(of_office, by="nga"), a_request(of_economy, by="linh")
    both = [second.number, first.number]
    for login in ("lan", "hanh", "minh", "tam"):
        assert seen_by(login) == both
    assert seen_by("linh") == [second.number]
    assert seen_by("nga") == [first.number]
    assert seen_by("binh") == [second.number]  # heads the unit of the second document
    for login in ("son", "khoa", "thao", "tuan", "hung", "phuc"):
        assert seen_by(login) == []
    accepted(first, author="khoa")
    assert seen_by("khoa") == [first.number]


def test_the_officer_accepts_and_names_who_drafts_by_when() -> None:
    request = a_request(an_edition())
    due = clock.today() + timedelta(days=10)
    operations.accept_request(
        request, Task(person("thao").id, due), request.version, by=actor("lan"), reason="đồng ý"
    )
    assert (request.state, request.author, request.due) == ("accepted", person("thao"), due)
    assert request.answer == "đồng ý"


@pytest.mark.parametrize("login", ["thao", "hanh", "linh", "binh", "tuan", "son"])
def test_nobody_else_answers(login: str) -> None:
    request = a_request(an_edition())
    task = Task(person("thao").id, clock.today())
    seen = request.version
    by = actor(login)
    assert refusal(lambda: operations.accept_request(request, task, seen, by=by))
    assert refusal(lambda: operations.decline_request(request, seen, by=by, reason="không"))
    assert request.state == "sent"


def test_accepting_names_somebody_who_may_write_and_a_day_to_come() -> None:
    request = a_request(an_edition())
    task = Task(person("linh").id, clock.today() - timedelta(days=1))
    said = refusal(lambda: operations.accept_request(request, task, 1, by=actor("lan")))
    assert len(said) == 2
    said = refusal(
        lambda: operations.accept_request(request, Task(999, clock.today()), 1, by=actor("lan"))
    )
    assert len(said) == 1


def test_declining_says_why_and_the_sender_reads_it() -> None:
    request = a_request(an_edition())
    lan = actor("lan")
    assert refusal(lambda: operations.decline_request(request, request.version, lan, " "))
    operations.decline_request(request, request.version, by=lan, reason="đã có ở QT-02")
    assert (request.state, request.answer) == ("declined", "đã có ở QT-02")
    assert [r.id for r in queries.lately_answered(actor("linh"))] == [request.id]
    with clock.showing(clock.now() + timedelta(days=15)):
        assert not queries.lately_answered(actor("linh"))


def test_only_the_sender_takes_it_back_and_only_before_the_answer() -> None:
    edition = an_edition()
    request, other = a_request(edition), a_request(edition)
    assert refusal(lambda: operations.withdraw_request(request, 1, by=actor("lan")))
    operations.withdraw_request(request, request.version, by=actor("linh"))
    assert (request.state, request.is_open) == ("withdrawn", False)
    accepted(other)
    linh = actor("linh")
    assert refusal(lambda: operations.withdraw_request(other, other.version, by=linh))


def test_an_accepted_request_goes_to_another_author_with_a_reason() -> None:
    request = accepted(a_request(an_edition()))
    task, lan = Task(person("khoa").id, clock.today()), actor("lan")
    seen = request.version
    assert refusal(lambda: operations.reassign_request(request, task, seen, by=lan, reason=" "))
    operations.reassign_request(request, task, seen, by=lan, reason="Thảo nghỉ phép")
    assert (request.author, request.state) == (person("khoa"), "accepted")


def test_a_request_answered_meanwhile_is_not_answered_again() -> None:
    request = a_request(an_edition())
    seen, lan = request.version, actor("lan")
    operations.decline_request(request, seen, by=lan, reason="không")
    task = Task(person("thao").id, clock.today())
    said = refusal(lambda: operations.accept_request(request, task, seen, by=lan))
    assert said[0] == OVERTAKEN.text


def test_the_named_authors_draft_takes_up_what_was_given_and_ends_it_in_force() -> None:
    edition = an_edition()
    mine = [accepted(a_request(edition)), accepted(a_request(edition, by="nga"))]
    others = accepted(a_request(edition), author="khoa")
    waiting = a_request(edition)
    draft = a_draft(by="thao")
    assert [r.state for r in mine] == ["drafting", "drafting"]
    assert [r.draft_id for r in mine] == [draft.id, draft.id]
    assert (others.state, waiting.state) == ("accepted", "sent")
    in_force_after(draft)
    assert [r.state for r in mine] == ["done", "done"]
    assert all(r.ended_at for r in mine)
    assert (others.state, waiting.state) == ("accepted", "sent")
    verbs = db.session.scalars(select(TrailLine.verb).order_by(TrailLine.id.desc()).limit(3)).all()
    assert list(verbs) == ["finish request", "finish request", "put in force"]
    assert whole_chain().whole


def test_a_draft_given_up_lets_its_requests_wait_again() -> None:
    request = accepted(a_request(an_edition()))
    draft = a_draft(by="thao")
    move(draft, "discarded")
    assert (request.state, request.draft_id, request.author) == ("accepted", None, person("thao"))
    again = a_draft(by="thao")
    assert request.draft_id == again.id


def test_a_draft_takes_requests_in_and_out_while_it_is_one() -> None:
    edition = an_edition()
    request = accepted(a_request(edition), author="khoa")
    new = accepted(operations.ask_for_document("Tiếp dân", "lập mới", "chưa có", actor("linh")))
    draft, thao = a_draft(by="thao"), actor("thao")
    assert {r.id for r in queries.to_answer(actor("lan"), draft)} == {request.id, new.id}
    chosen = frozenset({new.id})
    operations.answer_requests(draft, chosen, frozenset(), by=thao)
    assert (new.state, new.draft_id) == ("drafting", draft.id)
    assert refusal(lambda: operations.answer_requests(draft, chosen, frozenset(), by=thao))
    operations.answer_requests(draft, frozenset({request.id}), chosen, by=actor("lan"))
    assert (request.state, new.state) == ("drafting", "accepted")
    move(draft, "in review")
    lan = actor("lan")
    seen = frozenset({request.id})
    assert refusal(lambda: operations.answer_requests(draft, frozenset(), seen, by=lan))


def test_a_stranger_does_not_say_what_a_draft_answers() -> None:
    request = accepted(a_request(an_edition()), author="khoa")
    draft = a_draft(by="thao")
    khoa = actor("khoa")
    chosen = frozenset({request.id})
    assert refusal(lambda: operations.answer_requests(draft, chosen, frozenset(), by=khoa))


def test_who_signs_sees_what_the_draft_answers_and_readers_its_numbers() -> None:
    request = accepted(a_request(an_edition()))
    draft = a_draft(by="thao")
    assert seen_by("tuan") == []
    move(draft, "in review")
    assert seen_by("tuan") == seen_by("hung") == [request.number]
    assert number_of(queries.answered_by(draft)) == [request.number]


def test_what_awaits_whom() -> None:
    edition = an_edition()
    first = a_request(edition)
    second = accepted(a_request(edition), days=3)
    third = accepted(a_request(edition), days=1)
    assert number_of(queries.awaiting_answer(actor("lan"))) == [first.number]
    assert queries.awaiting_answer(actor("hanh")) == []
    assert number_of(queries.awaiting_draft(actor("thao"))) == [third.number, second.number]
    assert not third.is_late
    with clock.showing(clock.now() + timedelta(days=2)):
        assert third.is_late
        assert not second.is_late
        late = queries.listed(actor("lan"), queries.Wanted(late=True)).requests
        assert number_of(late) == [third.number]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (queries.Wanted(state="open"), [3, 2]),
        (queries.Wanted(state="declined"), [1]),
        (queries.Wanted(whose="sent"), []),
        (queries.Wanted(text="qt-01"), [2, 1]),
        (queries.Wanted(text="tiếp dân"), [3]),
        (queries.Wanted(text="3/2026"), [3]),
        (queries.Wanted(text="x/y"), []),
        (queries.Wanted(year=2026), [3, 2, 1]),
        (queries.Wanted(year=2025), []),
        (queries.Wanted(unit=999), []),
    ],
)
def test_filters_narrow_the_register(wanted: queries.Wanted, found: list[int]) -> None:
    with clock.showing(datetime(2026, 5, 5, tzinfo=UTC)):
        edition = an_edition()
        declined = a_request(edition)
        operations.decline_request(declined, declined.version, by=actor("lan"), reason="không")
        a_request(edition)
        operations.ask_for_document("Tiếp dân", "lập mới", "chưa có", by=actor("linh"))
    assert [r.serial for r in queries.listed(actor("lan"), wanted).requests] == found


def test_the_same_wish_twice_at_one_clause_is_known() -> None:
    edition = an_edition()
    first = a_request(edition, anchor="muc-1")
    a_request(edition)
    a_request(edition, by="nga", anchor="muc-1")
    found = queries.doubles(actor("linh"), edition.document, "muc-1")
    assert [r.id for r in found] == [first.id]
    operations.withdraw_request(first, first.version, by=actor("linh"))
    assert queries.doubles(actor("linh"), edition.document, "muc-1") == []
