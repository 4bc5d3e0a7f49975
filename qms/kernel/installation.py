"""What this installation stands on, held by the application that is running."""

from dataclasses import dataclass
from typing import cast

from argon2 import PasswordHasher
from flask import Flask, current_app

from qms.kernel.blobs import BlobStore
from qms.kernel.post import MailServer


@dataclass(frozen=True)
class Installation:
    """The parts that verbs reach for: the file store, the hasher of passwords, the mail server.

    ``address`` is where people open the program, as ``https://iso.tanhoa.gov.vn``, "" if not said.
    """

    blobs: BlobStore
    hasher: PasswordHasher
    mail: MailServer | None = None
    address: str = ""


def furnish(app: Flask, parts: Installation) -> None:
    """Give ``app`` its parts."""
    app.extensions["qms"] = parts


def installation() -> Installation:
    """The parts of the application that is running."""
    return cast(Installation, current_app.extensions["qms"])
