"""The verbs of writing: a document begins, a draft is corrected, its file replaced."""

from collections.abc import Iterable
from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents import followers
from qms.documents.adoption.lifecycle import number_was_used
from qms.documents.filing import FiledFile, fill
from qms.documents.kinds import KEPT_ELSEWHERE, KIND_NAMES
from qms.documents.lifecycle import (
    State,
    another_is_open,
    may_not_write,
    not_open_to_change,
    signers_not_distinct,
    signers_unfit,
)
from qms.documents.models import Document, Edition
from qms.documents.queries import document_by_key
from qms.kernel import clock
from qms.kernel.access import Actor, Role
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import person_by_id, unit
from qms.textindex.analysis import code_key
from qms.textindex.outbox import changed

NO_CODE = Sentence("Mã hiệu cần có chữ hoặc số.")
NO_KIND = Sentence("Không có loại tài liệu này; hãy chọn trong danh sách.")
KEPT_AS_EXTERNAL = Sentence(
    "Văn bản bên ngoài không nộp thành tài liệu nội bộ nữa; "
    "hãy ghi vào danh mục tài liệu bên ngoài."
)
NO_LONGER_FIRST = Sentence(
    "Tài liệu đã có nhiều phiên bản thì không đổi mã hiệu, loại và đơn vị chủ trì nữa."
)


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
        *code_unfit(key, about.code),
        *_misplaced(about.kind, about.unit_id),
        *_unfit(facts, by, by.id, ()),
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
    refuse_if(
        may_not_write(document, by),
        another_is_open(document, by),
        *_unfit(facts, by, by.id, document.editions),
        number_was_used(facts.issue, facts.amendment, document.earlier),
    )
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
    _say(edition, facts)
    fill(edition, file)
    db.session.add(edition)
    record(by, "start edition", edition)
    changed("edition", str(edition.id))
    followers.moved(edition, "start edition", by)
    return edition


@operation
def change_draft(
    edition: Edition, about: DocumentFacts | None, facts: EditionFacts, seen: int, by: Actor
) -> Edition:
    """Correct what is said of a draft; ``seen`` is the version that was on the person's screen.

    ``about`` corrects the document too, while this is its only edition.
    """
    document = edition.document
    others = [e for e in document.editions if e is not edition]
    refuse_if(
        overtaken(edition, seen),
        not_open_to_change(edition, by),
        *(_incorrigible(document, about) if about else ()),
        *_unfit(facts, by, edition.author_id, others),
        number_was_used(facts.issue, facts.amendment, document.earlier),
        _would_sign_own_file(edition, facts),
    )
    if about:
        _correct(document, about, facts.title, by)
    _say(edition, facts)
    record(by, "change draft", edition)
    changed("edition", str(edition.id))
    followers.moved(edition, "change draft", by)
    return edition


def _would_sign_own_file(edition: Edition, facts: EditionFacts) -> Sentence | None:
    """An officer who replaced the file wrote it as much as the author did (7.5.2)."""
    if (edition.makers - {edition.author_id}).isdisjoint((facts.reviewer_id, facts.approver_id)):
        return None
    return Sentence(
        "Người xem xét và người phê duyệt không được là người đã đưa tệp Word vào bản thảo này; "
        "hãy chọn người khác."
    )


def _incorrigible(document: Document, about: DocumentFacts) -> list[Sentence | None]:
    key = code_key(about.code)
    moves = about.unit_id != document.unit_id
    return [
        NO_LONGER_FIRST if len(document.editions) > 1 else None,
        *(code_unfit(key, about.code) if key != document.key else ()),
        *_misplaced(about.kind, about.unit_id if moves else None, document.kind),
    ]


def _correct(document: Document, about: DocumentFacts, title: str, by: Actor) -> None:
    document.code, document.key, document.title = about.code, code_key(about.code), title
    document.kind, document.unit_id = about.kind, about.unit_id
    if db.session.is_modified(document):
        record(by, "change document", document)


@operation
def replace_file(edition: Edition, file: FiledFile, seen: int, by: Actor) -> Edition:
    """Put another file in the place of a draft's."""
    refuse_if(overtaken(edition, seen), not_open_to_change(edition, by))
    for part in (*edition.clauses, *edition.records):
        db.session.delete(part)
    db.session.flush()
    db.session.expire(edition, ["clauses", "records"])
    fill(edition, file)
    record(by, "replace file", edition)
    changed("edition", str(edition.id))
    followers.moved(edition, "replace file", by)
    return edition


def _say(edition: Edition, facts: EditionFacts) -> None:
    edition.title, edition.change_note = facts.title, facts.change_note
    edition.issue, edition.amendment = facts.issue, facts.amendment
    edition.reviewer_id = facts.reviewer_id or None
    edition.approver_id = facts.approver_id or None


def code_unfit(key: str, code: str) -> list[Sentence | None]:
    """What stands against giving ``code``: it has no letter or figure, or was given before."""
    taken = document_by_key(key)
    said = taken and Sentence(
        "Mã %(code)s đã có (%(taken)s). Nếu đây là bản mới của tài liệu đó, "
        "hãy mở tài liệu và chọn “Lập phiên bản mới”.",
        code=code,
        taken=taken.code,
    )
    return [None if any(map(str.isalnum, key)) else NO_CODE, said or None]


def _misplaced(kind: str, unit_id: int | None, before: str = "") -> list[Sentence | None]:
    """Object to a kind that is not given, and to a unit (``None``: it stays) that is not open."""
    elsewhere = KEPT_AS_EXTERNAL if kind == KEPT_ELSEWHERE != before else None
    closed = None if unit_id is None else unit_not_open(unit(unit_id), clock.today())
    return [None if kind in KIND_NAMES else NO_KIND, elsewhere, closed]


@dataclass(frozen=True)
class _Route:
    """Who would write, review and approve: asked the same questions as an edition."""

    author_id: int
    reviewer_id: int
    approver_id: int

    @property
    def signers_are_fit(self) -> bool:
        parts = ((self.reviewer_id, Role.REVIEWER), (self.approver_id, Role.APPROVER))
        named = [(person_by_id(number), role) for number, role in parts if number]
        return all(person and person.holds(role, clock.today()) for person, role in named)


def _unfit(
    facts: EditionFacts, by: Actor, author_id: int, others: Iterable[Edition]
) -> list[Sentence | None]:
    route = _Route(author_id, facts.reviewer_id, facts.approver_id)
    return [
        signers_not_distinct(route, by),
        signers_unfit(route, by),
        number_taken(facts, others),
    ]


def number_taken(facts: EditionFacts, others: Iterable[Edition]) -> Sentence | None:
    """Object to an issue and amendment that another edition of the document carries."""
    kept = [other for other in others if other.state != State.DISCARDED]
    return number_was_used(facts.issue, facts.amendment, kept)
