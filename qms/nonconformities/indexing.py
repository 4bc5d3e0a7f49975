"""What of nonconformities can be searched, and by whom: the same rule as ``queries.visible_to``.

What is said of its causes, of each action and of each check of effect is found with it. The name of
who reported it is no part of it.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import INDEXED, Nonconformity
from qms.nonconformities.queries import LEAD, SEE_ALL
from qms.nonconformities.states import (
    TAKEN,
)
from qms.nonconformities.treatment import Treatment
from qms.organisation.models import Person
from qms.organisation.queries import headed_units
from qms.textindex.engine import Passage
from qms.textindex.sources import Source

SEES_ALL = "nonconformities:all"
SEES_OPEN = "nonconformities:open"
"""Whoever sees all but the confidential ones."""
OF_ACTION = "actions/"
"""What the place of a passage begins with that the page of an action shows."""


def eyes_of(actor: Actor) -> frozenset[str]:
    """Under which marks ``actor`` may see nonconformities."""
    if actor.has(*LEAD):
        return frozenset({SEES_ALL})
    units = set(db.session.scalars(select(Person.unit_id).where(Person.id == actor.id)))
    if actor.has(Role.UNIT_HEAD):
        units |= set(db.session.scalars(headed_units(actor)))
    marks = {_person(actor.id), *(_unit(number) for number in units)}
    return frozenset(marks | ({SEES_OPEN} if actor.has(*SEE_ALL) else set()))


def eyes_on(found: Nonconformity) -> frozenset[str]:
    """Under which marks a nonconformity may be seen."""
    owners = {action.owner_id for treatment in found.treatments for action in treatment.actions}
    named = {found.reporter_id, found.handler_id, *owners} - {None}
    marks = {SEES_ALL, *(_person(number) for number in named if number)}
    if not found.confidential:
        marks.add(SEES_OPEN)
        if found.state in TAKEN:
            marks.add(_unit(found.unit_id))
    return frozenset(marks)


def _person(number: int) -> str:
    return f"nonconformities:person:{number}"


def _unit(number: int) -> str:
    return f"nonconformities:unit:{number}"


def passages_of(key: str) -> list[Passage]:
    """What was seen, and what was done about it: each with its place on a page."""
    wanted = select(Nonconformity).where(Nonconformity.id == int(key))
    treated = selectinload(Nonconformity.treatments).options(
        selectinload(Treatment.found),
        selectinload(Treatment.checks),
        selectinload(Treatment.actions).options(
            selectinload(CorrectiveAction.notes), selectinload(CorrectiveAction.touched)
        ),
    )
    parts = (joinedload(Nonconformity.unit), selectinload(Nonconformity.touched), treated)
    found = db.session.scalar(wanted.options(*parts))
    if found is None:
        return []
    told = [*_slip(found), *(part for t in found.treatments for part in _round(t))]
    eyes = eyes_on(found)
    return [
        Passage(
            group=f"{INDEXED}:{found.id}",
            kind=INDEXED,
            title=found.title or found.summary,
            code=found.number,
            heading=heading,
            text=text,
            anchor=place,
            eyes=eyes,
            facets={"unit": (found.unit.code,), "indicator": tuple(sorted(indicators))},
        )
        for place, heading, text, indicators in told
        if text
    ]


Part = tuple[str, str, str, frozenset[str]]
"""Where it stands, under what, its words, and the indicators that it touches."""


def _slip(found: Nonconformity) -> list[Part]:
    done = _lines(found.correction, found.consequences, found.answer)
    return [("", found.place, found.text, found.indicators), ("", "", done, found.indicators)]


def _round(treatment: Treatment) -> Iterator[Part]:
    touched = treatment.nonconformity.indicators
    why = (treatment.conclusion, *(cause.text for cause in treatment.found), treatment.elsewhere)
    yield f"cause-{treatment.round}", "", _lines(*why), touched
    for action in treatment.actions:
        said = (action.text, action.resources, action.risk, action.answer)
        words = _lines(*said, *(note.text for note in action.notes))
        yield f"{OF_ACTION}{action.serial}", action.number, words, action.indicators
    seen = _lines(*(f"{check.criterion}\n{check.data}" for check in treatment.checks))
    yield f"effect-{treatment.round}", "", seen, touched


def _lines(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def every_key() -> Iterable[str]:
    """Every nonconformity there is."""
    ids = db.session.scalars(select(Nonconformity.id).order_by(Nonconformity.id))
    return [str(number) for number in ids]


SOURCE = Source(INDEXED, passages_of, every_key)
