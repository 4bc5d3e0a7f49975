"""Nothing acknowledged is lost when the process dies; ``make bench NAME=kills`` does 200."""

import sqlite3
from pathlib import Path

from tests.kills import faults, kill_many

SHORT = 20


def test_a_killed_process_loses_nothing_and_leaves_nothing_half_done(data: Path) -> None:
    report = kill_many(data, SHORT, seed=1)
    assert report.faults == []
    assert report.acknowledged > SHORT, "the processes were killed before they did anything"


def test_the_check_after_a_kill_sees_a_lost_change(data: Path) -> None:
    """The check itself can fail: an acknowledgement without its change is named."""
    notes = data / "acknowledged"
    notes.write_text("QT-77|1|approved\n")
    assert faults(data, notes) == ["lost: QT-77|1|approved"]


def test_the_check_after_a_kill_sees_a_broken_trail(data: Path) -> None:
    with sqlite3.connect(data / "qms.sqlite") as raw:
        raw.execute("DROP TRIGGER trail_line_is_kept")
        raw.execute("UPDATE trail_line SET reason = 'khác' WHERE id = 3")
    raw.close()
    assert faults(data, data / "nothing") == ["the trail is broken"]
