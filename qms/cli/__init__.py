"""The command line. A user's mistake ends with a sentence on stderr and a status other than 0."""

from collections.abc import Callable

from flask import Flask

from qms.cli import documents, installation
from qms.cli.base import commands

__all__ = ["documents", "installation", "run"]


def run(create_app: Callable[[], Flask]) -> None:
    """The command ``qms``, on the application that ``create_app`` makes."""
    commands(obj=create_app)
