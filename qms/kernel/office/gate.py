"""What every office file is asked before any library sees it.

Source of every limit: the project's safety figures for uploads. Nothing is kept and nothing changes
here; the answer is silence or :class:`Flaw`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from qms.kernel.office.container import END_SIGNATURE, Member, inflate, members
from qms.kernel.office.contents import ContentTypes, content_types, relations
from qms.kernel.office.flaws import Cause, Flaw
from qms.kernel.office.xml import CONTENT_TYPES, number

MEGABYTE = 1024 * 1024
MOST_INFLATED = 100 * MEGABYTE
MOST_XML = 30 * MEGABYTE
MOST_RATIO = 200
MOST_DEPTH = 200
MOST_SPAN = 63

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in _ENCODINGS)
_XML_BEGINNINGS = tuple("<?xml".encode(encoding) for encoding in _ENCODINGS)
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
_MACRO_RELATIONS: Mapping[str, Cause] = {"vbaProject": "macro", "wordVbaData": "macro"}
_MACRO_NAMES = (b"vbaproject.bin", "_VBA_PROJECT".encode("utf-16-le").lower())
_HARMLESS_LINK = "hyperlink"


@dataclass(frozen=True)
class Wanted:
    """The one kind of office file that a gate lets in.

    ``main`` is the content type of its main part; ``refused`` are kinds of relations that keep it
    out; with ``alone`` nothing in it may be fetched from elsewhere when it is opened. At most
    ``most_elements`` and ``most_signs`` are read over all its parts.
    """

    main: str
    most_bytes: int
    most_elements: int
    most_signs: int
    refused: Mapping[str, Cause] = field(default_factory=dict)
    alone: bool = False


def examine(content: bytes, wanted: Wanted) -> None:
    """Return when ``content`` is the kind of file that is ``wanted``; else :class:`Flaw`.

    The bytes alone decide. No other exception leaves this function, whatever the bytes.
    """
    if not content:
        raise Flaw("empty")
    if len(content) > wanted.most_bytes:
        raise Flaw("too large")
    if content.startswith(_OLE):
        raise Flaw(_cause_of_ole(content))
    if not content.startswith(b"PK\x03\x04"):
        raise Flaw("damaged" if END_SIGNATURE in content[-22:] else "other kind")
    found = {member.name: member for member in members(content)}
    if CONTENT_TYPES not in found:
        raise Flaw("other kind")
    first = inflate(content, found[CONTENT_TYPES], _most(found[CONTENT_TYPES], MOST_XML))
    types = _read_types(first, wanted)
    _refuse_other_kinds(types, wanted)
    _look_into_all(content, found, types, wanted)


def _cause_of_ole(content: bytes) -> Cause:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return "password"
    if "WordDocument".encode("utf-16-le") in content:
        return "old word"
    return "old workbook" if "Workbook".encode("utf-16-le") in content else "other kind"


def _most(member: Member, left: int) -> int:
    """How many bytes ``member`` may unpack to; past one megabyte the ratio counts too."""
    fair = max(MEGABYTE, MOST_RATIO * member.packed)
    if member.size > fair:
        raise Flaw("unsafe")
    return min(fair, left)


def _read_types(data: bytes, wanted: Wanted) -> ContentTypes:
    _Watch(wanted).over(data)
    try:
        return content_types(data)
    except etree.XMLSyntaxError:
        raise Flaw("damaged") from None
    except ValueError:
        raise Flaw("unsafe") from None


def _refuse_other_kinds(types: ContentTypes, wanted: Wanted) -> None:
    said = {kind.casefold() for kind in (*types.by_name.values(), *types.by_extension.values())}
    if any("macro" in kind or "vbaproject" in kind for kind in said):
        raise Flaw("macro")
    if wanted.main not in said:
        raise Flaw("other kind")


def _look_into_all(
    content: bytes, found: Mapping[str, Member], types: ContentTypes, wanted: Wanted
) -> None:
    left, watch = MOST_INFLATED, _Watch(wanted)
    starts: list[str] = []
    for name, member in found.items():
        xml = name.casefold().endswith((".xml", ".rels")) or types.of(name).endswith("xml")
        data = inflate(content, member, _most(member, min(left, MOST_XML) if xml else left))
        left -= len(data)
        _refuse_macro(name, data)
        if xml or _begins_like_xml(data):
            watch.over(data)
        if name.casefold().endswith(".rels"):
            starts += _main_parts(name, data, wanted)
    parts = {name.casefold() for name in found}
    if len(starts) != 1:
        raise Flaw("damaged" if not starts else "unsafe")
    if starts[0].casefold() not in parts:
        raise Flaw("damaged")
    if types.of(starts[0]) != wanted.main:
        raise Flaw("other kind")


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


def _main_parts(name: str, data: bytes, wanted: Wanted) -> list[str]:
    """The main parts a ``.rels`` file points at; only the package's own may."""
    starts = []
    for relation in relations(data, ""):
        if cause := _MACRO_RELATIONS.get(relation.kind) or wanted.refused.get(relation.kind):
            raise Flaw(cause)
        if wanted.alone and relation.external and relation.kind != _HARMLESS_LINK:
            raise Flaw("links")
        if name == "_rels/.rels" and relation.kind == "officeDocument":
            if relation.external:
                raise Flaw("unsafe")
            starts.append(relation.target)
    return starts


class _Watch:
    """Follows the parser through the parts and objects as soon as a limit is passed."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.depth = self.elements = self.signs = 0

    def start(self, tag: str | bytes, attrib: Mapping[str | bytes, str | bytes]) -> None:
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Flaw("unsafe")
        self.elements += 1
        if self.elements > self.wanted.most_elements:
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
        if self.signs > self.wanted.most_signs:
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
