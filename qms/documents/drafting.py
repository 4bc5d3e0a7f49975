"""The verbs of writing: a document begins, a draft is corrected, its file replaced."""

from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents.filing import FiledFile, fill
from qms.documents.lifecycle import (
    State,
    another_is_open,
    may_not_write,
    not_open_to_change,
    signers_not_distinct,
)
from qms.documents.models import Document, Edition
from qms.documents.queries import document_by_key
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken
from qms.textindex.analysis import code_key
from qms.textindex.outbox import changed

NO_CODE = Sentence("Mã hiệu cần có chữ hoặc số.")


@dataclass(frozen=True)
class DocumentFacts:
    """What is said of a document."""

    code: str
    kind: str
    unit_id: int


@dataclass(frozen=True)
class EditionFacts:
    """What is said of an edition; 0 for a signer not chosen yet."""

    title: str
    issue: int
    amendment: int
    change_note: str = ""
    reviewer_id: int = 0
    approver_id: int = 0


@operation
def start_document(
    about: DocumentFacts, facts: EditionFacts, file: FiledFile, by: Actor
) -> Edition:
    """Begin a document with its first draft."""
    key = code_key(about.code)
    refuse_if(
        may_not_write(None, by),
        None if key else NO_CODE,
        _code_taken(key, about.code),
    )
    document = Document(
        code=about.code, key=key, title=facts.title, kind=about.kind, unit_id=about.unit_id
    )
    db.session.add(document)
    record(by, "start document", document)
    return _draft(document, facts, file, by)


@operation
def start_edition(document: Document, facts: EditionFacts, file: FiledFile, by: Actor) -> Edition:
    """Begin the next edition of a document."""
    refuse_if(may_not_write(document, by), another_is_open(document, by))
    return _draft(document, facts, file, by)


def _draft(document: Document, facts: EditionFacts, file: FiledFile, by: Actor) -> Edition:
    edition = Edition(
        document=document,
        serial=max((e.serial for e in document.editions if e.serial), default=0) + 1,
        author_id=by.id,
        created_at=clock.now(),
        state=State.DRAFT.value,
        round=0,
    )
    _say(edition, facts, by)
    fill(edition, file)
    db.session.add(edition)
    record(by, "start edition", edition)
    changed("edition", str(edition.id))
    return edition


@operation
def change_draft(
    edition: Edition, about: DocumentFacts | None, facts: EditionFacts, seen: int, by: Actor
) -> Edition:
    """Correct what is said of a draft; ``seen`` is the version that was on the person's screen.

    ``about`` corrects the document too, while this is its only edition.
    """
    refuse_if(overtaken(edition, seen), not_open_to_change(edition, by))
    if about:
        _correct(edition.document, about, facts.title, by)
    _say(edition, facts, by)
    record(by, "change draft", edition)
    changed("edition", str(edition.id))
    return edition


def _correct(document: Document, about: DocumentFacts, title: str, by: Actor) -> None:
    key = code_key(about.code)
    refuse_if(
        None if key else NO_CODE,
        _code_taken(key, about.code) if key != document.key else None,
        Sentence("Tài liệu đã có nhiều phiên bản thì không đổi mã số nữa.")
        if len(document.editions) > 1
        else None,
    )
    document.code, document.key, document.title = about.code, key, title
    document.kind, document.unit_id = about.kind, about.unit_id
    if db.session.is_modified(document):
        record(by, "change document", document)


@operation
def replace_file(edition: Edition, file: FiledFile, seen: int, by: Actor) -> Edition:
    """Put another file in the place of a draft's."""
    refuse_if(overtaken(edition, seen), not_open_to_change(edition, by))
    for clause in edition.clauses:
        db.session.delete(clause)
    db.session.flush()
    db.session.expire(edition, ["clauses"])
    fill(edition, file)
    record(by, "replace file", edition)
    changed("edition", str(edition.id))
    return edition


def _say(edition: Edition, facts: EditionFacts, by: Actor) -> None:
    edition.title, edition.change_note = facts.title, facts.change_note
    edition.issue, edition.amendment = facts.issue, facts.amendment
    edition.reviewer_id = facts.reviewer_id or None
    edition.approver_id = facts.approver_id or None
    refuse_if(signers_not_distinct(edition, by), _number_taken(edition))


def _code_taken(key: str, code: str) -> Sentence | None:
    taken = document_by_key(key)
    if taken is None:
        return None
    return Sentence(
        "Mã %(code)s đã có (%(taken)s). Nếu đây là bản mới của tài liệu đó, "
        "hãy mở tài liệu và chọn “Phiên bản mới”.",
        code=code,
        taken=taken.code,
    )


def _number_taken(edition: Edition) -> Sentence | None:
    same = [
        e
        for e in edition.document.editions
        if e is not edition
        and (e.issue, e.amendment) == (edition.issue, edition.amendment)
        and e.state != State.DISCARDED
    ]
    if not same:
        return None
    return Sentence(
        "Lần ban hành/sửa đổi %(number)s đã dùng cho một phiên bản trước.", number=edition.number
    )
