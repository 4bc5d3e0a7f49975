"""The database file, opened past the program."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.migrations.rows import WORLD


@pytest.fixture
def bare(data: Path) -> Iterator[sqlite3.Connection]:
    """The database file with one edition in it, opened by another program."""
    file = sqlite3.connect(data / "qms.sqlite", isolation_level=None)
    with closing(file) as connection:
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=OFF")
        connection.executescript(WORLD)
        yield connection
