"""Of two who act at once, one wins; ``make bench NAME=races`` runs each race 300 times."""

from pathlib import Path

import pytest

from tests import contests, races

SHORT = 6


@pytest.mark.parametrize("name", contests.RACES)
def test_of_two_who_act_at_once_one_wins_and_the_other_loses_nothing(data: Path, name: str) -> None:
    report = races.run_races(data, name, SHORT)
    assert report.faults == []
    assert sum(report.wins) == SHORT


def test_the_check_sees_a_race_that_both_win(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The check itself can fail: two who do not stand in each other's way both win."""

    def no_race(code: str) -> tuple[contests.Sent, contests.Sent]:
        first, _same = contests.two_numbers(code)
        _same, second = contests.two_numbers(f"{code}-B")
        return first, second

    monkeypatch.setitem(contests.RACES, "none", contests.Race(no_race, ("start document",)))
    assert races.run_races(data, "none", 1).faults == ["R-0: answered [302, 302]"]
