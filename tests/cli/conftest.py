"""The command line on a data folder of one's own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from flask import Flask

from qms.app import create_app
from qms.cli.base import commands
from qms.config import Settings
from tests.installing import CHEAP, close

Command = Callable[..., Result]


def runner(data: Path) -> Iterator[Command]:
    """Run ``qms ...`` on ``data``; each call is a process of its own, as far as one can be."""
    made: list[Flask] = []

    def new_app() -> Flask:
        made.append(create_app(Settings(data, password_cost=CHEAP)))
        return made[-1]

    def run(*words: str, language: str = "vi_VN.UTF-8") -> Result:
        env = {"LC_ALL": language, "LANG": language}
        return CliRunner(env=env).invoke(commands, list(words), obj=new_app)

    yield run
    for app in made:
        with app.app_context():
            close(app)


@pytest.fixture
def qms(data: Path) -> Iterator[Command]:
    """The command line on the ward."""
    yield from runner(data)


@pytest.fixture
def nothing(tmp_path: Path) -> Path:
    """A data folder that does not exist yet."""
    return tmp_path / "nothing"


@pytest.fixture
def qms_on_nothing(nothing: Path) -> Iterator[Command]:
    """The command line before anything was made."""
    yield from runner(nothing)
