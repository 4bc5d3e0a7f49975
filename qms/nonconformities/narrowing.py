"""What the register is narrowed by, and the conditions that say so to the database.

The figures count with the same conditions, so that each of them leads to exactly its rows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select

from qms.documents.external.models import ExternalDocument
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.text import slip_number
from qms.nonconformities.actions.lifecycle import OPEN as OPEN_ACTIONS
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.states import IN_PLAN, OPEN, TAKEN
from qms.nonconformities.treatment import Treatment

IS_OPEN = Nonconformity.state.in_(OPEN)
GROUPS = {"open": IS_OPEN, "taken": Nonconformity.state.in_(TAKEN)}
"""States that are asked for together: what is not over, and what has a number."""
FOLLOWS = Nonconformity.follows_id.is_not(None)
REOPENED = Nonconformity.round > 1
REPEATS = {"any": or_(FOLLOWS, REOPENED), "follows": FOLLOWS, "reopened": REOPENED}
"""The ways in which something comes back: it follows another, or its cause is sought anew."""
GROUNDS = {
    "clause": Criterion.clause_key,
    "document": Document.key,
    "law": ExternalDocument.key,
}
"""The kinds of criterion, each with what one is asked for by."""


@dataclass(frozen=True)
class Wanted:
    """What the register is filtered by; everything empty is everything.

    ``state`` is one of the lifecycle, or one of ``GROUPS``; ``whose`` is "reported" or "handled"
    (by me); ``criterion`` is a kind and a key, "clause:9001:2015/8.7" or "document:QT-01-VP";
    ``since`` and ``until`` are the first and the last day on which it was found.
    """

    text: str = ""
    state: str = ""
    whose: str = ""
    unit: int = 0
    year: int = 0
    source: str = ""
    grade: str = ""
    branch: str = ""
    repeats: str = ""
    indicator: str = ""
    criterion: str = ""
    since: date | None = None
    until: date | None = None
    late: bool = False
    page: int = 1

    @property
    def said(self) -> Mapping[str, str | int]:
        """What narrows the list, as an address says it; nothing when nothing does."""
        asked: dict[str, str | int] = {
            "text": self.text,
            "state": self.state,
            "whose": self.whose,
            "unit": self.unit,
            "year": self.year,
            "source": self.source,
            "grade": self.grade,
            "branch": self.branch,
            "repeats": self.repeats,
            "indicator": self.indicator,
            "criterion": self.criterion,
            "since": f"{self.since:%Y-%m-%d}" if self.since else "",
            "until": f"{self.until:%Y-%m-%d}" if self.until else "",
            "late": int(self.late),
        }
        return {name: value for name, value in asked.items() if value}

    @property
    def ground(self) -> tuple[str, str]:
        """The kind and the key of the criterion that is asked for."""
        kind, _colon, key = self.criterion.partition(":")
        return kind, key


def conditions(actor: Actor, wanted: Wanted) -> list[ColumnElement[bool]]:
    """What holds of every row that is asked for; what is not asked for is not even written down."""
    w = wanted
    said: list[tuple[object, Callable[[], ColumnElement[bool]]]] = [
        (w.state in GROUPS, lambda: GROUPS[w.state]),
        (w.state not in ("", *GROUPS), lambda: Nonconformity.state == w.state),
        (w.whose == "reported", lambda: Nonconformity.reporter_id == actor.id),
        (w.whose == "handled", lambda: Nonconformity.handler_id == actor.id),
        (w.unit, lambda: Nonconformity.unit_id == w.unit),
        (w.year, lambda: _in_year(w.year)),
        (w.source, lambda: Nonconformity.source == w.source),
        (w.grade, lambda: Nonconformity.grade == w.grade),
        (w.branch, lambda: Nonconformity.id.in_(_caused_by(w.branch))),
        (w.repeats, lambda: REPEATS[w.repeats]),
        (w.indicator, lambda: Nonconformity.id.in_(_touching(w.indicator))),
        (w.criterion, lambda: Nonconformity.id.in_(_held_against(*w.ground))),
        (w.since, lambda: Nonconformity.found_on >= w.since),
        (w.until, lambda: Nonconformity.found_on <= w.until),
        (w.late, lambda: overdue(clock.today())),
        (w.text, lambda: _names(w.text)),
    ]
    return [condition() for asked, condition in said if asked]


def overdue(today: date) -> ColumnElement[bool]:
    """The present stage, or an action of the plan that is carried out, should be over."""
    return or_(Nonconformity.due < today, Nonconformity.id.in_(_with_late_action(today)))


def _with_late_action(today: date) -> Select[int]:
    """The ids of those with an action past its day."""
    return (
        select(Treatment.nonconformity_id)
        .join(Treatment.nonconformity)
        .join(Treatment.actions)
        .where(
            Nonconformity.state.in_(IN_PLAN),
            Treatment.round == Nonconformity.round,
            CorrectiveAction.state.in_(OPEN_ACTIONS),
            CorrectiveAction.due < today,
        )
    )


def _caused_by(branch: str) -> Select[int]:
    """The ids of those whose main cause, as it is seen now, lies in a branch."""
    return (
        select(Treatment.nonconformity_id)
        .join(Treatment.nonconformity)
        .where(Treatment.round == Nonconformity.round, Treatment.branch == branch)
    )


def _touching(indicator: str) -> Select[int]:
    return select(TouchedIndicator.nonconformity_id).where(TouchedIndicator.indicator == indicator)


def _held_against(kind: str, key: str) -> Select[int]:
    """The ids of those that have a clause, any place in a document or any article of a law."""
    found = select(Criterion.nonconformity_id)
    if kind == "document":
        found = found.join(Criterion.edition).join(Edition.document)
    if kind == "law":
        found = found.join(Criterion.law)
    return found.where(GROUNDS[kind] == key)


def _in_year(year: int) -> ColumnElement[bool]:
    return func.strftime("%Y", Nonconformity.found_on) == f"{year:04d}"


def _names(text: str) -> ColumnElement[bool]:
    """The words of what was reported, or a number such as 3/2026."""
    # Looked through once, not column by column: most of the time of a long register goes here.
    together = Nonconformity.text.concat("\n").concat(Nonconformity.title).concat("\n")
    together = together.concat(Nonconformity.place).concat("\n").concat(Nonconformity.clause)
    said = [together.icontains(text, autoescape=True)]
    if named := slip_number(text):
        said.append(and_(Nonconformity.serial == named[0], Nonconformity.year == named[1]))
    return or_(*said)
