"""Reading the register: which rows, in which order, and what is computed about each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import literal, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.kinds.queries import due_days, overdue, review_months
from qms.documents.kinds.reviews import due_on
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import PAGE, first_of_each, visible_to
from qms.documents.register.asked import FIRST_ORDER, Asked
from qms.documents.register.columns import COLUMNS, Entry
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db
from qms.kernel.paging import nearest, pages
from qms.organisation.models import Unit

AT_ONCE = 500
"""How many rows are read by one query; a spreadsheet of thousands takes several."""


@dataclass(frozen=True)
class Register:
    """Some rows of the register, and how many there are in all."""

    entries: Sequence[Entry]
    total: int
    page: int = 1

    @property
    def pages(self) -> int:
        """How many pages the register fills."""
        return pages(self.total, PAGE)


class _Line(NamedTuple):
    """What of a row is needed to put it in its place; ``held`` is what it is ordered by."""

    edition_id: int
    document_id: int
    code: str
    held: Any


def page_of(actor: Actor, asked: Asked) -> Register:
    """The page of the register that was asked for, or the last one."""
    known = _Known.now(actor)
    lines = _lines(actor, asked, known)
    page = nearest(asked.wanted.page, len(lines), PAGE)
    before = (page - 1) * PAGE
    shown = lines[before : before + PAGE]
    return Register(_entries(shown, asked, known, before), len(lines), page)


def whole(actor: Actor, asked: Asked) -> Register:
    """Every row of the register that was asked for."""
    known = _Known.now(actor)
    lines = _lines(actor, asked, known)
    return Register(_entries(lines, asked, known, 0), len(lines))


@dataclass(frozen=True)
class _Known:
    """What is computed from: intervals of review, and since when what is in review waits."""

    months_of: Mapping[str, int]
    submitted: Mapping[int, datetime]

    @classmethod
    def now(cls, actor: Actor) -> "_Known":
        in_review = (
            visible_to(actor)
            .where(Edition.state == State.IN_REVIEW)
            .with_only_columns(Edition.document_id, Edition.submitted_at)
        )
        waiting = {row[0]: row[1] for row in db.session.execute(in_review) if row[1]}
        return cls(review_months(), waiting)

    def days_in_review(self, line: _Line) -> int | None:
        since = self.submitted.get(line.document_id)
        return (clock.today() - clock.local(since).date()).days if since else None


def _lines(actor: Actor, asked: Asked, known: _Known) -> list[_Line]:
    column = COLUMNS[asked.sorted_by]
    held = literal(None) if column.holds is None else column.holds
    wanted = (
        first_of_each(actor, asked.wanted)
        .join(Document, Document.id == Edition.document_id)
        .join(Unit, Unit.id == Document.unit_id)
        .with_only_columns(Edition.id, Document.id, Document.code, held)
    )
    lines = [_Line(*row) for row in db.session.execute(wanted)]
    if asked.sorted_by == "in_review":
        lines = [line._replace(held=known.days_in_review(line)) for line in lines]
    if asked.overdue or asked.sorted_by == "due":
        days = overdue if asked.overdue else due_days
        lines = _by_due(lines, asked, days(actor, known.months_of))
    return _in_order(lines, asked)


def _by_due(lines: list[_Line], asked: Asked, days: Mapping[int, tuple[str, date]]) -> list[_Line]:
    if asked.overdue:
        lines = [line for line in lines if line.edition_id in days]
    if asked.sorted_by != "due":
        return lines
    return [line._replace(held=days.get(line.edition_id, ("", None))[1]) for line in lines]


def _in_order(lines: list[_Line], asked: Asked) -> list[_Line]:
    """By the column asked for, then by code; rows that have nothing there come last."""
    order = COLUMNS[asked.sorted_by].order or sort_key
    if asked.sorted_by != FIRST_ORDER:
        lines.sort(key=lambda line: sort_key(line.code))
    valued = [line for line in lines if line.held is not None]
    valued.sort(key=lambda line: order(line.held), reverse=asked.descends)
    return valued + [line for line in lines if line.held is None]


def _entries(lines: Sequence[_Line], asked: Asked, known: _Known, before: int) -> list[Entry]:
    editions = _editions([line.edition_id for line in lines], asked.columns)
    return [
        Entry(
            place,
            editions[line.edition_id],
            due_on(editions[line.edition_id], known.months_of),
            known.days_in_review(line),
        )
        for place, line in enumerate(lines, start=before + 1)
    ]


def _editions(ids: Sequence[int], columns: Iterable[str]) -> Mapping[int, Edition]:
    document = joinedload(Edition.document)
    options = [document.joinedload(Document.unit)]
    options += [joinedload(getattr(Edition, part)) for part in columns if part in _PEOPLE]
    if not _ASKED.isdisjoint(columns):
        options.append(selectinload(Edition.steps))
    if "indicators" in columns:
        options.append(joinedload(Edition.document).selectinload(Document.served))
    found: dict[int, Edition] = {}
    for start in range(0, len(ids), AT_ONCE):
        some = select(Edition).where(Edition.id.in_(ids[start : start + AT_ONCE]))
        for edition in db.session.scalars(some.options(*options)):
            found[edition.id] = edition
    return found


_ASKED = frozenset({"reviewer", "approver"})
_PEOPLE = _ASKED | {"author"}
