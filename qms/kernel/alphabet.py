"""The order in which Vietnamese lists stand: letters first, then tones, numbers by their size.

Letters as schools and dictionaries give them (a ă â b c d đ e ê ...; f, j, w, z in their Latin
places), tones in the order level, huyền, hỏi, ngã, sắc, nặng.
"""

import re
import unicodedata
from functools import lru_cache

from qms.kernel.text import composed

_ORDER = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANKS = {letter: rank for rank, letter in enumerate(_ORDER)}
_TONES = {tone: rank for rank, tone in enumerate("\u0300\u0309\u0303\u0301\u0323", start=1)}
ETH = str.maketrans("\u00d0\u0189\u00f0\u0256", "ĐĐđđ")
"""Letters of other languages that look like Đ, and are typed for it."""
_PIECE = re.compile(r"(?P<number>\d+)|(?P<letter>[^\W\d_])|(?P<other>[\W_]+)")

Key = tuple[tuple[tuple[int | str, ...], ...], tuple[int, ...], str]


@lru_cache(maxsize=32_768)
def sort_key(text: str) -> Key:
    """What ``text`` is compared by: its letters and numbers, then its tones, then itself.

    Only equal texts have equal keys. ``QT-2`` stands before ``QT-10``, ``da`` before ``đa``,
    ``hoa`` before ``hòa``, and both before ``hoan``.
    """
    places: list[tuple[int | str, ...]] = []
    tones: list[int] = []
    for piece in _PIECE.finditer(composed(text).translate(ETH).lower()):
        if number := piece["number"]:
            digits = number.lstrip("0")
            places.append((1, len(digits), digits))
        elif letter := piece["letter"]:
            place, tone = _placed(letter)
            places.append(place)
            tones.append(tone)
        elif places:
            places.append((0,))
    return tuple(places), tuple(tones), text


@lru_cache(maxsize=1_024)
def _placed(letter: str) -> tuple[tuple[int | str, ...], int]:
    parts = unicodedata.normalize("NFD", letter)
    tone = next((_TONES[mark] for mark in parts if mark in _TONES), 0)
    plain = unicodedata.normalize("NFC", "".join(mark for mark in parts if mark not in _TONES))
    rank = _RANKS.get(plain)
    return ((3, plain) if rank is None else (2, rank)), tone


def name_key(name: str) -> tuple[Key, Key]:
    """What a person's name is compared by: the given name, which stands last, then the whole."""
    return sort_key(name.split()[-1] if name.split() else ""), sort_key(name)
