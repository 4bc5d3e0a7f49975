"""Whatever people do to nonconformities in whatever order, what must hold holds."""

from datetime import timedelta
from typing import Any

from flask import Flask
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from qms.audit_trail.queries import whole_chain
from qms.documents.queries import document_by_key
from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.nonconformities.actions.lifecycle import LIFECYCLE as OF_ACTION
from qms.nonconformities.lifecycle import LIFECYCLE
from qms.nonconformities.models import Nonconformity
from qms.textindex import outbox
from tests.nonconformities.cases import a_report
from tests.nonconformities.holding import holds, leads_both_ways, whole_register
from tests.nonconformities.moves import FITTING, MOVES, Given, a_proof
from tests.town import actor, an_edition

PEOPLE = ("lan", "binh", "hanh", "minh", "khoa", "linh", "tam", "son", "lan", "binh", "hanh")
ALLOWED = {(s, str(step.target)) for step in LIFECYCLE.steps.values() for s in step.sources}
ALLOWED |= {(str(state), str(state)) for state, *_rest in FITTING.items()}
ALLOWED |= {("approved", "implemented"), ("proposed", "implemented")}
"""With the last check the acting begins and ends at once; so may it with the approval."""
ACTED = {(s, str(step.target)) for step in OF_ACTION.steps.values() for s in step.sources}
TABLES = (
    *("nonconformity", "nonconformity_treatment", "nonconformity_cause", "effect_check"),
    *("corrective_action", "corrective_action_note", "corrective_action_file"),
    *("corrective_action_extension", "corrective_action_indicator", "nonconformity_indicator"),
    *("nonconformity_criterion", "attachment", "notice", "trail_line", "index_task"),
)
odd = st.builds(
    Given,
    words=st.sampled_from(["đã làm", "", "vì thiếu người"]),
    days=st.sampled_from([0, 3, 40, -1]),
    choice=st.integers(0, 3),
    shown=st.booleans(),
    seen=st.sampled_from([0, 0, 0, 1]),
)
anything = st.tuples(st.sampled_from(sorted(MOVES)), st.sampled_from(PEOPLE), odd)
between = ("change plan", "hand over", "ask", "grant", "refuse", "return action", "drop action")
beside = st.tuples(
    st.sampled_from(between),
    st.sampled_from(("binh", "lan", "hanh", "owner")),
    st.builds(Given, days=st.just(20), choice=st.integers(0, 1)),
)


@st.composite
def a_step(draw: st.DrawFn) -> Any:
    """Seven in ten fit the state (a number says which does); the others are what people try."""
    kind = draw(st.sampled_from(range(20)))
    if kind in range(3, 17):
        return draw(st.integers(0, 11))
    return draw(beside if kind >= 17 else anything)


lead = st.sampled_from([0, 5, 9, 13, 14, 15, 16, 18, 22, 26]).flatmap(
    lambda steps: st.lists(st.integers(0, 11), min_size=steps, max_size=steps)
)
"""What fits, to begin with: so that what comes last is tried too."""
runs = st.lists(a_step(), min_size=8, max_size=16)
places = st.lists(st.sampled_from([0] * 9 + [1]), min_size=16, max_size=16)


ends = st.sampled_from(
    [
        ("accept", "lan", Given(days=3)),
        ("decline", "lan", Given()),
        ("withdraw", "linh", Given()),
        ("merge", "lan", Given()),
    ]
)
"""What becomes of the other report; the first one of all is open in some examples."""


UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A run is long, and to make it shorter takes minutes."""


def _unheard() -> None:
    """Nobody searches here: the index need not follow."""


@settings(
    max_examples=12,
    phases=UNSHRUNK,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(lead, runs, places, ends)
def test_what_must_hold_holds(
    inside: Flask, led: list[int], run: list[Any], where: list[int], ended: Any
) -> None:
    a_proof.cache_clear()
    if not document_by_key("QT-01-VP"):
        an_edition("in force")
    outbox.wake(_unheard)
    now, reached = clock.now(), set()
    with clock.showing(now):
        for _one in range(2):
            a_report()
        _done(whole_register()[-2], *ended)
    for step, place in zip([*led, *run], [0] * len(led) + where, strict=False):
        found = whole_register()[-1 - place]
        now = _later(now, found, fits=isinstance(step, int))
        with clock.showing(now):
            if _done(found, *(_fitting(found, step) if isinstance(step, int) else step)):
                holds(found)
        reached |= {str(found.state)} | ({"round 2"} if found.round > 1 else set())
    for state in reached:
        event(state)  # how often, tells --hypothesis-show-statistics
    with clock.showing(now):
        for found in whole_register()[-2:]:
            holds(found)
            leads_both_ways(found)
    assert whole_chain().whole


def _later(now: Any, found: Nonconformity, *, fits: bool) -> Any:
    """An hour later; or the day on which one judges, where that comes next."""
    ahead = now + timedelta(hours=1)
    if fits and found.state == "implemented" and found.due and found.due > clock.local(now).date():
        return max(ahead, clock.start_of(found.due) + timedelta(hours=9))
    return ahead


def _fitting(found: Nonconformity, which: int) -> tuple[str, str, Given]:
    """What would be done next in its state; at most two actions are planned a round."""
    offered = FITTING.get(str(found.state), [("accept", "lan", Given())])
    if found.state == "analysed":
        offered = [o for o in offered if (o[0] == "plan") == (len(found.plan) < 1 + which % 2)]
    left = [action for action in found.plan if action.state in ("planned", "acting")]
    if found.state == "acting":
        offered = [o for o in offered if (o[0] == "done") == bool(left)]
    return offered[which % len(offered)]


def _done(found: Nonconformity, verb: str, who: str, said: Given) -> bool:
    """Try a move: answers whether it was made. One that was refused left nothing behind."""
    actions = [action for treatment in found.treatments for action in treatment.actions]
    waiting = {"done": "planned acting", "progress": "planned acting", "verify": "done"}
    if verb in waiting:
        fit = [n for n, a in enumerate(reversed(actions)) if a.state in waiting[verb]]
        said = Given(said.words, said.days, fit[0] if fit else 0, said.shown, said.seen)
    if who == "owner":
        who = actions[-1 - said.choice % len(actions)].owner.login if actions else "khoa"
    by, before = actor(who), found.state
    acted, kept = {a.id: a.state for a in actions}, _kept()
    try:
        MOVES[verb](found, said, by)
    except Refused:
        db.session.rollback()
        assert _kept() == kept
        return False
    assert (before, found.state) in ALLOWED
    for action in actions:
        same = acted[action.id] == action.state
        assert same or (acted[action.id], action.state) in ACTED
    return True


def _kept() -> list[tuple[object, ...]]:
    """Everything that is kept of nonconformities, row by row."""
    counted = f"SELECT count(*), coalesce(max(id), 0) FROM {'{}'}"
    rows = [tuple(db.session.execute(text(counted.format(table))).one()) for table in TABLES]
    states = "SELECT id, state, version, due, round, handler_id FROM nonconformity"
    whole = "SELECT id, state, version, due, done_on FROM corrective_action"
    wishes = "SELECT id, state FROM corrective_action_extension"
    for said in (states, whole, wishes):
        rows += [tuple(row) for row in db.session.execute(text(said))]
    db.session.rollback()
    return rows
