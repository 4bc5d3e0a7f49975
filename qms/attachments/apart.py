"""Looking into files of others in a process of its own, with little memory, time and no files.

A decoder that a hostile file leads astray takes nothing with it: the process ends, the file is
refused. Run as a module it is that process: kind in the arguments, bytes in, what was seen out.
"""

import json
import resource
import subprocess
import sys
from dataclasses import dataclass
from threading import BoundedSemaphore

from qms.attachments import pdf, pictures
from qms.attachments.kinds import Kind
from qms.attachments.refusals import Flaw

SECONDS = 20
MOST_MEMORY = 1024 * 1024 * 1024
STANDARD_STREAMS = 3
_AT_ONCE = BoundedSemaphore(2)
"""How many may look at the same time: an ordinary server has little memory."""


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be: the bytes to keep, and the pages of a PDF."""

    kind: Kind
    content: bytes
    pages: int | None = None


def look(kind: Kind, content: bytes) -> Looked:
    """Look into ``content`` apart from this process; raises :class:`Flaw`."""
    command = [sys.executable, "-I", "-m", __name__, kind]
    with _AT_ONCE:
        try:
            done = subprocess.run(  # noqa: S603 - our own module, the bytes are only piped in
                command, input=content, capture_output=True, timeout=SECONDS, check=True
            )
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
            raise Flaw("unsafe") from None
    told, _line, painted = done.stdout.partition(b"\n")
    said = json.loads(told)
    if "flaw" in said:
        raise Flaw(said["flaw"])
    return Looked(kind, painted or content, said.get("pages"))


def _confine() -> None:
    """No more memory, time or open files than looking needs: nothing is read, nobody is called."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (STANDARD_STREAMS, STANDARD_STREAMS))


def _look_here(kind: Kind, content: bytes) -> tuple[dict[str, object], bytes]:
    try:
        if kind is Kind.PDF:
            return {"pages": pdf.pages(content)}, b""
        return {}, pictures.painted_anew(kind, content)
    except Flaw as flaw:
        return {"flaw": flaw.cause}, b""


def main() -> None:
    """Be the process that looks."""
    pictures.make_ready()
    _confine()
    told, painted = _look_here(Kind(sys.argv[1]), sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(told).encode() + b"\n" + painted)


if __name__ == "__main__":
    main()
