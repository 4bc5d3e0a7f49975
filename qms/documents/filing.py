"""A Word file on its way into an edition: through the gate, read into clauses, into the store.

A file is read before a verb begins: reading may take seconds, and writers would wait for it.
"""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import PurePath

from sqlalchemy import delete

from qms.documents.models import Clause, Edition, Upload
from qms.documents.records.models import records_of
from qms.documents.records.reading import records_in
from qms.documents.word import aside
from qms.documents.word.reader import Found, WordText
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.installation import installation
from qms.kernel.operation import plumbing, stop_reading
from qms.kernel.text import composed, seen, whole_number

LONGEST_NAME = 150
SUFFIX = ".docx"
UPLOAD_WAITS = timedelta(days=7)


@dataclass(frozen=True)
class FiledFile:
    """A file that passed the gate and is safely in the store, and what it says."""

    digest: str
    name: str
    size: int
    text: WordText


def take_in(content: bytes, name: str) -> FiledFile:
    """Let a Word file through the gate and keep it; raises ``word.gate.NotAccepted``."""
    stop_reading()
    shown = shown_name(name)
    text = aside.read_in(content, shown)
    return FiledFile(installation().blobs.put(content), shown, len(content), text)


def shown_name(name: str) -> str:
    """The name of a sent file as it is kept: one line, no folders, the end of what is too long."""
    line = " ".join(seen(composed(name[-1000:])).split())
    base = PurePath(line.replace("\\", "/")).name.strip(". ")
    stem = base[: -len(SUFFIX)] if base.casefold().endswith(SUFFIX) else base
    return (stem[-LONGEST_NAME + len(SUFFIX) :] or "tai-lieu") + SUFFIX


def read_kept(digest: str) -> WordText:
    """Read a file that was taken in before."""
    stop_reading()
    return aside.read_again(installation().blobs.read(digest))


def counted(found: Found | None, otherwise: int) -> int:
    """An issue or amendment as it was read ("02"), ``otherwise`` where the file does not say."""
    return whole_number(found.value.strip() if found else "", otherwise, digits=2)


def fill(edition: Edition, file: FiledFile) -> None:
    """Give ``edition`` its file, and the clauses and records read out of it."""
    text = file.text
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
    edition.records = records_of(records_in(text.clauses))


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
