"""What is told of nonconformities: varied, specific, and in order of time whenever it is built."""

from collections import Counter
from datetime import date, time, timedelta
from itertools import pairwise
from types import SimpleNamespace
from typing import Any, cast

import pytest

from qms.demo import script
from qms.demo.acts.treatments import whys
from qms.demo.slips import Deed, deeds, tales
from qms.kernel import clock
from qms.nonconformities.causes.operations import Finding, only_repeats
from qms.nonconformities.causes.tree import Branch
from qms.nonconformities.deadlines import after_months
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import Source
from qms.organisation.calendar.working_days import is_working

TALES = tales()
SAID = ("title", "conclusion", "elsewhere", "what", "result", "said", "data", "why", "answer")
LONG = 25
"""A shorter saying may come twice."""
each = pytest.mark.parametrize("told", TALES, ids=[told["text"][:30] for told in TALES])


def steps(told: dict[str, Any], verb: str) -> list[dict[str, Any]]:
    return [step for step in told["deeds"] if step["do"] == verb]


def everything(verb: str) -> list[dict[str, Any]]:
    return [step for told in TALES for step in steps(told, verb)]


def test_there_are_sixty_over_two_years() -> None:
    assert 55 <= len(TALES) <= 65
    assert max(told["ago"] for told in TALES) > 2 * 350
    assert all(any(low <= t["ago"] < low + 100 for t in TALES) for low in range(0, 700, 100))


def test_they_come_from_every_unit_from_many_people_and_every_source() -> None:
    by_unit = Counter(told["unit"] for told in TALES)
    assert set(by_unit) == {"VP", "KT", "VHXH", "TTHCC"}
    assert min(by_unit.values()) >= 8
    assert len({told["from"] for told in TALES}) >= 12
    assert {step["source"] for step in everything("accept report")} == set(Source)


def test_no_two_texts_are_alike() -> None:
    said = [told["text"] for told in TALES]
    for told in TALES:
        for step in told["deeds"]:
            said += [step[key] for key in SAID if isinstance(step.get(key), str)]
            if step["do"] == "find cause":
                said += [cause.text for cause in whys(step["why"])]
    folded = Counter(" ".join(text.casefold().split()) for text in said if len(text) > LONG)
    assert [text for text, times in folded.items() if times > 1] == []


def test_every_branch_is_a_cause_and_whys_go_four_deep() -> None:
    found = everything("find cause")
    assert {step["main"] for step in found} == set(Branch)
    depths = {max(cause.depth for cause in whys(step["why"])) + 1 for step in found}
    assert depths == {1, 2, 3, 4}


@each
def test_no_cause_only_says_again_what_happened(told: dict[str, Any]) -> None:
    titles = [step["title"] for step in steps(told, "accept report")]
    described = SimpleNamespace(text=told["text"], title=titles[0] if titles else "")
    for step in steps(told, "find cause"):
        finding = Finding(whys(step["why"]), step["main"], step["conclusion"], step["elsewhere"])
        assert only_repeats(cast(Nonconformity, described), finding) == []


def test_an_auditor_does_not_audit_the_own_unit() -> None:
    units = {person["login"]: person["unit"] for person in script.agency()["people"]}
    for told in TALES:
        if any(step["source"] == Source.AUDIT for step in steps(told, "accept report")):
            assert units[told["from"]] != told["unit"], told["text"]


@pytest.mark.parametrize("ahead", range(0, 365, 3))
def test_whatever_day_it_is_built_each_deed_comes_after_the_one_before(ahead: int) -> None:
    now = clock.now() + timedelta(days=ahead)
    with clock.showing(now):
        told = [list(deeds(tale)) for tale in TALES]
    for tale in told:
        moments = [deed.at for deed in tale]
        assert all(before < after for before, after in pairwise(moments))
        assert moments[-1] < now
        assert all(is_working(script.calendar(), moment.date()) for moment in moments)
        assert all(time(8) <= clock.local(m).time() <= time(17) for m in moments)
        assert_days_can_be_met(tale)


def assert_days_can_be_met(tale: list[Deed]) -> None:
    """A day that is set lies ahead, and no effect is judged before its day."""
    months, day = 0, date.min
    for deed in tale:
        assert deed.due is None or deed.due >= deed.at.date()
        months = deed.told.get("months", months)
        if deed.verb == "verify action":
            day = after_months(deed.at.date(), months, script.calendar())
        if deed.verb == "judge effect":
            assert deed.at.date() >= day
