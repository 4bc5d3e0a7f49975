"""What holds of every nonconformity, whatever people did before."""

from sqlalchemy import select

from qms.kernel.database import db
from qms.nonconformities import queries
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import ENDED, IN_PLAN, TAKEN, TREATED, State
from qms.nonconformities.treatment import Treatment
from tests.nonconformities.cases import today
from tests.town import actor

FROM_PROPOSED = ("proposed", *IN_PLAN, "implemented", "effective", "closed")
FROM_APPROVED = FROM_PROPOSED[1:]
CARRIED_OUT = ("implemented", "effective", "closed")


def holds(found: Nonconformity) -> None:
    """What a nonconformity is, it is with everything that this needs."""
    _is_whole(found)
    _has_its_rounds(found)
    for treatment in found.treatments:
        over = treatment.round < found.round
        state = "closed" if over else found.state
        _is_treated(treatment, state, failed=over)
    for action in (a for t in found.treatments for a in t.actions):
        _is_acted(action, found)


def _is_whole(found: Nonconformity) -> None:
    if found.state in TAKEN:
        assert found.number
        assert found.criteria
        assert found.indicators
        assert found.indicators <= {"3.1", "1.5"}
        assert found.handler is not None
    assert (found.state in ENDED) == (found.ended_at is not None) == (found.due is None)
    assert (found.state == "merged") == (found.merged_into is not None)
    if found.corrected_on:
        assert found.found_on <= found.corrected_on <= today()


def _has_its_rounds(found: Nonconformity) -> None:
    treated = found.state in (*TREATED, State.CLOSED)
    assert [t.round for t in found.treatments] == list(range(1, found.round + 1)) or not treated
    assert bool(found.treatments) == treated
    serials = [a.serial for t in found.treatments for a in t.actions]
    assert serials == list(range(1, len(serials) + 1))
    assert all((t.round == 1) == (t.why == "") for t in found.treatments)


def _is_treated(treatment: Treatment, state: str, *, failed: bool) -> None:
    plan = treatment.plan
    if state not in ("corrected",):
        assert treatment.causes
        assert treatment.conclusion
    if state in FROM_PROPOSED:
        assert any(action.kind == "corrective" for action in plan)
        assert all(action.indicators for action in plan)
        assert treatment.proposed_at is not None
    if state in FROM_APPROVED:
        assert treatment.approved_by_id not in (None, treatment.proposed_by_id)
        assert treatment.approved_at is not None
        assert treatment.analysed_at is not None
        assert treatment.proposed_at is not None
        assert treatment.analysed_at <= treatment.proposed_at <= treatment.approved_at
    if state in CARRIED_OUT:
        assert all(action.state == "verified" for action in plan)
        assert treatment.implemented_at is not None
        assert treatment.check_on is not None
    if state in ("effective", "closed"):
        _is_judged(treatment, failed=failed)


def _is_judged(treatment: Treatment, *, failed: bool) -> None:
    assert treatment.checks
    last = treatment.checks[-1]
    assert last.result in (("failed", "worked") if failed else ("worked",))
    assert all(check.result == "too early" for check in treatment.checks[:-1])
    took = {a.owner_id for a in treatment.plan} | {a.verified_by_id for a in treatment.plan}
    took |= {treatment.analysed_by_id, treatment.proposed_by_id}
    for check in treatment.checks:
        assert check.checked_by_id not in took
        assert check.data
        assert treatment.implemented_at is not None
        assert treatment.implemented_at.date() <= check.checked_on <= today()


def _is_acted(action: CorrectiveAction, found: Nonconformity) -> None:
    if action.state in ("done", "verified"):
        assert action.files
        assert action.result
        assert action.done_on is not None
        assert action.done_on <= today()
    if action.state == "verified":
        assert action.verified_by_id not in (None, action.owner_id)
        assert action.done_on is not None
        assert action.verified_on is not None
        assert action.done_on <= action.verified_on
    assert (action.state == "dropped") == (action.answer != "")
    granted = [wish for wish in action.extensions if wish.state == "granted"]
    assert all(wish.answered_by_id not in (None, wish.asked_by_id) for wish in granted)
    if action.asked:
        assert action.state in ("planned", "acting")
        assert found.state in IN_PLAN
        assert action.is_of_this_round
        assert action.asked.due_before == action.due


def leads_both_ways(found: Nonconformity) -> None:
    """Each link leads there and back."""
    lan = actor("lan")
    for number in found.indicators:
        assert found in queries.touching(lan, number).found
    if found.follows:
        assert found in queries.returns_of(lan, found.follows)
    for treatment in found.treatments:
        assert treatment.nonconformity is found
        for action in treatment.actions:
            assert action.treatment is treatment
            assert actions.action(lan, found.id, action.serial) is action
            asked_for = action.document and action.is_of_this_round and found.state in IN_PLAN
            assert not asked_for or action.request
            if action.request:
                assert action.request.origin == "corrective"
                assert action in actions.asking_for(lan, action.request)
            for number in action.indicators if action.state != "dropped" else ():
                assert action in actions.lifting(lan, number)


def whole_register() -> list[Nonconformity]:
    """Every nonconformity there is; their numbers leave no gap."""
    every = list(db.session.scalars(select(Nonconformity).order_by(Nonconformity.id)))
    numbers = sorted((one.year, one.serial) for one in every if one.serial and one.year)
    for year in {year for year, _serial in numbers}:
        serials = [serial for of, serial in numbers if of == year]
        assert serials == list(range(1, len(serials) + 1))
    return every
