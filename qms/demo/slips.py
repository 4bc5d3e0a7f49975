"""What went wrong in the ward, out of the folder ``nonconformities``: who did what, and when."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from qms.demo.script import FOLDER, at_work, calendar, in_office
from qms.kernel import clock
from qms.nonconformities.deadlines import after_months
from qms.nonconformities.models import Nonconformity
from qms.organisation.calendar.working_days import add

HOURS = {
    "reopen": time(8, 45),
    "note progress": time(9, 15),
    "ask extension": time(9, 35),
    "judge effect": time(9, 50),
    "grant extension": time(10, 5),
    "refuse extension": time(10, 5),
    "report nonconformity": time(10, 20),
    "accept report": time(11, 5),
    "decline report": time(11, 15),
    "merge report": time(11, 15),
    "withdraw report": time(11, 15),
    "correct at once": time(13, 50),
    "find cause": time(14, 20),
    "change plan": time(14, 30),
    "drop action": time(14, 35),
    "plan action": time(14, 45),
    "propose plan": time(15, 10),
    "close": time(15, 20),
    "return plan": time(15, 25),
    "approve plan": time(15, 35),
    "accept request": time(15, 40),
    "report done": time(15, 50),
    "return action": time(16, 20),
    "verify action": time(16, 25),
}
"""When each is done. What is done rests on an edition that came into force earlier that day."""
OPENING, CLOSING = time(8, 5), time(16, 55)
PAUSE = timedelta(minutes=4)


@dataclass(frozen=True)
class Deed:
    """Something done about a nonconformity; ``due`` is the day that it sets, if any."""

    at: datetime
    verb: str
    told: dict[str, Any]
    due: date | None = None


@dataclass
class Slip:
    """A nonconformity and its fate; ``made`` is there once it was reported."""

    told: dict[str, Any]
    made: Nonconformity | None = None

    @property
    def found(self) -> Nonconformity:
        """What was reported."""
        if self.made is None:
            raise LookupError(f"{self.told['text']} was not reported yet")
        return self.made


def tales() -> list[dict[str, Any]]:
    """Everything that is told, the oldest first."""
    files = sorted((FOLDER / "nonconformities").glob("*.json"))
    found = [told for file in files for told in json.loads(file.read_text("utf-8"))]
    return sorted(found, key=lambda told: -float(told["ago"]))


def deeds(told: dict[str, Any]) -> Iterator[Deed]:
    """The report and all that follows, each after the one before, in office hours.

    An effect is judged no sooner than on the day that was set.
    """
    at = in_office(HOURS["report nonconformity"], told["ago"])
    yield Deed(at, "report nonconformity", told)
    months, judged_on = 0, at.date()
    for step in sorted(told["deeds"], key=lambda step: -float(step["ago"])):
        verb = step["do"]
        at = max(in_office(HOURS[verb], step["ago"]), _after(at))
        if verb == "judge effect":
            at = max(at, _moment(HOURS[verb], judged_on))
        due = _due(step, at.date())
        yield Deed(at, verb, step, due)
        months = step.get("months", months)
        if verb == "verify action":
            judged_on = after_months(at.date(), months, calendar())
        elif verb == "judge effect" and due:
            judged_on = due


def _after(moment: datetime) -> datetime:
    """A little later; after the end of work, on the next morning."""
    then = moment + PAUSE
    if then.timetz().replace(tzinfo=None) <= CLOSING:
        return then
    return _moment(OPENING, add(calendar(), moment.date(), 1))


def _moment(hour: time, day: date) -> datetime:
    return datetime.combine(day, hour, tzinfo=clock.LOCAL)


def _due(step: dict[str, Any], day: date) -> date | None:
    """So many working days after ``day``, or so many days before the day of building."""
    if "due_in" in step:
        return add(calendar(), day, step["due_in"])
    if "due_ago" in step:
        return at_work(OPENING, clock.today() - timedelta(days=step["due_ago"])).date()
    return None
