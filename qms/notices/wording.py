"""A sentence kept for later: its Vietnamese text and its values, said when somebody reads it."""

from collections.abc import Iterable, Mapping
from typing import Any

from qms.kernel.i18n import Sentence

Kept = dict[str, Any]
"""{"text": ..., "values": {...}}; a value may be such a sentence, or a list of them."""


def kept(sentence: Sentence) -> Kept:
    """``sentence`` as JSON."""
    values = {name: _kept(value) for name, value in sentence.values.items()}
    return {"text": sentence.text, "values": values}


def told(sentence: Mapping[str, Any]) -> Sentence:
    """The sentence that was kept."""
    text, values = sentence["text"], sentence["values"].items()
    return Sentence(text, **{name: _told(value) for name, value in values})


def _kept(value: object) -> object:
    if isinstance(value, Sentence):
        return kept(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return [_kept(item) for item in value] if isinstance(value, Iterable) else str(value)


def _told(value: Any) -> object:
    if isinstance(value, dict):
        return told(value)
    return [_told(item) for item in value] if isinstance(value, list) else value
