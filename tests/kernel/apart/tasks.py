"""What the tests have done in a worker: plain functions of a module, as the program's own are."""

import os
import signal
import socket
from pathlib import Path

ready = False


def make_ready() -> None:
    global ready
    ready = True


def counted(content: bytes, *words: str) -> bytes:
    return f"{len(content)} {' '.join(words)} {ready}".encode()


def endless(_content: bytes) -> bytes:
    while True:
        pass


def greedy(_content: bytes) -> bytes:
    return bytes(2 * 1024**3)


def reads(_content: bytes) -> bytes:
    return Path(__file__).read_bytes()


def calls(_content: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", 9)):
        return b"reached"


def starts(_content: bytes) -> bytes:
    return os.popen("id").read().encode()  # noqa: S605 - it must not come to it


def falls(_content: bytes) -> bytes:
    os.kill(os.getpid(), signal.SIGSEGV)
    return b""


def server(_content: bytes) -> bytes:
    return str(os.getppid()).encode()
