"""What may keep an office file out, by short stable words."""

from typing import Literal

Cause = Literal[
    "empty",
    "too large",
    "too long",
    "password",
    "old word",
    "old workbook",
    "macro",
    "links",
    "embedded",
    "damaged",
    "other kind",
    "unsafe",
]


class Flaw(Exception):
    """Something that keeps a file out, found while looking; each gate says it in its own words."""

    def __init__(self, cause: Cause) -> None:
        super().__init__(cause)
        self.cause: Cause = cause
