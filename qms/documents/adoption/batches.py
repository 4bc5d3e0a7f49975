"""The verb of adopting many files at once: each becomes a draft, and all are recorded, or none."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from qms.documents import drafting
from qms.documents.adoption.lifecycle import may_not_record
from qms.documents.adoption.models import Adoption
from qms.documents.adoption.operations import Paper, Seen, record_drafts
from qms.documents.drafting import DocumentFacts, EditionFacts
from qms.documents.filing import FiledFile
from qms.documents.models import Edition
from qms.documents.queries import document_by_key
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.operation import operation
from qms.textindex.analysis import code_key


@dataclass(frozen=True)
class FileRow:
    """One Word file, and what was said of it."""

    file: FiledFile
    about: DocumentFacts
    facts: EditionFacts


@operation
def record_files(paper: Paper, rows: Sequence[FileRow], by: Actor) -> Adoption:
    """File every row as a document or its next edition, and record them with one decision."""
    refuse_if(may_not_record(None, by), *_named_twice(rows))
    drafts, objections = [], []
    for row in rows:
        try:
            drafts.append(_draft(row, by))
        except Refused as refused:
            objections += [
                Sentence("%(file)s: %(objection)s", file=row.file.name, objection=said)
                for said in refused.reasons
            ]
    refuse_if(*objections)
    return record_drafts(paper, [Seen(draft, draft.version) for draft in drafts], by=by)


def _draft(row: FileRow, by: Actor) -> Edition:
    document = document_by_key(code_key(row.about.code))
    if document is None:
        return drafting.start_document(row.about, row.facts, row.file, by=by)
    return drafting.start_edition(document, row.facts, row.file, by=by)


def _named_twice(rows: Sequence[FileRow]) -> list[Sentence]:
    count = Counter(code_key(row.about.code) for row in rows)
    return [
        Sentence(
            "Mã %(code)s được ghi cho nhiều tệp: %(files)s. Mỗi tài liệu chỉ có một tệp.",
            code=next(r.about.code for r in rows if code_key(r.about.code) == key),
            files=[r.file.name for r in rows if code_key(r.about.code) == key],
        )
        for key, times in count.items()
        if times > 1 and key
    ]
