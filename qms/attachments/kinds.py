"""The kinds of files that may be attached, and how large each may be."""

from dataclasses import dataclass
from enum import StrEnum

from qms.kernel.i18n import Sentence

MEGABYTE = 1024 * 1024
MOST_PAGES = 1000
MOST_PIXELS = 50_000_000
MOST_SIDE = 20_000
"""An A3 sheet at 400 dots an inch, plenty to read it, has 31 million pixels."""


class Kind(StrEnum):
    """What a file is by its bytes, whatever it is called."""

    PDF = "pdf"
    JPEG = "jpeg"
    PNG = "png"
    XLSX = "xlsx"


@dataclass(frozen=True)
class Format:
    """How a kind is called, sent and limited; ``most`` is in bytes."""

    name: Sentence
    suffixes: tuple[str, ...]
    media_type: str
    most: int

    @property
    def most_megabytes(self) -> int:
        """The limit, as it is said to people."""
        return self.most // MEGABYTE


FORMATS = {
    Kind.PDF: Format(Sentence("Tệp PDF"), (".pdf",), "application/pdf", 25 * MEGABYTE),
    Kind.JPEG: Format(Sentence("Ảnh JPEG"), (".jpg", ".jpeg"), "image/jpeg", 20 * MEGABYTE),
    Kind.PNG: Format(Sentence("Ảnh PNG"), (".png",), "image/png", 20 * MEGABYTE),
    Kind.XLSX: Format(
        Sentence("Bảng tính Excel"),
        (".xlsx",),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        10 * MEGABYTE,
    ),
}
SCANS = (Kind.PDF, Kind.JPEG, Kind.PNG)
"""What a paper that was scanned or photographed may be."""
