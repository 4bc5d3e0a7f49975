"""Reading the register: which rows, in which order, and what is computed about each."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import literal, select
from sqlalchemy.orm import joinedload, selectinload

from qms.documents.blanks.models import Blank
from qms.documents.models import Document, Edition
from qms.documents.queries import PAGE, first_of_each
from qms.documents.register.asked import FIRST_ORDER, Asked
from qms.documents.register.columns import COLUMNS, Entry, OwnColumn
from qms.documents.register.known import COMPUTED, Known, due_by, passes
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
    known = Known(actor, due_by(asked))
    lines = _lines(actor, asked, known)
    page = nearest(asked.wanted.page, len(lines), PAGE)
    before = (page - 1) * PAGE
    shown = lines[before : before + PAGE]
    known.look_only_at([line.edition_id for line in shown])
    return Register(_entries(shown, asked, known, before), len(lines), page)


def whole(actor: Actor, asked: Asked) -> Register:
    """Every row of the register that was asked for."""
    known = Known(actor, due_by(asked))
    lines = _lines(actor, asked, known)
    return Register(_entries(lines, asked, known, 0), len(lines))


def _lines(actor: Actor, asked: Asked, known: Known) -> list[_Line]:
    column = asked.known[asked.sorted_by]
    held = literal(None) if column.holds is None else column.holds
    wanted = (
        first_of_each(actor, asked.wanted)
        .join(Document, Document.id == Edition.document_id)
        .join(Unit, Unit.id == Document.unit_id)
        .with_only_columns(Edition.id, Document.id, Document.code, held)
    )
    lines = [_Line(*row) for row in db.session.execute(wanted)]
    lines = [line for line in lines if passes(asked, line.edition_id, line.document_id, known)]
    key = asked.sorted_by
    if key in COMPUTED or isinstance(column, OwnColumn):
        lines = [x._replace(held=known.of(column, key, x.edition_id, x.document_id)) for x in lines]
    return _in_order(lines, asked)


def _in_order(lines: list[_Line], asked: Asked) -> list[_Line]:
    """By the column asked for, then by code; rows that have nothing there come last."""
    order = asked.known[asked.sorted_by].order or sort_key
    if asked.sorted_by != FIRST_ORDER:
        lines.sort(key=lambda line: sort_key(line.code))
    valued = [line for line in lines if line.held is not None]
    valued.sort(key=lambda line: order(line.held), reverse=asked.descends)
    return valued + [line for line in lines if line.held is None]


def _entries(lines: Sequence[_Line], asked: Asked, known: Known, before: int) -> list[Entry]:
    editions = _editions([line.edition_id for line in lines], asked.columns)
    wanted = COMPUTED.intersection(asked.columns)
    own = [key for key in asked.columns if isinstance(asked.known[key], OwnColumn)]
    return [
        Entry(
            place,
            editions[line.edition_id],
            **{k: known.of(COLUMNS[k], k, line.edition_id, line.document_id) for k in wanted},
            own={key: known.own.get(key, {}).get(line.document_id, "") for key in own},
        )
        for place, line in enumerate(lines, start=before + 1)
    ]


def _editions(ids: Sequence[int], columns: Iterable[str]) -> Mapping[int, Edition]:
    document = joinedload(Edition.document)
    options = [document.joinedload(Document.unit)]
    options += [joinedload(getattr(Edition, part)) for part in columns if part in _PEOPLE]
    if not _ASKED.isdisjoint(columns):
        parts = (Edition.steps, Edition.signatures, Edition.returns)
        options += [selectinload(part) for part in parts]
    if "parent" in columns:
        options.append(document.joinedload(Document.blank).joinedload(Blank.parent))
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
