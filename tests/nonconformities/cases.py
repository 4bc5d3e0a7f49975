"""Nonconformities of the tests, brought to a state through every step before it."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta

from qms.attachments import gate
from qms.documents.models import Edition
from qms.kernel import clock
from qms.nonconformities import accepting, operations
from qms.nonconformities.accepting import Acceptance, Cited
from qms.nonconformities.actions import approval, planning
from qms.nonconformities.actions import operations as acting
from qms.nonconformities.actions.approval import Promise
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.operations import Done
from qms.nonconformities.actions.planning import Planned
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.causes.operations import Finding
from qms.nonconformities.causes.tree import Branch, Cause
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.effectiveness.operations import Judgement
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Correction, Report
from qms.nonconformities.states import State
from tests.attachments.files import a_pdf
from tests.town import actor, person, unit_id

LATE = "Hồ sơ đăng ký khai sinh trả trễ hai ngày so với giấy hẹn."
CLAUSE = "9001:2015/8.7"
STATES = tuple(map(str, State))


def today() -> date:
    return clock.today()


def a_report(by: str = "linh", about: Edition | None = None, **given: object) -> Nonconformity:
    """What a clerk of economy reports of their own unit."""
    anchor = about.clauses[0].anchor if about else ""
    usual = Report(LATE, "Quầy 2", today(), unit_id("KT"), about, anchor)
    return operations.report(replace(usual, **given), by=actor(by))  # type: ignore[arg-type]


def an_acceptance(**given: object) -> Acceptance:
    """Taken on for economy, to be handled by its head within three days."""
    usual = Acceptance(
        title="Trả hồ sơ khai sinh trễ hẹn",
        source="late file",
        grade="minor",
        unit_id=unit_id("KT"),
        handler_id=person("binh").id,
        correct_by=today() + timedelta(days=3),
        criteria=frozenset({Cited(clause_key=CLAUSE)}),
        indicators=frozenset({"3.1"}),
    )
    return replace(usual, **given)  # type: ignore[arg-type]


def accepted(found: Nonconformity | None = None, by: str = "lan", **given: object) -> Nonconformity:
    """A report, taken on."""
    found = found or a_report()
    return accepting.accept(found, an_acceptance(**given), found.version, by=actor(by))


def corrected(found: Nonconformity | None = None, by: str = "binh") -> Nonconformity:
    """Taken on and corrected at once."""
    found = found or accepted()
    done = Correction("Đã trả kết quả tại nhà", today(), "Đã xin lỗi người dân")
    return operations.correct(found, done, found.version, by=actor(by))


def a_finding(**given: object) -> Finding:
    """Why it came about: nobody stood in, because nobody said who does."""
    usual = Finding(
        causes=(
            Cause(Branch.PEOPLE, 0, "Cán bộ hộ tịch nghỉ ốm, không ai làm thay"),
            Cause(Branch.PEOPLE, 1, "Chưa phân công người làm thay"),
            Cause(Branch.PROCEDURE, 0, "Quy trình không nói ai theo dõi hạn trả"),
        ),
        branch="people",
        conclusion="Chưa phân công người làm thay khi cán bộ hộ tịch vắng mặt.",
        elsewhere="Quầy chứng thực cũng chỉ có một người.",
    )
    return replace(usual, **given)  # type: ignore[arg-type]


def analysed(found: Nonconformity | None = None, by: str = "binh") -> Nonconformity:
    """Its cause found."""
    found = found or corrected()
    return causes.find_cause(found, a_finding(), found.version, by=actor(by))


def an_action(
    found: Nonconformity | None = None, by: str = "binh", **given: object
) -> CorrectiveAction:
    """A corrective action in the plan that is being made: khoa has ten days."""
    found = found or analysed()
    usual = Planned(
        kind="corrective",
        text="Ban hành bảng phân công người làm thay ở mỗi quầy.",
        owner_id=person("khoa").id,
        due=today() + timedelta(days=10),
        indicators=frozenset({"3.1"}),
    )
    return planning.plan_action(
        found,
        replace(usual, **given),  # type: ignore[arg-type]
        found.version,
        by=actor(by),
    )


PROMISE = Promise("Không còn hồ sơ trễ hẹn vì vắng người", 3)


def proposed(found: Nonconformity | None = None, by: str = "binh") -> Nonconformity:
    """Its plan sent to the management representative."""
    found = found or an_action().nonconformity
    return approval.propose_plan(found, PROMISE, found.version, by=actor(by))


def approved(found: Nonconformity | None = None, by: str = "hanh") -> Nonconformity:
    """Its plan approved."""
    found = found or proposed()
    return approval.approve_plan(found, found.version, by=actor(by))


def acted(action: CorrectiveAction, by: str = "khoa") -> CorrectiveAction:
    """Begun."""
    return acting.note_progress(action, "Đã dự thảo", action.version, by=actor(by))


def done(action: CorrectiveAction, by: str = "khoa") -> CorrectiveAction:
    """Done, with a proof."""
    said = Done("Đã ban hành bảng phân công", today(), [a_file()])
    return acting.report_done(action, said, action.version, by=actor(by))


def verified(action: CorrectiveAction, by: str = "lan") -> CorrectiveAction:
    """Done, and found so by another."""
    return acting.verify_action(action, "Đã xem bảng phân công", action.version, by=actor(by))


def implemented(found: Nonconformity | None = None) -> Nonconformity:
    """Each action done and checked."""
    found = found or approved()
    for action in found.plan:
        verified(done(action))
    return found


@contextmanager
def when_it_is_judged(found: Nonconformity) -> Iterator[None]:
    """The day on which one looks whether it worked."""
    assert found.due is not None
    with clock.showing(clock.start_of(found.due) + timedelta(hours=9)):
        yield


def judged(
    found: Nonconformity | None = None,
    result: str = "worked",
    by: str = "minh",
    files: Sequence[gate.CheckedFile] = (),
) -> Nonconformity:
    """Looked at on its day by the auditor."""
    found = found or implemented()
    with when_it_is_judged(found):
        later = today() + timedelta(days=30) if result == "too early" else None
        said = Judgement(
            PROMISE.criterion, "120 hồ sơ trong ba tháng, không trễ", result, later, files
        )
        return effectiveness.judge_effect(found, said, found.version, by=actor(by))


def closed(found: Nonconformity | None = None, by: str = "hanh") -> Nonconformity:
    """Closed by the management representative, after it worked."""
    found = found or judged()
    with clock.showing(found.treatments[-1].checks[-1].said_at + timedelta(hours=1)):
        return effectiveness.close(found, found.version, by=actor(by))


def reopened(found: Nonconformity | None = None, by: str = "lan") -> Nonconformity:
    """Closed, and opened again by the officer."""
    found = found or closed()
    assert found.ended_at is not None
    with clock.showing(found.ended_at + timedelta(days=1)):
        return effectiveness.reopen(found, found.version, by=actor(by), reason="lại trễ hẹn")


def one_in(state: str) -> Nonconformity:
    """A nonconformity in a state."""
    if state in MAKERS:
        return MAKERS[state]()
    found = a_report()
    if state == "declined":
        operations.decline(found, found.version, by=actor("lan"), reason="đúng hẹn")
    if state == "merged":
        operations.merge(found, accepted(), found.version, by=actor("lan"))
    if state == "withdrawn":
        operations.withdraw(found, found.version, by=actor("linh"), reason="nhầm")
    return found


MAKERS: dict[str, Callable[[], Nonconformity]] = {
    "accepted": accepted,
    "corrected": corrected,
    "analysed": analysed,
    "proposed": proposed,
    "approved": approved,
    "acting": lambda: acted(approved().plan[0]).nonconformity,
    "implemented": implemented,
    "effective": judged,
    "closed": closed,
}


def a_file() -> gate.CheckedFile:
    """A paper to send along."""
    return gate.take_in(a_pdf(), "phieu-hen.pdf")
