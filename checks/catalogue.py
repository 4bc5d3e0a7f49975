"""The sentences of the project gathered, and the English catalogue read and written.

The file is stable: sorted by sentence, without places and dates, so that a change to it is a change
of words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

from checks.finding import files
from checks.texts import MARKERS

KEYWORDS = {name: (1, 2) if name == "ngettext" else None for name in MARKERS}
TEMPLATE_OPTIONS = {"encoding": "utf-8", "silent": "false", "extensions": "jinja2.ext.do"}

HEADER = """\
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Key = str | tuple[str, str]
"""A sentence, or the one-thing and many-things forms of a counted sentence."""


@dataclass(frozen=True)
class Place:
    """Where a sentence is first said: the file below the project, the line from 1."""

    path: str
    line: int


def gather(root: Path) -> dict[Key, Place]:
    """Every sentence said in ``qms`` and ``templates`` below ``root``, with its first place."""
    gathered: dict[Key, Place] = {}
    for key, place in _said(root):
        gathered.setdefault(key, place)
    return gathered


def _said(root: Path) -> Iterator[tuple[Key, Place]]:
    for path, file in files(root, "qms/**/*.py"):
        yield from _extracted(path, extract_from_file("python", file, KEYWORDS))
    for path, file in files(root, "templates/**/*.html", "templates/**/*.txt"):
        found = extract_from_file("jinja2", file, KEYWORDS, options=TEMPLATE_OPTIONS)
        yield from _extracted(path, found)


def _extracted(
    path: str, found: Iterable[tuple[int, Any, Any, Any]]
) -> Iterator[tuple[Key, Place]]:
    for line, said, _comments, _context in found:
        yield (said if isinstance(said, str) else tuple(said)), Place(path, line)


def key_of(message: Message) -> Key:
    """The sentence of a catalogue entry, in the shape that :func:`gather` uses."""
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def english_of(message: Message) -> tuple[str, ...]:
    """The English of an entry: one form, or two for a counted sentence; each may be empty."""
    forms = (message.string,) if isinstance(message.string, str) else message.string
    return tuple(form or "" for form in forms or ())


def read(path: Path) -> list[Message]:
    """The entries of the catalogue at ``path`` without its header; none when there is no file.

    Raises :class:`babel.messages.pofile.PoFileError` when the file is not a catalogue.
    """
    if not path.exists():
        return []
    with path.open("rb") as source:
        catalogue = read_po(source, locale="en", abort_invalid=True)
    return [message for message in catalogue if message.id]


def write(path: Path, messages: Iterable[Message]) -> None:
    """Write ``messages`` to ``path``, sorted, under a header that never changes by itself."""
    catalogue = Catalog(locale="en")
    for message in messages:
        catalogue[message.id] = message
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        target.write(HEADER.encode())
        write_po(target, catalogue, omit_header=True, no_location=True, sort_output=True, width=100)
