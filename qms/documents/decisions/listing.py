"""The canonical list of a decision: the very words over which its one signature is given.

Lines end in a line feed, the whole is UTF-8. The first four say what, by which number, signed and
in force from which day ("2026-12-01"); each further line is an edition: canonical code, issue and
amendment, and the SHA-256 of its file, parted by tabs, in the order of the codes. Whoever has the
files and the decision can write the list themselves and compare its SHA-256 with the one signed.
"""

from datetime import date
from hashlib import sha256

from qms.documents.decisions.models import Decision


def listing(decision: Decision, day: date) -> str:
    """The list as it stands when signed on ``day``."""
    lines = [
        f"purpose\t{decision.purpose}",
        f"number\t{decision.number or ''}",
        f"signed\t{day.isoformat()}",
        f"effective\t{(decision.effective_on or day).isoformat()}",
        *(
            f"{item.edition.document.key}\t{item.edition.number}\t{item.digest}"
            for item in decision.in_order
        ),
    ]
    return "".join(f"{line}\n" for line in lines)


def fingerprint(words: str) -> str:
    """The SHA-256 of a list, in hexadecimal."""
    return sha256(words.encode()).hexdigest()
