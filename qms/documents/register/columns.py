"""What the register can show of a document: each column with its words, its order and its width."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import aliased

from qms.documents.blanks.models import Blank
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import STATE_NAMES, Meaning, State
from qms.documents.models import Document, Edition
from qms.documents.routes.models import RouteSeat, RouteStep, Signature
from qms.documents.routes.turns import ANY
from qms.kernel import clock
from qms.kernel.alphabet import name_key, sort_key
from qms.kernel.i18n import Sentence
from qms.organisation.models import Person, Unit

Value = str | int | date | Sentence | None
Shown = TypeVar("Shown")


@dataclass(frozen=True)
class Entry:
    """A row of the register: an edition, its place in the list, and what is computed about it."""

    place: int
    edition: Edition
    due: date | None = None
    in_review: int | None = None
    unread: int | None = None
    requests: int | None = None
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Column(Generic[Shown]):
    """A column. ``shows`` gives its value of a row, ``width`` its share of a printed line.

    Rows are put in the ``order`` of what the database ``holds``, or of what is computed where it
    holds nothing; without an order they cannot be.
    """

    name: Sentence
    shows: Callable[[Shown], Value]
    width: int
    holds: ColumnElement[Any] | None = None
    order: Callable[[Any], Any] | None = sort_key


@dataclass(frozen=True)
class OwnColumn(Column[Entry]):
    """A column of a field that the agency set for a kind; ``kind`` is that kind."""

    kind: str = ""
    sort: str = ""
    choices: tuple[str, ...] = ()

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The choices as a list to choose from offers them."""
        return [(one, one) for one in self.choices]


def local_day(moment: datetime | None) -> date | None:
    """The day of ``moment`` in Viet Nam."""
    return clock.local(moment).date() if moment else None


def _by_rank(names: Mapping[Any, Any]) -> Callable[[Any], int]:
    ranks = {str(key): rank for rank, key in enumerate(names)}
    return lambda value: ranks[value]


def _names(edition: Edition, step: RouteStep) -> list[str]:
    """Who signed a step of which one signs; else everybody who is asked there."""
    signed = [s.person_name for s in edition.valid_signatures if s.position == step.position]
    return signed if signed and step.rule == ANY else [seat.person.name for seat in step.seats]


def _asked(meaning: Meaning) -> Callable[[Entry], Value]:
    def shows(entry: Entry) -> Value:
        steps = [step for step in entry.edition.route if step.meaning == meaning]
        if steps:
            return ", ".join(name for step in steps for name in _names(entry.edition, step))
        chosen = entry.edition.reviewer, entry.edition.approver
        person = chosen[meaning == Meaning.APPROVED]
        return person.name if person else ""

    return shows


def _standing(edition: Edition) -> Sentence:
    """The state; what was issued outside says so wherever it is listed."""
    state = STATE_NAMES[State(edition.state)]
    if not edition.issued_outside:
        return state
    return Sentence("%(state)s (ban hành ngoài hệ thống)", state=state)


def _same(value: Any) -> Any:
    return value


_above = aliased(Document)
_PARENT = (
    select(_above.code)
    .join(Blank, Blank.parent_id == _above.id)
    .where(Blank.document_id == Document.id)
    .scalar_subquery()
)


def _under_its_procedure(held: str) -> tuple[Any, str]:
    """A procedure, then its forms: what is held is its code and "0", and for each of them "1"."""
    return sort_key(held[:-1]), held[-1]


def _name_of(person: Any) -> ColumnElement[Any]:
    return select(Person.name).where(Person.id == person).scalar_subquery()


def _first_asked(meaning: Meaning, chosen: Any) -> ColumnElement[Any]:
    """The name that comes first at a sort of step: of who signed, else who is asked, else whom the
    author chose on the draft.
    """
    signed = (
        select(Signature.person_name)
        .where(
            Signature.edition_id == Edition.id,
            Signature.round == Edition.round,
            Signature.meaning == meaning.value,
        )
        .order_by(Signature.position, Signature.id)
        .limit(1)
        .correlate(Edition)
        .scalar_subquery()
    )
    seats = (
        select(Person.name)
        .join(RouteSeat, RouteSeat.person_id == Person.id)
        .join(RouteSeat.step)
        .where(
            RouteStep.edition_id == Edition.id,
            RouteStep.round == Edition.round,
            RouteStep.meaning == meaning.value,
        )
        .order_by(RouteStep.position, RouteSeat.id)
        .limit(1)
        .correlate(Edition)
        .scalar_subquery()
    )
    return func.coalesce(signed, seats, _name_of(chosen))


_PEOPLE: Mapping[str, tuple[Sentence, Callable[[Entry], Value], ColumnElement[Any]]] = {
    "author": (
        Sentence("Người soạn thảo"),
        lambda row: row.edition.author.name,
        _name_of(Edition.author_id),
    ),
    "reviewer": (
        Sentence("Người xem xét"),
        _asked(Meaning.REVIEWED),
        _first_asked(Meaning.REVIEWED, Edition.reviewer_id),
    ),
    "approver": (
        Sentence("Người phê duyệt"),
        _asked(Meaning.APPROVED),
        _first_asked(Meaning.APPROVED, Edition.approver_id),
    ),
}

COLUMNS: Mapping[str, Column[Entry]] = {
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
    "parent": Column(
        Sentence("Thuộc quy trình"),
        lambda row: row.edition.parent.code if row.edition.parent else "",
        14,
        func.coalesce(_PARENT, Document.code) + case((_PARENT.is_(None), "0"), else_="1"),
        _under_its_procedure,
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
        lambda row: _standing(row.edition),
        14,
        Edition.state.expression,
        _by_rank(STATE_NAMES),
    ),
    **{
        part: Column(name, shows, 18, holds, name_key)
        for part, (name, shows, holds) in _PEOPLE.items()
    },
    "due": Column(Sentence("Hạn xem xét lại"), lambda row: row.due, 12, order=_same),
    "in_review": Column(
        Sentence("Số ngày làm việc đang xem xét"), lambda row: row.in_review, 10, order=_same
    ),
    "unread": Column(Sentence("Số người chưa đọc"), lambda row: row.unread, 9, order=_same),
    "requests": Column(
        Sentence("Phiếu sửa đổi chưa xong"), lambda row: row.requests, 9, order=_same
    ),
    "indicators": Column(
        Sentence("Chỉ số"),
        lambda row: ", ".join(sorted(row.edition.document.indicators, key=sort_key)),
        10,
        order=None,
    ),
}
USUAL = ("place", "code", "title", "unit", "number", "since", "state", "due")
