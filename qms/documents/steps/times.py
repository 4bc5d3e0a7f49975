"""How long a step takes, out of its words: "0,5 ngày làm việc" is four hours.

A day is a working day of eight hours, as agencies count when they add up the steps of a procedure.
Words that name no length ("giờ hành chính", "ngay sau khi nhận", "hằng ngày") have none.
"""

import re
import unicodedata

DAY = 8
_HOURS = {"tuan": 5 * DAY, "ngay": DAY, "buoi": DAY / 2, "gio": 1, "h": 1, "phut": 1 / 60}
_WORDS_OF_ENGLISH = {"week": "tuan", "day": "ngay", "hour": "gio", "minute": "phut"}
_STROKE = {0x111: "d"}
_PARTS = {"½": "1/2", "¼": "1/4", "¾": "3/4"}
_LENGTH = re.compile(
    r"(?<![\d/.,])(?P<count>\d{1,3}\s?/\s?\d{1,2}|\d{1,4}(?:[.,]\d{1,2})?)\s*(?:working )?"
    r"(?P<unit>tuan|ngay|buoi|gio|phut|h\b|weeks?|days?|hours?|minutes?)(?!\s*\d{1,2}[/.-])"
)
_BETWEEN = re.compile(r"(?:\s|,|va|and|lam viec|working)*")


def hours(words: str) -> float | None:
    """The working hours that ``words`` name; nothing where they name no length.

    What stands in brackets only says it again; of "2 ngày 4 giờ" both count, of "từ 1 đến 2 ngày"
    the longer, and of several lengths in a sentence the first.
    """
    for sign, part in _PARTS.items():
        words = words.replace(sign, f" {part}")
    said = _plain(re.sub(r"\([^)]*\)", " ", words))
    found = _LENGTH.search(said)
    total, last = 0.0, float("inf")
    while found:
        unit = _unit(found["unit"])
        if _HOURS[unit] >= last:
            break
        total, last = total + _count(found["count"]) * _HOURS[unit], _HOURS[unit]
        after = _BETWEEN.match(said, found.end())
        found = _LENGTH.match(said, after.end() if after else found.end())
    return round(total, 2) or None


def _plain(words: str) -> str:
    """Small letters without accents, but with the signs of fractions."""
    parts = unicodedata.normalize("NFD", words.casefold().translate(_STROKE))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _unit(said: str) -> str:
    return _WORDS_OF_ENGLISH.get(said.rstrip("s"), said)


def _count(said: str) -> float:
    over, _line, under = said.replace(",", ".").partition("/")
    return float(over) / (float(under) or 1) if under else float(over)
