"""A Word file on its way into an edition: through the gate, into the store, read into clauses."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from sqlalchemy import delete

from qms.documents.models import Clause, Edition, Upload
from qms.documents.word import gate, reader
from qms.documents.word.reader import WordText
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.installation import installation
from qms.kernel.operation import plumbing

LONGEST_NAME = 150
UPLOAD_WAITS = timedelta(days=7)


@dataclass(frozen=True)
class FiledFile:
    """A file that passed the gate and is safely in the store."""

    digest: str
    name: str
    size: int


def take_in(content: bytes, name: str) -> FiledFile:
    """Let a Word file through the gate and keep it; raises ``gate.NotAccepted``."""
    shown = PurePath(name.replace("\\", "/")).name[-LONGEST_NAME:] or "tai-lieu.docx"
    gate.examine(content, shown)
    return FiledFile(installation().blobs.put(content), shown, len(content))


def read_kept(digest: str) -> WordText:
    """Read a file that was taken in before."""
    return reader.read(installation().blobs.read(digest))


def fill(edition: Edition, file: FiledFile) -> None:
    """Give ``edition`` its file and the clauses read out of it."""
    text = read_kept(file.digest)
    edition.file_digest, edition.file_name = file.digest, file.name
    edition.file_size = file.size
    edition.margins = "\n".join(text.margins)
    edition.clauses = [
        Clause(
            position=c.position,
            anchor=c.anchor,
            number=c.number,
            heading=c.heading,
            level=c.level,
            path=list(c.path),
            text=c.text,
            html=c.html,
        )
        for c in text.clauses
    ]


def keep_upload(file: FiledFile, by: Actor) -> int:
    """Remember a file that waits for its document to be filled in; answers with its number.

    What nobody filed within a week is forgotten.
    """
    now = clock.now()
    with plumbing() as session:
        session.execute(delete(Upload).where(Upload.uploaded_at < now - UPLOAD_WAITS))
        kept = Upload(
            person_id=by.id,
            digest=file.digest,
            file_name=file.name,
            file_size=file.size,
            uploaded_at=now,
        )
        session.add(kept)
        session.flush()
        return kept.id
