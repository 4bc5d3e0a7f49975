"""Builds the ward: founded in the past, then its story, act by act."""

import secrets
from dataclasses import dataclass
from typing import Any

from qms.demo.acts import story
from qms.demo.founding import found
from qms.demo.hurry import building
from qms.demo.script import agency
from qms.demo.stage import Stage
from qms.kernel import clock
from qms.kernel.access import Role
from qms.notices.operations import mark_all_read
from qms.notices.queries import newest_before
from qms.organisation import queries
from qms.textindex import outbox

FOUNDED_DAYS_AGO = 740.0
NOTICED_WITHIN_DAYS = 14.0
SYLLABLES = ("lua", "song", "nui", "may", "tre", "sen", "gio", "bien", "cau", "dua", "mua", "trang")


class NotEmpty(Exception):
    """The installation already holds an agency."""


@dataclass(frozen=True)
class Account:
    """How a person of the ward signs in."""

    login: str
    password: str
    name: str
    title: str
    roles: tuple[Role, ...]


def build() -> list[Account]:
    """Build the ward in an empty installation; answers with its people and fresh passwords.

    Raises :class:`NotEmpty` when there is an agency already.
    """
    if queries.agency():
        raise NotEmpty
    outbox.wake(lambda: None)  # the index is filled once, at the end
    told = agency()
    accounts = [_account(person) for person in told["people"]]
    passwords = {account.login: account.password for account in accounts}
    with building():
        with clock.showing(clock.days_ago(FOUNDED_DAYS_AGO)):
            found(told, passwords)
        stage = Stage(passwords)
        for act in story(told):
            with clock.showing(act.at):
                act.do(stage)
        _look_at_old_notices()
    return accounts


def _look_at_old_notices() -> None:
    """Whatever people were told more than two weeks ago they have seen."""
    for person in queries.holders(*Role):
        actor = queries.actor_of(person)
        newest = newest_before(actor, clock.days_ago(NOTICED_WITHIN_DAYS))
        mark_all_read(newest, by=actor)


def _account(person: dict[str, Any]) -> Account:
    roles = tuple(Role(r["role"]) for r in person["roles"])
    return Account(person["login"], _password(), person["name"], person["title"], roles)


def _password() -> str:
    words = [secrets.choice(SYLLABLES) for _ in range(4)]
    return f"{'-'.join(words)}-{secrets.randbelow(9000) + 1000}"
