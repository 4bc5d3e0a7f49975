"""The zip around an office file, read strictly: one reading only, whatever program opens it later.

Source of the limits: the project's safety figures for uploads. Offsets and sizes are bytes. The
directory is parsed here rather than by ``zipfile`` because a lenient reader is what hostile files
count on: two directories, members lying over each other, names that differ in two places.
"""

import re
import struct
import zlib
from dataclasses import dataclass
from itertools import pairwise

from qms.kernel.office.flaws import Flaw

MOST_MEMBERS = 1000
STORED, DEFLATED = 0, 8
END_SIGNATURE = b"PK\x05\x06"

_END = struct.Struct("<4s4H2LH")
_ENTRY = struct.Struct("<4s6H3L5H2L")
_LOCAL = struct.Struct("<4s5H3L2H")
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_STREAMED = 0x8
_UTF8_NAME = 0x800
_FILE_KIND, _SYMLINK = 0o170000, 0o120000


@dataclass(frozen=True)
class Member:
    """One file inside the zip; its packed bytes are ``content[start:start + packed]``."""

    name: str
    header: int
    start: int
    packed: int
    size: int
    crc: int
    method: int

    @property
    def end(self) -> int:
        """The offset just after the packed bytes."""
        return self.start + self.packed


@dataclass(frozen=True)
class _Entry:
    signature: bytes
    made_by: int
    needed: int
    flags: int
    method: int
    time: int
    date: int
    crc: int
    packed: int
    size: int
    name_length: int
    extra_length: int
    comment_length: int
    disk: int
    inner_attributes: int
    attributes: int
    header: int


def members(content: bytes) -> list[Member]:
    """Every member, in the order of the directory; :class:`Flaw` when anything is out of order."""
    directory, count, end = _directory(content)
    found = []
    at = directory
    for _ in range(count):
        member, at = _member(content, at, directory)
        found.append(member)
    if at != end:
        raise Flaw("damaged")
    _refuse_overlaps(found, directory)
    _refuse_second_end(content, found, end)
    _refuse_duplicates(found)
    return found


def inflate(content: bytes, member: Member, most: int) -> bytes:
    """The bytes of ``member``, counted while unpacking; never more than ``most`` are held.

    Raises :class:`Flaw` "too large" past ``most``, "damaged" when size or checksum differ.
    """
    packed = content[member.start : member.end]
    if member.method == STORED:
        data = packed
    else:
        unpacking = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            data = unpacking.decompress(packed, most + 1)
        except zlib.error:
            raise Flaw("damaged") from None
    if len(data) > most:
        raise Flaw("too large")
    if len(data) != member.size or zlib.crc32(data) != member.crc:
        raise Flaw("damaged")
    return data


def _directory(content: bytes) -> tuple[int, int, int]:
    """Start of the directory, how many entries it has, and where it ends."""
    end = content.rfind(END_SIGNATURE)
    if end < 0 or end + _END.size > len(content):
        raise Flaw("damaged")
    _, disk, first_disk, here, count, size, start, comment = _END.unpack_from(content, end)
    if disk or first_disk or here != count or end + _END.size + comment != len(content):
        raise Flaw("unsafe")
    if count > MOST_MEMBERS:
        raise Flaw("unsafe")
    if start + size != end:
        raise Flaw("unsafe" if content.count(END_SIGNATURE) > 1 else "damaged")
    return start, count, end


def _member(content: bytes, at: int, directory: int) -> tuple[Member, int]:
    if at + _ENTRY.size > len(content):
        raise Flaw("damaged")
    entry = _Entry(*_ENTRY.unpack_from(content, at))
    if entry.signature != b"PK\x01\x02":
        raise Flaw("damaged")
    name_at = at + _ENTRY.size
    raw_name = content[name_at : name_at + entry.name_length]
    _refuse_unusual(entry)
    member = Member(
        name=_safe_name(raw_name, entry),
        header=entry.header,
        start=_data_start(content, entry, raw_name, directory),
        packed=entry.packed,
        size=entry.size,
        crc=entry.crc,
        method=entry.method,
    )
    return member, name_at + entry.name_length + entry.extra_length + entry.comment_length


def _refuse_unusual(entry: _Entry) -> None:
    if entry.flags & _ENCRYPTED:
        raise Flaw("password")
    if entry.method not in (STORED, DEFLATED):
        raise Flaw("unsafe")
    if (entry.attributes >> 16) & _FILE_KIND == _SYMLINK:
        raise Flaw("unsafe")


def _data_start(content: bytes, entry: _Entry, name: bytes, directory: int) -> int:
    """Where the packed bytes begin; the local header must tell the same story as the directory."""
    if entry.header + _LOCAL.size > directory:
        raise Flaw("damaged")
    local = _LOCAL.unpack_from(content, entry.header)
    signature, _, flags, method, _, _, crc, packed, size, name_length, extra_length = local
    if signature != b"PK\x03\x04":
        raise Flaw("damaged")
    if flags & _ENCRYPTED:
        raise Flaw("password")
    name_at = entry.header + _LOCAL.size
    same = content[name_at : name_at + name_length] == name and method == entry.method
    if not flags & _STREAMED:
        same = same and (crc, packed, size) == (entry.crc, entry.packed, entry.size)
    if not same:
        raise Flaw("unsafe")
    return int(name_at + name_length + extra_length)


def _safe_name(raw: bytes, entry: _Entry) -> str:
    try:
        name = raw.decode("utf-8" if entry.flags & _UTF8_NAME else "cp437")
    except UnicodeDecodeError:
        raise Flaw("damaged") from None
    steps = name.removesuffix("/").split("/")
    if "\\" in name or "\0" in name or re.match("[A-Za-z]:", name):
        raise Flaw("unsafe")
    if any(step in ("", ".", "..") for step in steps):
        raise Flaw("unsafe")
    return name


def _refuse_overlaps(found: list[Member], directory: int) -> None:
    in_order = sorted(found, key=lambda member: member.header)
    for member, following in pairwise(in_order):
        if member.end > following.header:
            raise Flaw("unsafe")
    if in_order and in_order[-1].end > directory:
        raise Flaw("unsafe")


def _refuse_second_end(content: bytes, found: list[Member], end: int) -> None:
    """An end record inside a member's bytes is an embedded file's own; elsewhere it is a trap."""
    gap = 0
    for start, stop in [*sorted((m.start, m.end) for m in found), (end, end)]:
        if content.find(END_SIGNATURE, gap, start) >= 0:
            raise Flaw("unsafe")
        gap = stop
    if content.find(END_SIGNATURE, end + 1) >= 0:
        raise Flaw("unsafe")


def _refuse_duplicates(found: list[Member]) -> None:
    if len({member.name.casefold().removesuffix("/") for member in found}) != len(found):
        raise Flaw("unsafe")
