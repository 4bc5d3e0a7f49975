"""The one analysis of Vietnamese text, used to index and to ask.

Vietnamese writes a space between syllables, not between words, and clerks type with and without
accents. So a text becomes *syllables*, each in two forms: folded (``luu``) finds it however it was
typed, accented (``lưu``) tells apart what folds together. Pairs of neighbours stand for words.

Spellings that mean the same are brought together (source: the spelling practice of state agencies,
where all of these are found): Eth for Đ, the place of the tone (hòa, hoà), i or y (kĩ, kỹ), marks
typed in the wrong order, decomposed letters, soft hyphens inside a word.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from qms.kernel.alphabet import ETH
from qms.kernel.text import composed

VERSION = 1
"""Raised whenever the same text would give other tokens; an index of another version is rebuilt."""

LONGEST_QUESTION = 64
"""Syllables of a question that are read; what follows is left out, and the answer says so."""

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_SYLLABLE = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f{_INVISIBLE}]){{0,39}}|\d{{1,40}}")
_IN_PART = rf"[^\W_]|[\u0300-\u036f{_INVISIBLE}]"
_PART = rf"(?:{_IN_PART})++"
# A code begins where a part does: begun inside a long run of letters, each try would read it all.
_CODE = re.compile(rf"(?<!{_IN_PART}){_PART}(?:[.\-\u2010-\u2015/_]{_PART})+")
_SEPARATORS = re.compile(r"[\s.\-\u2010-\u2015\u2212/_]+")
_UNSEEN = dict.fromkeys(map(ord, _INVISIBLE))
_I_OR_Y = re.compile(r"(?:[hklmst]|qu)i|qui(?:ch|nh|p|t)")


class Token(NamedTuple):
    """One syllable or number. ``start`` and ``end`` are offsets into the text as it was given."""

    folded: str
    accented: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Terms:
    """What a text is found by: ``singles`` and ``pairs`` as (folded, accented), ``codes`` as keys.

    All are in the order of the text and repeat as the text repeats.
    """

    singles: tuple[tuple[str, str], ...]
    pairs: tuple[tuple[str, str], ...]
    codes: tuple[str, ...]


@lru_cache(maxsize=100_000)
def spell(syllable: str) -> tuple[str, str]:
    """The folded and the accented form of one syllable.

    The accented form carries its tone behind all letters (``hoà`` and ``hòa`` are one); it is a key
    to compare, not a word to show.
    """
    letters = unicodedata.normalize("NFD", syllable.translate(_UNSEEN).translate(ETH).lower())
    tone = "".join(mark for mark in letters if mark in _TONES)[:1]
    toneless = unicodedata.normalize("NFC", "".join(c for c in letters if c not in _TONES))
    if _I_OR_Y.fullmatch(toneless):
        toneless = toneless.replace("i", "y")
    plain = unicodedata.normalize("NFD", toneless).replace("đ", "d")
    folded = "".join(c for c in plain if not unicodedata.combining(c))
    return folded, toneless + tone


def fold(text: str) -> str:
    """The syllables of ``text`` without accents, one space between them."""
    return " ".join(token.folded for token in tokens(text))


def tokens(text: str) -> list[Token]:
    """Every syllable and number of ``text`` in order, with its place in it."""
    return [
        Token(*spell(found[0]), found.start(), found.end()) for found in _SYLLABLE.finditer(text)
    ]


def terms(text: str) -> Terms:
    """What ``text`` is indexed by and asked for."""
    found = tokens(text)
    return Terms(
        tuple((token.folded, token.accented) for token in found),
        tuple(pair_of(left, right) for left, right in pairwise(found)),
        tuple(codes(text)),
    )


def pair_of(left: Token, right: Token) -> tuple[str, str]:
    """Two neighbours as one term, folded and accented."""
    return f"{left.folded} {right.folded}", f"{left.accented} {right.accented}"


def codes(text: str) -> Iterator[str]:
    """Keys of the codes and decree numbers in ``text`` (QT-07/TP, 19/2014/QĐ-TTg, BM.01.01).

    A code is a run of parts without spaces, with a digit or in capitals throughout.
    """
    for found in _CODE.finditer(text):
        if any(c.isdigit() for c in found[0]) or found[0].isupper():
            yield code_key(found[0])


def code_key(text: str) -> str:
    """The canonical key of a code: ``qt -hđ – 04`` and ``QT.HĐ.04`` are both ``QT-HD-04``.

    NFC, upper case, Đ as D, every run of space, dot, dash, slash or underline as one separator.
    Two documents are the same document when their keys are equal.
    """
    whole = composed(text.translate(_UNSEEN).translate(ETH)).upper()
    return _SEPARATORS.sub("-", whole.replace("Đ", "D")).strip("-")
