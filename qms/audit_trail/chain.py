"""How lines are chained: each holds the digest of the one before and of its own content.

The canonical form of a line is JSON with sorted keys, no white space, characters as they are, in
UTF-8; the moment is ISO 8601 in UTC to the microsecond. The digest is SHA-256 of the previous
digest in hex, a line feed, and the canonical form. The first line follows sixty-four zeros.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any, Protocol

START = "0" * 64


@dataclass(frozen=True)
class Link:
    """The content of a line that its digest covers."""

    number: int
    at: datetime
    actor_id: int | None
    actor_name: str
    actor_as: str
    verb: str
    subject_kind: str
    subject_id: int
    subject_label: str
    changes: dict[str, Any]
    reason: str

    def digest(self, previous: str) -> str:
        """The digest of this line after the line whose digest is ``previous``."""
        return hashlib.sha256(f"{previous}\n{self.canonical()}".encode()).hexdigest()

    def canonical(self) -> str:
        """The content in canonical form."""
        content = asdict(self) | {"at": self.at.astimezone(UTC).isoformat(timespec="microseconds")}
        return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class Line(Protocol):
    """What is verified: a line with the digests it was stored with."""

    previous: str
    digest: str

    def link(self) -> Link:
        """The content of the line."""


@dataclass(frozen=True)
class Verdict:
    """What a check of the chain found: lines read, the head, and the first line that is wrong."""

    lines: int
    head: str
    broken_at: int | None

    @property
    def whole(self) -> bool:
        """Whether every line is where and what it was."""
        return self.broken_at is None


def verify(lines: Iterable[Line]) -> Verdict:
    """Walk ``lines`` in order; stop at the first whose number, link or content is wrong."""
    count, head = 0, START
    for line in lines:
        link = line.link()
        sound = link.number == count + 1 and line.previous == head
        if not sound or line.digest != link.digest(head):
            return Verdict(count, head, broken_at=count + 1)
        count, head = count + 1, line.digest
    return Verdict(count, head, broken_at=None)
