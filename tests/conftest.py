"""Fixtures: an application on a migrated database, with the ward of ``town`` in it."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from qms.app import create_app
from qms.config import Settings
from qms.kernel import jobs
from qms.search import finder
from tests.installing import CHEAP, COMPILED, close, found_in
from tests.searching import on_demand
from tests.visitor import Visitor

ROOT = Path(__file__).parent.parent


def pytest_collection_finish() -> None:
    """Let the collector pass over what was loaded, as the server does (``wsgi.py``)."""
    gc.freeze()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a migrated database and the ward, built once and copied for each test."""
    data = tmp_path_factory.mktemp("founded")
    found_in(data)
    return data


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where every test of this process finds its data folder."""
    return tmp_path_factory.mktemp("house") / "data"


@pytest.fixture
def data(founded: Path, house: Path) -> Path:
    """A data folder with nothing in it but the ward."""
    shutil.rmtree(house, ignore_errors=True)
    return Path(shutil.copytree(founded, house))


@pytest.fixture(scope="session")
def assembled(house: Path) -> Flask:
    """The application that looks at ``house``: assembled once, since no test changes it."""
    app = create_app(Settings(house, password_cost=CHEAP))
    app.config["PROPAGATE_EXCEPTIONS"] = True
    app.jinja_env.bytecode_cache = COMPILED
    with app.app_context():
        close(app)
    return app


@pytest.fixture
def jobs_may_fail() -> None:
    """Asked for by a test whose jobs fail; elsewhere a job that failed fails the test."""


@pytest.fixture
def index_follows_at_once() -> None:
    """Asked for by a test of the index; elsewhere it follows when somebody searches."""


@pytest.fixture
def app(assembled: Flask, data: Path, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """The application on ``data``."""
    app = assembled
    finder.install(app, data / "index", background=False)
    if "index_follows_at_once" not in request.fixturenames:
        on_demand(app)
    yield app
    with app.app_context():
        left = [(failure.name, failure.ids, failure.said) for failure in jobs.failed()]
        close(app)
    assert not left or "jobs_may_fail" in request.fixturenames, f"jobs failed: {left}"


@pytest.fixture
def inside(app: Flask) -> Iterator[Flask]:
    """The application with its context open: for rules and verbs, not for pages."""
    with app.app_context():
        yield app


@pytest.fixture
def visit(app: Flask) -> Callable[[str | None], Visitor]:
    """Sign one of the cast in."""
    return lambda login: Visitor(app, login)


@pytest.fixture
def samples() -> Path:
    """The sample files beside the project; skips the test where there are none."""
    folder = Path(os.environ.get("QMS_SAMPLE_DATA") or ROOT.parent / "shared" / "data")
    if not folder.is_dir():
        pytest.skip("no sample data beside the project")
    return folder
