"""This side of the door: starts the server of workers, hands tasks over, hears the answers."""

import atexit
import json
import logging
import os
import select
import socket
import subprocess
import sys
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from qms.kernel.apart import server

AT_ONCE = 2
"""How many may look at the same time: an ordinary server has little memory."""
_GRACE = 5
_MOMENT = 100
"""Milliseconds, where others are seconds."""
_LOG = logging.getLogger(__name__)


class Ended(Exception):
    """The worker ended without an answer: out of time or memory, fallen over, or with a fault."""


def run(task: Callable[..., bytes], content: bytes, *arguments: str) -> bytes:
    """What ``task(content, *arguments)`` answers, called in a worker; raises :class:`Ended`.

    ``task`` is a function of a module, which is loaded by the server and whose ``make_ready()`` is
    called there once, where it has one. A worker has :data:`server.SECONDS` and
    :data:`server.MOST_MEMORY`, and can open nothing.
    """
    asked = {
        "module": task.__module__,
        "name": task.__name__,
        "arguments": arguments,
        "seconds": server.SECONDS,
    }
    told = json.dumps(asked).encode()
    with _house.room:
        try:
            return _asked(told, content)
        except Ended:
            if not _house.is_gone():
                raise
            return _asked(told, content)  # the server fell over, not the worker


def _asked(told: bytes, content: bytes) -> bytes:
    mine, theirs = socket.socketpair()
    with mine:
        with theirs:
            _house.hand_over(told, theirs)
        mine.settimeout(server.SECONDS + _GRACE)
        try:
            mine.sendall(content)
            mine.shutdown(socket.SHUT_WR)
            return _heard(mine)
        except OSError as fault:
            raise Ended(str(fault)) from None


def _heard(line: socket.socket) -> bytes:
    with line.makefile("rb") as said:
        head = said.read(server.HEAD.size)
        if len(head) < server.HEAD.size:
            raise Ended("no answer")
        sign, length = server.HEAD.unpack(head)
        body = said.read(length)
    if len(body) < length:
        raise Ended("half an answer")
    if sign != server.DONE:
        fault = body.decode(errors="replace")
        _LOG.warning("a worker could not look into a file: %s", fault)
        raise Ended(fault.strip().rpartition("\n")[2])
    return body


class _House:
    """The server of this process, started when it is first needed and again when it fell over."""

    def __init__(self) -> None:
        self.room = BoundedSemaphore(AT_ONCE)
        self._lock = Lock()
        self._control: socket.socket | None = None
        self._server: subprocess.Popen[bytes] | None = None

    def hand_over(self, asked: bytes, line: socket.socket) -> None:
        """Give a task and its line to the server."""
        with self._lock:
            try:
                self._send(asked, line)
            except OSError:
                self._end()
                self._send(asked, line)

    def _send(self, asked: bytes, line: socket.socket) -> None:
        socket.send_fds(self._control or self._start(), [asked], [line.fileno()])

    def _start(self) -> socket.socket:
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        command = [sys.executable, "-P", "-s", "-c", f"from {server.__name__} import main; main()"]
        with theirs:
            # In a session of its own, Ctrl-C ends only who serves; the server follows its line.
            self._server = subprocess.Popen(  # noqa: S603 - our own module
                command, stdin=theirs.fileno(), stdout=subprocess.DEVNULL, start_new_session=True
            )
        self._control = mine
        return mine

    def _end(self) -> None:
        if self._control:
            self._control.close()
        if self._server:
            self._server.wait()
        self._control = self._server = None

    def is_gone(self) -> bool:
        """Whether the server has let go of its end of the line, or does so in this moment."""
        with self._lock:
            if self._control is None:
                return True
            watching = select.poll()
            watching.register(self._control, select.POLLIN)
            return bool(watching.poll(_MOMENT))  # it never speaks: what can be read is its end

    def close(self) -> None:
        """Let the server go."""
        with self._lock:
            self._end()


_house = _House()


def _forked() -> None:
    """A process that was forked starts a server of its own; the other one is not its to end."""
    global _house
    if _house._control:
        _house._control.close()
    if _house._server:
        _house._server.returncode = 0  # so that it is not waited for
    _house = _House()


atexit.register(lambda: _house.close())
os.register_at_fork(after_in_child=_forked)
