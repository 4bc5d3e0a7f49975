"""What a reader asks of the register, to and from the words of an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from qms.documents.forms import wanted_from
from qms.documents.queries import Wanted
from qms.documents.register.columns import COLUMNS, USUAL, Column, OwnColumn

FIRST_ORDER = "code"


class Sent(Protocol):
    """What was sent by a form, as Flask gives it."""

    def get(self, key: str, default: str) -> str:
        """The first value of that name."""

    def getlist(self, key: str) -> Sequence[str]:
        """Every value of that name."""


@dataclass(frozen=True, kw_only=True)
class Arranged:
    """Columns in their order, and the order of rows ("-" before the key: descending)."""

    columns: tuple[str, ...] = USUAL
    sort: str = FIRST_ORDER

    @property
    def sorted_by(self) -> str:
        """The column that rows are ordered by."""
        return self.sort.removeprefix("-")

    @property
    def descends(self) -> bool:
        """Whether the last comes first."""
        return self.sort.startswith("-")

    def address(
        self, said: Mapping[str, str], usual: tuple[str, ...], first_order: str = FIRST_ORDER
    ) -> str:
        """``said`` and the arrangement as the words of an address; what is usual is left out."""
        told = {**said, "sort": "" if self.sort == first_order else self.sort}
        columns = [] if self.columns == usual else [("columns", key) for key in self.columns]
        return urlencode([(name, value) for name, value in told.items() if value] + columns)


DUES = ("1", "soon")
WAITS = ("0", "5", "10")
"""For how many working days at least a reader may ask that an edition has been in review."""


@dataclass(frozen=True)
class Only:
    """What narrows the register by what is computed.

    ``due`` is "1" (past) or "soon" (within 30 days, or past), ``waits`` one of ``WAITS``.
    """

    due: str = ""
    waits: str = ""
    unread: bool = False
    requests: bool = False

    @property
    def said(self) -> Mapping[str, str]:
        """The same as the words of an address."""
        return {
            "overdue": self.due,
            "waits": self.waits,
            "unread": "1" if self.unread else "",
            "requests": "1" if self.requests else "",
        }

    def __bool__(self) -> bool:
        return any(self.said.values())


@dataclass(frozen=True)
class Asked(Arranged):
    """Filters of the register of internal documents, and how it is arranged."""

    wanted: Wanted = field(default_factory=Wanted)
    only: Only = field(default_factory=Only)
    own: tuple[tuple[str, str], ...] = ()
    known: Mapping[str, Column[Any]] = field(default_factory=lambda: COLUMNS, compare=False)

    @property
    def query(self) -> str:
        """The same as the words of an address, without the page; what is usual is left out."""
        w = self.wanted
        said = {
            "text": w.text,
            "kind": w.kind,
            "unit": str(w.unit or ""),
            "state": w.state,
            "indicator": w.indicator,
            "parent": w.parent,
            **self.only.said,
            **dict(self.own),
        }
        return self.address(said, USUAL)


def asked_from(sent: Sent, known: Mapping[str, Column[Any]] = COLUMNS) -> Asked:
    """Read an address; what cannot be read is left out. ``known`` are the columns there are."""
    columns, sort = arrangement_from(sent, known, USUAL, FIRST_ORDER)
    named = [(k, sent.get(k, "").strip()) for k, c in known.items() if isinstance(c, OwnColumn)]
    return Asked(
        wanted=wanted_from(sent),  # type: ignore[arg-type]  # asks it only for .get
        only=_only_from(sent),
        own=tuple((key, words[:100]) for key, words in named if words),
        known=known,
        columns=columns,
        sort=sort,
    )


def _only_from(sent: Sent) -> Only:
    due, waits = sent.get("overdue", ""), sent.get("waits", "")
    return Only(
        due=due if due in DUES else "",
        waits=waits if waits in WAITS else "",
        unread=sent.get("unread", "") == "1",
        requests=sent.get("requests", "") == "1",
    )


def arrangement_from(
    sent: Sent, known: Mapping[str, Column[Any]], usual: tuple[str, ...], first_order: str
) -> tuple[tuple[str, ...], str]:
    """The columns that are asked for and the order; what is unknown is left out."""
    chosen = set(sent.getlist("columns"))
    columns = tuple(key for key in known if key in chosen) or usual
    sort = sent.get("sort", "")
    column = known.get(sort.removeprefix("-"))
    return columns, sort if column and column.order else first_order
