"""The year of the quality system as a person sees it."""

from calendar import monthrange
from collections.abc import Iterable, Sequence
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


MOST = 15
"""So many of a sort stand in a month of the year; a month by itself shows all."""


def year(actor: Actor, number: int, unit: int = 0, sort: str = "") -> Sequence[Month]:
    """The twelve months of a year as ``actor`` sees them, of one unit and sort if asked."""
    span = Span(date(number, 1, 1), date(number, 12, 31), unit, MOST)
    return _months(actor, span, sort, range(1, 13))


def month(actor: Actor, number: int, which: int, unit: int = 0, sort: str = "") -> Sequence[Month]:
    """One month (1 to 12) of a year with all that stands in it."""
    last = date(number, which, monthrange(number, which)[1])
    return _months(actor, Span(date(number, which, 1), last, unit), sort, [which])


def _months(actor: Actor, span: Span, sort: str, numbers: Iterable[int]) -> Sequence[Month]:
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
        Month(span.first.replace(month=number), [r for r in rows if r.entry.day.month == number])
        for number in numbers
    ]
