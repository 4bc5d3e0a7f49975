"""The verbs of paper copies: some are handed out, some are collected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.documents.copies.lifecycle import (
    MOST_AT_ONCE,
    NOT_TO_COME,
    NOTHING_TICKED,
    collected_out_of_order,
    handed_too_early,
    may_not_handle,
    not_the_one_in_force,
)
from qms.documents.copies.models import PaperCopy
from qms.documents.copies.queries import last_number
from qms.documents.models import Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import unit

TOO_MANY = Sentence("Mỗi lần giao từ 1 đến 50 bản.")


@dataclass(frozen=True)
class Handing:
    """To whom copies go: a unit, in it perhaps a person or place, how many, on which day."""

    unit_id: int
    holder: str
    count: int
    day: date


@operation
def hand_out(edition: Edition, to: Handing, serial: int, by: Actor) -> list[PaperCopy]:
    """Hand out copies of an edition in force; ``serial`` is the edition that was on the screen."""
    refuse_if(
        may_not_handle(edition, by),
        not_the_one_in_force(edition, serial),
        unit_not_open(unit(to.unit_id), clock.today()),
        None if 0 < to.count <= MOST_AT_ONCE else TOO_MANY,
        handed_too_early(edition, to.day),
    )
    first = last_number(edition) + 1
    copies = [
        PaperCopy(
            edition=edition,
            number=number,
            unit_id=to.unit_id,
            holder=to.holder,
            handed_on=to.day,
            handed_by_id=by.id,
        )
        for number in range(first, first + to.count)
    ]
    for copy in copies:
        db.session.add(copy)
        record(by, "hand out copy", copy)
    return copies


@operation
def collect(
    copies: Sequence[PaperCopy], day: date, by: Actor, missing_because: str = ""
) -> Sequence[PaperCopy]:
    """Note that copies came back, or with ``missing_because`` that they will not: all or none."""
    refuse_if(
        may_not_handle(None, by),
        None if copies else NOTHING_TICKED,
        NOT_TO_COME if day > clock.today() else None,
        *(collected_out_of_order(copy, day) for copy in copies),
    )
    verb = "miss copy" if missing_because else "collect copy"
    for copy in copies:
        copy.collected_on, copy.collected_by_id = day, by.id
        copy.missing_because = missing_because or None
        record(by, verb, copy, missing_because)
    return copies
