"""A fault and its place, and how faults are told."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent


@dataclass(frozen=True, order=True)
class Finding:
    """A fault: the file (relative to the project), the line counted from 1, and what is wrong."""

    path: str
    line: int
    said: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.said}"


def files(root: Path, *patterns: str) -> list[tuple[str, Path]]:
    """The files below ``root`` that match, each with its path from there, in a fixed order."""
    found = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return [(path.relative_to(root).as_posix(), path) for path in sorted(found)]


def report(findings: Iterable[Finding]) -> int:
    """Print the faults in order; the exit code is 0 without any and 1 otherwise."""
    told = sorted(findings)
    for finding in told:
        print(finding, file=sys.stderr)
    return 1 if told else 0
