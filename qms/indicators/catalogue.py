"""The 39 indicators of ISO 18091:2019 in their four categories, read from ``iso18091.json``.

The standard asks that the 39 stay as they are (annex D), so they are data of the program and no
rows of the database. Their names are translations; ``SOURCE`` says where from, and an agency may
correct them: what is shown is ``titled``. What the three levels of each look like stands in
``levels.json``, in words of our own.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from qms.indicators.titles import Title
from qms.kernel.i18n import Name

FILE = Path(__file__).parent / "iso18091.json"
LEVELS_FILE = Path(__file__).parent / "levels.json"


class Colour(StrEnum):
    """A level. Green is the least that is acceptable, yellow not yet complete, red unacceptable."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"


@dataclass(frozen=True)
class Goal:
    """One of the 17 goals of the United Nations for sustainable development."""

    number: int
    name: Name


@dataclass(frozen=True)
class Level:
    """What an indicator ``looks`` like in an agency that stands at ``colour``."""

    colour: Colour
    looks: Name


@dataclass(frozen=True)
class Indicator:
    """One of the 39. ``number`` is its category and its place in it ("3.10"); it is no decimal.

    ``name`` is the catalogue's own. ``levels`` are red, yellow and green, in this order.
    """

    number: str
    category: int
    name: Name
    meaning: Name
    goals: tuple[Goal, ...]
    levels: tuple[Level, ...]

    @property
    def titled(self) -> Title:
        """Number and name as the agency calls it, as in a list to choose from."""
        return Title(self.number, self.name)


@dataclass(frozen=True)
class Category:
    """One of the four groups of indicators."""

    number: int
    name: Name
    indicators: tuple[Indicator, ...]


def _indicators(told: dict[str, Any], levels: dict[str, Any]) -> dict[str, Indicator]:
    goals = {g["number"]: Goal(g["number"], Name.of(g["name"])) for g in told["goals"]}
    return {
        i["number"]: Indicator(
            number=i["number"],
            category=i["category"],
            name=Name.of(i["name"]),
            meaning=Name.of(i["meaning"]),
            goals=tuple(goals[number] for number in i["goals"]),
            levels=tuple(Level(c, Name.of(levels[i["number"]][c])) for c in Colour),
        )
        for i in told["indicators"]
    }


_TOLD: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
_LEVELS: dict[str, Any] = json.loads(LEVELS_FILE.read_text("utf-8"))
VERSION: int = _TOLD["version"]
SOURCE = Name.of(_TOLD["source"])
SOURCE_OF_LEVELS = Name.of(_LEVELS["source"])
INDICATORS = _indicators(_TOLD, _LEVELS["levels"])
"""Every indicator by its number, in the order of the standard."""

CATEGORIES = tuple(
    Category(
        c["number"],
        Name.of(c["name"]),
        tuple(i for i in INDICATORS.values() if i.category == c["number"]),
    )
    for c in _TOLD["categories"]
)
CHOICES = tuple((i.number, i.titled) for i in INDICATORS.values())
"""Pairs for a list to choose from."""


def in_order(numbers: Iterable[str]) -> list[Indicator]:
    """The indicators of ``numbers`` in the order of the standard; unknown numbers are left out."""
    wanted = set(numbers)
    return [indicator for number, indicator in INDICATORS.items() if number in wanted]


def titled(number: str) -> Title | str:
    """What the indicator of a kept number is called; the number itself when there is none."""
    return INDICATORS[number].titled if number in INDICATORS else number
