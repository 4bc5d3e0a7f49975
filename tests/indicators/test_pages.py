"""The page of an indicator: its three levels, told by word and sign as well as by colour."""

import re
from collections.abc import Callable

from qms.indicators.catalogue import INDICATORS
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
PANEL = re.compile(r'<li class="level level-(\w+)">(.*?)</li>', re.S)


def panels(page: str) -> dict[str, str]:
    """What stands in the panel of each level."""
    return dict(PANEL.findall(page))


def test_the_page_of_an_indicator_tells_its_levels_by_word_and_sign(visit: Visit) -> None:
    found = panels(visit("linh").get("/indicators/3.10").text)
    assert list(found) == ["red", "yellow", "green"]
    for level, word in zip(INDICATORS["3.10"].levels, ("Đỏ", "Vàng", "Xanh"), strict=True):
        assert level.looks.said_in("vi") in found[level.colour]
        assert f"</svg>{word}</span>" in found[level.colour]


def test_levels_and_where_their_words_come_from_are_said_in_english_too(visit: Visit) -> None:
    linh = visit("linh")
    linh.send("/language", language="en")
    page = linh.get("/indicators/3.10").text
    for level, word in zip(INDICATORS["3.10"].levels, ("Red", "Yellow", "Green"), strict=True):
        assert level.looks.said_in("en") in panels(page)[level.colour]
        assert f"</svg>{word}</span>" in panels(page)[level.colour]
    assert "own words after a paraphrase" in page
