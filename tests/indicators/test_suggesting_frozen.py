"""How often the right indicator is offered, measured on texts that were written before.

The cases are never changed to please ``words.json``, nor words added because a case misses them.
"""

import json
from pathlib import Path

from qms.indicators.catalogue import INDICATORS
from qms.indicators.suggesting import suggest

CASES = Path(__file__).with_name("suggestions.json")
PROMISED = 0.8
"""Share of the texts with a right indicator among the first three."""


def cases() -> list[tuple[str, set[str]]]:
    told = json.loads(CASES.read_text("utf-8"))
    return [(case["text"], set(case["indicators"])) for case in told]


def test_the_cases_name_indicators_that_there_are() -> None:
    assert cases()
    for text, right in cases():
        assert text.strip()
        assert right
        assert right <= set(INDICATORS)


def test_of_ten_texts_eight_have_a_right_indicator_among_the_first_three() -> None:
    offered = [
        (text, right, {s.indicator.number for s in suggest(text, 3)}) for text, right in cases()
    ]
    missed = [
        (text, sorted(right), sorted(three)) for text, right, three in offered if not right & three
    ]
    share = 1 - len(missed) / len(offered)
    assert share >= PROMISED, (share, missed)
