"""The gate of attachments: a file comes in when its bytes are what they should be, and no more.

Source of the limits: the project's safety figures for uploads. A PDF and a workbook are kept byte
for byte, as a digital signature covers exact bytes; a picture is painted anew, so that neither the
place where it was taken nor anything hidden in it stays.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from qms.attachments import looking
from qms.attachments.kinds import FORMATS, Kind
from qms.attachments.refusals import REASONS, Flaw, NotAccepted
from qms.kernel.installation import installation
from qms.kernel.office import gate as office
from qms.kernel.office.flaws import Flaw as OfficeFlaw
from qms.kernel.operation import stop_reading
from qms.kernel.text import composed, seen

__all__ = ["CheckedFile", "NotAccepted", "take_in"]

LONGEST_NAME = 150
WORKBOOK = office.Wanted(
    main="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    most_bytes=FORMATS[Kind.XLSX].most,
    most_elements=1_000_000,
    most_signs=10_000_000,
    refused={
        "xlMacrosheet": "macro",
        "xlIntlMacrosheet": "macro",
        "control": "macro",
        "activeXControlBinary": "macro",
        "externalLink": "links",
        "connections": "links",
        "oleObject": "embedded",
        "package": "embedded",
    },
    alone=True,
)
_BEGINNINGS = (
    (b"%PDF-", Kind.PDF),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"PK\x03\x04", Kind.XLSX),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Kind.XLSX),  # of old; the gate says what it is
)
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1")
_BEFORE_PDF = b"\xef\xbb\xbf \t\r\n\0"
"""What careless programs write before the first line of a PDF."""


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed the gate and is safely in the store; ``pages`` are those of a PDF."""

    kind: Kind
    name: str
    size: int
    digest: str
    pages: int | None = None


def take_in(content: bytes, name: str, among: Sequence[Kind] = tuple(Kind)) -> CheckedFile:
    """Let a file through and keep its bytes; raises :class:`NotAccepted`. Call it before a verb.

    ``name`` is only kept for people: the bytes alone decide what the file is. ``among`` are the
    kinds that the page has a use for.
    """
    stop_reading()
    kind = kind_of(content)
    try:
        looked = _look_at(content, kind, among)
    except (Flaw, OfficeFlaw) as flaw:
        cause = flaw.cause if flaw.cause in REASONS else "unsafe"
        raise NotAccepted(cause, _shown(name), kind, among) from None
    digest = installation().blobs.put(looked.content)
    file = CheckedFile(looked.kind, _shown(name), len(looked.content), digest, looked.pages)
    return replace(file, name=named(name, looked.kind))


def kind_of(content: bytes) -> Kind | None:
    """What ``content`` begins like."""
    if content[:1024].lstrip(_BEFORE_PDF).startswith(b"%PDF-"):
        return Kind.PDF
    return next((kind for mark, kind in _BEGINNINGS if content.startswith(mark)), None)


def _look_at(content: bytes, kind: Kind | None, among: Sequence[Kind]) -> looking.Looked:
    if not content:
        raise Flaw("empty")
    if kind is None:
        raise Flaw("heic" if content[4:8] == b"ftyp" and content[8:12] in _HEIC else "other kind")
    if len(content) > FORMATS[kind].most:
        raise Flaw("too large")
    if kind is Kind.XLSX:
        office.examine(content, WORKBOOK)
    if kind not in among:
        raise Flaw("other kind")
    if kind is Kind.XLSX:
        return looking.Looked(kind, content)
    looked = looking.look(kind, content)
    if len(looked.content) > FORMATS[looked.kind].most:
        raise Flaw("too large")
    return looked


def _shown(name: str) -> str:
    """The name of a sent file on one line, without folders."""
    line = " ".join(seen(composed(name[-1000:])).split())
    return PurePath(line.replace("\\", "/")).name.strip(". ")[-LONGEST_NAME:] or "tep"


def named(name: str, kind: Kind) -> str:
    """The name under which a file is kept: its own, ending as its kind does."""
    shown, suffixes = _shown(name), FORMATS[kind].suffixes
    if shown.casefold().endswith(suffixes):
        return shown
    stem = PurePath(shown).stem if _is_other_suffix(shown) else shown
    return (stem[: LONGEST_NAME - len(suffixes[0])] or "tep") + suffixes[0]


def _is_other_suffix(shown: str) -> bool:
    known = {suffix for each in FORMATS.values() for suffix in each.suffixes}
    return PurePath(shown).suffix.casefold() in known
