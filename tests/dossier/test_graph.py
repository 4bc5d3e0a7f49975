"""The graph, the order of steps and what hangs together, without a database."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.dossier.trace.graph import STAGES, Edge, Kind, Link, Node, Stage, Weaving, chains
from qms.dossier.trace.order import Fact, Fault, marks
from qms.dossier.trace.words import KIND_NAMES, LINK_NAMES, STAGE_NAMES
from qms.kernel.i18n import Sentence

DAY = date(2026, 3, 2)
STEP = Sentence("Làm xong")


def slip(number: int) -> Node:
    return Node(f"n{number}", Kind.SLIP, str(number), slip=number, band=(number, 1))


SHARED = Node("i", Kind.INDICATOR, "3.1")


def test_everything_has_a_stage_and_a_name() -> None:
    assert set(STAGES) == set(Kind) == set(KIND_NAMES)
    assert set(LINK_NAMES) == set(Link)
    assert set(STAGE_NAMES) == set(Stage)


def test_what_is_said_twice_is_kept_once_and_what_leads_nowhere_is_left_out() -> None:
    weaving = Weaving()
    weaving.add(slip(1), SHARED, slip(1))
    for _twice in range(2):
        weaving.join("i", "n1", Link.TOUCHES)
    weaving.join("n1", "not to be seen", Link.HAS_CAUSE)
    graph = weaving.done()
    assert list(graph.nodes) == ["n1", "i"]
    assert graph.edges == (Edge("i", "n1", Link.TOUCHES),)


def test_a_part_has_what_its_nonconformities_share_with_others() -> None:
    weaving = Weaving()
    weaving.add(slip(1), slip(2), SHARED, Node("other", Kind.INDICATOR, "1.5"))
    weaving.join("i", "n1", Link.TOUCHES)
    weaving.join("i", "n2", Link.TOUCHES)
    weaving.join("other", "n1", Link.TOUCHES)
    part = weaving.done().part({2})
    assert list(part.nodes) == ["n2", "i"]
    assert part.nodes["i"].band == (2, 1)
    assert part.edges == (Edge("i", "n2", Link.TOUCHES),)
    assert [node.key for node in part.by_stage()[Stage.NORM]] == ["i"]
    assert part.led_to("i") == [Edge("i", "n2", Link.TOUCHES)]


def test_what_hangs_together_stays_in_the_order_asked_for() -> None:
    assert chains([5, 3, 4, 1], [(4, 3), (3, 1), (9, 5)]) == [[5], [3, 4, 1]]


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_what_is_joined_is_in_one_chain(pairs: list[tuple[int, int]]) -> None:
    found = chains(range(10), pairs)
    assert sorted(number for chain in found for number in chain) == list(range(10))
    for one, other in pairs:
        assert any({one, other} <= set(chain) for chain in found)


def on(day: int) -> date:
    return date(2026, 3, day)


def test_steps_in_their_order_have_no_marks() -> None:
    facts = [Fact("a", STEP, on(1)), Fact("b", STEP, on(1), ("a",)), Fact("c", STEP, None, ("b",))]
    assert marks(facts) == {}


@pytest.mark.parametrize(
    ("fact", "fault"),
    [
        (Fact("b", STEP, on(1), ("a",)), Fault.EARLY),
        (Fact("b", STEP, on(9), ("never",)), Fault.GAP),
        (Fact("b", STEP, on(9), ("a",), proved=False), Fault.NO_PROOF),
    ],
)
def test_what_cannot_have_been_is_marked(fact: Fact, fault: Fault) -> None:
    facts = [Fact("a", STEP, on(2)), Fact("never", STEP, None), fact]
    [(key, [mark])] = marks(facts).items()
    assert (key, mark.fault) == ("b", fault)
    assert "Làm xong" in str(mark.words) or fault == Fault.NO_PROOF


@given(st.lists(st.dates(date(2020, 1, 1), date(2030, 1, 1)), min_size=2))
def test_days_that_only_go_on_are_never_marked(days: list[date]) -> None:
    days.sort()
    facts = [Fact(str(n), STEP, day, (str(n - 1),) if n else ()) for n, day in enumerate(days)]
    assert not marks(facts)
