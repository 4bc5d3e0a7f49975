"""The list of records of the whole agency: what the documents in force say is kept."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.queries import PAGE, visible_to
from qms.documents.records.models import KeptRecord
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.paging import nearest, pages
from qms.organisation.models import Unit
from qms.textindex.analysis import code_key, fold

FIRST_ORDER = "code"
FOR_EVER = 1_000_000
"""More months than anything is kept; for ever stands last in the order of time."""


class Row(NamedTuple):
    """A record in the list."""

    name: str
    place: str
    kept_for: str
    months: int | None
    for_ever: bool
    code: str
    key: str
    unit: str
    unit_id: int

    @property
    def time(self) -> int | None:
        """What it is ordered by in time; nothing where its words tell none."""
        return FOR_EVER if self.for_ever else self.months


TIMES: Mapping[str, tuple[Sentence, Callable[[Row], bool]]] = {
    "for ever": (Sentence("Vĩnh viễn"), lambda row: row.for_ever),
    "long": (Sentence("Từ 10 năm"), lambda row: (row.months or 0) >= 120),
    "middle": (Sentence("Từ 5 đến dưới 10 năm"), lambda row: 60 <= (row.months or 0) < 120),
    "short": (Sentence("Dưới 5 năm"), lambda row: 0 < (row.months or 0) < 60),
    "unsaid": (Sentence("Không nói rõ bao lâu"), lambda row: row.time is None),
}


@dataclass(frozen=True)
class Asked:
    """What of the list is asked for; everything empty is everything."""

    text: str = ""
    unit: int = 0
    place: str = ""
    time: str = ""
    sort: str = FIRST_ORDER
    page: int = 1

    @property
    def query(self) -> str:
        """The same as the words of an address, without the page; what is usual is left out."""
        sort = "" if self.sort == FIRST_ORDER else self.sort
        said = {"text": self.text, "unit": self.unit or "", "place": self.place, "time": self.time}
        return urlencode([(k, v) for k, v in (said | {"sort": sort}).items() if v])

    def fits(self, row: Row) -> bool:
        """Whether ``row`` is asked for."""
        words, key = fold(self.text), code_key(self.text)
        test = TIMES[self.time][1] if self.time in TIMES else None
        return (
            (not self.text or words in fold(row.name) or (bool(key) and key in row.key))
            and (not self.unit or row.unit_id == self.unit)
            and (not self.place or fold(row.place) == fold(self.place))
            and (test is None or test(row))
        )


ORDERS: Mapping[str, Callable[[Row], Any]] = {
    "name": lambda row: sort_key(row.name),
    "place": lambda row: sort_key(row.place),
    "time": lambda row: (row.time is None, row.time or 0),
    "code": lambda row: sort_key(row.code),
    "unit": lambda row: sort_key(row.unit),
}


@dataclass(frozen=True)
class Found:
    """Some rows of the list, how many there are in all, and the places that all of them name."""

    rows: Sequence[Row]
    total: int
    page: int
    places: Sequence[str]

    @property
    def pages(self) -> int:
        """How many pages the list fills."""
        return pages(self.total, PAGE)

    @property
    def before(self) -> int:
        """How many rows stand on the pages before this one."""
        return (self.page - 1) * PAGE


def page_of(actor: Actor, asked: Asked) -> Found:
    """The page that was asked for, or the last one."""
    every = _every(actor)
    rows = _chosen(every, asked)
    page = nearest(asked.page, len(rows), PAGE)
    shown = rows[(page - 1) * PAGE : page * PAGE]
    return Found(shown, len(rows), page, _places(every))


def whole(actor: Actor, asked: Asked) -> Sequence[Row]:
    """Every row that was asked for."""
    return _chosen(_every(actor), asked)


def _every(actor: Actor) -> list[Row]:
    """What the documents in force say is kept, so far as ``actor`` may see them, by code."""
    wanted = (
        visible_to(actor)
        .where(Edition.state == State.IN_FORCE)
        .join(KeptRecord, KeptRecord.edition_id == Edition.id)
        .join(Document, Document.id == Edition.document_id)
        .join(Unit, Unit.id == Document.unit_id)
        .with_only_columns(
            *(KeptRecord.name, KeptRecord.place, KeptRecord.kept_for),
            *(KeptRecord.months, KeptRecord.for_ever),
            *(Document.code, Document.key, Unit.name, Unit.id),
        )
        .order_by(Edition.id, KeptRecord.position)
    )
    return sorted((Row._make(row) for row in db.session.execute(wanted)), key=ORDERS[FIRST_ORDER])


def _chosen(every: Sequence[Row], asked: Asked) -> list[Row]:
    rows = [row for row in every if asked.fits(row)]
    order = ORDERS.get(asked.sort.removeprefix("-"), ORDERS[FIRST_ORDER])
    return sorted(rows, key=order, reverse=asked.sort.startswith("-"))


def _places(every: Sequence[Row]) -> list[str]:
    """The places that are named, each once however it is spelt."""
    spelt = {fold(row.place): row.place for row in reversed(every) if row.place}
    return sorted(spelt.values(), key=sort_key)
