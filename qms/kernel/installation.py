"""What this installation stands on, held by the application that is running."""

from dataclasses import dataclass
from typing import cast

from argon2 import PasswordHasher
from flask import Flask, current_app

from qms.kernel.blobs import BlobStore


@dataclass(frozen=True)
class Installation:
    """The parts that verbs reach for: the file store and the hasher of passwords."""

    blobs: BlobStore
    hasher: PasswordHasher


def furnish(app: Flask, parts: Installation) -> None:
    """Give ``app`` its parts."""
    app.extensions["qms"] = parts


def installation() -> Installation:
    """The parts of the application that is running."""
    return cast(Installation, current_app.extensions["qms"])
