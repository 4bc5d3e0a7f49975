"""The phrases by which people speak of the indicators, read from ``words.json`` and looked up.

A phrase is compared syllable by syllable in the forms of ``textindex.analysis``. A slip of the hand
in a long phrase is forgiven where it cannot be another word.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from qms.indicators.catalogue import INDICATORS
from qms.textindex.analysis import Token, tokens

FILE = Path(__file__).parent / "words.json"

MOST_SYLLABLES_COUNTED = 4
LETTERS_TO_FORGIVE = 8
"""A phrase of so many letters is known again with one letter wrong."""
SYLLABLES_TO_FORGIVE = 3
"""A phrase of so many syllables is known again with the accents of one wrong."""
LETTERS_ALONE = 5
"""Where nobody typed accents, a shorter syllable is too many words (``voi`` may be ``với``)."""
_SLIP = ""


@dataclass(frozen=True, eq=False)
class Phrase:
    """A phrase in both forms, and ``points``: what it is worth for the indicators it speaks of."""

    text: str
    folded: tuple[str, ...]
    accented: tuple[str, ...]
    points: Mapping[str, float]

    @property
    def is_abbreviation(self) -> bool:
        """Written in capitals throughout, as ``TTHC``."""
        return self.text.isupper()

    @property
    def letters(self) -> int:
        """How many letters it has."""
        return sum(map(len, self.folded))

    def wrong_accents(self, typed: Sequence[Token]) -> int:
        """In how many places ``typed``, the same without accents, has others than the phrase.

        The Đ of an abbreviation is as often typed D.
        """
        pairs = zip(typed, self.accented, strict=True)
        wrong = [token for token, meant in pairs if token.accented != meant]
        if self.is_abbreviation:
            wrong = [token for token in wrong if token.accented != token.folded]
        return len(wrong)


class Phrasebook:
    """All phrases, found by what was typed. ``longest`` is in syllables."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self._phrases: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
        self._with_slip: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
        for phrase in phrases:
            self._phrases[phrase.folded].append(phrase)
            if phrase.letters >= LETTERS_TO_FORGIVE:
                for place in range(len(phrase.folded)):
                    self._with_slip[_without(phrase.folded, place)].append(phrase)
        self.syllables = frozenset(part for folded in self._phrases for part in folded)
        self.longest = max(map(len, self._phrases), default=0)
        self._beginnings = {(folded[0], len(folded)) for folded in self._phrases}

    def may_begin(self, syllable: str, length: int) -> bool:
        """Whether a phrase of ``length`` may begin so, rightly or by a slip: a quick look ahead."""
        return (syllable, length) in self._beginnings or syllable not in self.syllables

    def find(self, typed: Sequence[Token], *, bare: bool) -> list[Phrase]:
        """The phrases that ``typed`` is; ``bare`` when it was typed where nobody typed accents."""
        folded = tuple([token.folded for token in typed])
        same = self._phrases.get(folded)
        if same:
            return _best(same, typed, bare=bare)
        strange = [i for i, part in enumerate(folded) if part not in self.syllables]
        return self._mistyped(typed, strange[0], bare=bare) if len(strange) == 1 else []

    def _mistyped(self, typed: Sequence[Token], place: int, *, bare: bool) -> list[Phrase]:
        """Phrases of which ``typed`` is a slip at ``place``, where it is no word known here."""
        key = _without([token.folded for token in typed], place)
        return [
            phrase
            for phrase in self._with_slip.get(key, ())
            if one_slip(typed[place].folded, phrase.folded[place])
            and (bare or phrase.wrong_accents(typed) <= 1)
        ]


def _best(same: Sequence[Phrase], typed: Sequence[Token], *, bare: bool) -> list[Phrase]:
    """Which of the phrases that are the ``same`` without accents are meant."""
    if bare and len(typed) > 1:
        return list(same)
    exact = [phrase for phrase in same if not phrase.wrong_accents(typed)]
    if bare:
        return [p for p in exact if p.is_abbreviation or p.letters >= LETTERS_ALONE]
    if exact or len(typed) < SYLLABLES_TO_FORGIVE:
        return exact
    return [
        phrase
        for phrase in same
        if phrase.letters >= LETTERS_TO_FORGIVE and phrase.wrong_accents(typed) == 1
    ]


def _without(folded: Sequence[str], place: int) -> tuple[str, ...]:
    return (*folded[:place], _SLIP, *folded[place + 1 :])


def one_slip(typed: str, meant: str) -> bool:
    """Whether ``typed`` has one letter other, more or less than ``meant``, or two changed about."""
    if not typed.isalpha() or not meant.isalpha() or abs(len(typed) - len(meant)) > 1:
        return False
    same = next((i for i, (a, b) in enumerate(zip(typed, meant, strict=False)) if a != b), None)
    if same is None:
        return len(typed) != len(meant)
    rest, wanted = typed[same:], meant[same:]
    turned = rest[:2] == wanted[1::-1] and rest[2:] == wanted[2:]
    return turned or wanted[1:] in (rest, rest[1:]) or rest[1:] == wanted


def _size(text: str) -> float:
    """What the length of a phrase makes of it: 1 for a syllable, 2.5 for four or more.

    Each letter of an abbreviation stands for a syllable.
    """
    syllables = sum(len(part) if part.isupper() else 1 for part in text.split())
    return 1 + (min(syllables, MOST_SYLLABLES_COUNTED) - 1) / 2


def phrase_of(text: str, weights: Mapping[str, int]) -> Phrase:
    """``text`` with its points: weight by length by rarity among the indicators (idf)."""
    found = tokens(text)
    rarity = 1 - math.log(max(len(weights), 1)) / math.log(len(INDICATORS))
    worth = _size(text) * rarity
    return Phrase(
        text,
        tuple(token.folded for token in found),
        tuple(token.accented for token in found),
        MappingProxyType({number: weight * worth for number, weight in weights.items()}),
    )


def written() -> dict[str, dict[str, int]]:
    """What ``words.json`` holds: for each phrase the weight it has for each indicator.

    A silent phrase has none: it is there so that no part of it is read for another.
    """
    told: dict[str, Any] = json.loads(FILE.read_text("utf-8"))
    weights: dict[str, dict[str, int]] = {phrase: {} for phrase in told["silent"]}
    for number, groups in told["indicators"].items():
        for weight, phrases in groups.items():
            for phrase in phrases:
                weights.setdefault(phrase, {})[number] = int(weight)
    return weights


@cache
def phrasebook() -> Phrasebook:
    """The phrases of ``words.json``, read at the first question."""
    return Phrasebook(phrase_of(text, weights) for text, weights in written().items())
