"""Each Vietnamese sentence has its English, and the English catalogue holds nothing else.

``python -m checks.translations`` looks; with ``--update`` it brings the catalogue in step with the
code: new sentences with empty English, unused ones dropped, what was translated kept.

A sentence whose English rightly equals its Vietnamese carries the comment ``#. same``.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message

from checks.catalogue import Key, english_of, gather, key_of, read, write
from checks.finding import ROOT, Finding, report

CATALOGUE = "qms/translations/en.po"
SAME = "same"
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|%%|(%.?)")


def findings(root: Path) -> list[Finding]:
    """Sentences without good English, and English without a sentence."""
    said = gather(root)
    written = {key_of(message): message for message in read(root / CATALOGUE)}
    found = [
        Finding(place.path, place.line, f'"{_shown(key)}" is missing from {CATALOGUE}')
        for key, place in said.items()
        if key not in written
    ]
    for key, message in written.items():
        complaints = _complaints(message) if key in said else iter(["is said nowhere"])
        found += [
            Finding(CATALOGUE, message.lineno or 1, f'"{_shown(key)}" {complaint}')
            for complaint in complaints
        ]
    return found


def _complaints(message: Message) -> Iterator[str]:
    """What is wrong with the English of one entry."""
    english = english_of(message)
    vietnamese = (message.id,) if isinstance(message.id, str) else tuple(message.id)
    if "fuzzy" in message.flags:
        yield "is marked fuzzy: make sure of the English and take the mark away"
    if len(english) < len(vietnamese) or not all(english):
        yield "has no English"
        return
    if english == vietnamese and SAME not in message.auto_comments:
        yield 'has the same words in English: translate it, or add the comment "#. same"'
    if any(_differ(*pair) for pair in zip(vietnamese, english, strict=False)):
        yield "has other placeholders in English"


def _differ(vietnamese: str, english: str) -> bool:
    """Whether filling in the values would leave one out, or fail."""
    asked = {name for name, _stray in PLACEHOLDER.findall(vietnamese) if name}
    given = {name for name, _stray in PLACEHOLDER.findall(english) if name}
    stray = any(stray for _name, stray in PLACEHOLDER.findall(english))
    return asked != given or (stray and bool(asked))


def _shown(key: Key) -> str:
    return key if isinstance(key, str) else key[0]


def update(root: Path) -> None:
    """Bring the catalogue in step with what the code says now."""
    written = {key_of(message): message for message in read(root / CATALOGUE)}
    write(root / CATALOGUE, (written.get(key) or Message(key) for key in gather(root)))


def main(arguments: list[str]) -> int:
    """Look, or with ``--update`` mend first what needs no translator."""
    if arguments == ["--update"]:
        update(ROOT)
        return 0
    if arguments:
        print("usage: python -m checks.translations [--update]", file=sys.stderr)
        return 2
    return report(findings(ROOT))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
