"""How far a nonconformity is: each stage, who did it when, and who must do what by when."""

from dataclasses import dataclass
from datetime import date

from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.lifecycle import OPEN as OPEN_ACTIONS
from qms.nonconformities.actions.lifecycle import STATE_NAMES as ACTION_STATES
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import IN_PLAN, State

OFFICER = Sentence("Thư ký ISO")
REPRESENTATIVE = Sentence("Đại diện lãnh đạo về chất lượng")
ANOTHER = Sentence("Người không tham gia xử lý")


@dataclass(frozen=True)
class Stage:
    """One stage: ``status`` is "done", "current" or "waiting"; ``day`` is when it was done."""

    label: Sentence
    status: str
    day: date | None = None


@dataclass(frozen=True)
class Next:
    """What is awaited: of whom, what, until when, and each thing that is still missing."""

    who: Sentence | str
    what: Sentence
    due: date | None
    missing: tuple[Sentence, ...] = ()


STAGES = (
    (Sentence("Báo"), ()),
    (Sentence("Tiếp nhận"), (State.REPORTED,)),
    (Sentence("Khắc phục ngay"), (State.ACCEPTED,)),
    (Sentence("Tìm nguyên nhân"), (State.CORRECTED,)),
    (Sentence("Duyệt kế hoạch"), (State.ANALYSED, State.PROPOSED)),
    (Sentence("Thực hiện"), IN_PLAN),
    (Sentence("Kiểm tra kết quả"), (State.IMPLEMENTED,)),
    (Sentence("Đóng"), (State.EFFECTIVE,)),
)
"""Each stage, and the states in which it is under way."""
AWAITED = {
    State.REPORTED: Sentence("tiếp nhận hoặc trả lời vì sao không"),
    State.ACCEPTED: Sentence("khắc phục ngay và ghi lại"),
    State.CORRECTED: Sentence("tìm và ghi nguyên nhân"),
    State.ANALYSED: Sentence("lập và trình kế hoạch hành động"),
    State.PROPOSED: Sentence("duyệt hoặc trả lại kế hoạch"),
    State.APPROVED: Sentence("thực hiện các hành động"),
    State.ACTING: Sentence("thực hiện các hành động"),
    State.IMPLEMENTED: Sentence("kiểm tra xem việc có lặp lại không"),
    State.EFFECTIVE: Sentence("đóng phiếu"),
}


def stages_of(found: Nonconformity, accepted_on: date | None = None) -> list[Stage]:
    """The stages of one that was not turned down, in their order; the trail knows the day on which
    it was taken on.
    """
    now = next((n for n, (_l, states) in enumerate(STAGES) if found.state in states), len(STAGES))
    days = _days(found, accepted_on)
    return [
        Stage(
            label,
            "done" if number < now else "current" if number == now else "waiting",
            days[number] if number < now else None,
        )
        for number, (label, _states) in enumerate(STAGES)
    ]


def _days(found: Nonconformity, accepted_on: date | None) -> list[date | None]:
    treatment = found.treatment
    moments = (
        [treatment.analysed_at, treatment.approved_at, treatment.implemented_at]
        if treatment
        else [None] * 3
    )
    checked = treatment.checks[-1].checked_on if treatment and treatment.checks else None
    ended = clock.local(found.ended_at).date() if found.ended_at else None
    reported = clock.local(found.reported_at).date()
    treated = [clock.local(moment).date() if moment else None for moment in moments]
    return [reported, accepted_on, found.corrected_on, *treated, checked, ended]


def next_of(found: Nonconformity) -> Next | None:
    """What is awaited now; nothing once it has ended."""
    if found.has_ended:
        return None
    state = State(found.state)
    return Next(_who(found, state), AWAITED[state], found.due, tuple(_missing(found)))


def _who(found: Nonconformity, state: State) -> Sentence | str:
    if state == State.REPORTED:
        return OFFICER
    if state in (State.PROPOSED, State.EFFECTIVE):
        return REPRESENTATIVE
    if state == State.IMPLEMENTED:
        return ANOTHER
    owners = [a.owner.name for a in found.plan if a.state in OPEN_ACTIONS]
    if state in IN_PLAN:
        return ", ".join(dict.fromkeys(owners)) or ANOTHER
    return found.handler.name if found.handler else OFFICER


def _missing(found: Nonconformity) -> list[Sentence]:
    if found.state == State.ANALYSED and not any(a.kind == "corrective" for a in found.plan):
        return [Sentence("Kế hoạch cần ít nhất một hành động khắc phục nguyên nhân.")]
    if found.state not in IN_PLAN:
        return []
    return [
        Sentence(
            "%(name)s (%(who)s): %(state)s, hạn %(day)s",
            name=action.number,
            who=action.owner.name,
            state=ACTION_STATES[ActionState(action.state)],
            day=f"{action.due:%d/%m/%Y}",
        )
        for action in found.plan
        if action.state != ActionState.VERIFIED
    ]
