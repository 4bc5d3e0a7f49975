"""A PDF looked into: how many pages it has, and that nothing in it runs or hides.

The bytes are only read: a digital signature would not outlive the smallest change.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import Any

import pypdf.filters
import pypdf.xmp  # noqa: F401 - as above
from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from qms.attachments.kinds import MOST_PAGES
from qms.attachments.refusals import Flaw

MOST_OBJECTS = 2_000_000
TAIL = 1024
"""Within so many bytes from its end a PDF says that it is whole (ISO 32000-1, annex H)."""

_RUNNING_KEYS = {"/JS", "/JavaScript", "/XFA", "/RichMediaContent"}
_RUNNING_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/ImportData",
    "/SubmitForm",
    "/GoToE",
    "/GoToR",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
}
_RUNNING_NOTES = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
_HIDING_KEYS = {"/EmbeddedFiles", "/EF"}
_TELLING = re.compile(rb"/(JavaScript|Launch|RichMedia|EmbeddedFiles?)(?=[\s/<>\[\]()%]|$)")
_WRITTEN_OTHERWISE = re.compile(rb"#([0-9A-Fa-f]{2})")


def pages(content: bytes) -> int:
    """How many pages a sound and quiet PDF has; raises :class:`Flaw`."""
    if b"%%EOF" not in content[-TAIL:]:
        raise Flaw("damaged")
    _refuse_what_is_told(content)
    try:
        found = _pages(content)
    except Flaw:
        raise
    except (MemoryError, RecursionError):
        raise Flaw("unsafe") from None
    except Exception:  # noqa: BLE001 - the library raises whatever a broken file leads it to
        raise Flaw("damaged") from None
    if found > MOST_PAGES:
        raise Flaw("too many pages")
    if not found:
        raise Flaw("damaged")
    return found


def _refuse_what_is_told(content: bytes) -> None:
    """Another program may find objects that this one does not: look for long names anywhere."""
    plain = _WRITTEN_OTHERWISE.sub(lambda found: bytes([int(found[1], 16)]), content)
    for found in _TELLING.finditer(plain):
        raise Flaw("embedded" if found[1].startswith(b"Embedded") else "active")


def _pages(content: bytes) -> int:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted:
        raise Flaw("password")
    found = 0
    for dictionary in _dictionaries(reader):
        _refuse(dictionary)
        found += dictionary.get("/Type") == "/Page"
    return max(found, 1) if len(reader.pages) else 0


def _dictionaries(reader: PdfReader) -> Iterator[DictionaryObject]:
    """Every dictionary: those that the file leads to, and those that it only holds."""
    known: set[tuple[int, int]] = set()
    waiting: list[Any] = [reader.trailer, *_held(reader)]
    for _count in range(MOST_OBJECTS):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, IndirectObject):
            place = (value.idnum, value.generation)
            if place not in known:
                known.add(place)
                with suppress(ValueError, KeyError, TypeError, AttributeError):
                    waiting.append(value.get_object())
        elif isinstance(value, DictionaryObject):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, ArrayObject):
            waiting.extend(value)
    raise Flaw("unsafe")


def _held(reader: PdfReader) -> Iterator[IndirectObject]:
    for generation, places in reader.xref.items():
        yield from (IndirectObject(number, generation, reader) for number in places)
    yield from (IndirectObject(number, 0, reader) for number in reader.xref_objStm)


def _refuse(dictionary: DictionaryObject) -> None:
    keys = dictionary.keys()
    if keys & _HIDING_KEYS or dictionary.get("/Type") == "/EmbeddedFile":
        raise Flaw("embedded")
    if dictionary.get("/Subtype") == "/FileAttachment":
        raise Flaw("embedded")
    if keys & _RUNNING_KEYS or str(dictionary.get("/S")) in _RUNNING_ACTIONS:
        raise Flaw("active")
    if str(dictionary.get("/Subtype")) in _RUNNING_NOTES:
        raise Flaw("active")
