"""An installation with the ward of ``town`` in it, made and let go of."""

from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache

from qms import migrations
from qms.app import create_app
from qms.config import Settings
from qms.kernel.database import db
from tests import town

CHEAP = (1, 8)
"""Passwords weigh next to nothing in tests."""


class CompiledPages(BytecodeCache):
    """Templates compiled once a test run, not once an application."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept; the bucket itself refuses what was compiled from other words."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = CompiledPages()


def found_in(data: Path) -> None:
    """Make an installation in ``data`` and found the ward."""
    app = create_app(Settings(data, password_cost=CHEAP))
    with app.app_context():
        migrations.migrate(db.engine)
        town.found()
        close(app)


def close(app: Flask) -> None:
    """Let go of every file that ``app`` holds; inside its context."""
    app.extensions["qms.jobs"].stop()
    app.extensions["qms.search"].close()
    db.session.remove()
    db.engine.dispose()
