"""The password given at the act, wherever one signs: guessing it is slowed down."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import request

from qms.documents.operations import WRONG_PASSWORD
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.organisation import throttle

TOO_MANY = Sentence("Sai mật khẩu quá nhiều lần. Hãy đợi 15 phút rồi ký lại; chưa có gì được ký.")


class TooOften(Refused):
    """A wrong password was given too often; nothing is tried for a while."""


@contextmanager
def at_the_act(by: Actor, too_many: Sentence = TOO_MANY) -> Iterator[None]:
    """Around a verb that asks for the password: a wrong one is counted, a right one clears.

    Raises :class:`TooOften`, with ``too_many``, before the verb is tried again too soon.
    """
    account, address = f"signature of {by.id}", request.remote_addr or ""
    if not throttle.is_open(account, address):
        raise TooOften(too_many)
    try:
        yield
    except Refused as refused:
        if WRONG_PASSWORD in refused.reasons:
            throttle.failed(account, address)
        raise
    throttle.succeeded(account, address)


def status_of(refused: Refused) -> int:
    """The status of the page that tells of a refusal."""
    return 429 if isinstance(refused, TooOften) else 409
