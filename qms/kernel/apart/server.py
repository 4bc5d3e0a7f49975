"""The process that forks a worker for each task: clean, single-threaded, its modules loaded once.

On its standard input, a Unix socket, come tasks: what to call in JSON, and with it the socket on
which the worker is told the content and answers. It ends when nobody holds the other end any more.
"""

import contextlib
import importlib
import json
import os
import resource
import signal
import socket
import struct
import sys
import traceback
from types import ModuleType
from typing import NoReturn

SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
HEAD = struct.Struct(">cQ")
"""Before each answer: DONE or FAILED, and how many bytes follow; so a cut answer is noticed."""
DONE, FAILED = b"+", b"-"
LONGEST_TASK = 4096
_STREAMS = 3
_STEP = 1024 * 1024


def serve(control: socket.socket) -> None:
    """Fork a worker for each task until the other side is gone."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # so that no ended worker waits to be noticed
    nowhere = os.open(os.devnull, os.O_WRONLY)
    while True:
        said, handles, _flags, _sender = socket.recv_fds(control, LONGEST_TASK, 1)
        if not said:
            return
        asked = json.loads(said)
        # What cannot be loaded is told by the worker, to who asked for it.
        with contextlib.suppress(Exception):
            _loaded(asked["module"])
        if os.fork() == 0:
            _work(socket.socket(fileno=handles[0]), nowhere, asked)
        os.close(handles[0])


def _loaded(name: str) -> ModuleType:
    """The module of a task; it may get ready once, before workers may open nothing any more."""
    fresh = name not in sys.modules
    module = importlib.import_module(name)
    if fresh and hasattr(module, "make_ready"):
        module.make_ready()
    return module


def _work(line: socket.socket, nowhere: int, asked: dict[str, object]) -> NoReturn:
    """Be a worker: hear the content, do the task, answer, end."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, float(str(asked["seconds"])))
        content = _heard(line)
        kept = os.dup(line.fileno())
        for stream in range(_STREAMS):
            os.dup2(nowhere, stream)
        with os.fdopen(kept, "wb") as out:
            out.write(_answer(asked, content))
    finally:
        os._exit(0)  # without the server's own clearing up


def _heard(line: socket.socket) -> bytes:
    parts = []
    while part := line.recv(_STEP):
        parts.append(part)
    return b"".join(parts)


def _confine() -> None:
    """No more memory or time than looking needs; nothing is opened, written, or called over a net.

    What is open stays so: the line to who asked, and streams that lead nowhere.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def _answer(asked: dict[str, object], content: bytes) -> bytes:
    try:
        task = getattr(_loaded(str(asked["module"])), str(asked["name"]))
        _confine()
        said, sign = bytes(task(content, *asked["arguments"])), DONE  # type: ignore[misc]
    except BaseException:  # noqa: BLE001 - whatever goes wrong is told, not lost with the process
        said, sign = traceback.format_exc().encode(), FAILED
    return HEAD.pack(sign, len(said)) + said


def main() -> None:
    """Be the server, with tasks coming in on the standard input."""
    serve(socket.socket(fileno=sys.stdin.fileno()))
