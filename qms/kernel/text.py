"""Text as people send it: composed, without signs that nobody sees, in linear time."""

import re
import unicodedata
from collections.abc import Iterable

_STRETCH = re.compile(r".{1,300}(?!\S)|.{1,300}", re.DOTALL)
_UNSEEN = ("Cc", "Cf", "Cs")


def composed(text: str) -> str:
    """``text`` in NFC; only within 300 signs without white space may a letter stay apart.

    ``unicodedata.normalize`` sorts a run of accents by insertion: a million accents in a row would
    hold the whole program for hours. So the text is composed in stretches, parted before white
    space where there is any, for nothing composes across it.
    """
    if text.isascii():
        return text
    return "".join(unicodedata.normalize("NFC", found[0]) for found in _STRETCH.finditer(text))


def seen(text: str) -> str:
    """``text`` without control and format signs, but with its lines and tabs.

    A sign that turns the direction of writing would show a name, a code or a title as another.
    """
    kept = (c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNSEEN)
    return "".join(kept)


def whole_number(sent: object, otherwise: int = 0, *, digits: int = 7) -> int:
    """The whole number that was ``sent``; ``otherwise`` where it is none or has more ``digits``."""
    said = str(sent)
    return int(said) if said.isdecimal() and len(said) <= digits else otherwise


def shortened(words: str, most: int = 140) -> str:
    """``words`` on one line, as a list names something; what is left out is marked by "…"."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[:most].rstrip()}…"


def slip_number(words: str) -> tuple[int, int] | None:
    """Serial and year of a slip as it is typed, 3/2026 or 03/2026/HĐKP; nothing for other words."""
    serial, year = (whole_number(part.strip(), -1) for part in f"{words}/".split("/")[:2])
    return (serial, year) if serial >= 0 and year >= 0 else None


def row_number(sent: object) -> int:
    """The number of a row as it was sent; one that no row has where it is none."""
    return whole_number(sent, -1, digits=9)


def row_numbers(sent: Iterable[str]) -> list[int]:
    """The numbers of rows among what was sent; what is none is left out."""
    return [number for number in map(row_number, sent) if number >= 0]
