"""Files that must be turned away at the gate; HOSTILE gives each with the cause to expect."""

import struct
from collections.abc import Callable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from qms.documents.word.refusals import Cause
from tests.documents.word import parts as b

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_MACRO_MAIN = "application/vnd.ms-word.document.macroEnabled.main+xml"
_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"


def with_part(name: str, content: str | bytes) -> bytes:
    """A sound file with one part added or replaced."""
    return b.package({**b.parts_of(), name: content})


def with_entry(name: str, content: bytes = b"x", attributes: int = 0) -> bytes:
    """A sound file with one member whose name zipfile writes as it is."""
    made = BytesIO(b.word_file())
    with ZipFile(made, "a") as target:
        entry = ZipInfo("placeholder")
        entry.filename = name
        entry.external_attr = attributes
        target.writestr(entry, content)
    return made.getvalue()


def with_duplicate() -> bytes:
    return with_entry("word/DOCUMENT.xml", b"<a/>")


def with_flag(flag: int) -> bytes:
    """A sound file whose first member bears ``flag``, in both places."""
    content = bytearray(b.word_file())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(signature) + offset
        content[at] |= flag
    return bytes(content)


def with_method(method: int) -> bytes:
    content = bytearray(b.word_file())
    for signature, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", method)
    return bytes(content)


def with_overlap() -> bytes:
    """Two directory entries for the same stored bytes, under two names of one length."""
    parts = {**b.parts_of(), "word/one.xml": "<a/>", "word/two.xml": "<a/>"}
    content = bytearray(b.package(parts))
    first, second = content.index(b"word/one.xml"), content.index(b"word/two.xml")
    entry = content.rindex(b"word/two.xml")
    # The second local header is claimed to lie where the first one lies.
    content[first : first + 12] = content[second : second + 12]
    content[entry - 4 : entry] = struct.pack("<L", first - 30)
    other = content.rindex(b"word/one.xml")
    content[other : other + 12] = b"word/two.xmL"
    return bytes(content)


def with_second_end() -> bytes:
    """Two end records: a lenient reader may take either directory."""
    content = b.word_file()
    end = content.rindex(b"PK\x05\x06")
    return content[:end] + content[end:] + content[end:]


def with_end_in_comment() -> bytes:
    content = b.word_file()
    end = content.rindex(b"PK\x05\x06")
    return content[: len(content) - 2] + struct.pack("<H", 22) + content[end : end + 22]


def with_wrong_size() -> bytes:
    """The size of a member is understated in both places, so that a reader allots too little."""
    content = bytearray(b.word_file())
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = content.index(signature) + offset
        content[at : at + 4] = struct.pack("<L", 10)
    return bytes(content)


def large_xml() -> bytes:
    """An honest ratio, but one XML part over its limit."""
    noise = b"".join(
        struct.pack(">Q", n * 0x9E3779B97F4A7C15 % 2**64).hex().encode() for n in range(50_000)
    )
    return with_part("word/big.xml", b"<a>" + noise * 40 + b"</a>")


