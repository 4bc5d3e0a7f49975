"""What a reader asks of the register, to and from the words of an address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from urllib.parse import urlencode

from qms.documents.forms import wanted_from
from qms.documents.queries import Wanted
from qms.documents.register.columns import COLUMNS, USUAL, Column

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


@dataclass(frozen=True)
class Asked(Arranged):
    """Filters of the register of internal documents, and how it is arranged."""

    wanted: Wanted = field(default_factory=Wanted)
    overdue: bool = False

    @property
    def filtered(self) -> bool:
        """Whether anything narrows the list."""
        w = self.wanted
        return bool(w.text or w.kind or w.unit or w.state or w.indicator or self.overdue)

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
            "overdue": "1" if self.overdue else "",
        }
        return self.address(said, USUAL)


def asked_from(sent: Sent) -> Asked:
    """Read an address; what cannot be read is left out."""
    columns, sort = arrangement_from(sent, COLUMNS, USUAL, FIRST_ORDER)
    return Asked(
        wanted=wanted_from(sent),  # type: ignore[arg-type]  # asks it only for .get
        overdue=sent.get("overdue", "") == "1",
        columns=columns,
        sort=sort,
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
