"""The verbs of records: they are corrected, or read from the file anew."""

from collections.abc import Sequence

from sqlalchemy.orm.attributes import flag_modified

from qms.audit_trail.operations import record
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Edition
from qms.documents.records.models import records_of
from qms.documents.records.reading import LONGEST, MOST, Said, records_in
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken

TOO_MANY = Sentence("Mỗi phiên bản ghi được nhiều nhất 100 loại hồ sơ.")
TOO_LONG = Sentence("Mỗi ô của bảng hồ sơ viết được nhiều nhất 300 chữ cái.")
NO_NAME = Sentence("Dòng nào có nơi lưu hoặc thời gian lưu thì cần có tên hồ sơ.")


@operation
def correct_records(edition: Edition, given: Sequence[Said], seen: int, by: Actor) -> Edition:
    """Let ``given`` be the records of a draft."""
    words = [word for said in given for word in (said.name, said.place, said.kept_for)]
    refuse_if(
        overtaken(edition, seen),
        not_open_to_change(edition, by),
        TOO_MANY if len(given) > MOST else None,
        TOO_LONG if any(len(word) > LONGEST for word in words) else None,
        None if all(said.name for said in given) else NO_NAME,
    )
    return _replace(edition, given, by)


@operation
def read_records_again(edition: Edition, seen: int, by: Actor) -> Edition:
    """Let the records of a draft be those that its text names."""
    refuse_if(overtaken(edition, seen), not_open_to_change(edition, by))
    return _replace(edition, records_in(edition.clauses), by)


def _replace(edition: Edition, given: Sequence[Said], by: Actor) -> Edition:
    if [row.said for row in edition.records] == list(given):
        return edition
    for row in edition.records:
        db.session.delete(row)
    db.session.flush()
    db.session.expire(edition, ["records"])
    edition.records = records_of(given)
    flag_modified(edition, "margins")  # whoever saw the edition before is overtaken
    record(by, "correct records", edition)
    return edition
