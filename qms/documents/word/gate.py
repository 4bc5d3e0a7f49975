"""The gate: decides whether an uploaded file may come in, before any library sees it.

Source of every limit: the project's safety figures for uploads. Nothing is kept and nothing changes
here; the answer is silence or :class:`NotAccepted`.
"""

from collections.abc import Mapping

from lxml import etree

from qms.documents.word.container import END_SIGNATURE, Member, inflate, members
from qms.documents.word.contents import ContentTypes, content_types, relations
from qms.documents.word.names import CONTENT_TYPES, WORD_DOCUMENT, number
from qms.documents.word.refusals import Cause, Flaw, NotAccepted

__all__ = ["NotAccepted", "examine"]

MEGABYTE = 1024 * 1024
MOST_BYTES = 25 * MEGABYTE
MOST_INFLATED = 100 * MEGABYTE
MOST_XML = 30 * MEGABYTE
MOST_RATIO = 200
MOST_DEPTH = 200
MOST_SPAN = 63
MOST_ELEMENTS = 250_000
MOST_SIGNS = 2_500_000
"""Both over all parts: a thousand pages, read in less than twenty seconds; and no stretch of text
that the parser behind the gate (10 000 000 bytes in one) would not take."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in _ENCODINGS)
_XML_BEGINNINGS = tuple("<?xml".encode(encoding) for encoding in _ENCODINGS)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_MACRO_RELATIONS = {"vbaProject", "wordVbaData"}
_MACRO_NAMES = (b"vbaproject.bin", "_VBA_PROJECT".encode("utf-16-le").lower())


def examine(content: bytes, filename: str) -> None:
    """Return when ``content`` is a Word file (.docx) fit to be opened; else :class:`NotAccepted`.

    ``filename`` is only said back to the person: the bytes alone decide. No other exception leaves
    this function, whatever the bytes.
    """
    try:
        _examine(content)
    except Flaw as flaw:
        raise NotAccepted(flaw.cause, filename) from None


def _examine(content: bytes) -> None:
    if not content:
        raise Flaw("empty")
    if len(content) > MOST_BYTES:
        raise Flaw("too large")
    if content.startswith(_OLE):
        raise Flaw(_cause_of_ole(content))
    if not content.startswith(b"PK\x03\x04"):
        raise Flaw("damaged" if END_SIGNATURE in content[-22:] else "not word")
    found = {member.name: member for member in members(content)}
    if CONTENT_TYPES not in found:
        raise Flaw("not word")
    first = inflate(content, found[CONTENT_TYPES], _most(found[CONTENT_TYPES], MOST_XML))
    types = _read_types(first)
    _refuse_other_kinds(types)
    _look_into_all(content, found, types)


def _cause_of_ole(content: bytes) -> Cause:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "password"
    return "old word" if "WordDocument".encode("utf-16-le") in content else "not word"


def _most(member: Member, left: int) -> int:
    """How many bytes ``member`` may unpack to; past one megabyte the ratio counts too."""
    fair = max(MEGABYTE, MOST_RATIO * member.packed)
    if member.size > fair:
        raise Flaw("unsafe")
    return min(fair, left)


def _read_types(data: bytes) -> ContentTypes:
    _Watch().over(data)
    try:
        return content_types(data)
    except etree.XMLSyntaxError:
        raise Flaw("damaged") from None
    except ValueError:
        raise Flaw("unsafe") from None


def _refuse_other_kinds(types: ContentTypes) -> None:
    said = {kind.casefold() for kind in (*types.by_name.values(), *types.by_extension.values())}
    if any("macroenabled" in kind or "vbaproject" in kind for kind in said):
        raise Flaw("macro")
    if WORD_DOCUMENT not in said:
        raise Flaw("not word")


def _look_into_all(content: bytes, found: Mapping[str, Member], types: ContentTypes) -> None:
    left, watch = MOST_INFLATED, _Watch()
    starts: list[str] = []
    for name, member in found.items():
        xml = name.casefold().endswith((".xml", ".rels")) or types.of(name).endswith("xml")
        data = inflate(content, member, _most(member, min(left, MOST_XML) if xml else left))
        left -= len(data)
        _refuse_macro(name, data)
        if xml or _begins_like_xml(data):
            watch.over(data)
        if name.casefold().endswith(".rels"):
            starts += _main_parts(name, data)
    parts = {name.casefold() for name in found}
    if len(starts) != 1:
        raise Flaw("damaged" if not starts else "unsafe")
    if starts[0].casefold() not in parts:
        raise Flaw("damaged")
    if types.of(starts[0]) != WORD_DOCUMENT:
        raise Flaw("not word")


def _begins_like_xml(data: bytes) -> bool:
    head = data[:64]
    for mark in _MARKS:
        head = head.removeprefix(mark)
    return head.lstrip(b" \t\r\n\0").startswith(_XML_BEGINNINGS) or b"<!DOCTYPE" in data[:512]


def _refuse_macro(name: str, data: bytes) -> None:
    if "vbaproject" in name.casefold():
        raise Flaw("macro")
    # An embedded workbook hides its macros inside its own container.
    is_container = data.startswith((_OLE, b"PK"))
    if is_container and any(mark in data.lower() for mark in _MACRO_NAMES):
        raise Flaw("macro")


def _main_parts(name: str, data: bytes) -> list[str]:
    """The main parts a ``.rels`` file points at; only the package's own may."""
    starts = []
    for relation in relations(data, ""):
        if relation.kind in _MACRO_RELATIONS:
            raise Flaw("macro")
        if name == "_rels/.rels" and relation.kind == "officeDocument":
            if relation.external:
                raise Flaw("unsafe")
            starts.append(relation.target)
    return starts


class _Watch:
    """Follows the parser through the parts and objects as soon as a limit is passed."""

    def __init__(self) -> None:
        self.depth = self.elements = self.signs = 0

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Flaw("unsafe")
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise Flaw("too long")
        if str(tag).endswith("}gridSpan"):
            for span in map(str, attrib.values()):
                if not 0 <= number(span, otherwise=-1) <= MOST_SPAN:
                    raise Flaw("unsafe")

    def end(self, tag: str | bytes) -> None:
        self.depth -= 1

    def doctype(self, _name: str, _public: str | None, _system: str | None) -> None:
        raise Flaw("unsafe")

    def data(self, data: str | bytes) -> None:
        """Of words, only how many there are."""
        self.signs += len(data)
        if self.signs > MOST_SIGNS:
            raise Flaw("too long")

    def comment(self, text: str | bytes) -> None:
        """Comments are no concern of the gate."""

    def close(self) -> None:
        """Nothing is built."""

    def over(self, data: bytes) -> None:
        """Follow the parser through one more part."""
        if any(mark in data for mark in _DOCTYPES):
            raise Flaw("unsafe")
        parser = etree.XMLParser(
            target=self, resolve_entities=False, no_network=True, huge_tree=False
        )
        try:
            etree.fromstring(data, parser)
        except etree.XMLSyntaxError:
            raise Flaw("damaged") from None
        # An undeclared prefix is only noted here, but would stop the parser that reads the file.
        if parser.error_log.filter_from_errors():
            raise Flaw("damaged")
