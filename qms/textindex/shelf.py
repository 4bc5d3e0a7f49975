"""Where the index lives: numbered folders, each with its version, and a pointer to the one in use.

An index is never repaired: one that is damaged or was made by another version gives way to a new
folder. The pointer is replaced in one step.
"""

import os
import shutil
from pathlib import Path

from qms.textindex import analysis

SCHEMA = 2
"""Raised whenever the fields of the index change."""

VERSION = f"{analysis.VERSION}.{SCHEMA}"
_POINTER = "current"
_VERSION = "version"
_COMPLETE = "complete"


class Shelf:
    """The folders of one index under ``root``, which is made where it is missing."""

    def __init__(self, root: Path) -> None:
        self.root = root
        root.mkdir(parents=True, exist_ok=True)

    def current(self) -> Path | None:
        """The folder in use, or nothing when there is none of this version."""
        try:
            name = (self.root / _POINTER).read_text("utf-8")
            folder = self.root / Path(name).name
            same = (folder / _VERSION).read_text("utf-8") == VERSION
        except (OSError, UnicodeDecodeError):
            return None
        return folder if same else None

    def new(self) -> Path:
        """A new empty folder, not yet in use."""
        number = 1 + max((int(p.name) for p in self._folders()), default=0)
        folder = self.root / str(number)
        folder.mkdir()
        (folder / _VERSION).write_text(VERSION, "utf-8")
        return folder

    def use(self, folder: Path) -> None:
        """Put ``folder`` in the place of the one in use, which is removed."""
        before = self.current()
        beside = self.root / f"{_POINTER}.{folder.name}"
        beside.write_text(folder.name, "utf-8")
        os.replace(beside, self.root / _POINTER)
        if before and before != folder:
            self.discard(before)

    def sweep(self) -> None:
        """Remove what is not in use: other versions, and what a crash left half made."""
        current = self.current()
        for folder in self._folders():
            if folder != current:
                self.discard(folder)

    def discard(self, folder: Path) -> None:
        """Remove a folder that is not in use."""
        shutil.rmtree(folder, ignore_errors=True)

    def complete(self, folder: Path) -> None:
        """Note that every source has been indexed in ``folder``."""
        (folder / _COMPLETE).touch()

    def is_complete(self, folder: Path) -> bool:
        """Whether that was noted."""
        return (folder / _COMPLETE).exists()

    def _folders(self) -> list[Path]:
        return [p for p in self.root.iterdir() if p.is_dir() and p.name.isdigit()]
