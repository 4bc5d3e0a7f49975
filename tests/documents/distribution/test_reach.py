"""Whom an entry reaches: rules without a database."""

from hypothesis import given
from hypothesis import strategies as st

from qms.documents.distribution.lifecycle import EVERYBODY, GROUPS, NEVER_ASKED
from qms.documents.distribution.reach import Reader, Readership, places_of, upwards
from qms.kernel.access import Role

AGENCY, OFFICE, ARCHIVE, ECONOMY = 1, 2, 3, 4
PARENTS = {AGENCY: None, OFFICE: AGENCY, ARCHIVE: OFFICE, ECONOMY: AGENCY}
UNITS = st.sampled_from(sorted(PARENTS))
HELD = st.frozensets(st.tuples(st.sampled_from(list(Role)), st.none() | UNITS), max_size=4)


def test_a_unit_takes_in_the_units_below_it() -> None:
    clerk = places_of(ARCHIVE, [(Role.STAFF, None)], PARENTS)
    assert {(u, EVERYBODY) for u in (ARCHIVE, OFFICE, AGENCY)} <= clerk
    assert {(u, "staff") for u in (ARCHIVE, OFFICE, AGENCY)} <= clerk


def test_neither_the_unit_beside_nor_the_one_below_is_reached() -> None:
    head = places_of(OFFICE, [(Role.UNIT_HEAD, None)], PARENTS)
    assert not {unit for unit, _group in head} & {ARCHIVE, ECONOMY}


def test_a_role_stands_in_the_unit_of_its_appointment() -> None:
    lent = places_of(OFFICE, [(Role.STAFF, ECONOMY)], PARENTS)
    assert (ECONOMY, "staff") in lent
    assert (ECONOMY, EVERYBODY) in lent
    assert (OFFICE, "staff") not in lent
    assert (OFFICE, EVERYBODY) in lent


def test_an_entry_for_a_role_leaves_out_who_does_not_hold_it() -> None:
    assert (AGENCY, "reviewer") not in places_of(OFFICE, [(Role.STAFF, None)], PARENTS)


def test_who_only_administers_or_inspects_is_never_asked() -> None:
    held = [(role, None) for role in NEVER_ASKED]
    assert places_of(AGENCY, held, PARENTS) == frozenset()
    assert places_of(AGENCY, [*held, (Role.STAFF, None)], PARENTS)


def test_who_holds_nothing_is_not_reached() -> None:
    assert places_of(OFFICE, [], PARENTS) == frozenset()


@given(own=UNITS, held=HELD)
def test_whoever_a_unit_reaches_the_unit_above_reaches_too(
    own: int, held: frozenset[tuple[Role, int | None]]
) -> None:
    reached = places_of(own, held, PARENTS)
    for unit, group in reached:
        assert {(above, group) for above in upwards(unit, PARENTS)} <= reached
        assert (unit, EVERYBODY) in reached
        assert group in GROUPS


@given(own=UNITS, held=HELD, more=HELD)
def test_another_role_never_takes_a_reader_out(
    own: int,
    held: frozenset[tuple[Role, int | None]],
    more: frozenset[tuple[Role, int | None]],
) -> None:
    assert places_of(own, held, PARENTS) <= places_of(own, held | more, PARENTS)


@given(people=st.lists(st.tuples(UNITS, HELD), max_size=5), wanted=st.lists(UNITS, max_size=3))
def test_several_entries_reach_each_of_their_people_once(
    people: list[tuple[int, frozenset[tuple[Role, int | None]]]], wanted: list[int]
) -> None:
    readers = [
        Reader(number, f"Người {number}", "", own, places_of(own, held, PARENTS))
        for number, (own, held) in enumerate(people, 1)
    ]
    places = [(unit, EVERYBODY) for unit in wanted]
    assert Readership(readers).of(places) == {
        reader.id for reader in readers if not reader.places.isdisjoint(places)
    }
