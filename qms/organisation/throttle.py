"""Guessing is slowed down, per account and per address, across restarts and processes."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, select

from qms.kernel import clock
from qms.kernel.database import db
from qms.kernel.operation import plumbing
from qms.organisation.models import SignInFailure

WINDOW = timedelta(minutes=15)
MOST_OF_ACCOUNT_AT_ADDRESS = 5
MOST_OF_ACCOUNT = 20
MOST_OF_ADDRESS = 50


def is_open(login: str, address: str) -> bool:
    """Whether another attempt may be made for ``login`` from ``address`` now."""
    since = clock.now() - WINDOW
    of_login, of_address = SignInFailure.login == login, SignInFailure.address == address
    limits = (
        ((of_login, of_address), MOST_OF_ACCOUNT_AT_ADDRESS),
        ((of_login,), MOST_OF_ACCOUNT),
        ((of_address,), MOST_OF_ADDRESS),
    )
    return all(_failures(since, *conditions) < most for conditions, most in limits)


def _failures(since: datetime, *conditions: ColumnElement[bool]) -> int:
    counted = select(func.count()).where(SignInFailure.failed_at > since, *conditions)
    return db.session.scalar(counted) or 0


def failed(login: str, address: str) -> None:
    """Count a failure; forget those that no longer matter."""
    now = clock.now()
    with plumbing() as session:
        session.execute(delete(SignInFailure).where(SignInFailure.failed_at <= now - WINDOW))
        session.add(SignInFailure(login=login, address=address, failed_at=now))


def succeeded(login: str, address: str) -> None:
    """Forget the failures of ``login`` from ``address``."""
    with plumbing() as session:
        session.execute(
            delete(SignInFailure).where(
                SignInFailure.login == login, SignInFailure.address == address
            )
        )
