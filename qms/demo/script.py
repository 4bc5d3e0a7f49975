"""What happened in the ward, out of ``agency.json`` and the texts: who did what, and when."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from qms.documents.word import source
from qms.documents.word.source import ProcedureText
from qms.kernel import clock
from qms.organisation.calendar.models import Sort
from qms.organisation.calendar.working_days import WEEKEND, Calendar

FOLDER = Path(__file__).parent
HOLIDAYS = FOLDER.parent / "organisation/calendar/holidays.json"
REACHED = {
    "draft": (),
    "in review": ("submit",),
    "approved": ("submit", "review", "approve"),
    "in force": ("submit", "review", "approve", "put in force"),
    "withdrawn": ("submit", "review", "approve", "put in force", "withdraw"),
}
REACHED["recorded"] = ()
REACHED["superseded-by-next"] = REACHED["in force"]
DAYS_BEFORE = {"start": 16.0, "submit": 12.0, "review": 8.0, "approve": 3.0}
"""How long before coming into force each step is taken."""

HOURS = {
    "start": time(8, 20),
    "name indicators": time(8, 25),
    "ask": time(8, 30),
    "submit": time(9, 35),
    "review": time(10, 50),
    "approve": time(14, 10),
    "put in force": time(15, 30),
    "return": time(16, 5),
    "withdraw": time(16, 20),
    "list": time(8, 40),
    "read": time(16, 40),
}
"""When each step is taken; on one day, in the order in which they may follow each other."""
WRONG_FIRST = "answers wrongly at first"


@dataclass(frozen=True)
class Scene:
    """One step of one edition: ``verb`` on the edition of ``text``, at a moment of office hours.

    ``indicators`` are what the document is said to serve; ``signed_for`` are deputies who signed;
    ``questions`` are (question, choices, number of the right one).
    """

    at: datetime
    verb: str
    code: str
    people: dict[str, str]
    unit: str = ""
    note: str = ""
    text: ProcedureText | None = field(default=None, repr=False)
    places: tuple[tuple[str, str], ...] = ()
    indicators: frozenset[str] = frozenset()
    questions: tuple[tuple[str, tuple[str, ...], int], ...] = ()
    signed_for: dict[str, str] = field(default_factory=dict)


def agency() -> dict[str, Any]:
    """The ward: its name, units and people."""
    found: dict[str, Any] = json.loads((FOLDER / "agency.json").read_text("utf-8"))
    return found


def listed_by(told: dict[str, Any], number: str) -> list[ProcedureText]:
    """The texts that the decision of that number puts in force, here or on paper."""
    by = ("decision", "adopted")
    return [_text(e) for e in told["documents"] if number in (e.get(key) for key in by)]


def external() -> list[dict[str, Any]]:
    """The laws, decrees and standards by which the ward works."""
    found: list[dict[str, Any]] = json.loads((FOLDER / "external.json").read_text("utf-8"))
    return found


def scenes(told: dict[str, Any]) -> list[Scene]:
    """Every step of every edition, in order of time."""
    found = [scene for entry in told["documents"] for scene in _of_document(entry, told["people"])]
    return sorted(found, key=lambda scene: scene.at)


def _of_document(entry: dict[str, Any], people: list[dict[str, Any]]) -> Iterator[Scene]:
    told = [entry, *([{"unit": entry["unit"], **entry["next"]}] if "next" in entry else [])]
    logins = _reached(entry.get("readers", ()), people)
    for edition in told:
        yield from _of_edition(edition)
        if "readers" in entry:
            yield from _of_readers(edition, logins)
    if "readers" in entry:
        text, at = _text(entry), in_office(HOURS["list"], _days(entry)("start"))
        yield Scene(at, "list", text.code, {}, places=tuple(map(tuple, entry["readers"])))


def _reached(readers: Iterable[list[str]], people: list[dict[str, Any]]) -> list[str]:
    """Who may be asked to read: the verb decides, but need not be tried on people elsewhere."""
    units = {unit for unit, _group in readers}

    def reached(person: dict[str, Any]) -> bool:
        stands = {person["unit"], *(role["unit"] for role in person["roles"])}
        return "UBND" in units or bool(units & stands)

    return [person["login"] for person in people if reached(person)]


def _of_readers(entry: dict[str, Any], logins: list[str]) -> Iterator[Scene]:
    """Everybody but the "unread" says, within ten days, that they have read what is theirs."""
    if "put in force" not in REACHED[entry["state"]]:
        return
    text, since = _text(entry), _days(entry)("put in force")
    for place, login in enumerate(logins):
        ago = since - 1 - place * 4 % 9
        if login not in entry.get("unread", ()) and ago >= 1:
            at, who = in_office(HOURS["read"], ago), {"reader": login}
            note = WRONG_FIRST if login in entry.get("wrong_first", ()) else ""
            yield Scene(at, "read", text.code, who, note=note, text=text)


def _text(entry: dict[str, Any]) -> ProcedureText:
    return source.parse((FOLDER / "documents" / entry["file"]).read_text("utf-8"))


def _of_edition(entry: dict[str, Any]) -> Iterator[Scene]:
    text = _text(entry)
    people = {part: entry[part] for part in ("author", "reviewer", "approver")}
    days, returned = _days(entry), entry.get("return_reason")

    def scene(verb: str, ago: float, note: str = "") -> Scene:
        at, deputies = in_office(HOURS[verb], ago), entry.get("deputies", {})
        told = Scene(at, verb, text.code, people, entry["unit"], note, text)
        return replace(told, signed_for=deputies)

    yield scene("start", days("start"), entry["note"])
    yield from _said_of(entry, scene("start", days("start")))
    for verb in REACHED[entry["state"]]:
        if "adopted" in entry:
            break  # it was issued on paper
        if verb == "put in force" and "decision" in entry:
            continue  # it comes into force by the decision
        yield scene(verb, days(verb), entry.get("reason", "") if verb == "withdraw" else "")
    if entry["state"] == "in review" and "reviewed_days_ago" in entry:
        yield scene("review", entry["reviewed_days_ago"])
    if returned:
        yield scene("submit", entry["days_ago"] + 2.0)
        yield scene("return", entry["days_ago"], returned)


def _said_of(entry: dict[str, Any], start: Scene) -> Iterator[Scene]:
    """What the author says of a draft on the day it is started."""
    day = start.at.date()
    if "indicators" in entry:
        at, named = at_work(HOURS["name indicators"], day), frozenset(entry["indicators"])
        yield replace(start, at=at, verb="name indicators", indicators=named)
    if "questions" in entry:
        asked = tuple((text, tuple(choices), right) for text, choices, right in entry["questions"])
        yield replace(start, at=at_work(HOURS["ask"], day), verb="ask", questions=asked)


def _days(entry: dict[str, Any]) -> Callable[[str], float]:
    """How long ago each verb was done, given when the present state began."""
    since = float(entry["days_ago"])
    in_force = float(entry.get("in_force_days_ago", since))
    ends = {
        "draft": {"start": since + (3.0 if "return_reason" in entry else 0.0)},
        "in review": {"start": since + 3.0, "submit": since},
        "approved": {
            "start": since + 9.0,
            "submit": since + 6.0,
            "review": since + 3.0,
            "approve": since,
        },
    }.get(entry["state"], {"put in force": in_force, "withdraw": since})
    return lambda verb: ends.get(verb, in_force + DAYS_BEFORE.get(verb, 0.0))


def in_office(hour: time, days: float) -> datetime:
    """So many days ago at that hour; from a weekend or a holiday back to the day before it."""
    return at_work(hour, clock.local(clock.days_ago(days)).date())


def at_work(hour: time, day: date) -> datetime:
    """That hour of ``day``, or of the last day before it that was worked."""
    while day.weekday() in WEEKEND or day in calendar().off:
        day -= timedelta(days=1)
    return datetime.combine(day, hour, tzinfo=clock.LOCAL)


@cache
def calendar() -> Calendar:
    """The days that differ from the week, as every installation has them at first."""
    off: set[date] = set()
    working: set[date] = set()
    for start, end, sort, *_ in json.loads(HOLIDAYS.read_text("utf-8"))["periods"]:
        first, last = date.fromisoformat(start), date.fromisoformat(end)
        days = {first + timedelta(days=count) for count in range((last - first).days + 1)}
        (working if sort == Sort.MADE_UP else off).update(days)
    return Calendar(frozenset(off), frozenset(working))
