"""Reminding of days: before, when they are past, and then once to those above."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cache

from qms.documents.telling import EYES
from qms.kernel import clock, jobs
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.operation import operation
from qms.nonconformities import awaited
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.stages import AWAITED
from qms.nonconformities.states import IN_PLAN, State
from qms.notices import kinds
from qms.notices.operations import notify
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import Calendar, add, between
from qms.organisation.queries import heads_of, holders

BEFORE, TO_HEAD, TO_LEADERS = 2, 3, 5
"""Working days: before the day; past it, to the unit head; past it, to the representative."""
OFFICERS = (State.REPORTED, State.IMPLEMENTED)
"""The quality officer takes on, and sees to it that somebody judges."""
LEADERS = (State.PROPOSED, State.EFFECTIVE)
DAY = timedelta(days=1)


@dataclass(frozen=True)
class People:
    """Whom the agency has today, looked up once a run; ``heads`` of a unit once it is asked for."""

    officers: Sequence[int]
    leaders: Sequence[int]
    heads: Callable[[int], Sequence[int]]


class Level(StrEnum):
    """How near a day is, or how far past."""

    SOON = "soon"
    LATE = "late"
    HEAD = "head"
    LEADER = "leader"


def announce() -> None:
    """Name the kinds of notice and the job."""
    kinds.register("step due", Sentence("Nhắc hạn xử lý sự không phù hợp, hành động khắc phục"))
    kinds.register("step overdue", Sentence("Việc khắc phục của đơn vị, cơ quan bị quá hạn"))
    jobs.register(
        "nonconformities.reminders",
        remind,
        at_start=True,
        daily_at=time(6, 15),
        title=Sentence("Nhắc hạn xử lý sự không phù hợp"),
    )


def levels(days: Calendar, due: date, today: date) -> Sequence[Level]:
    """Which reminders a day calls for by today; several where the program did not run meanwhile."""
    if due >= today:
        return [Level.SOON] if due <= add(days, today, BEFORE) else []
    past = between(days, due, today)
    told = [Level.LATE]
    if past >= TO_HEAD:
        told.append(Level.HEAD)
    if past >= TO_LEADERS:
        told.append(Level.LEADER)
    return told


@operation
def remind() -> None:
    """Tell whoever must act, and once those above, of each day that is near or past."""
    days, today = calendar(), clock.today()
    until = add(days, today, BEFORE)
    people = People(
        _all(Role.QUALITY_OFFICER), _all(Role.MANAGEMENT_REPRESENTATIVE), cache(heads_of)
    )
    for slip in awaited.due_by(EYES, until):
        if slip.due and slip.state not in IN_PLAN:  # its actions have days of their own
            _of_slip(slip, levels(days, slip.due, today), people)
    for action in actions.due_before(EYES, until + DAY):
        _of_action(action, levels(days, action.due, today), people)


def _of_slip(slip: Nonconformity, told: Sequence[Level], people: People) -> None:
    state = State(slip.state)
    words = {"number": str(slip), "what": AWAITED[state], "day": f"{slip.due:%d/%m/%Y}"}
    soon = Sentence("Phiếu %(number)s sắp đến hạn %(day)s: %(what)s.", **words)
    late = Sentence("Phiếu %(number)s đã quá hạn %(day)s: %(what)s.", **words)
    place = f"/nonconformities/{slip.id}"
    once = f"slip:{slip.id}:{state}:{slip.round}:{slip.due}"
    must_act, heads = _answerable(slip, state, people)
    _tell(told, must_act, heads, people.leaders, (soon, late), place, once)


def _answerable(
    slip: Nonconformity, state: State, people: People
) -> tuple[Sequence[int], Sequence[int]]:
    """Who must take the step, and the heads who hear of it when they do not."""
    if state in OFFICERS:
        return people.officers, []
    if state in LEADERS:
        return people.leaders, []
    return [slip.handler_id] if slip.handler_id else [], people.heads(slip.unit_id)


def _of_action(action: CorrectiveAction, told: Sequence[Level], people: People) -> None:
    words = {
        "number": action.number,
        "what": action.summary,
        "day": f"{action.due:%d/%m/%Y}",
        "who": action.owner.name,
    }
    soon = Sentence("%(number)s sắp đến hạn %(day)s: %(what)s", **words)
    late = Sentence("%(number)s (%(who)s) đã quá hạn %(day)s: %(what)s", **words)
    place = f"/nonconformities/{action.nonconformity.id}/actions/{action.serial}"
    heads = people.heads(action.owner.unit_id)
    once = f"action:{action.id}:{action.due}"
    _tell(told, [action.owner_id], heads, people.leaders, (soon, late), place, once)


def _tell(
    told: Sequence[Level],
    must_act: Sequence[int],
    heads: Sequence[int],
    leaders: Sequence[int],
    said: tuple[Sentence, Sentence],
    place: str,
    once: str,
) -> None:
    above = {Level.HEAD: heads, Level.LEADER: leaders}
    for level in told:
        if level in above:
            others = [person for person in above[level] if person not in must_act]
            notify(others, "step overdue", said[1], place, once=f"{level}:{once}")
        else:
            late = level == Level.LATE
            notify(must_act, "step due", said[late], place, once=f"{level}:{once}")


def _all(role: Role) -> list[int]:
    return [person.id for person in holders(role)]
