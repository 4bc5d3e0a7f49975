"""Is anything lost when the process dies? 200 kills at random moments of submit, sign, publish."""

from pathlib import Path
from tempfile import TemporaryDirectory

from bench import Figure
from tests.installing import found_in
from tests.kills import kill_many

KILLS = 200


def run() -> list[Figure]:
    """Kill, look, count."""
    with TemporaryDirectory() as folder:
        data = Path(folder, "data")
        found_in(data)
        report = kill_many(data, KILLS, seed=2)
    for fault in report.faults:
        print(f"kills: {fault}")
    return [
        Figure("faults found", len(report.faults), "", target=0, more_is_better=False),
        Figure("processes killed", report.kills, "", target=KILLS),
        Figure("changes acknowledged before", report.acknowledged, "", target=5 * KILLS),
    ]
