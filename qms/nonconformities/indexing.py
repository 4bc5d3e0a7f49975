"""What of a nonconformity can be searched, and by whom: the same rule as ``queries.visible_to``.

The name of who reported it is no part of it.
"""

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.nonconformities.models import INDEXED, Nonconformity
from qms.nonconformities.queries import SEE_ALL
from qms.nonconformities.states import (
    TAKEN,
)
from qms.organisation.models import Person
from qms.organisation.queries import headed_units
from qms.textindex.engine import Passage
from qms.textindex.sources import Source

SEES_ALL = "nonconformities:all"


def eyes_of(actor: Actor) -> frozenset[str]:
    """Under which marks ``actor`` may see nonconformities."""
    if actor.has(*SEE_ALL):
        return frozenset({SEES_ALL})
    units = set(db.session.scalars(select(Person.unit_id).where(Person.id == actor.id)))
    if actor.has(Role.UNIT_HEAD):
        units |= set(db.session.scalars(headed_units(actor)))
    return frozenset({_person(actor.id), *(_unit(number) for number in units)})


def eyes_on(found: Nonconformity) -> frozenset[str]:
    """Under which marks a nonconformity may be seen."""
    marks = {SEES_ALL, _person(found.reporter_id)}
    if found.handler_id:
        marks.add(_person(found.handler_id))
    if found.state in TAKEN:
        marks.add(_unit(found.unit_id))
    return frozenset(marks)


def _person(number: int) -> str:
    return f"nonconformities:person:{number}"


def _unit(number: int) -> str:
    return f"nonconformities:unit:{number}"


def passages_of(key: str) -> list[Passage]:
    """What was seen, and what was done about it."""
    wanted = select(Nonconformity).where(Nonconformity.id == int(key))
    parts = (joinedload(Nonconformity.unit), selectinload(Nonconformity.touched))
    found = db.session.scalar(wanted.options(*parts))
    if found is None:
        return []
    facets = {"unit": (found.unit.code,), "indicator": tuple(sorted(found.indicators))}
    done = "\n".join(part for part in (found.correction, found.consequences, found.answer) if part)
    return [
        Passage(
            group=f"{INDEXED}:{found.id}",
            kind=INDEXED,
            title=found.title or found.summary,
            code=found.number,
            heading=heading,
            text=text,
            eyes=eyes_on(found),
            facets=facets,
        )
        for heading, text in ((found.place, found.text), ("", done))
        if text
    ]


def every_key() -> Iterable[str]:
    """Every nonconformity there is."""
    ids = db.session.scalars(select(Nonconformity.id).order_by(Nonconformity.id))
    return [str(number) for number in ids]


SOURCE = Source(INDEXED, passages_of, every_key)
