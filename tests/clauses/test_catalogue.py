"""The clauses of ISO 9001 as data."""

import json
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from qms.clauses.catalogue import (
    CHOICES,
    CLAUSES,
    NEWEST,
    VERSIONS,
    clause,
    in_order,
    of_2008,
    read,
)
from qms.kernel.i18n import Name

HAS_VIETNAMESE = re.compile(r"[À-ỹđĐ]")
OF_2015 = {
    "4": "4.1 4.2 4.3 4.4",
    "5": "5.1 5.1.1 5.1.2 5.2 5.2.1 5.2.2 5.3",
    "6": "6.1 6.2 6.3",
    "7": "7.1 7.1.1 7.1.2 7.1.3 7.1.4 7.1.5 7.1.6 7.2 7.3 7.4 7.5 7.5.1 7.5.2 7.5.3",
    "8": "8.1 8.2 8.2.1 8.2.2 8.2.3 8.2.4 8.3 8.3.1 8.3.2 8.3.3 8.3.4 8.3.5 8.3.6 8.4 8.4.1 8.4.2"
    " 8.4.3 8.5 8.5.1 8.5.2 8.5.3 8.5.4 8.5.5 8.5.6 8.6 8.7",
    "9": "9.1 9.1.1 9.1.2 9.1.3 9.2 9.3 9.3.1 9.3.2 9.3.3",
    "10": "10.1 10.2 10.3",
}
OF_2008 = (
    "4.1 4.2 4.2.1 4.2.2 4.2.3 4.2.4 5.1 5.2 5.3 5.4 5.4.1 5.4.2 5.5 5.5.1 5.5.2 5.5.3 5.6 5.6.1"
    " 5.6.2 5.6.3 6.1 6.2 6.2.1 6.2.2 6.3 6.4 7.1 7.2 7.2.1 7.2.2 7.2.3 7.3 7.3.1 7.3.2 7.3.3 7.3.4"
    " 7.3.5 7.3.6 7.3.7 7.4 7.4.1 7.4.2 7.4.3 7.5 7.5.1 7.5.2 7.5.3 7.5.4 7.5.5 7.6 8.1 8.2 8.2.1"
    " 8.2.2 8.2.3 8.2.4 8.3 8.4 8.5 8.5.1 8.5.2 8.5.3"
)


def names() -> list[Name]:
    found = [v.source for v in VERSIONS.values()]
    found += [c.name for v in VERSIONS.values() for c in v.chapters]
    for one in CLAUSES.values():
        found += [one.name, one.asks]
    return found


def test_every_clause_of_2015_stands_in_its_chapter_in_order() -> None:
    chapters = {c.number: [one.number for one in c.clauses] for c in VERSIONS["9001:2015"].chapters}
    assert chapters == {number: inside.split() for number, inside in OF_2015.items()}
    assert list(chapters) == list(OF_2015)


def test_a_key_tells_the_version_and_the_number_and_is_used_once() -> None:
    listed = [c for v in VERSIONS.values() for chapter in v.chapters for c in chapter.clauses]
    assert [c.key for c in listed] == list(CLAUSES)
    for version in VERSIONS.values():
        for chapter in version.chapters:
            assert all(c.key == f"{version.key}/{c.number}" for c in chapter.clauses)


def test_what_a_clause_stands_under_exists_and_comes_before_it() -> None:
    for version in VERSIONS.values():
        for chapter in version.chapters:
            known = [chapter.number]
            for one in chapter.clauses:
                assert one.parent in known
                known.append(one.number)


def test_every_name_stands_in_both_languages_and_is_used_once() -> None:
    for name in names():
        assert HAS_VIETNAMESE.search(name.said_in("vi")), name
        assert not HAS_VIETNAMESE.search(name.said_in("en")), name
        assert name.said_in("en").strip()
    for version in VERSIONS.values():
        titles = [c.name for c in version.chapters]
        titles += [one.name for chapter in version.chapters for one in chapter.clauses]
        asks = [one.asks for chapter in version.chapters for one in chapter.clauses]
        for language in ("vi", "en"):
            assert len({t.said_in(language) for t in titles}) == len(titles)
            assert len({a.said_in(language) for a in asks}) == len(asks)


