"""Looking into a PDF or a picture, in a worker apart from this process."""

import json
from dataclasses import dataclass

from qms.attachments import pdf, pictures
from qms.attachments.kinds import Kind
from qms.attachments.refusals import Flaw
from qms.kernel import apart

make_ready = pictures.make_ready


@dataclass(frozen=True)
class Looked:
    """What a file turned out to be: the bytes to keep, and the pages of a PDF."""

    kind: Kind
    content: bytes
    pages: int | None = None


def look(kind: Kind, content: bytes) -> Looked:
    """Look into ``content`` apart from this process; raises :class:`Flaw`."""
    try:
        told, _line, painted = apart.run(look_here, content, kind).partition(b"\n")
    except apart.Ended:
        raise Flaw("unsafe") from None
    said = json.loads(told)
    if "flaw" in said:
        raise Flaw(said["flaw"])
    return Looked(kind, painted or content, said.get("pages"))


def look_here(content: bytes, kind: str) -> bytes:
    """What a worker says of ``content``: a line of JSON, then the bytes of a picture."""
    told, painted = _seen(Kind(kind), content)
    return json.dumps(told).encode() + b"\n" + painted


def _seen(kind: Kind, content: bytes) -> tuple[dict[str, object], bytes]:
    try:
        if kind is Kind.PDF:
            return {"pages": pdf.pages(content)}, b""
        return {}, pictures.painted_anew(kind, content)
    except Flaw as flaw:
        return {"flaw": flaw.cause}, b""
