"""What the trail's lines are called on screen. Each capability names its own when it is loaded."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from qms.audit_trail.models import TrailLine
from qms.kernel import clock
from qms.kernel.i18n import Sentence

Words = Sentence | str
Reading = Callable[[Any], Words]


@dataclass(frozen=True)
class Kind:
    """A table whose rows stand in the trail.

    ``fetch`` reads rows by their ids, all at once; ``called`` and ``place`` say what a row is
    called and at which address it is shown.
    """

    name: Sentence
    fetch: Callable[[Iterable[int]], Sequence[Any]]
    called: Callable[[Any], str]
    place: Callable[[Any], str]


VERBS: dict[str, Sentence] = {}
KINDS: dict[str, Kind] = {}
ROLES: dict[str, Sentence] = {}
COLUMNS: dict[str, Sentence] = {}
READINGS: dict[str, Reading] = {}
REFERS: dict[str, str] = {}


def name_verbs(names: Mapping[str, Sentence]) -> None:
    """Say what verbs are called."""
    VERBS.update(names)


def name_kind(table: str, kind: Kind) -> None:
    """Say what the rows of a table are called, and where one is shown."""
    KINDS[table] = kind


def name_roles(names: Mapping[str, Sentence]) -> None:
    """Say what roles are called."""
    ROLES.update(names)


def name_columns(
    table: str,
    names: Mapping[str, Sentence],
    *,
    readings: Mapping[str, Reading] | None = None,
    refers: Mapping[str, str] | None = None,
) -> None:
    """Say what the columns of a table are called, and how a value kept as a code is read.

    ``refers`` names, for a column that holds the id of a row, the table of that row.
    """
    COLUMNS.update({f"{table}.{column}": name for column, name in names.items()})
    READINGS.update({f"{table}.{column}": read for column, read in (readings or {}).items()})
    REFERS.update({f"{table}.{column}": other for column, other in (refers or {}).items()})


def day(kept: str) -> str:
    """A date as it stands in the trail, as people write it."""
    return f"{date.fromisoformat(kept):%d/%m/%Y}"


def moment(kept: str) -> str:
    """A moment as it stands in the trail, as people here write it."""
    return f"{clock.local(datetime.fromisoformat(kept)):%d/%m/%Y %H:%M}"


class Reader:
    """Says some lines in words; whatever they refer to is read with one query for each table."""

    def __init__(self, lines: Sequence[TrailLine]) -> None:
        wanted: dict[str, set[int]] = {}
        for line in lines:
            wanted.setdefault(line.subject_kind, set()).add(line.subject_id)
            for name, pair in line.changes.items():
                if other := REFERS.get(_column(line, name)):
                    wanted.setdefault(other, set()).update(k for k in pair if k is not None)
        self._rows = {
            (table, row.id): row
            for table, ids in wanted.items()
            if table in KINDS
            for row in KINDS[table].fetch(ids)
        }

    @property
    def verbs(self) -> Mapping[str, Sentence]:
        """Every verb and its name."""
        return VERBS

    @property
    def kinds(self) -> Mapping[str, Sentence]:
        """Every kind of subject and its name."""
        return {table: kind.name for table, kind in KINDS.items()}

    def verb(self, line: TrailLine) -> Words:
        """What was done."""
        return VERBS.get(line.verb, line.verb)

    def kind(self, line: TrailLine) -> Words:
        """To what kind of thing."""
        return self.kinds.get(line.subject_kind, line.subject_kind)

    def place(self, line: TrailLine) -> str | None:
        """Where the subject is shown, if anywhere."""
        row = self._rows.get((line.subject_kind, line.subject_id))
        return KINDS[line.subject_kind].place(row) if row else None

    def acting_as(self, line: TrailLine) -> list[Words]:
        """The roles held at the act; where there were none, what was written in their place."""
        return [ROLES.get(code, code) for code in line.actor_as.split(", ") if code]

    def told(self, line: TrailLine) -> list[tuple[Words, Words, Words]]:
        """What the act changed: (what, before, after), "" for nothing."""
        told = []
        for name, (before, after) in line.changes.items():
            column = _column(line, name)
            what = COLUMNS.get(column, column)
            told.append((what, self._read(column, before), self._read(column, after)))
        return told

    def _read(self, column: str, value: Any) -> Words:
        if value is None or value == "":
            return ""
        if other := REFERS.get(column):
            row = self._rows.get((other, value))
            return KINDS[other].called(row) if row else str(value)
        reading = READINGS.get(column)
        return reading(value) if reading else str(value)


def _column(line: TrailLine, name: str) -> str:
    """Table and column; a part of the subject is written "table.id.column"."""
    table, _dot, rest = name.partition(".")
    return f"{table}.{rest.rpartition('.')[2]}" if rest else f"{line.subject_kind}.{name}"
