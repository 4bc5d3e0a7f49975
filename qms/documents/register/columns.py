"""What the register can show of a document: each column with its words, its order and its width."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import STATE_NAMES, State
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.alphabet import name_key, sort_key
from qms.kernel.i18n import Sentence
from qms.organisation.models import Person, Unit

Value = str | int | date | Sentence | None


@dataclass(frozen=True)
class Entry:
    """A row of the register: an edition, its place in the list, and what is computed about it."""

    place: int
    edition: Edition
    due: date | None = None
    in_review: int | None = None


@dataclass(frozen=True)
class Column:
    """A column. ``shows`` gives its value of a row, ``width`` its share of a printed line.

    Rows are put in the ``order`` of what the database ``holds``, or of what is computed where it
    holds nothing; without an order they cannot be.
    """

    name: Sentence
    shows: Callable[[Entry], Value]
    width: int
    holds: ColumnElement[Any] | None = None
    order: Callable[[Any], Any] | None = sort_key


def local_day(moment: datetime | None) -> date | None:
    """The day of ``moment`` in Viet Nam."""
    return clock.local(moment).date() if moment else None


def _by_rank(names: Mapping[Any, Any]) -> Callable[[Any], int]:
    ranks = {str(key): rank for rank, key in enumerate(names)}
    return lambda value: ranks[value]


def _person(part: str) -> Callable[[Entry], Value]:
    def shows(entry: Entry) -> Value:
        person = getattr(entry.edition, part)
        return person.name if person else ""

    return shows


def _same(value: Any) -> Any:
    return value


def _name_of(person: Any) -> ColumnElement[Any]:
    return select(Person.name).where(Person.id == person).scalar_subquery()


_PEOPLE = {
    "author": (Sentence("Người soạn thảo"), _name_of(Edition.author_id)),
    "reviewer": (Sentence("Người xem xét"), _name_of(Edition.reviewer_id)),
    "approver": (Sentence("Người phê duyệt"), _name_of(Edition.approver_id)),
}

COLUMNS: Mapping[str, Column] = {
    "place": Column(Sentence("TT"), lambda row: row.place, 5, order=None),
    "code": Column(
        Sentence("Mã hiệu"), lambda row: row.edition.document.code, 14, Document.code.expression
    ),
    "title": Column(
        Sentence("Tên tài liệu"), lambda row: row.edition.title, 40, Edition.title.expression
    ),
    "kind": Column(
        Sentence("Loại"),
        lambda row: KIND_NAMES[row.edition.document.kind],
        14,
        Document.kind.expression,
        _by_rank(KIND_NAMES),
    ),
    "unit": Column(
        Sentence("Đơn vị"), lambda row: row.edition.document.unit.name, 22, Unit.name.expression
    ),
    "number": Column(
        Sentence("Lần ban hành/sửa đổi"),
        lambda row: row.edition.number,
        11,
        Edition.issue * 1000 + Edition.amendment,
        _same,
    ),
    "since": Column(
        Sentence("Ngày hiệu lực"),
        lambda row: local_day(row.edition.in_force_at),
        12,
        Edition.in_force_at.expression,
        _same,
    ),
    "state": Column(
        Sentence("Trạng thái"),
        lambda row: STATE_NAMES[State(row.edition.state)],
        14,
        Edition.state.expression,
        _by_rank(STATE_NAMES),
    ),
    **{
        part: Column(name, _person(part), 18, holds, name_key)
        for part, (name, holds) in _PEOPLE.items()
    },
    "due": Column(Sentence("Hạn xem xét lại"), lambda row: row.due, 12, order=_same),
    "in_review": Column(
        Sentence("Số ngày đang xem xét"), lambda row: row.in_review, 10, order=_same
    ),
    "indicators": Column(
        Sentence("Chỉ số"),
        lambda row: ", ".join(sorted(row.edition.document.indicators, key=sort_key)),
        10,
        order=None,
    ),
}
USUAL = ("place", "code", "title", "unit", "number", "since", "state", "due")
