"""The trace of the ward: every link both ways, what is left out, what is still to come."""

from datetime import timedelta

import pytest
from flask import Flask

from qms.dossier.trace import tracing
from qms.dossier.trace.data import as_json
from qms.dossier.trace.drawing import picture
from qms.dossier.trace.graph import Kind
from qms.dossier.trace.order import Fault
from qms.dossier.trace.tracing import Trace
from qms.kernel import clock
from qms.kernel.database import db
from qms.nonconformities.models import Nonconformity
from tests.counting import statements
from tests.dossier.lines import (
    CODE,
    KEY,
    carried_out,
    merged,
    planned,
    reopened,
    returned,
    with_plan,
)
from tests.nonconformities import cases
from tests.town import actor, an_edition, unit_id

pytestmark = pytest.mark.usefixtures("inside")


def of(found: Nonconformity, by: str = "tam") -> Trace:
    trace = tracing.of_nonconformity(actor(by), found.id)
    assert trace is not None
    return trace


def links(trace: Trace) -> set[tuple[str, str, str]]:
    return {(edge.start, edge.link.value, edge.end) for edge in trace.graph.edges}


def faults(trace: Trace) -> list[str]:
    return [m.fault.value for line in trace.lines for e in line.events for m in e.marks]


def test_a_line_leads_from_the_finding_to_the_proof() -> None:
    found = reopened()
    assert links(of(found)) >= {
        ("indicator:3.1", "touches", "nonconformity:1"),
        ("standard:9001:2015/8.7", "held against", "nonconformity:1"),
        ("law:30-2020-ND-CP#điều 4", "held against", "nonconformity:1"),
        (f"clause:{KEY}/1#muc-1", "held against", "nonconformity:1"),
        ("nonconformity:1", "has cause", "cause:1/1"),
        ("cause:1/1", "is removed by", "action:1/2"),
        ("action:1/2", "asks for change", f"request:{found.year}/1"),
        (f"request:{found.year}/1", "born of it", f"edition:{KEY}/2"),
        ("action:1/2", "lifts", "indicator:2.3"),
        ("action:1/2", "checked by", "check:1/2"),
        ("check:1/1", "judged by", "effect:1/1.1"),
        ("effect:1/1.1", "reopens", "cause:1/2"),
        ("check:1/3", "judged by", "effect:1/2.1"),
        ("effect:1/2.1", "closed by", "closing:1/2"),
    }
    assert faults(of(found)) == []


def test_every_link_resolves_both_ways() -> None:
    """From each beginning one reaches every other of which the trace says that it leads there."""
    found = reopened()
    later = returned(found, indicators=frozenset({"2.1"}))
    merged(later)
    elsewhere = cases.approved()
    by = actor("tam")
    reached: dict[str, set[str]] = {}
    for slip in db.session.query(Nonconformity).all():
        reached[f"nonconformity:{slip.id}"] = beginnings(of(slip))
        for act in (act for treatment in slip.treatments for act in treatment.actions):
            trace = tracing.of_action(by, slip.id, act.serial)
            assert trace is not None
            reached[f"action:{slip.id}/{act.serial}"] = beginnings(trace)
    for number in ("3.1", "1.5", "2.1", "2.3", "4.1"):
        trace = tracing.of_indicator(by, number)
        assert trace is not None
        reached[f"indicator:{number}"] = beginnings(trace)
    trace = tracing.of_document(by, KEY)
    assert trace is not None
    reached[f"document:{KEY}"] = beginnings(trace)
    for one, others in reached.items():
        for other in others - {one}:
            assert one in reached[other], (one, other)
    assert f"nonconformity:{elsewhere.id}" not in reached[f"document:{KEY}"]
    assert reached["indicator:4.1"] == {"indicator:4.1"}


def beginnings(trace: Trace) -> set[str]:
    """Everything in a trace at which one could begin another."""
    kinds = (Kind.SLIP, Kind.ACTION, Kind.INDICATOR)
    nodes = trace.graph.nodes.values()
    keys = {node.key for node in nodes if node.kind in kinds}
    return keys | {f"document:{node.document}" for node in nodes if node.document}


def test_an_edition_born_of_one_line_may_be_what_the_next_is_held_against() -> None:
    found = carried_out()
    edition = found.plan[1].request.draft  # type: ignore[union-attr]
    cited = cases.Cited(edition_id=edition.id, anchor="muc-1")
    later = returned(found, criteria=frozenset({cited}))
    assert (f"edition:{KEY}/2", "holds", f"clause:{KEY}/2#muc-1") in links(of(later))


def test_a_clause_narrows_the_trace_of_its_document() -> None:
    found = with_plan()
    by = actor("tam")
    whole, narrow = tracing.of_document(by, KEY), tracing.of_document(by, KEY, "muc-1")
    assert whole is not None
    assert narrow is not None
    assert [s.key for line in whole.lines for s in line.slips] == [f"nonconformity:{found.id}"]
    assert narrow.start == f"document:{KEY}#muc-1"
    assert narrow.chosen.total == 1
    assert tracing.of_document(by, KEY, "no-such-clause") is None


def test_before_the_plan_is_approved_the_document_still_stands_in_the_line() -> None:
    edition = an_edition("in force", CODE)
    found = cases.analysed(cases.corrected(cases.accepted()))
    cases.an_action(found, about=edition, anchor=edition.clauses[0].anchor)
    assert ("action:1/1", "asks for change", "revision:1/1") in links(of(found))
    trace = tracing.of_document(actor("tam"), KEY)
    assert trace is not None
    assert "action:1/1" in trace.graph.nodes


