"""Files by the SHA-256 of their bytes: written once, never changed.

The bytes are safely on disk (file, then folder) before ``put`` returns, so that a row which names
them can be committed after.
"""

import hashlib
import os
import secrets
from pathlib import Path


class Damaged(RuntimeError):
    """The bytes on disk are not those that were put there."""


class BlobStore:
    """A folder of files, two letters of the name to a sub-folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, content: bytes) -> str:
        """Keep ``content``; answer with its SHA-256 in hex. Keeping it again changes nothing."""
        digest = hashlib.sha256(content).hexdigest()
        path = self.path(digest)
        if path.exists():
            return digest
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_name(f".{digest}.{secrets.token_hex(4)}")
        try:
            _write(part, content)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        for folder in (path.parent, self.folder):
            _sync(folder)
        return digest

    def read(self, digest: str) -> bytes:
        """The bytes named ``digest``; raises :class:`Damaged` when they changed, or are gone."""
        try:
            content = self.path(digest).read_bytes()
        except FileNotFoundError as missing:
            raise Damaged(f"file {digest} is missing") from missing
        if hashlib.sha256(content).hexdigest() != digest:
            raise Damaged(f"file {digest} was altered")
        return content

    def path(self, digest: str) -> Path:
        """Where the bytes named ``digest`` are, or would be."""
        return self.folder / digest[:2] / digest


def _write(part: Path, content: bytes) -> None:
    with part.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
    part.chmod(0o444)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
