"""How an external document stands, and what stands against what is said of it. No database."""

from datetime import date
from types import SimpleNamespace as Some
from typing import Any

import pytest

from qms.documents.external.lifecycle import (
    Act,
    Standing,
    cannot_happen,
    ends_on,
    odd_link,
    standing_on,
    unfit,
)
from qms.documents.external.numbers import number_key, other_keys
from tests.laws import facts

TODAY = date(2026, 7, 1)
EARLIER, LATER = date(2026, 6, 30), date(2026, 7, 2)


def law(**said: Any) -> Any:
    plain = {"id": 1, "in_force_from": None, "until": None, "signed_on": None, "acts": []}
    return Some(**{**plain, **said})


def act(kind: Act, day: date, revoked: bool = False) -> Any:
    return Some(id=1, kind=kind, day=day, revoked_at=TODAY if revoked else None)


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        ({}, Standing.IN_FORCE),
        ({"in_force_from": LATER}, Standing.NOT_YET),
        ({"in_force_from": TODAY}, Standing.IN_FORCE),
        ({"until": TODAY}, Standing.IN_FORCE),
        ({"until": EARLIER}, Standing.LAPSED),
        ({"acts": [act(Act.REPLACED, TODAY)]}, Standing.LAPSED),
        ({"acts": [act(Act.LAPSED, LATER)]}, Standing.IN_FORCE),
        ({"acts": [act(Act.PARTLY, EARLIER)]}, Standing.PARTLY),
        ({"acts": [act(Act.AMENDED, EARLIER)]}, Standing.IN_FORCE),
        ({"acts": [act(Act.LAPSED, EARLIER, revoked=True)]}, Standing.IN_FORCE),
    ],
)
def test_a_law_stands_by_its_dates_and_by_what_happened_to_it(
    said: dict[str, Any], standing: Standing
) -> None:
    assert standing_on(law(**said), TODAY) == standing


def test_the_end_is_the_first_day_out_of_force() -> None:
    assert ends_on(law()) is None
    assert ends_on(law(until=EARLIER)) == TODAY
    assert ends_on(law(until=LATER, acts=[act(Act.REPLACED, EARLIER)])) == EARLIER
    assert ends_on(law(acts=[act(Act.AMENDED, EARLIER)])) is None


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"number": "không số"}, "chữ số"),
        ({"kind": "letter"}, "loại văn bản"),
        ({"until": date(2019, 1, 1)}, "hết hiệu lực"),
        ({"in_force_from": date(2019, 1, 1)}, "ngày ký"),
        ({"link": "javascript:alert(1)"}, "http"),
    ],
)
def test_what_cannot_be_is_objected_to(said: dict[str, Any], words: str) -> None:
    number = said.pop("number", "30/2020/NĐ-CP")
    objections = [str(o) for o in unfit(facts(number, **said)) if o]
    assert any(words in said for said in objections)


def test_a_whole_entry_meets_no_objection() -> None:
    assert not any(unfit(facts(link="https://vanban.chinhphu.vn/?id=1")))


@pytest.mark.parametrize(
    "link",
    ["ftp://a.vn", "data:text/html,x", "//a.vn", "https://", "http:a", "https://a.vn/ b", "x" * 9],
)
def test_only_pages_of_the_web_are_linked(link: str) -> None:
    assert odd_link(link)
    assert odd_link("https://a.vn/b?c=d#e") is None


def test_an_act_needs_its_other_document_and_comes_once() -> None:
    ended = law(acts=[act(Act.LAPSED, EARLIER)])
    other = law(id=2)
    assert any(cannot_happen(law(), "replaced", None, TODAY))
    assert any(cannot_happen(law(), "replaced", law(), TODAY))
    assert any(cannot_happen(law(), "expired", None, TODAY))
    assert any(cannot_happen(ended, "replaced", other, TODAY))
    assert any(cannot_happen(law(signed_on=LATER), "lapsed", None, TODAY))
    assert not any(cannot_happen(law(), "replaced", other, TODAY))
    assert not any(cannot_happen(ended, "amended", other, TODAY))


@pytest.mark.parametrize(
    "spelling",
    ["30/2020/NĐ-CP", "30 / 2020 / nđ – cp", "030/2020/NÐCP", "30.2020.ND-CP", "30‑2020‑NĐ‑CP"],
)
def test_every_spelling_of_a_number_is_one_key(spelling: str) -> None:
    assert number_key(spelling) == "30-2020-ND-CP"


def test_a_number_without_a_year_takes_that_of_its_signing() -> None:
    assert number_key("985/QĐ-TTg", date(2018, 8, 8)) == "985-QD-TTG-2018"
    assert number_key("30/2020/NĐ-CP", date(2020, 3, 5)) == "30-2020-ND-CP"
    assert number_key("60/2014/QH13", date(2014, 11, 20)) == "60-2014-QH13"


def test_a_law_is_cited_by_more_than_its_number() -> None:
    law_keys = other_keys("law", "60/2014/QH13", "Luật Hộ tịch", date(2014, 11, 20))
    assert law_keys == {"LUAT-HO-TICH", "LUAT-HO-TICH-2014"}
    assert other_keys("circular", "04/2020/TT-BTP", "Thông tư", None) == {"4-2020-TT"}
    assert other_keys("decision", "985/QĐ-TTg", "", date(2018, 8, 8)) == {"985-QD-TTG"}
    assert other_keys("standard", "TCVN ISO 9001:2015", "", None) == {
        "TCVN-ISO-9001",
        "ISO-9001-2015",
        "ISO-9001",
    }
