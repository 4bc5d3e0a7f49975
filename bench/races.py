"""Does exactly one win when two people act at once? Each race 300 times, through the pages."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import Figure
from tests.contests import RACES
from tests.installing import found_in
from tests.races import run_races

TIMES = 300


def run() -> Iterator[Figure]:
    """Race, look, count; a long run tells each race as it ends."""
    for name in RACES:
        yield from _race(name)


def _race(name: str) -> list[Figure]:
    with TemporaryDirectory() as folder:
        data = Path(folder, "data")
        found_in(data)
        report = run_races(data, name, TIMES)
    for fault in report.faults:
        print(f"races: {name}: {fault}")
    first, second = report.wins
    return [
        Figure(f"{name}, faults", len(report.faults), "", target=0, more_is_better=False),
        Figure(f"{name}, won by the first ({second} by the second)", first, "", target=1),
    ]
