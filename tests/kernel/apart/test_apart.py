"""A worker does its task and nothing else, and whatever becomes of it, who asked is answered."""

import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from qms.kernel import apart
from qms.kernel.apart import door, server
from tests.conftest import ROOT
from tests.kernel.apart import tasks


@pytest.fixture(autouse=True)
def house(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A server of the test's own, which finds the tasks above."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    own = door._House()
    monkeypatch.setattr(door, "_house", own)
    yield
    own.close()


def test_a_task_is_told_the_content_and_its_arguments_in_a_module_made_ready() -> None:
    content = bytes(5_000_000)
    assert apart.run(tasks.counted, content, "một", "hai") == "5000000 một hai True".encode()
    assert apart.run(tasks.counted, b"") == b"0  True"
    assert not tasks.ready


@pytest.mark.parametrize(
    ("task", "told"),
    [
        (tasks.greedy, "MemoryError"),
        (tasks.reads, "Too many open files"),
        (tasks.calls, "Too many open files"),
        (tasks.starts, "Too many open files"),
        (tasks.falls, "no answer"),
    ],
)
def test_a_worker_takes_no_more_than_it_is_given(task: Callable[[bytes], bytes], told: str) -> None:
    with pytest.raises(apart.Ended, match=told):
        apart.run(task, b"")
    assert apart.run(tasks.counted, b"a") == b"1  True"


def test_a_worker_that_comes_to_no_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "SECONDS", 0.1)
    with pytest.raises(apart.Ended, match="no answer"):
        apart.run(tasks.endless, b"")


def test_who_cannot_be_loaded_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tasks.counted, "__module__", "no.such.module")
    with pytest.raises(apart.Ended, match="No module named 'no'"):
        apart.run(tasks.counted, b"")


def test_a_server_that_fell_over_is_started_again() -> None:
    before = int(apart.run(tasks.server, b""))
    os.kill(before, signal.SIGKILL)
    after = int(apart.run(tasks.server, b""))
    assert after != before


def test_many_ask_at_once_and_each_has_its_own_answer() -> None:
    with ThreadPoolExecutor(8) as threads:
        sizes = range(0, 400_000, 10_000)
        answers = threads.map(lambda size: apart.run(tasks.counted, bytes(size)), sizes)
        assert list(answers) == [f"{size}  True".encode() for size in sizes]


def test_a_process_that_was_forked_has_a_server_of_its_own() -> None:
    ours = int(apart.run(tasks.server, b""))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.write(writing, apart.run(tasks.server, b""))
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as said:
        theirs = int(said.read())
    os.waitpid(child, 0)
    assert theirs != ours
    assert int(apart.run(tasks.server, b"")) == ours
