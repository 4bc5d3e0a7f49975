"""What figures count. Every count starts from what the actor may see, by the register's conditions.

The database counts; only how long each took comes here as days, for a median has no sum.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, case, func, select

from qms.audit_trail.models import TrailLine
from qms.documents.external.models import ExternalDocument
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.actions.lifecycle import Wish
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.effectiveness.models import EffectCheck, Result
from qms.nonconformities.figures.period import Period
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.narrowing import FOLLOWS, REOPENED, Wanted, overdue
from qms.nonconformities.queries import narrowed
from qms.nonconformities.states import State
from qms.nonconformities.treatment import Treatment
from qms.organisation.calendar.working_days import DAY
from qms.organisation.models import Unit

ZONE = "+7 hours"
"""What a clock on the wall in Viet Nam is ahead of the moments that are kept, winter and summer."""


@dataclass(frozen=True)
class Asked:
    """The time and the unit (0 is all) that figures are about."""

    period: Period
    unit: int = 0

    @property
    def found(self) -> Wanted:
        """What has a number and was found in that time, as the register asks for it."""
        since, until = self.period.since, self.period.until
        return Wanted(state="taken", unit=self.unit, since=since, until=until)

    @property
    def of_unit(self) -> Wanted:
        """Everything of the unit, whenever it was found."""
        return Wanted(unit=self.unit)


@dataclass(frozen=True)
class Ground:
    """What was not met: ``kind`` is clause, document or law; ``name`` its code or number."""

    kind: str
    key: str
    name: str


@dataclass(frozen=True)
class Totals:
    """How many there are of what was found; of those, what follows another, what was reopened."""

    all: int
    follows: int
    reopened: int


class Round(NamedTuple):
    """The days (2026-02-05) of a round of one that is closed: ``corrected`` only of its first
    round, when it was put right, ``closed`` only of its last.
    """

    unit: int
    reported: str
    corrected: str | None
    opened: str
    analysed: str | None
    proposed: str | None
    approved: str | None
    implemented: str | None
    closed: str | None


def totals(actor: Actor, asked: Asked) -> Totals:
    """What was found in the time."""
    found = narrowed(actor, asked.found).with_only_columns(
        func.count(), func.count(case((FOLLOWS, 1))), func.count(case((REOPENED, 1)))
    )
    return Totals(*db.session.execute(found).one())


def by_source(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many came to light where."""
    return _counted(narrowed(actor, asked.found), Nonconformity.source)


def by_unit(actor: Actor, asked: Asked) -> Mapping[tuple[int, str], int]:
    """How many are of which unit, by its id and name."""
    found = narrowed(actor, asked.found).join(Nonconformity.unit)
    rows = found.with_only_columns(Unit.id, Unit.name, func.count()).group_by(Unit.id)
    return {(row[0], row[1]): row[2] for row in db.session.execute(rows)}


