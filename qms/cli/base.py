"""What every command shares: the group, the sentences, the application around a command."""

import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn, ParamSpec, TypeVar

import click
from flask import Flask

from qms import migrations
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence, msg
from qms.kernel.lifecycle import Refused
from qms.organisation import queries
from qms.organisation.models import Person

COMMAND_LINE = Actor(id=0, name=msg("Dòng lệnh"), holds=frozenset({(Role.ADMINISTRATOR, None)}))
P = ParamSpec("P")
R = TypeVar("R")


def say(sentence: Sentence) -> str:
    """A sentence in the language of the terminal: English where it is set so, else Vietnamese."""
    spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return sentence.said_in("en" if spoken.startswith("en") else "vi")


class Mistake(click.ClickException):
    """Something the user must do otherwise."""

    def show(self, file: Any = None) -> None:
        """Say so."""
        click.echo(self.message, err=True)


def fail(*reasons: Sentence) -> NoReturn:
    """End with sentences on stderr."""
    raise Mistake("\n".join(map(say, reasons)))


def with_app(command: Callable[P, R]) -> Callable[P, R]:
    """Run a command inside the application, on a database of the newest schema."""

    @wraps(command)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        app: Flask = click.get_current_context().find_root().obj()
        with app.app_context():
            if not migrations.is_current(db.engine):
                fail(Sentence("Cơ sở dữ liệu chưa sẵn sàng. Hãy chạy “qms migrate” trước."))
            try:
                return command(*args, **kwargs)
            except Refused as refused:
                fail(*refused.reasons)

    return inside


@click.group()
def commands() -> None:
    """Documents and improvement for quality management in local government."""


def content_of(file: Path) -> bytes:
    """The bytes of a file named on the command line."""
    try:
        return file.read_bytes()
    except OSError as unreadable:
        raise Mistake(say(Sentence("Không đọc được tệp %(name)s.", name=str(file)))) from unreadable


def person_called(login: str) -> Person:
    """Whoever signs in by that name."""
    person = queries.by_login(login)
    if person is None:
        fail(Sentence("Không có ai đăng nhập bằng tên %(login)s.", login=login))
    return person
