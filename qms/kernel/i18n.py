"""Sentences in two languages. Vietnamese is the source; English stands in ``translations/en.po``.

Rules and verbs answer with a :class:`Sentence`; only a page turns it into words, in the language of
the person who reads. The catalogue is read when the program starts, so there is no compiled file to
forget.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations

LANGUAGES = ("vi", "en")
SOURCE_LANGUAGE = "vi"
CATALOGUES = Path(__file__).parent.parent / "translations"


class Sentence:
    """A sentence fit for a person, kept as its Vietnamese text and the values that fill it.

    A value may itself be a sentence or a list of them; it is said in the same language.
    """

    __slots__ = ("text", "values")

    def __init__(self, text: str, **values: object) -> None:
        self.text = text
        self.values: Mapping[str, object] = values

    def said_in(self, language: str) -> str:
        """The words in ``language`` ("vi" or "en")."""
        words = catalogue(language).gettext(self.text)
        if not self.values:
            return words
        return words % {name: _said(value, language) for name, value in self.values.items()}

    def __str__(self) -> str:
        return self.said_in(SOURCE_LANGUAGE)

    def __repr__(self) -> str:
        return f"Sentence({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash(self.text)


class Name(Sentence):
    """Words that bring their own English: a name is data and stands in no other catalogue."""

    __slots__ = ("english",)

    def __init__(self, vietnamese: str, english: str) -> None:
        super().__init__(vietnamese)
        self.english = english

    @classmethod
    def of(cls, told: Mapping[str, str]) -> "Name":
        """What a file of data tells as ``{"vi": ..., "en": ...}``."""
        return cls(told["vi"], told["en"])

    def numbered(self, number: str) -> "Name":
        """Number and name, as in a list to choose from."""
        return Name(f"{number} {self.text}", f"{number} {self.english}")

    def said_in(self, language: str) -> str:
        """The words in ``language`` ("vi" or "en")."""
        return self.text if language == SOURCE_LANGUAGE else self.english


def _said(value: object, language: str) -> object:
    if isinstance(value, Sentence):
        return value.said_in(language)
    if isinstance(value, Iterable) and not isinstance(value, str):
        return ", ".join(str(_said(item, language)) for item in value)
    return value


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into ``language``; the source language translates to itself."""
    path = CATALOGUES / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return NullTranslations()
    with path.open("rb") as source:
        entries = read_po(source, locale=language)
    compiled = BytesIO()
    write_mo(compiled, entries)
    compiled.seek(0)
    return Translations(fp=compiled)


def msg(text: str) -> str:
    """Mark ``text`` for translation where it is written; it is looked up where it is shown."""
    return text
