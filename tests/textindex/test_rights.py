from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qms.textindex.engine import IN_FORCE, Question
from qms.textindex.whoosh_engine import WhooshEngine
from tests.textindex.passages import a_passage, ask, found

STAFF = frozenset({"staff"})
OFFICER = frozenset({"officer", "staff"})


def three_editions(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        for name, state, eyes in (
            ("now", IN_FORCE, {"staff"}),
            ("old", "superseded", {"officer"}),
            ("draft", "draft", {"author"}),
        ):
            passage = a_passage("Kiểm soát hồ sơ", group=name, state=state, eyes=frozenset(eyes))
            batch.replace(f"edition:{name}", [passage])


def test_only_what_is_in_force_is_listed_unless_asked_otherwise(engine: WhooshEngine) -> None:
    three_editions(engine)
    assert found(engine, "hồ sơ", eyes=OFFICER) == ["now"]
    assert set(found(engine, "hồ sơ", eyes=OFFICER, states=frozenset())) == {"now", "old"}
    assert found(engine, "hồ sơ", eyes=OFFICER, states=frozenset({"superseded"})) == ["old"]


def test_the_other_states_are_counted_but_only_what_the_asker_may_see(
    engine: WhooshEngine,
) -> None:
    three_editions(engine)
    assert ask(engine, "hồ sơ", eyes=OFFICER).by_state == {IN_FORCE: 1, "superseded": 1}
    assert ask(engine, "hồ sơ", eyes=STAFF).by_state == {IN_FORCE: 1}
    assert ask(engine, "hồ sơ", eyes=STAFF, states=frozenset()).total == 1


def test_without_eyes_there_is_nothing(engine: WhooshEngine) -> None:
    three_editions(engine)
    answer = ask(engine, "hồ sơ", eyes=frozenset(), states=frozenset())
    assert (answer.total, answer.groups, dict(answer.by_state)) == (0, (), {})


def test_a_code_does_not_open_what_may_not_be_seen(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        batch.replace("e:1", [a_passage("Nội dung", code="QT-99", eyes=frozenset({"author"}))])
    assert ask(engine, "QT-99", eyes=STAFF, states=frozenset()).total == 0
    assert ask(engine, "QT-99", eyes=frozenset({"author"})).total == 1


def test_hidden_hits_push_no_visible_one_out(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        for n in range(60):
            hidden = a_passage("hồ sơ " * 9, group=f"h{n}", eyes=frozenset({"x"}))
            batch.replace(f"hidden:{n}", [hidden])
        batch.replace("e:1", [a_passage("một bộ hồ sơ dài dòng", group="seen", eyes=STAFF)])
    answer = ask(engine, "hồ sơ", eyes=STAFF, limit=5)
    assert ([group.key for group in answer.groups], answer.total) == (["seen"], 1)


def test_an_index_of_hidden_passages_alone_does_not_answer_relaxed_either(
    engine: WhooshEngine,
) -> None:
    three_editions(engine)
    answer = ask(engine, "hồ sơ vũ trụ", eyes=frozenset({"nobody"}), states=frozenset())
    assert answer.total == 0


def test_facets_narrow_the_question(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        for unit in ("tp", "vh"):
            batch.replace(f"e:{unit}", [a_passage("hồ sơ", group=unit, facets={"unit": (unit,)})])
    assert found(engine, "hồ sơ", facets={"unit": frozenset({"tp"})}) == ["tp"]
    assert found(engine, "hồ sơ", facets={"kind": frozenset({"form"})}) == []
    assert len(found(engine, "hồ sơ", facets={"kind": frozenset({"procedure"})})) == 2


def test_a_value_of_one_property_is_no_value_of_another(engine: WhooshEngine) -> None:
    with engine.batch() as batch:
        hidden = a_passage("hồ sơ", eyes=frozenset({"x"}), facets={"unit": ("staff",)})
        batch.replace("e:1", [hidden])
    assert found(engine, "hồ sơ", eyes=STAFF) == []


EYES = st.frozensets(st.sampled_from("abcd"), min_size=1)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(shown_to=st.lists(EYES, min_size=1, max_size=8), asker=EYES)
def test_exactly_what_shares_an_eye_is_visible(
    engine: WhooshEngine, shown_to: list[frozenset[str]], asker: frozenset[str]
) -> None:
    everything = {f"e:{n}": [] for n in range(8)}
    everything |= {
        f"e:{n}": [a_passage("hồ sơ", group=str(n), eyes=eyes)] for n, eyes in enumerate(shown_to)
    }
    with engine.batch() as batch:
        for source, passages in everything.items():
            batch.replace(source, passages)
    answer = engine.ask(Question("hồ sơ", asker))
    expected = {str(n) for n, eyes in enumerate(shown_to) if eyes & asker}
    assert {group.key for group in answer.groups} == expected
    assert answer.total == len(expected)
