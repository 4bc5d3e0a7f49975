"""A job of the tests' own, and the failures it may leave."""

import pytest
from flask import Flask

from qms.kernel.jobs import registry
from qms.kernel.jobs.registry import Job


class Notebook:
    """What a job was asked to do; ``fault`` is what it raises instead."""

    def __init__(self) -> None:
        self.done: list[tuple[int, ...]] = []
        self.fault: Exception | None = None

    def __call__(self, *ids: int) -> None:
        if self.fault:
            raise self.fault
        self.done.append(ids)


@pytest.fixture
def notebook() -> Notebook:
    """The work of the tests' job."""
    return Notebook()


@pytest.fixture(autouse=True)
def only_own_jobs(monkeypatch: pytest.MonkeyPatch) -> None:
    """No job but those that the test registers."""
    jobs: dict[str, Job] = {}
    monkeypatch.setattr(registry, "_JOBS", jobs)


@pytest.fixture
def inside(inside: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application with its context open, and without the jobs it registered."""
    monkeypatch.setattr(registry, "_JOBS", {})
    return inside