def test_what_is_merged_or_returned_is_one_line() -> None:
    first = cases.closed()
    second = returned(first)
    report = merged(second)
    for one in (first, second, report):
        assert {tuple(sorted(line.numbers)) for line in of(one).lines} == {(1, 2, 3)}
    assert ("nonconformity:1", "follows", "nonconformity:2") in links(of(report))
    assert ("nonconformity:3", "merged into", "nonconformity:2") in links(of(first))


def test_what_hangs_together_but_is_not_theirs_is_left_out() -> None:
    """khoa sees what concerns his unit, but neither what is confidential nor others' reports."""
    first = cases.accepted()
    confidential = returned(first, confidential=True)
    report = merged(first, by="thao", unit_id=unit_id("VP"))
    assert set(of(first, "lan").lines[0].numbers) == {first.id, confidential.id, report.id}
    assert list(of(first, "khoa").lines[0].numbers) == [first.id]
    for one in (confidential, report):
        assert tracing.of_nonconformity(actor("khoa"), one.id) is None
    assert list(of(report, "thao").lines[0].numbers) == [report.id]


def test_a_draft_and_its_request_are_not_shown_to_who_may_not_see_them() -> None:
    """phuc is of the unit and sees the nonconformity, but neither the request nor the draft."""
    found = with_plan()
    seen = of(found, "phuc").graph.nodes
    assert "action:1/2" in seen
    assert "revision:1/2" in seen
    assert not [key for key in seen if key.startswith(("request:", "edition:"))]
    trace = of(found, "phuc")
    assert not [e for line in trace.lines for e in line.events if e.verb == "send request"]
    assert f"request:{found.year}/1" in of(found, "tam").graph.nodes


def test_a_hidden_reporter_is_named_to_nobody_who_may_not_know() -> None:
    found = cases.corrected(cases.accepted(cases.a_report(hides_reporter=True)))
    names = {
        by: [str(e.who) for line in of(found, by).lines for e in line.events]
        for by in ("tam", "lan", "linh")
    }
    assert "Tạ Khánh Linh" not in " ".join(names["tam"])
    assert names["tam"][0] == "(không nêu tên)"
    assert names["lan"][0] == names["linh"][0] == "Tạ Khánh Linh"


@pytest.mark.parametrize(
    ("state", "verbs"),
    [
        ("reported", ["accept report", "correct at once"]),
        ("corrected", ["find cause", "propose plan"]),
        ("approved", ["report done", "verify action", "confirm effect", "close"]),
        ("implemented", ["confirm effect", "close"]),
        ("effective", ["close"]),
        ("closed", []),
        ("declined", []),
        ("withdrawn", []),
    ],
)
def test_what_is_still_to_come_is_named_in_its_order(state: str, verbs: list[str]) -> None:
    trace = of(cases.one_in(state))
    steps = [step.verb for line in trace.lines for step in line.open]
    assert steps[: len(verbs)] == verbs
    assert bool(steps) == bool(verbs)
    first = next((step for line in trace.lines for step in line.open), None)
    assert first is None or first.until is not None


def test_days_out_of_order_are_marked() -> None:
    found = cases.corrected()
    with db.session.no_autoflush:
        found.corrected_on = found.found_on - timedelta(days=1)
        assert faults(of(found)) == [Fault.EARLY.value]
    db.session.rollback()


def test_what_no_line_of_the_trail_tells_is_told_and_marked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = cases.corrected(cases.accepted(cases.a_report(hides_reporter=True)))
    monkeypatch.setattr("qms.dossier.trace.queries.history_of", lambda _rows: [])
    events = of(found).lines[0].events
    steps = ["Phát hiện", "Báo sự không phù hợp", "Khắc phục ngay"]
    assert [str(event.what) for event in events] == steps
    assert [str(event.who) for event in events] == ["(không nêu tên)"] * 2 + ["Hoàng Văn Bình"]
    assert set(faults(of(found))) == {Fault.NO_LINE.value}


def test_years_and_pages_narrow_what_touches_an_indicator() -> None:
    for _more in range(3):
        cases.accepted()
    year = clock.today().year
    by = actor("tam")
    trace = tracing.of_indicator(by, "3.1", year)
    assert trace is not None
    assert (trace.chosen.total, trace.more, trace.chosen.years) == (3, 0, [year])
    other = tracing.of_indicator(by, "3.1", year - 1)
    assert other is not None
    assert other.lines == []
    assert tracing.of_indicator(by, "9.9") is None


def test_a_long_list_comes_in_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qms.dossier.trace.choosing.PAGE", 2)
    monkeypatch.setattr("qms.dossier.trace.tracing.PAGE", 2)
    numbers = [cases.accepted().id for _more in range(3)]
    by = actor("tam")
    first, second = (tracing.of_indicator(by, "3.1", page=page) for page in (1, 2))
    assert first is not None
    assert second is not None
    assert [line.number for line in first.lines] == numbers[:0:-1]
    assert [line.number for line in second.lines] == numbers[:1]
    assert (first.more, first.pages) == (1, 2)


def test_the_number_of_queries_does_not_grow(inside: Flask) -> None:
    number = with_plan().id
    by = actor("tam")

    def asked() -> int:
        db.session.remove()
        with statements(inside) as sent:
            trace = tracing.of_indicator(by, "3.1")
            assert trace is not None
            [[picture(line.graph, trace.start, "vi") for line in trace.lines], as_json(trace)]
        return len(sent)

    before = asked()
    for code in ("QT-02/VP", "QT-03/VP", "QT-04/VP"):
        other, first = an_edition("in force", code), db.session.get(Nonconformity, number)
        assert first is not None
        merged(planned(cases.analysed(cases.corrected(returned(first))), other))
        with_plan(other)
    assert asked() == before < 35
