"""What a reader asks of the register, to and from the words of an address."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from qms.documents.forms import wanted_from
from qms.documents.queries import Wanted
from qms.documents.register.columns import COLUMNS, USUAL

FIRST_ORDER = "code"


class Sent(Protocol):
    """What was sent by a form, as Flask gives it."""

    def get(self, key: str, default: str) -> str:
        """The first value of that name."""

    def getlist(self, key: str) -> Sequence[str]:
        """Every value of that name."""


@dataclass(frozen=True)
class Asked:
    """Filters, columns in their order, and the order of rows ("-" before the key: descending)."""

    wanted: Wanted = field(default_factory=Wanted)
    overdue: bool = False
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
            "sort": "" if self.sort == FIRST_ORDER else self.sort,
        }
        columns = [] if self.columns == USUAL else [("columns", key) for key in self.columns]
        return urlencode([(name, value) for name, value in said.items() if value] + columns)


def asked_from(sent: Sent) -> Asked:
    """Read an address; what cannot be read is left out."""
    chosen = set(sent.getlist("columns"))
    columns = tuple(key for key in COLUMNS if key in chosen) or USUAL
    sort = sent.get("sort", "")
    known = COLUMNS.get(sort.removeprefix("-"))
    return Asked(
        wanted=wanted_from(sent),  # type: ignore[arg-type]  # asks it only for .get
        overdue=sent.get("overdue", "") == "1",
        columns=columns,
        sort=sort if known and known.order else FIRST_ORDER,
    )
