"""Shares, and how long things take: honest about how few they rest on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Generic, TypeVar

from qms.organisation.calendar.working_days import DAY, Calendar, is_working

LEAST = 5
"""Of fewer, no share and no median is told: one more or less would turn it round."""
VITAL = 80
"""The few causes that make up so many of a hundred are worked on first (Juran)."""
Key = TypeVar("Key")


@dataclass(frozen=True)
class Ranked(Generic[Key]):
    """One of the things counted. ``share`` and ``reached`` (with those before it) are of a hundred,
    none of too few. ``vital``: it belongs to the few that make up most.
    """

    key: Key
    count: int
    share: int | None
    reached: int | None
    vital: bool


def percent(part: int, whole: int) -> int | None:
    """How many of a hundred, rounded; nothing of too few."""
    return (200 * part + whole) // (2 * whole) if whole >= LEAST else None


def ranked(counts: Mapping[Key, int]) -> list[Ranked[Key]]:
    """The largest first; those alike stay in the order given. What was counted 0 times is left out.

    Shares are of the sum of all counts.
    """
    ordered = sorted(((k, n) for k, n in counts.items() if n), key=lambda pair: -pair[1])
    whole = sum(count for _key, count in ordered)
    reached = list(accumulate(count for _key, count in ordered))
    return [
        Ranked(
            key,
            count,
            percent(count, whole),
            percent(so_far, whole),
            whole >= LEAST and (so_far - count) * 100 < VITAL * whole,
        )
        for (key, count), so_far in zip(ordered, reached, strict=True)
    ]


@dataclass(frozen=True)
class Spread:
    """How ``count`` values lie: half of them are at most ``half``, nine of ten at most ``nine``.

    Both are values that were met, none of too few.
    """

    count: int
    half: int | None
    nine: int | None


def spread(values: Sequence[int]) -> Spread:
    """How values lie, by the nearest rank."""
    ordered, count = sorted(values), len(values)
    if count < LEAST:
        return Spread(count, None, None)
    return Spread(count, ordered[(count - 1) // 2], ordered[(9 * count + 9) // 10 - 1])


class DayCount:
    """Working days between many pairs of days: counted once from ``first`` to ``last``.

    Says the same as ``working_days.between`` for days in that time, in one subtraction. Days are
    asked for as the database tells them: 2026-02-05.
    """

    def __init__(self, calendar: Calendar, first: date, last: date) -> None:
        days = [first + DAY * number for number in range((last - first).days + 1)]
        worked = accumulate(is_working(calendar, day) for day in days)
        self._worked = {day.isoformat(): so_far for day, so_far in zip(days, worked, strict=True)}

    def between(self, start: str, end: str) -> int:
        """How many working days come after ``start`` up to and with ``end``."""
        return self._worked[end] - self._worked[start]

    def of_each(self, pairs: Iterable[tuple[str | None, str | None]]) -> list[int]:
        """The same of every pair that has both its days, in their order."""
        worked = self._worked
        return [
            worked[end] - worked[start] for start, end in pairs if start and end and start <= end
        ]
