"""The clauses of each version of ISO 9001, read from the ``*.json`` of this folder.

Numbers are those of the standard, down to the last that has a name of its own: what is numbered
below (9.2.1, 9.2.2) belongs to its clause. The words are not the standard's, and
``Version.source`` says so.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qms.kernel.i18n import Name

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Clause:
    """One clause. ``key`` is version and number ("9001:2015/8.7"); a number is no decimal.

    ``parent`` is the number it stands under: of a clause ("8.5" of "8.5.1") or of a chapter ("8" of
    "8.7"). ``keywords`` are Vietnamese words by which people of an agency speak of it.
    """

    key: str
    number: str
    parent: str
    name: Name
    asks: Name
    keywords: tuple[str, ...]

    @property
    def titled(self) -> Name:
        """Number and name, as in a list to choose from."""
        return self.name.numbered(self.number)


@dataclass(frozen=True)
class Chapter:
    """One of the chapters with requirements (4 to 10) and the clauses in it."""

    number: str
    name: Name
    clauses: tuple[Clause, ...]

    @property
    def titled(self) -> Name:
        """Number and name."""
        return self.name.numbered(f"{self.number}.")


@dataclass(frozen=True)
class Version:
    """A standard as issued in one year. ``key`` ("9001:2015") begins the key of its clauses.

    ``from_2008`` leads from a number of ISO 9001:2008 to the one that asks for the same here.
    """

    key: str
    title: str
    source: Name
    chapters: tuple[Chapter, ...]
    from_2008: Mapping[str, str]


def _clause(version: str, told: dict[str, Any]) -> Clause:
    number: str = told["number"]
    return Clause(
        key=f"{version}/{number}",
        number=number,
        parent=number.rpartition(".")[0],
        name=Name.of(told["name"]),
        asks=Name.of(told["asks"]),
        keywords=tuple(told["keywords"]),
    )


def _chapter(told: dict[str, Any], clauses: Iterable[Clause]) -> Chapter:
    number: str = told["number"]
    inside = tuple(c for c in clauses if c.number.startswith(f"{number}."))
    return Chapter(number, Name.of(told["name"]), inside)


def _version(file: Path) -> Version:
    told: dict[str, Any] = json.loads(file.read_text("utf-8"))
    key = f"{told['standard'].split()[-1]}:{told['version']}"
    clauses = [_clause(key, c) for c in told["clauses"]]
    return Version(
        key=key,
        title=f"{told['standard']}:{told['version']}",
        source=Name.of(told["source"]),
        chapters=tuple(_chapter(c, clauses) for c in told["chapters"]),
        from_2008=told.get("from_2008", {}),
    )


def read(folder: Path) -> dict[str, Version]:
    """Every version that has a file in ``folder``, by its key, the newest last."""
    found = (_version(file) for file in folder.glob("*.json"))
    return {version.key: version for version in sorted(found, key=lambda v: v.key)}


VERSIONS = read(FOLDER)
"""Every version by its key, the newest last."""

NEWEST = next(reversed(VERSIONS.values()))

CLAUSES = {c.key: c for v in VERSIONS.values() for chapter in v.chapters for c in chapter.clauses}
"""Every clause of every version by its key, in the order of the standard."""

CHOICES = tuple((key, c.titled) for key, c in CLAUSES.items())
"""Pairs for a list to choose from."""

_OF_2008 = {old: f"{v.key}/{new}" for v in VERSIONS.values() for old, new in v.from_2008.items()}


def clause(key: str) -> Clause | None:
    """The clause that is kept as ``key``; none when no version knows it."""
    return CLAUSES.get(key)


def titled(key: str) -> Name | str:
    """What a kept key is called, its version with it; the key itself when no version knows it."""
    found = CLAUSES.get(key)
    return found.name.numbered(short(key)) if found else key


def short(key: str) -> str:
    """A kept key as people write it: "ISO 9001:2015, 8.7"."""
    version, _slash, number = key.partition("/")
    return f"ISO {version}, {number}" if number else key


def in_order(keys: Iterable[str]) -> list[Clause]:
    """The clauses of ``keys`` in the order of the standard; unknown keys are left out."""
    wanted = set(keys)
    return [found for key, found in CLAUSES.items() if key in wanted]


def of_2008(number: str) -> Clause | None:
    """What asks today for that which a number of ISO 9001:2008 asked for; none for other numbers.

    Where one became several it is the closest: old papers name one, and a person may correct it.
    """
    return CLAUSES.get(_OF_2008.get(number, ""))