def over_the_total() -> bytes:
    """Many members, each within its own limits, too much together."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as target:
        for name, content in b.parts_of().items():
            target.writestr(name, content)
        for place in range(104):
            target.writestr(f"word/media/{place}.bin", bytes(1024 * 1024))
    return made.getvalue()


def too_many_members() -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as target:
        for name, content in b.parts_of().items():
            target.writestr(name, content)
        for place in range(1001):
            target.writestr(f"word/media/{place}", "")
    return made.getvalue()


def deep(levels: int) -> bytes:
    return b.word_file("<w:sdt>" * levels + "</w:sdt>" * levels)


def spanning(columns: str) -> bytes:
    cell = f'<w:tc><w:tcPr><w:gridSpan w:val="{columns}"/></w:tcPr><w:p/></w:tc>'
    return b.word_file(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>")


def with_relation(kind: str, target: str) -> bytes:
    parts = b.parts_of()
    inner = f'<Relationship Id="v" Type="{kind}" Target="{target}"/>'
    parts["word/_rels/document.xml.rels"] = b.relations_part(inner)
    return b.package(parts)


_ENTITY = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>'
_LAUGHS = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;&x;">]><a>&y;</a>'
_MACRO_KIND = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"

HOSTILE: dict[str, tuple[Callable[[], bytes], Cause]] = {
    "empty": (lambda: b"", "empty"),
    "over 25 MB": (lambda: b"PK\x03\x04" + bytes(25 * 1024 * 1024), "too large"),
    "text": (lambda: "Ủy ban nhân dân".encode(), "not word"),
    "PDF": (lambda: b"%PDF-1.7\n" + bytes(100), "not word"),
    "old Word": (lambda: OLE + "WordDocument".encode("utf-16-le"), "old word"),
    "old workbook": (lambda: OLE + "Workbook".encode("utf-16-le"), "not word"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "encrypted member": (lambda: with_flag(0x1), "password"),
    "strongly encrypted member": (lambda: with_flag(0x41), "password"),
    "unusual method": (lambda: with_method(12), "unsafe"),
    "truncated": (lambda: b.word_file()[:-40], "damaged"),
    "half": (lambda: b.word_file()[: len(b.word_file()) // 2], "damaged"),
    "broken XML": (lambda: with_part("word/document.xml", "<w:p>"), "damaged"),
    "understated size": (with_wrong_size, "damaged"),
    "zip without Word": (lambda: b.package({"a.txt": "a"}), "not word"),
    "workbook": (lambda: b.word_file(main_type=_SHEET), "not word"),
    "template": (lambda: b.word_file(main_type=_TEMPLATE), "not word"),
    "macro document": (lambda: b.word_file(main_type=_MACRO_MAIN), "macro"),
    "macro part": (lambda: with_part("word/vbaProject.bin", OLE), "macro"),
    "macro relation": (lambda: with_relation(_MACRO_KIND, "innocent.bin"), "macro"),
    "macro in embedded object": (
        lambda: with_part("word/embeddings/a.bin", OLE + "_VBA_PROJECT".encode("utf-16-le")),
        "macro",
    ),
    "bomb by ratio": (lambda: with_part("word/media/a.bin", bytes(20 * 1024 * 1024)), "unsafe"),
    "bomb by count": (too_many_members, "unsafe"),
    "bomb by total": (over_the_total, "too large"),
    "XML part over 30 MB": (large_xml, "too large"),
    "external entity": (lambda: with_part("word/settings.xml", _ENTITY), "unsafe"),
    "entity bomb": (lambda: with_part("customXml/item1.xml", _LAUGHS), "unsafe"),
    "DOCTYPE in UTF-16": (
        lambda: with_part("word/settings.xml", b"\xff\xfe" + _ENTITY.encode("utf-16-le")),
        "unsafe",
    ),
    "DOCTYPE in big-endian UTF-16": (
        lambda: with_part("word/settings.xml", b"\xfe\xff" + _ENTITY.encode("utf-16-be")),
        "unsafe",
    ),
    "DOCTYPE under another name": (
        lambda: with_part("word/media/a.png", '<?xml version="1.0"?>' + _ENTITY),
        "unsafe",
    ),
    "duplicate member": (with_duplicate, "unsafe"),
    "traversal": (lambda: with_entry("../../etc/cron.d/a"), "unsafe"),
    "absolute": (lambda: with_entry("/etc/passwd"), "unsafe"),
    "drive letter": (lambda: with_entry("C:/a"), "unsafe"),
    "backslash": (lambda: with_entry("word\\a.xml"), "unsafe"),
    "NUL in a name": (lambda: with_entry("word/a\0.xml"), "unsafe"),
    "symlink": (lambda: with_entry("word/a", b"/etc/passwd", 0o120777 << 16), "unsafe"),
    "overlapping members": (with_overlap, "unsafe"),
    "two end records": (with_second_end, "unsafe"),
    "end record in the comment": (with_end_in_comment, "unsafe"),
    "depth 1000": (lambda: deep(1000), "unsafe"),
    "depth just over": (lambda: deep(199), "unsafe"),
    "gridSpan 100000": (lambda: spanning("100000"), "unsafe"),
    "gridSpan just over": (lambda: spanning("64"), "unsafe"),
    "gridSpan negative": (lambda: spanning("-1"), "unsafe"),
}
