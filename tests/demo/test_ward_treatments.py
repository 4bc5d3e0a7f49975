"""How nonconformities of the built ward were treated: causes, actions, effects, by whom."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import select

from qms.documents.lifecycle import State as EditionState
from qms.documents.requests.lifecycle import State as Requested
from qms.kernel import clock
from qms.kernel.database import Row, db
from qms.nonconformities.actions.lifecycle import Kind, State, Wish
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.causes.operations import Finding, only_repeats
from qms.nonconformities.causes.tree import Branch
from qms.nonconformities.effectiveness.models import Result
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.treatment import Treatment
from tests.demo.conftest import Ward

Kept = TypeVar("Kept", bound=Row)


def of(kind: type[Kept]) -> Sequence[Kept]:
    """Everything of a kind."""
    return db.session.scalars(select(kind)).all()


def test_actions_stand_in_every_state_and_are_of_every_kind(ward: Ward) -> None:
    with ward.app.app_context():
        actions = of(CorrectiveAction)
        assert {action.state for action in actions} == set(State)
        assert {action.kind for action in actions} == set(Kind)
        assert {len(t.plan) for t in of(Treatment)} >= {0, 1, 2, 3, 4}


def test_causes_lie_in_every_branch_and_say_something_new(ward: Ward) -> None:
    with ward.app.app_context():
        analysed = [t for t in of(Treatment) if t.analysed_at]
        assert {treatment.branch for treatment in analysed} == set(Branch)
        for one in analysed:
            found = Finding(one.causes, one.branch, one.conclusion, one.elsewhere)
            assert only_repeats(one.nonconformity, found) == []


def test_other_people_check_approve_judge_and_close(ward: Ward) -> None:
    with ward.app.app_context():
        for one in of(Nonconformity):
            for treatment in one.treatments:
                doers = {one.handler_id, *(action.owner_id for action in treatment.plan)}
                checkers = {action.verified_by_id for action in treatment.plan}
                assert treatment.approved_by_id not in {None} | {treatment.proposed_by_id} or (
                    treatment.approved_at is None
                )
                for check in treatment.checks:
                    assert check.checked_by_id not in doers | checkers


def test_what_was_done_is_shown(ward: Ward) -> None:
    with ward.app.app_context():
        done = [a for a in of(CorrectiveAction) if a.state in (State.DONE, State.VERIFIED)]
        assert len(done) >= 40
        assert all(action.files or action.document for action in done)
        assert len({file.name for action in done for file in action.files}) >= 40


def test_later_days_were_asked_for_and_met_every_answer(ward: Ward) -> None:
    with ward.app.app_context():
        assert {wish.state for wish in of(Extension)} == {Wish.ASKED, Wish.GRANTED, Wish.REFUSED}


def test_effects_were_judged_in_every_way(ward: Ward) -> None:
    with ward.app.app_context():
        checks = [check for treatment in of(Treatment) for check in treatment.checks]
        assert {check.result for check in checks} == set(Result)
        second = {one.state for one in of(Nonconformity) if one.round == 2}
    assert second == {"closed", "acting", "corrected"}, "worked, under way, reopened"


def test_one_plan_was_returned_one_made_anew_and_one_action_sent_back(ward: Ward) -> None:
    with ward.app.app_context():
        actions = of(CorrectiveAction)
        assert any(note.kind == "returned" for action in actions for note in action.notes)
        assert any(action.answer for action in actions if action.state == State.DROPPED)
        states = {t.nonconformity.state for t in of(Treatment) if t.proposed_at}
        assert "analysed" in states, "a plan that was proposed and returned"


def test_an_action_is_late_enough_to_be_told_to_leaders(ward: Ward) -> None:
    with ward.app.app_context():
        late = [action for action in of(CorrectiveAction) if action.is_late]
        assert any(action.due < clock.today() - timedelta(days=14) for action in late)


def test_documents_were_revised_by_actions_and_one_is_being_revised(ward: Ward) -> None:
    with ward.app.app_context():
        revising = [action for action in of(CorrectiveAction) if action.document]
        done = [action for action in revising if action.state == State.VERIFIED]
        assert len(done) >= 2
        for action in done:
            assert action.unrevised is None
            assert action.request is not None
            assert action.request.state == Requested.DONE
            assert action.request.draft is not None
            assert action.request.draft.state == EditionState.IN_FORCE
        assert any(action.unrevised for action in revising)


def test_from_indicator_3_1_one_walks_to_a_revised_procedure_and_an_effect_that_holds(
    ward: Ward,
) -> None:
    with ward.app.app_context():
        walked = [
            one
            for one in of(Nonconformity)
            if "3.1" in one.indicators
            and one.state == "closed"
            and one.source == "late file"
            and any(action.document for action in one.plan)
        ]
        assert walked
        for one in walked:
            [check] = one.treatments[-1].checks
            [revised] = [action for action in one.plan if action.document]
            assert check.result == Result.WORKED
            assert check.files
            assert revised.request is not None
            assert revised.request.ended_at is not None
            assert one.reported_at < revised.request.sent_at
            assert revised.request.ended_at < check.said_at
            assert one.ended_at is not None
            assert check.said_at < one.ended_at
