"""The verb that says which indicators a document serves."""

from qms.audit_trail.operations import record
from qms.documents.lifecycle import may_not_name_indicators
from qms.documents.models import Document
from qms.documents.serving.models import ServedIndicator
from qms.indicators.catalogue import INDICATORS
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import OVERTAKEN, operation
from qms.textindex.outbox import changed

UNKNOWN = Sentence("Có chỉ số không nằm trong bảng 39 chỉ số; hãy chọn lại trong danh sách.")


@operation
def name_indicators(
    document: Document, numbers: frozenset[str], seen: frozenset[str], by: Actor, reason: str = ""
) -> Document:
    """Let ``numbers`` be the indicators that ``document`` serves.

    ``seen`` are those that were on the person's screen. Naming the same again leaves no line.
    """
    refuse_if(
        None if document.indicators == seen else OVERTAKEN,
        may_not_name_indicators(document, by),
        None if numbers <= INDICATORS.keys() else UNKNOWN,
    )
    if numbers == seen:
        return document
    for link in document.served:
        if link.indicator not in numbers:
            db.session.delete(link)
    for number in INDICATORS:
        if number in numbers - seen:
            db.session.add(ServedIndicator(document=document, indicator=number))
    record(by, "name indicators", document, reason)
    db.session.expire(document, ["served"])
    for edition in document.editions:
        changed("edition", edition.id)
    return document
