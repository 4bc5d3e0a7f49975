"""The ward with a mail server: one that takes letters, unless a test has it otherwise."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from qms.app import create_app
from qms.config import Settings
from qms.kernel import jobs
from tests.installing import CHEAP, close
from tests.notices.postbox import Postbox, free_port, listening, server_at


@pytest.fixture
def port() -> int:
    """Where the mail server of the settings listens, or does not."""
    return free_port()


@pytest.fixture
def posting(data: Path, port: int, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application that knows a mail server at ``port``, with its context open."""
    settings = Settings(data, password_cost=CHEAP, mail=server_at(port))
    app = create_app(replace(settings, address="https://iso.tanhoa.gov.vn"))
    with app.app_context():
        yield app
        left = [(failure.name, failure.ids, failure.said) for failure in jobs.failed()]
        close(app)
    assert not left or "jobs_may_fail" in request.fixturenames, f"jobs failed: {left}"


@pytest.fixture
def postbox(port: int) -> Iterator[Postbox]:
    """A server that takes letters."""
    made = Postbox()
    with listening(made, port):
        yield made
