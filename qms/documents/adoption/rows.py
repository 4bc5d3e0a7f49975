"""The table of files on their way in: what was read of each, what was corrected, what is known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload
from werkzeug.datastructures import MultiDict

from qms.documents import filing
from qms.documents.adoption.batches import FileRow
from qms.documents.adoption.forms import RowForm
from qms.documents.filing import FiledFile
from qms.documents.kinds import KIND_NAMES
from qms.documents.kinds.pattern import read as stands_in
from qms.documents.kinds.queries import settings
from qms.documents.models import Document, Upload
from qms.documents.word.reader import WordText
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.pages import actor, say
from qms.organisation.queries import person_by_id, units_to_choose
from qms.textindex.analysis import code_key


@dataclass(frozen=True)
class FileOfRow:
    """A Word file that passed the gate and waits; its text, when it was read just now."""

    upload_id: int
    digest: str
    name: str
    size: int
    text: WordText | None = None

    def read(self) -> WordText:
        """What it says."""
        return self.text or filing.read_kept(self.digest)


@dataclass(frozen=True)
class Row:
    """A file and the form that says what it is."""

    file: FileOfRow
    form: RowForm

    @property
    def key(self) -> str:
        """The canonical code, as it is said now."""
        return code_key(self.form.code.data or "")

    def filed(self) -> FileRow:
        """The row, ready for the verb."""
        file = self.file
        filed = FiledFile(file.digest, file.name, file.size, file.read())
        return FileRow(filed, self.form.about(), self.form.facts())


def waiting(by: Actor, numbers: Sequence[int]) -> list[FileOfRow]:
    """The files of these numbers that ``by`` sent before."""
    wanted = select(Upload).where(Upload.person_id == by.id, Upload.id.in_(numbers))
    found = db.session.scalars(wanted.order_by(Upload.id))
    return [FileOfRow(u.id, u.digest, u.file_name, u.file_size) for u in found]


def read(files: Sequence[FileOfRow]) -> list[Row]:
    """A row for each file, filled in with what was read of it."""
    said = [_said(file.read()) for file in files]  # reading ends what the database was asked
    person = person_by_id(actor().id)
    home = person.unit_id if person else 0
    kinds = {kind: found.pattern for kind, found in settings().items()}
    return [
        Row(file, _form(file, None, words | {"unit": home, "kind": _kind(words["code"], kinds)}))
        for file, words in zip(files, said, strict=True)
    ]


def sent(files: Sequence[FileOfRow], given: MultiDict[str, str]) -> list[Row]:
    """A row for each file, as it was sent."""
    return [Row(file, _form(file, given, {})) for file in files]


def known(shown: Sequence[Row], by: Actor) -> Mapping[str, Document]:
    """The documents that rows name by their codes: such a file becomes the next edition."""
    wanted = select(Document).where(Document.key.in_({row.key for row in shown}))
    found = db.session.scalars(wanted.options(selectinload(Document.editions)))
    return {document.key: document for document in found}


def _form(
    file: FileOfRow, given: MultiDict[str, str] | None, words: Mapping[str, object]
) -> RowForm:
    form = RowForm(given, data=dict(words), prefix=f"f{file.upload_id}-")
    form.kind.choices = [(code, say(name)) for code, name in KIND_NAMES.items()]
    form.unit.choices = [(unit.id, unit.name) for unit in units_to_choose()]
    return form


def _said(text: WordText) -> dict[str, object]:
    return {
        "code": text.code.value[:60] if text.code else "",
        "title": text.title.value[:300] if text.title else "",
        "issue": filing.counted(text.issue, 1),
        "amendment": filing.counted(text.amendment, 0),
    }


def _kind(code: object, patterns: Mapping[str, str]) -> str:
    """The kind whose rule the code follows, else a procedure."""
    key = code_key(str(code))
    return next((k for k, p in patterns.items() if p and stands_in(p, key)), "procedure")
