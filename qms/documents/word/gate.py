"""The gate: decides whether an uploaded file may come in, before any library sees it.

Source of every limit: the project's safety figures for uploads. Nothing is kept and nothing changes
here; the answer is silence or :class:`NotAccepted`.
"""

from qms.documents.word.names import WORD_DOCUMENT
from qms.documents.word.refusals import NotAccepted, cause_of
from qms.kernel.office import gate
from qms.kernel.office.flaws import Flaw

__all__ = ["NotAccepted", "examine"]

WANTED = gate.Wanted(
    main=WORD_DOCUMENT,
    most_bytes=25 * gate.MEGABYTE,
    most_elements=250_000,
    most_signs=2_500_000,
)
"""A thousand pages, read in less than twenty seconds; and no stretch of text that the parser behind
the gate (10 000 000 bytes in one) would not take."""


def examine(content: bytes, filename: str) -> None:
    """Return when ``content`` is a Word file (.docx) fit to be opened; else :class:`NotAccepted`.

    ``filename`` is only said back to the person: the bytes alone decide. No other exception leaves
    this function, whatever the bytes.
    """
    try:
        gate.examine(content, WANTED)
    except Flaw as flaw:
        raise NotAccepted(cause_of(flaw), filename) from None
