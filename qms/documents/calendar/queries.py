"""The year of the quality system as a person sees it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.documents.calendar.sources import Entry, Span, registered
from qms.kernel.access import Actor
from qms.kernel.alphabet import sort_key
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Row:
    """An entry and the sort it is of."""

    sort: Sentence
    entry: Entry


@dataclass(frozen=True)
class Month:
    """A month and what stands in it, by day."""

    first: date
    rows: Sequence[Row]


def year(actor: Actor, number: int, unit: int = 0, sort: str = "") -> Sequence[Month]:
    """The twelve months of a year as ``actor`` sees them, of one unit and sort if asked."""
    span = Span(date(number, 1, 1), date(number, 12, 31), unit)
    rows = [
        Row(source.name, entry)
        for key, source in registered().items()
        if sort in ("", key)
        for entry in source.found(actor, span)
    ]
    rows.sort(
        key=lambda row: (row.entry.day, sort_key(str(row.sort)), sort_key(str(row.entry.title)))
    )
    return [
        Month(date(number, month, 1), [row for row in rows if row.entry.day.month == month])
        for month in range(1, 13)
    ]
