"""A table of two states and a door."""

from dataclasses import dataclass
from typing import Any

import pytest

from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle, Refused, Step, Who, refuse_if

KEEPER = Actor(1, "Lan", holds=frozenset({(Role.QUALITY_OFFICER, None)}))
CLERK = Actor(2, "Linh", holds=frozenset({(Role.STAFF, 3)}))
ONLY_KEEPER = Sentence("Chỉ người giữ cửa.")
LOCKED = Sentence("Cửa đang khóa.")
OUT_OF_TURN = Sentence("Không đúng lúc.")


@dataclass
class Door:
    state: str = "shut"
    locked: bool = False


def is_locked(door: Any, _actor: Actor) -> Sentence | None:
    return LOCKED if door.locked else None


BY_KEEPER = Who("keeper", ONLY_KEEPER, lambda _door, actor: actor.has(Role.QUALITY_OFFICER))
DOORS = Lifecycle(
    ("shut", "open", "walled up"),
    lambda _verb, _door: OUT_OF_TURN,
    Step("open", ("shut",), "open", by=BY_KEEPER, unless=(is_locked,)),
    Step("wall up", ("shut", "open"), "walled up", by=BY_KEEPER),
)


def test_a_step_that_nothing_stands_against_is_taken_and_told() -> None:
    door = Door()
    DOORS.check("open", door, KEEPER)
    DOORS.take("open", door)
    assert door.state == "open"


def test_every_objection_is_given_at_once_and_nothing_moves() -> None:
    door = Door(state="walled up", locked=True)
    with pytest.raises(Refused) as refused:
        DOORS.check("open", door, CLERK)
    assert refused.value.reasons == (OUT_OF_TURN, ONLY_KEEPER, LOCKED)
    assert str(refused.value) == "Không đúng lúc. Chỉ người giữ cửa. Cửa đang khóa."
    assert door.state == "walled up"


@pytest.mark.parametrize(
    ("door", "actor", "reasons"),
    [
        (Door("open"), KEEPER, [OUT_OF_TURN]),
        (Door(), CLERK, [ONLY_KEEPER]),
        (Door(locked=True), KEEPER, [LOCKED]),
        (Door(), KEEPER, []),
    ],
)
def test_each_objection_stands_for_itself(
    door: Door, actor: Actor, reasons: list[Sentence]
) -> None:
    assert DOORS.objections("open", door, actor) == reasons


def test_the_page_is_offered_just_the_verbs_that_would_be_allowed() -> None:
    assert DOORS.open_to(Door(), KEEPER) == ["open", "wall up"]
    assert DOORS.open_to(Door(locked=True), KEEPER) == ["wall up"]
    assert DOORS.open_to(Door("walled up"), KEEPER) == []
    assert DOORS.open_to(Door(), CLERK) == []


def test_a_step_may_come_from_several_states() -> None:
    for state in ("shut", "open"):
        door = Door(state)
        DOORS.check("wall up", door, KEEPER)
        DOORS.take("wall up", door)
        assert door.state == "walled up"


def test_a_table_that_names_an_unknown_state_is_not_made() -> None:
    for step in (Step("x", ("ajar",), "open", BY_KEEPER), Step("x", ("open",), "ajar", BY_KEEPER)):
        with pytest.raises(ValueError, match="ajar"):
            Lifecycle(("open",), lambda _verb, _door: OUT_OF_TURN, step)


def test_an_unknown_verb_is_an_error_and_not_a_permission() -> None:
    with pytest.raises(KeyError):
        DOORS.objections("burn", Door(), KEEPER)


def test_refusing_needs_an_objection_that_stands() -> None:
    refuse_if(None, None)
    with pytest.raises(Refused) as refused:
        refuse_if(None, LOCKED, None, ONLY_KEEPER)
    assert refused.value.reasons == (LOCKED, ONLY_KEEPER)


def test_a_role_is_held_in_whatever_unit_and_no_other() -> None:
    assert CLERK.roles == {Role.STAFF}
    assert CLERK.has(Role.AUTHOR, Role.STAFF)
    assert not CLERK.has(Role.AUTHOR)
    assert not Actor(3, "Ai đó").has(*Role)
