"""What stands in the way of the administrator too: a unit that is not there, a missing reason."""

from collections.abc import Callable

import pytest
from sqlalchemy import func, select

from qms.audit_trail.models import TrailLine
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.organisation import operations, unit_operations
from qms.organisation.operations import NewPerson
from tests.organisation.test_operations import DAY, WHY, appoint, root, unit
from tests.town import actor, person

pytestmark = pytest.mark.usefixtures("inside")

SAY_WHY: dict[str, Callable[[str], object]] = {
    "give link": lambda why: operations.invite(person("linh"), by=actor("son"), reason=why),
    "appoint": lambda why: operations.appoint(
        person("linh"), Role.SCORER, None, clock.today(), None, by=actor("son"), reason=why
    ),
    "end appointment": lambda why: operations.end_appointment(
        person("linh").appointments[0], by=actor("son"), reason=why
    ),
    "disable": lambda why: operations.disable(person("linh"), by=actor("son"), reason=why),
    "enable": lambda why: operations.enable(person("linh"), by=actor("son"), reason=why),
    "rename unit": lambda why: unit_operations.rename_unit(
        unit("VP"), "Văn phòng hai", by=actor("son"), reason=why
    ),
    "close unit": lambda why: unit_operations.close_unit(
        unit("VP"), clock.today(), by=actor("son"), reason=why
    ),
}


def lines() -> int:
    return db.session.scalar(select(func.count()).select_from(TrailLine)) or 0


@pytest.mark.parametrize("which", ["closed", "unknown", "not open yet"])
def test_nobody_and_nothing_is_given_to_a_unit_that_is_not_there(which: str) -> None:
    keeper, today = actor("son"), clock.today()
    number = 9_999
    if which == "closed":
        number = unit_operations.close_unit(unit("VP"), today, by=keeper, reason=WHY).id
    if which == "not open yet":
        opened = unit_operations.add_unit("PM", "Phòng mới", root(), today + DAY, by=keeper)
        number = opened.id
    for attempt in (
        lambda: operations.add_person(NewPerson("moi", "Người Mới", "", number), by=keeper),
        lambda: operations.change_person(person("linh"), "Linh", "", number, by=keeper),
        lambda: appoint("linh", Role.REVIEWER, today, unit_id=number),
    ):
        with pytest.raises(Refused, match="Đơn vị này không có"):
            attempt()


def test_who_works_in_a_unit_that_closed_is_corrected_without_being_moved() -> None:
    unit_operations.close_unit(person("linh").unit, clock.today(), by=actor("son"), reason=WHY)
    kept = person("linh").unit_id
    operations.change_person(person("linh"), "Tạ Khánh Ly", "Chuyên viên", kept, by=actor("son"))
    assert (person("linh").name, person("linh").unit_id) == ("Tạ Khánh Ly", kept)


@pytest.mark.parametrize("verb", sorted(SAY_WHY))
def test_a_decision_on_people_and_units_says_why(verb: str) -> None:
    before = lines()
    with pytest.raises(Refused, match="Hãy ghi lý do"):
        SAY_WHY[verb]("  ")
    assert lines() == before