def by_branch(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many have their main cause where, as it is seen now."""
    found = narrowed(actor, asked.found).join(Nonconformity.treatments)
    known = found.where(Treatment.round == Nonconformity.round, Treatment.branch != "")
    return _counted(known, Treatment.branch)


def by_indicator(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many touch which indicator."""
    found = narrowed(actor, asked.found).join(Nonconformity.touched)
    return _counted(found, TouchedIndicator.indicator)


def by_ground(actor: Actor, asked: Asked) -> Mapping[Ground, int]:
    """How many are held against which clause, document or law, wherever in it."""
    found = (
        narrowed(actor, asked.found)
        .join(Nonconformity.criteria)
        .outerjoin(Criterion.edition)
        .outerjoin(Edition.document)
        .outerjoin(Criterion.law)
    )
    columns = (
        Criterion.clause_key,
        Document.key,
        Document.code,
        ExternalDocument.key,
        ExternalDocument.number,
    )
    rows = found.with_only_columns(*columns, func.count(Nonconformity.id.distinct()))
    return {_ground(*row[:-1]): row[-1] for row in db.session.execute(rows.group_by(*columns))}


def _ground(clause: str, document: str, code: str, law: str, number: str) -> Ground:
    if clause:
        return Ground("clause", clause, clause)
    return Ground("document", document, code) if document else Ground("law", law, number)


def _counted(found: Select[Any], column: Any) -> Mapping[str, int]:
    rows = found.with_only_columns(column, func.count()).group_by(column)
    return {row[0]: row[1] for row in db.session.execute(rows)}


def reported(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many were reported in which month, whatever became of them."""
    return _by_month(narrowed(actor, asked.of_unit), Nonconformity.reported_at, asked)


def accepted(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many were taken on in which month: their own trail tells it."""
    taken = narrowed(actor, asked.of_unit).join(
        TrailLine,
        (TrailLine.subject_kind == Nonconformity.__tablename__)
        & (TrailLine.subject_id == Nonconformity.id)
        & (TrailLine.verb == "accept report"),
    )
    return _by_month(taken, TrailLine.at, asked)


def closed(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """How many that are closed were closed in which month."""
    found = narrowed(actor, Wanted(state=State.CLOSED.value, unit=asked.unit))
    return _by_month(found, Nonconformity.ended_at, asked)


def _by_month(found: Select[Nonconformity], moment: Any, asked: Asked) -> Mapping[str, int]:
    within = found.where(*_within(moment, asked.period))
    return _counted(within, func.strftime("%Y-%m", moment, ZONE))


def _within(moment: Any, period: Period) -> Sequence[ColumnElement[bool]]:
    first, after = clock.start_of(period.since), clock.start_of(period.until + DAY)
    return moment >= first, moment < after


def rounds(actor: Actor, asked: Asked) -> Sequence[Round]:
    """Every round of what was closed in the time."""
    found = narrowed(actor, Wanted(state=State.CLOSED.value, unit=asked.unit))
    first, last = Treatment.round == 1, Treatment.round == Nonconformity.round
    rows = (
        found.join(Nonconformity.treatments)
        .where(*_within(Nonconformity.ended_at, asked.period))
        .with_only_columns(
            Nonconformity.unit_id,
            _day(Nonconformity.reported_at),
            case((first, _day(Treatment.opened_at))),
            _day(Treatment.opened_at),
            _day(Treatment.analysed_at),
            _day(Treatment.proposed_at),
            _day(Treatment.approved_at),
            _day(Treatment.implemented_at),
            case((last, _day(Nonconformity.ended_at))),
        )
    )
    return [Round._make(row) for row in db.session.execute(rows)]


def _day(moment: Any) -> ColumnElement[str]:
    return func.date(moment, ZONE)


def first_checks(actor: Actor, asked: Asked) -> Mapping[str, int]:
    """What the checks said that decided of the first round, of what was found in the time."""
    found = narrowed(actor, asked.found).join(Nonconformity.treatments).join(Treatment.checks)
    decided = found.where(Treatment.round == 1, EffectCheck.result != Result.TOO_EARLY.value)
    return _counted(decided, EffectCheck.result)


def open_now(actor: Actor, asked: Asked) -> Mapping[str, tuple[int, int]]:
    """How many stand in which state today, and how many of them are overdue."""
    found = narrowed(actor, Wanted(state="open", unit=asked.unit))
    late = func.count(case((overdue(clock.today()), 1)))
    rows = found.with_only_columns(Nonconformity.state, func.count(), late)
    return {
        row[0]: (row[1], row[2]) for row in db.session.execute(rows.group_by(Nonconformity.state))
    }


def actions(actor: Actor, asked: Asked) -> Mapping[str, tuple[int, int]]:
    """How many actions of approved plans that are due in the time were kept how, and of how many a
    later day was granted: by one of "in time", "late", "awaited", "overdue".
    """
    granted = select(Extension.action_id).where(Extension.state == Wish.GRANTED.value)
    kept = case(
        (CorrectiveAction.done_on <= CorrectiveAction.due, "in time"),
        (CorrectiveAction.done_on > CorrectiveAction.due, "late"),
        (CorrectiveAction.due < clock.today(), "overdue"),
        else_="awaited",
    )
    found = narrowed(actor, asked.of_unit).join(Nonconformity.treatments).join(Treatment.actions)
    due = found.where(
        Treatment.approved_at.is_not(None),
        CorrectiveAction.state != ActionState.DROPPED.value,
        CorrectiveAction.due.between(asked.period.since, asked.period.until),
    )
    extended = func.count(case((CorrectiveAction.id.in_(granted), 1)))
    rows = due.with_only_columns(kept, func.count(), extended).group_by(kept)
    return {row[0]: (row[1], row[2]) for row in db.session.execute(rows)}
