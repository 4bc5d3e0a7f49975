"""The verbs of the tree of units: units open, take another name, and close."""

from datetime import date

from sqlalchemy import select

from qms.audit_trail.operations import record
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation
from qms.organisation.lifecycle import not_administrator, unit_not_open
from qms.organisation.models import Unit


@operation
def add_unit(code: str, name: str, parent: Unit, start: date, by: Actor) -> Unit:
    """Add a unit under ``parent``."""
    taken = db.session.scalar(select(Unit).where(Unit.code == code))
    refuse_if(
        not_administrator(None, by),
        unit_not_open(parent, clock.today()),
        Sentence("Mã đơn vị %(code)s đã có.", code=code) if taken else None,
    )
    unit = Unit(code=code, name=name, parent_id=parent.id, valid_from=start)
    db.session.add(unit)
    record(by, "add unit", unit)
    return unit


@operation
def rename_unit(unit: Unit, name: str, by: Actor, reason: str) -> Unit:
    """Correct the name of a unit."""
    refuse_if(not_administrator(unit, by), no_reason(reason))
    unit.name = name
    record(by, "rename unit", unit, reason)
    return unit


@operation
def close_unit(unit: Unit, last_day_after: date, by: Actor, reason: str) -> Unit:
    """Close a unit: ``last_day_after`` is the first day on which it is no more."""
    agency = unit.parent_id is None
    refuse_if(
        not_administrator(unit, by),
        no_reason(reason),
        Sentence("Không thể đóng chính cơ quan.") if agency else None,
        Sentence("Đơn vị này đã đóng rồi.") if unit.valid_to else None,
        Sentence("Ngày kết thúc phải sau ngày bắt đầu.")
        if last_day_after <= unit.valid_from
        else None,
    )
    unit.valid_to = last_day_after
    record(by, "close unit", unit, reason)
    return unit
