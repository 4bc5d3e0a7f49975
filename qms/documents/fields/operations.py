"""The verbs of own fields: the officer sets what is asked of a kind, documents are filled in."""

from collections.abc import Callable, Mapping

from qms.audit_trail.operations import record
from qms.documents.fields import queries
from qms.documents.fields.lifecycle import (
    FieldFacts,
    faults,
    label_taken,
    may_not_fill,
    retired,
    too_many,
)
from qms.documents.fields.models import FieldValue, KindField
from qms.documents.fields.reading import Unreadable, read
from qms.documents.kinds import KIND_NAMES
from qms.documents.lifecycle import OFFICER
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation, overtaken

NO_KIND = Sentence("Không có loại tài liệu này; hãy chọn trong danh sách.")
FIXED = Sentence("Kiểu của mục thông tin không đổi được; hãy thôi dùng mục này và thêm mục khác.")


@operation
def add_field(kind: str, facts: FieldFacts, by: Actor, reason: str) -> KindField:
    """Ask something more of every document of a kind."""
    others = queries.fields_of(kind)
    refuse_if(
        OFFICER(None, by),
        no_reason(reason),
        None if kind in KIND_NAMES else NO_KIND,
        *faults(facts),
        label_taken(facts.label_vi, [other.label_vi for other in others]),
        too_many(len(others)),
    )
    added = KindField(kind=kind, sort=facts.sort)
    _say(added, facts)
    db.session.add(added)
    record(by, "add field", added, reason)
    return added


@operation
def change_field(
    field: KindField, facts: FieldFacts, seen: int, by: Actor, reason: str
) -> KindField:
    """Call it otherwise, move it, ask for it always or not, or offer another list."""
    others = [other for other in queries.fields_of(field.kind) if other is not field]
    refuse_if(
        overtaken(field, seen),
        OFFICER(None, by),
        no_reason(reason),
        retired(field),
        None if facts.sort == field.sort else FIXED,
        *faults(facts),
        label_taken(facts.label_vi, [other.label_vi for other in others]),
    )
    _say(field, facts)
    record(by, "change field", field, reason)
    return field


@operation
def retire_field(field: KindField, seen: int, by: Actor, reason: str) -> KindField:
    """Ask for it no more; what was said stays to be read."""
    refuse_if(overtaken(field, seen), OFFICER(None, by), no_reason(reason), retired(field))
    field.retired_at = clock.now()
    record(by, "retire field", field, reason)
    return field


def _say(field: KindField, facts: FieldFacts) -> None:
    field.label_vi, field.label_en = facts.label_vi, facts.label_en
    field.needed, field.position = facts.needed, facts.position
    field.choices = list(facts.choices)


@operation
def fill_in(
    document: Document,
    values: Mapping[int, str],
    seen: Mapping[int, str],
    by: Actor,
    reason: str = "",
) -> Document:
    """Say what is asked of a document; ``seen`` is what was on the person's screen.

    Saying the same again leaves no line.
    """
    present = queries.values_of(document)
    in_use = {field.id: field for field in queries.fields_of(document.kind)}
    kept = {number: value.value for number, value in present.items() if number in in_use}
    refuse_if(
        None if kept == dict(seen) and values.keys() <= in_use.keys() else OVERTAKEN,
        may_not_fill(document, by),
        *(
            _unfit(in_use[number], words, kept.get(number, ""))
            for number, words in values.items()
            if number in in_use
        ),
    )
    for number, words in values.items():
        _put(document, in_use[number], words, present.get(number))
    if db.session.dirty or db.session.new or db.session.deleted:
        record(by, "fill in fields", document, reason)
    return document


def _unfit(field: KindField, words: str, before: str) -> Sentence | None:
    """Object to what a field cannot hold; what was chosen before stays though the list changed."""
    try:
        kept = read(field.sort, [*field.choices, before], words)
    except Unreadable as unreadable:
        return unreadable.reason
    if field.needed and not kept:
        return Sentence("Cần điền “%(field)s”.", field=queries.name_of(field))
    return None


def _put(document: Document, field: KindField, words: str, present: FieldValue | None) -> None:
    kept = read(field.sort, [*field.choices, words.strip()], words)
    if present is None and kept:
        db.session.add(FieldValue(document=document, field=field, value=kept))
    elif present and not kept:
        db.session.delete(present)
    elif present and present.value != kept:
        present.value = kept


@operation
def with_values(
    write: Callable[[], Edition], values: Mapping[int, str], seen: Mapping[int, str], by: Actor
) -> Edition:
    """Write a draft and say what is asked of its document, both or neither."""
    edition = write()
    if values:
        fill_in(edition.document, values, seen, by)
    return edition
