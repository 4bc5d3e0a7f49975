"""The time that figures are about, cut into months or, when it is long, into quarters."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qms.kernel.i18n import Sentence

MOST_YEARS = 10
MONTHS_SHOWN = 18
"""A longer time is shown by quarters."""


@dataclass(frozen=True)
class Step:
    """A month or a quarter; ``short`` stands under a drawing, ``key`` is "2026-07" or "2026-Q3"."""

    key: str
    name: Sentence
    short: str


@dataclass(frozen=True)
class Period:
    """From the first to the last day, both with it; the last is not before the first."""

    since: date
    until: date

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """A year of the calendar."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def year(self) -> int:
        """The year that it is, or 0 when it is none."""
        return self.since.year if self == Period.of_year(self.since.year) else 0

    @property
    def is_too_long(self) -> bool:
        """Whether it is longer than is shown."""
        return self.until.year - self.since.year >= MOST_YEARS

    @property
    def by_quarters(self) -> bool:
        """Whether it is cut into quarters."""
        return _number(self.until) - _number(self.since) + 1 > MONTHS_SHOWN

    def key_of(self, month: str) -> str:
        """The key of the step in which a month ("2026-07") lies."""
        year, number = month.split("-")
        return f"{year}-Q{(int(number) + 2) // 3}" if self.by_quarters else month

    def steps(self, today: date) -> list[Step]:
        """Its months or quarters in order, of what is over or has begun."""
        last = max(self.since, min(self.until, today))
        made = {self.key_of(month): month for month in _months(self.since, last)}
        return [_quarter(key) if self.by_quarters else _month(key) for key in made]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _months(first: date, last: date) -> Iterator[str]:
    day = first.replace(day=1)
    while day <= last:
        yield f"{day:%Y-%m}"
        day = (day + timedelta(days=31)).replace(day=1)


def _month(key: str) -> Step:
    year, month = key.split("-")
    return Step(key, Sentence("%(month)s/%(year)s", month=month, year=year), f"{month}/{year[2:]}")


def _quarter(key: str) -> Step:
    year, quarter = key.split("-Q")
    name = Sentence("Quý %(quarter)s/%(year)s", quarter=quarter, year=year)
    return Step(key, name, f"Q{quarter}/{year[2:]}")
