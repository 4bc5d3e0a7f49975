"""One key for every spelling of the number or the name of a law.

Sources: Nghị định 30/2020/NĐ-CP, annex I and VI (how numbers and symbols are written), and the
spellings found in real procedures: Eth for Đ, dashes of every length, zeros before a number, no
dash in NĐCP, no year where the day of signing gives it.
"""

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from qms.kernel.text import composed

TYPES = {
    "ND": "decree",
    "TT": "circular",
    "TTLT": "circular",
    "NQ": "resolution",
    "NQLT": "resolution",
    "QD": "decision",
    "CT": "directive",
    "PL": "ordinance",
    "VBHN": "consolidation",
}
WORDS = {
    "hien phap": "law",
    "bo luat": "law",
    "luat": "law",
    "phap lenh": "ordinance",
    "nghi quyet": "resolution",
    "nghi dinh": "decree",
    "quyet dinh": "decision",
    "chi thi": "directive",
    "thong tu": "circular",
    "van ban hop nhat": "consolidation",
    "quy dinh": "other",
}
SHORT = {"nghi dinh": "ND", "thong tu": "TT", "quyet dinh": "QD", "nghi quyet": "NQ"}
YEAR = r"(?:19|20)\d\d"
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_APART = re.compile(r"[\s.,:;/_()\-]+")
_ZEROS = re.compile(r"(?<![^-])0+(?=\d)")
_YEARLESS = re.compile(r"\d+-(?:[A-Z]\w*)(?:-[A-Z]\w*)+")
_NUMBERED = re.compile(rf"(\d+-{YEAR})-(TT|QD|NQ)-.+")
_STANDARD = re.compile(rf"((?:TCVN|QCVN|ISO).*?)-{YEAR}(?:-\w+)?")


class _Plain(dict[int, str]):
    """Every sign as one plain sign: letters without accents, one kind of dash, of white space."""

    def __missing__(self, sign: int) -> str:
        letter = unicodedata.normalize("NFD", chr(sign))[0]
        plain = {"\u00d0": "D", "\u0110": "D", "\u0189": "D"}.get(letter, letter)
        plain = {"\u00f0": "d", "\u0111": "d", "\u0256": "d"}.get(plain, plain)
        plain = "-" if plain in _DASHES else " " if plain.isspace() else plain
        self[sign] = plain
        return plain


_PLAIN = _Plain()


def tidy(text: str) -> str:
    """``text`` composed, without signs that nobody sees."""
    return composed(text.translate(_INVISIBLE))


def plain(text: str) -> str:
    """Tidy ``text`` without accents, sign for sign: what stands at a place stays there."""
    return text.translate(_PLAIN)


@lru_cache(maxsize=4_096)
def number_key(number: str, signed_on: date | None = None) -> str:
    """The canonical key of a number; where it has no year, the year of signing completes it.

    ``30/2020/NĐ-CP`` and ``30 / 2020 / NÐCP`` are ``30-2020-ND-CP``. Decisions of one year are
    numbered anew the next, so ``985/QĐ-TTg`` of 2018 is ``985-QD-TTG-2018``.
    """
    key = _APART.sub("-", plain(tidy(number)).upper()).strip("-")
    key = _ZEROS.sub("", key).replace("-NDCP", "-ND-CP")
    if signed_on and _YEARLESS.fullmatch(key):
        return f"{key}-{signed_on.year}"
    return key


def name_key(name: str, year: int | str = "") -> str:
    """The key of a law that is cited by its name: ``LUAT-HO-TICH-2014``, or without the year."""
    return number_key(f"{name} {year}")


def other_keys(kind: str, number: str, name: str, signed_on: date | None) -> set[str]:
    """Under which keys, beside that of its number, people cite a document."""
    key = number_key(number, signed_on)
    found = {number_key(number)}
    if kind in ("law", "ordinance") and WORDS.get(_first_words(name)) == kind:
        found |= {name_key(name)} | ({name_key(name, signed_on.year)} if signed_on else set())
    if numbered := _NUMBERED.fullmatch(key):
        found.add(f"{numbered[1]}-{numbered[2]}")
    if standard := _STANDARD.fullmatch(key):
        found |= {standard[1], *_of_iso((key, standard[1]))}
    return {other for other in found if other} - {key}


def _of_iso(keys: Iterable[str]) -> set[str]:
    """A standard that Viet Nam took over from ISO is cited by its number at ISO too."""
    return {key.removeprefix("TCVN-") for key in keys if key.startswith("TCVN-ISO-")}


def _first_words(name: str) -> str:
    said = plain(tidy(name)).lower()
    return next((words for words in WORDS if said.startswith(f"{words} ")), "")
