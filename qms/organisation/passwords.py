"""Passwords: kept as Argon2id, checked in the same time whether or not the person exists."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from qms.kernel.i18n import Sentence
from qms.kernel.installation import installation
from qms.kernel.text import composed

SHORTEST = 12
LONGEST = 200


def objection(password: str, login: str) -> Sentence | None:
    """Why ``password`` is too weak for ``login``, or nothing. Length counts, not kinds of signs."""
    if not SHORTEST <= len(password) <= LONGEST:
        return Sentence(
            "Mật khẩu cần từ %(least)s đến %(most)s ký tự.", least=SHORTEST, most=LONGEST
        )
    lowered = password.lower()
    if len(set(lowered)) < 5 or login.lower() in lowered:
        return Sentence("Mật khẩu này dễ đoán: hãy dùng vài từ không liên quan đến tên của bạn.")
    return None


def hashed(password: str) -> str:
    """What is kept of ``password``: composed, since keyboards send one letter in two ways."""
    return installation().hasher.hash(composed(password))


def matches(kept: str | None, password: str) -> bool:
    """Whether ``password`` is the one kept; takes as long when nothing is kept."""
    hasher = installation().hasher
    try:
        hasher.verify(kept or _nobodys(hasher), composed(password[: 4 * LONGEST]))
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    return hasher.hash("the password of nobody")
