"""The verbs of the calendar: a period is added, or removed; to correct one is both."""

from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.calendar import queries
from qms.organisation.calendar.lifecycle import changes_nothing, not_keeper, odd_period
from qms.organisation.calendar.models import CalendarPeriod, Sort


@dataclass(frozen=True)
class NewPeriod:
    """Days from ``first`` to ``last``, what they are and what they are called."""

    first: date
    last: date
    name: str
    sort: Sort


@operation
def add_period(new: NewPeriod, by: Actor, reason: str) -> CalendarPeriod:
    """Enter holidays, days in lieu or days made up for."""
    refuse_if(not_keeper(None, by), no_reason(reason), odd_period(new.first, new.last))
    period = CalendarPeriod(first=new.first, last=new.last, name=new.name, sort=str(new.sort))
    worked = new.sort == Sort.MADE_UP
    refuse_if(_taken(new), changes_nothing(list(period.days), worked, queries.calendar()))
    db.session.add(period)
    record(by, "add calendar period", period, reason)
    return period


@operation
def remove_period(period: CalendarPeriod, seen: int, by: Actor, reason: str) -> None:
    """Take a period out: its days are those of the ordinary week again."""
    refuse_if(not_keeper(period, by), no_reason(reason), overtaken(period, seen))
    label = str(period)
    db.session.delete(period)
    record(by, "remove calendar period", period, reason, label=label)


def _taken(new: NewPeriod) -> Sentence | None:
    there = queries.periods_between(new.first, new.last)
    if not there:
        return None
    day = max(new.first, there[0].first)
    return Sentence(
        "Ngày %(day)s đã có trong lịch (%(name)s); hãy bỏ đợt đó trước.",
        day=f"{day:%d/%m/%Y}",
        name=there[0].name,
    )
