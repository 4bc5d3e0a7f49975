"""Which units a person heads: their own or a named one, and every unit below it."""

import pytest
from flask import Flask

from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.organisation import queries, unit_operations
from qms.organisation.models import Unit
from tests.town import BEGAN, actor, person, unit_id

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def archive(inside: Flask) -> Unit:
    """A unit below the office, with one below itself."""
    office = queries.unit(unit_id("VP"))
    made = unit_operations.add_unit("LT", "Bộ phận Lưu trữ", office, BEGAN, by=actor("son"))
    unit_operations.add_unit("KLT", "Kho lưu trữ", made, BEGAN, by=actor("son"))
    return made


def head_of(*units: int | None, login: str = "tuan") -> Actor:
    holds = frozenset((Role.UNIT_HEAD, unit) for unit in units)
    return Actor(person(login).id, person(login).name, holds=holds)


def headed(by: Actor) -> set[str]:
    codes = db.session.scalars(queries.headed_units(by)).all()
    assert len(codes) == len(set(codes))
    return {unit.code for unit in queries.units() if unit.id in codes}


@pytest.mark.usefixtures("archive")
def test_a_head_heads_their_own_unit_and_all_below_it() -> None:
    assert headed(head_of(None)) == {"VP", "LT", "KLT"}
    assert headed(head_of(None, login="binh")) == {"KT"}


def test_a_head_of_a_named_unit_does_not_head_their_own(archive: Unit) -> None:
    assert headed(head_of(archive.id)) == {"LT", "KLT"}
    assert headed(head_of(archive.id, unit_id("KT"))) == {"LT", "KLT", "KT"}


def test_a_unit_headed_twice_counts_once(archive: Unit) -> None:
    assert headed(head_of(None, archive.id)) == {"VP", "LT", "KLT"}


@pytest.mark.usefixtures("archive")
def test_whoever_heads_the_agency_heads_every_unit() -> None:
    assert headed(head_of(None, login="hung")) == {unit.code for unit in queries.units()}


def test_who_has_another_role_in_a_unit_heads_none(archive: Unit) -> None:
    other = frozenset((role, archive.id) for role in Role if role != Role.UNIT_HEAD)
    assert headed(Actor(person("tuan").id, "", holds=other)) == set()
    assert headed(Actor(0, "Phần mềm")) == set()
