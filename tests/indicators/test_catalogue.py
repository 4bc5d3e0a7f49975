"""The catalogue of indicators as data."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qms.indicators.catalogue import (
    CATEGORIES,
    CHOICES,
    FILE,
    INDICATORS,
    LEVELS_FILE,
    SOURCE,
    SOURCE_OF_LEVELS,
    VERSION,
    Colour,
    in_order,
    titled,
)
from qms.kernel.i18n import Name, Sentence

HAS_VIETNAMESE = re.compile(r"[À-ỹđĐ]")


def names() -> list[Name]:
    found = [SOURCE, SOURCE_OF_LEVELS, *(c.name for c in CATEGORIES)]
    for indicator in INDICATORS.values():
        found += [indicator.name, indicator.meaning, *(g.name for g in indicator.goals)]
        found += [level.looks for level in indicator.levels]
    return found


def test_there_are_39_indicators_in_four_categories() -> None:
    assert len(INDICATORS) == 39
    assert [len(c.indicators) for c in CATEGORIES] == [10, 8, 12, 9]
    assert [c.number for c in CATEGORIES] == [1, 2, 3, 4]


def test_numbers_count_within_their_category_and_are_no_decimals() -> None:
    for category in CATEGORIES:
        count = len(category.indicators)
        numbers = [f"{category.number}.{place}" for place in range(1, count + 1)]
        assert [i.number for i in category.indicators] == numbers
    assert list(INDICATORS) == [i.number for c in CATEGORIES for i in c.indicators]
    assert INDICATORS["1.1"] is not INDICATORS["1.10"]


def test_every_name_stands_in_both_languages_and_is_used_once() -> None:
    for name in names():
        assert HAS_VIETNAMESE.search(name.said_in("vi")), name
        assert not HAS_VIETNAMESE.search(name.said_in("en")), name
        assert name.said_in("en").strip()
    for language in ("vi", "en"):
        assert len({i.name.said_in(language) for i in INDICATORS.values()}) == 39


def test_the_catalogue_says_its_version_and_where_its_words_come_from() -> None:
    assert VERSION >= 1
    assert "ISO 18091" in SOURCE.said_in("vi")
    assert "translated" in SOURCE.said_in("en")
    assert "own words" in SOURCE_OF_LEVELS.said_in("en")
    assert "not the text of ISO" in SOURCE_OF_LEVELS.said_in("en")


def test_each_indicator_says_what_its_three_levels_look_like() -> None:
    told = json.loads(LEVELS_FILE.read_text("utf-8"))["levels"]
    assert list(told) == list(INDICATORS)
    for indicator in INDICATORS.values():
        assert [level.colour for level in indicator.levels] == ["red", "yellow", "green"]
        assert list(told[indicator.number]) == list(Colour)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_two_levels_are_said_alike_and_each_in_a_sentence_or_two(language: str) -> None:
    said = [level.looks.said_in(language) for i in INDICATORS.values() for level in i.levels]
    assert len({words.casefold() for words in said}) == len(said) == 117
    for words in said:
        assert 30 <= len(words) <= 240, words
        assert words[0].isupper(), words
        assert words.endswith("."), words
        assert 1 <= len(re.findall(r"\.(?= [A-ZĐÀ-Ỹ]|$)", words)) <= 2, words


def test_it_holds_no_criteria_of_the_standard() -> None:
    told = json.loads(FILE.read_text("utf-8"))
    keys = {key for indicator in told["indicators"] for key in indicator}
    assert keys == {"number", "category", "name", "meaning", "goals"}


def test_goals_are_those_of_the_united_nations() -> None:
    goals = {goal.number for i in INDICATORS.values() for goal in i.goals}
    assert goals <= set(range(1, 18))
    assert len(goals) >= 15
    assert [g.number for g in INDICATORS["2.3"].goals] == [2]
    assert INDICATORS["3.2"].goals == ()


@given(st.sets(st.sampled_from([*INDICATORS, "9.9", "", "1"])))
def test_chosen_indicators_come_in_the_order_of_the_standard(numbers: set[str]) -> None:
    found = [i.number for i in in_order(numbers)]
    assert set(found) == numbers & INDICATORS.keys()
    assert found == [number for number in INDICATORS if number in found]


def test_an_indicator_is_called_by_number_and_name_an_unknown_one_by_its_number() -> None:
    name = titled("3.1")
    assert isinstance(name, Sentence)
    assert name.said_in("vi") == "3.1 Dịch vụ công"
    assert name.said_in("en") == "3.1 Public services"
    assert titled("7.7") == "7.7"
    assert dict(CHOICES)["3.1"] == name


@pytest.mark.sample_data
def test_numbers_and_names_are_those_of_the_facts_gathered(samples: Path) -> None:
    facts = json.loads((samples / "iso18091_indicators.json").read_text("utf-8"))
    assert [f["code"] for f in facts["indicators"]] == list(INDICATORS)
    for fact, indicator in zip(facts["indicators"], INDICATORS.values(), strict=True):
        assert fact["name_vi_short"] == indicator.name.said_in("vi")
        assert fact["name_en_short"] == indicator.name.said_in("en")
        assert fact["sdg"] == [g.number for g in indicator.goals]


@pytest.mark.sample_data
def test_levels_are_words_of_our_own_and_keep_the_figures_of_the_facts(samples: Path) -> None:
    facts = json.loads((samples / "iso18091_indicators.json").read_text("utf-8"))
    told = {f"{f['code']} {c}": f[f"{c}_vi"] for f in facts["indicators"] for c in Colour}
    written = {
        f"{i.number} {level.colour}": level.looks.said_in("vi")
        for i in INDICATORS.values()
        for level in i.levels
    }
    assert told.keys() == written.keys()
    assert not _plain(told.values()) & _plain(written.values())
    for place, fact in told.items():
        assert re.findall(r"\d+", fact) == re.findall(r"\d+", written[place]), place


def _plain(sentences: Iterable[str]) -> set[str]:
    """Every sentence and every part of one between its stops, without case and stops."""
    whole = {words.casefold().strip(" .") for words in sentences}
    return whole | {part.strip() for words in whole for part in re.split(r"[.;]", words)}
