"""Until when each stage of a nonconformity lasts. ``procedures/nonconformities`` says the same."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.nonconformities.states import ENDED, IN_PLAN, State
from qms.organisation.calendar.working_days import Calendar, add

STAGE_DAYS = {
    State.REPORTED: 2,
    State.CORRECTED: 5,
    State.ANALYSED: 5,
    State.PROPOSED: 3,
    State.EFFECTIVE: 5,
}
"""Working days from the day on which a stage begins."""
CHECK_DAYS = 3
"""Working days in which an action that is done is checked."""


@dataclass(frozen=True)
class Dates:
    """The days that people set: for the correction, for each action still to be done, for judging
    the effect.
    """

    correct_by: date | None = None
    actions: Sequence[date] = ()
    check_on: date | None = None


def due(state: str, began: date, set_by_people: Dates, calendar: Calendar) -> date | None:
    """The last day of the stage that began on a day; nothing when nothing is awaited any more.

    While a plan is carried out, it is the day of the action that is due last.
    """
    if state in ENDED:
        return None
    if state == State.ACCEPTED:
        return set_by_people.correct_by
    if state in IN_PLAN:
        return max(set_by_people.actions, default=add(calendar, began, CHECK_DAYS))
    if state == State.IMPLEMENTED:
        return set_by_people.check_on
    return add(calendar, began, STAGE_DAYS[State(state)])


def after_months(day: date, months: int, calendar: Calendar) -> date:
    """The same day ``months`` later, or the last of that month, moved on to a working day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return add(calendar, date(year, month + 1, min(day.day, last)), 0)