def test_what_a_clause_asks_is_one_short_line() -> None:
    for one in CLAUSES.values():
        for language in ("vi", "en"):
            said = one.asks.said_in(language)
            assert said.endswith(".")
            assert "\n" not in said
            assert len(said) <= 180


def test_a_word_for_a_clause_leads_to_no_other() -> None:
    for version in VERSIONS.values():
        words = [w for c in version.chapters for one in c.clauses for w in one.keywords]
        assert len(set(words)) == len(words)
        assert all(word == word.strip() and len(word) > 3 for word in words)
    assert all(one.keywords for one in CLAUSES.values())


def test_the_catalogue_says_whose_words_it_uses() -> None:
    assert NEWEST.title == "TCVN ISO 9001:2015"
    assert "không phải nguyên văn tiêu chuẩn" in NEWEST.source.said_in("vi")
    assert "not the wording of the standard" in NEWEST.source.said_in("en")


def test_a_clause_is_found_by_its_key_and_an_unknown_key_is_nothing() -> None:
    found = clause("9001:2015/8.7")
    assert found is not None
    assert (found.number, found.parent) == ("8.7", "8")
    assert found.titled.said_in("vi") == "8.7 Kết quả sai, hỏng"
    assert found.titled.said_in("en") == "8.7 Results that came out wrong"
    assert dict(CHOICES)["9001:2015/8.7"] == found.titled
    assert [key for key, _name in CHOICES] == list(CLAUSES)
    for unknown in ("9001:2015/8.8", "9001:2008/8.7", "8.7", ""):
        assert clause(unknown) is None


@given(st.sets(st.sampled_from([*CLAUSES, "9001:2015/9.2.2", "8.7", ""])))
def test_chosen_clauses_come_in_the_order_of_the_standard(keys: set[str]) -> None:
    found = [one.key for one in in_order(keys)]
    assert set(found) == keys & CLAUSES.keys()
    assert found == [key for key in CLAUSES if key in found]


def test_every_number_of_2008_leads_to_a_clause_of_today() -> None:
    assert list(VERSIONS["9001:2015"].from_2008) == OF_2008.split()
    for number in OF_2008.split():
        assert of_2008(number) is not None, number
    facts = {"4.2.3": "7.5.3", "5.6": "9.3", "8.2.2": "9.2", "8.3": "8.7"}
    facts |= {"8.5.2": "10.2", "8.5.3": "6.1"}
    for old, new in facts.items():
        assert of_2008(old) == clause(f"9001:2015/{new}")


def test_a_number_that_2008_did_not_have_leads_nowhere() -> None:
    for number in ("8.7", "9.2", "10.2", "4.2.5", ""):
        assert of_2008(number) is None


def test_a_later_version_stands_beside_the_one_before(tmp_path: Path) -> None:
    words = {"vi": "Lỗi", "en": "Fault"}
    one = {"number": "10.1", "name": words, "asks": words, "keywords": ["lỗi"]}
    for year in ("2026", "2015"):
        told = {
            "standard": "TCVN ISO 9001",
            "version": year,
            "source": words,
            "chapters": [{"number": "1", "name": words}, {"number": "10", "name": words}],
            "clauses": [one],
        }
        (tmp_path / f"{2050 - int(year)}.json").write_text(json.dumps(told), "utf-8")
    versions = read(tmp_path)
    assert list(versions) == ["9001:2015", "9001:2026"]
    assert versions["9001:2026"].title == "TCVN ISO 9001:2026"
    first, tenth = versions["9001:2026"].chapters
    assert first.clauses == ()
    assert [c.key for c in tenth.clauses] == ["9001:2026/10.1"]
