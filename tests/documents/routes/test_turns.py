"""Whatever the route, the people and who stands in for whom: the rules of a round hold."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from qms.documents.routes.resolving import Wanted, resolve
from qms.documents.routes.turns import ALL, ANY, Given, Round, Step, is_ended
from qms.kernel.access import Actor, Role

PEOPLE = st.integers(1, 9)
SEATS = st.frozensets(PEOPLE, min_size=1, max_size=4)
WAYS = st.sampled_from((ALL, ANY))
DEPUTIES = st.frozensets(
    st.tuples(PEOPLE, PEOPLE, st.sampled_from((Role.REVIEWER, Role.APPROVER))),
    min_size=4,
    max_size=30,
)
"""(who stands in, for whom, in which part)."""

HELD = st.frozensets(PEOPLE, min_size=6)
"""Who still holds the roles of signing."""


@st.composite
def wanted_routes(draw: st.DrawFn) -> list[Wanted]:
    reviews = draw(st.lists(st.tuples(SEATS, WAYS), min_size=1, max_size=4))
    last = draw(SEATS)
    fit = draw(HELD)
    steps = [
        Wanted(f"B{n}", False, way, Role.REVIEWER, tuple(sorted(people)), fit)
        for n, (people, way) in enumerate(reviews)
    ]
    return [*steps, Wanted("D", True, ANY, Role.APPROVER, tuple(sorted(last)), fit)]


def rounds() -> st.SearchStrategy[Round]:
    """What comes out of a wanted route, whether or not anything stood in its way."""

    def build(wanted: list[Wanted], makers: frozenset[int]) -> Round:
        plan = resolve(wanted, makers)
        return Round(
            makers,
            tuple(
                Step(n, s.wanted.role, s.wanted.approves, s.rule, frozenset(s.people))
                for n, s in enumerate(plan.steps, start=1)
            ),
        )

    return st.builds(build, wanted_routes(), st.frozensets(PEOPLE, min_size=1, max_size=2))


def actor(number: int, held: frozenset[int], deputies: frozenset[tuple[int, int, Role]]) -> Actor:
    roles = {Role.REVIEWER, Role.APPROVER} if number in held else set()
    return Actor(
        number,
        str(number),
        holds=frozenset((role, None) for role in roles),
        stands_in=frozenset((p, part) for who, p, part in deputies if who == number and p in held),
    )


@given(rounds(), st.lists(PEOPLE, max_size=30), HELD, DEPUTIES)
def test_whoever_tries_whatever_the_round_stays_in_order(
    now: Round,
    tries: list[int],
    held: frozenset[int],
    deputies: frozenset[tuple[int, int, Role]],
) -> None:
    for number in tries:
        before, seats = now.present, now.free_seats(actor(number, held, deputies))
        for seat in seats[:1]:
            assert before is not None
            now = replace(now, given=(*now.given, Given(before.position, seat, number)))
    signers = [g.by for g in now.given]
    seats_taken = [(g.position, g.seat) for g in now.given]
    assert len(set(signers)) == len(signers), "nobody signs twice"
    assert now.makers.isdisjoint(signers), "nobody signs own work"
    assert len(set(seats_taken)) == len(seats_taken), "no seat is signed twice"
    positions = [g.position for g in now.given]
    assert positions == sorted(positions), "steps are signed in their order"
    for g in now.given:
        step = now.steps[g.position - 1]
        assert g.seat in step.people
        assert all(now.is_met(earlier) for earlier in now.steps[: g.position - 1])
        assert g.by == g.seat or ((g.by, g.seat, step.role) in deputies and g.seat in held)
        assert g.by == g.seat or not now.is_named(g.by), "who is named keeps to the own seat"
    if now.steps and now.present is None:
        assert now.is_reviewed


@given(wanted_routes(), st.frozensets(PEOPLE, max_size=2))
def test_nobody_is_asked_twice_and_no_maker_at_all(
    wanted: list[Wanted], makers: frozenset[int]
) -> None:
    plan = resolve(wanted, makers)
    people = [p for step in plan.steps for p in step.people]
    assert makers.isdisjoint(people)
    assert plan.objections or len(set(people)) == len(people)
    assert plan.objections or all(step.people for step in plan.steps)
    for asked, step in zip(plan.steps, wanted, strict=True):
        assert set(asked.people) <= set(step.people) & step.fit


@given(rounds(), HELD)
def test_a_route_without_objections_can_be_signed_to_its_end(
    now: Round, held: frozenset[int]
) -> None:
    """Everybody who is asked and holds the role signs in turn: the round ends approved."""
    if not all(step.people <= held and step.people for step in now.steps):
        return
    people = [p for step in now.steps for p in step.people]
    if len(set(people)) < len(people):
        return
    for step in now.steps:
        for person in sorted(step.people):
            for seat in now.free_seats(actor(person, held, frozenset())):
                now = replace(now, given=(*now.given, Given(step.position, seat, person)))
    assert now.present is None


def test_who_made_it_or_signed_or_has_a_seat_of_the_own_stands_in_for_nobody() -> None:
    first = Step(1, Role.REVIEWER, False, ANY, frozenset({2}))
    last = Step(2, Role.APPROVER, True, ANY, frozenset({3}))
    now = Round(frozenset({1, 5}), (first, last), (Given(1, 2, 8),))
    deputies = frozenset((who, 3, Role.APPROVER) for who in (1, 2, 5, 7, 8))
    held = frozenset({2, 3})
    free = {who for who in range(1, 9) if now.free_seats(actor(who, held, deputies))}
    assert free == {3, 7}


def test_a_return_ends_what_was_signed_from_its_step_on_and_nothing_later() -> None:
    returns = [(2, 7)]
    assert is_ended(2, 7, returns)
    assert is_ended(3, 5, returns)
    assert not is_ended(1, 5, returns)
    assert not is_ended(2, 8, returns)
