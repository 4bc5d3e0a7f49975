"""Links that work once. Only their SHA-256 is kept, so the table opens nothing."""

import hashlib
import secrets
from datetime import timedelta

from sqlalchemy import delete

from qms.kernel import clock
from qms.kernel.database import db
from qms.organisation.models import OneTimeLink

VALID_FOR = timedelta(days=3)


def make(person_id: int | None) -> str:
    """The word of a new link: for ``person_id`` to choose a password, or (``None``) to set up.

    An earlier link for the same purpose is dead. Joins the transaction of the verb that calls it.
    """
    word = secrets.token_urlsafe(24)
    db.session.execute(
        delete(OneTimeLink).where(OneTimeLink.person_id == person_id, OneTimeLink.used_at.is_(None))
    )
    db.session.add(
        OneTimeLink(digest=_digest(word), person_id=person_id, expires_at=clock.now() + VALID_FOR)
    )
    return word


def find(word: str) -> OneTimeLink | None:
    """The link of that word, while it may still be used."""
    link = db.session.get(OneTimeLink, _digest(word))
    usable = link is not None and link.used_at is None and link.expires_at > clock.now()
    return link if usable else None


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode()).hexdigest()
