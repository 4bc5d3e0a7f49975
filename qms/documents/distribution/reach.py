"""Whom an entry of a list reaches: plain functions of people's units and roles.

A person stands where they hold a role: in the unit of the appointment or, for a role in the whole
agency, in their own unit. An entry reaches its unit and every unit below it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from qms.documents.distribution.lifecycle import EVERYBODY, NEVER_ASKED
from qms.kernel.access import Role

Place = tuple[int, str]
"""The id of a unit, and the role in it, or ``EVERYBODY``."""

Parents = Mapping[int, int | None]
"""For each unit the one above it; none above the agency."""


@dataclass(frozen=True)
class Reader:
    """Somebody who may be asked to read, since when, and the entries that would reach them."""

    id: int
    name: str
    title: str
    unit_id: int
    places: frozenset[Place]
    since: date = date.min


class Readership:
    """All who may be asked today, found by the entries that reach them."""

    def __init__(self, readers: Iterable[Reader]) -> None:
        self.readers = {reader.id: reader for reader in readers}
        self._at: dict[Place, set[int]] = {}
        for reader in self.readers.values():
            for place in reader.places:
                self._at.setdefault(place, set()).add(reader.id)

    def of(self, places: Iterable[Place]) -> set[int]:
        """The ids of all whom one of ``places`` reaches, each once."""
        return set().union(*(self._at.get(place, ()) for place in places))

    def there_before(self, day: date) -> set[int]:
        """The ids of all who could be asked before ``day`` already."""
        return {reader.id for reader in self.readers.values() if reader.since < day}

    def groups_in(self, unit_id: int) -> set[str]:
        """The roles that somebody holds in a unit or below it."""
        return {group for unit, group in self._at if unit == unit_id}


def upwards(unit_id: int, parents: Parents) -> Iterator[int]:
    """The unit, the one above it, and so on up to the agency."""
    place: int | None = unit_id
    while place is not None:
        yield place
        place = parents.get(place)


def places_of(
    own_unit: int, held: Iterable[tuple[Role, int | None]], parents: Parents
) -> frozenset[Place]:
    """Every entry that reaches a person of ``own_unit`` who holds ``held`` (role, unit) today."""
    asked = [(role, unit) for role, unit in held if role not in NEVER_ASKED]
    found = {(unit, EVERYBODY) for unit in upwards(own_unit, parents) if asked}
    for role, scope in asked:
        for unit in upwards(own_unit if scope is None else scope, parents):
            found |= {(unit, str(role)), (unit, EVERYBODY)}
    return frozenset(found)
