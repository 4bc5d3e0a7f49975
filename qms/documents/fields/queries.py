"""Reading own fields and what was said in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from qms.documents import queries
from qms.documents.fields.models import FieldValue, KindField
from qms.documents.fields.reading import shown
from qms.documents.lifecycle import OPEN, State
from qms.documents.models import Document, Edition
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Name


@dataclass(frozen=True)
class Said:
    """A field of a document and what was said in it, "" for nothing yet."""

    field: KindField
    kept: str

    @property
    def name(self) -> Name:
        """What the field is called, in both languages."""
        return name_of(self.field)

    @property
    def words(self) -> str:
        """The value as people write it."""
        return shown(self.field.sort, self.kept)


def name_of(field: KindField) -> Name:
    """What a field is called, in both languages."""
    return Name(field.label_vi, field.label("en"))


def fields_of(kind: str = "", *, also_retired: bool = False) -> Sequence[KindField]:
    """The fields of a kind, or of all, in their order; everybody may know what is asked."""
    wanted = select(KindField).order_by(KindField.kind, KindField.position, KindField.id)
    if kind:
        wanted = wanted.where(KindField.kind == kind)
    if not also_retired:
        wanted = wanted.where(KindField.retired_at.is_(None))
    return db.session.scalars(wanted).all()


def field(kind: str, field_id: int) -> KindField | None:
    """One field of a kind."""
    found = db.session.get(KindField, field_id)
    return found if found and found.kind == kind else None


def values_of(document: Document) -> Mapping[int, FieldValue]:
    """What was said of a document that the caller found to be visible, by the field's id."""
    wanted = select(FieldValue).where(FieldValue.document_id == document.id)
    return {value.field_id: value for value in db.session.scalars(wanted)}


def said_of(document: Document) -> Sequence[Said]:
    """The fields asked of a document, and those retired in which something was said."""
    values = values_of(document)
    asked = fields_of(document.kind, also_retired=True)
    told = [Said(one, values[one.id].value if one.id in values else "") for one in asked]
    return [one for one in told if one.kept or not one.field.retired_at]


def kept_in(document: Document | None) -> Mapping[int, str]:
    """The values of the fields in use; none for a document that is only begun."""
    if document is None:
        return {}
    return {n: v.value for n, v in values_of(document).items() if not v.field.retired_at}


def lacking(kind: str, field_id: int = 0) -> int:
    """How many documents of a kind, in force or on their way, say nothing in a field.

    With no field: how many there are at all. For showing an effect, not for reading.
    """
    alive = Document.editions.any(Edition.state.in_((*OPEN, State.IN_FORCE)))
    wanted = select(func.count()).select_from(Document).where(Document.kind == kind, alive)
    if field_id:
        said = select(FieldValue.document_id).where(FieldValue.field_id == field_id)
        wanted = wanted.where(Document.id.not_in(said))
    return db.session.scalar(wanted) or 0


def values_by_document(actor: Actor, field_id: int) -> Mapping[int, str]:
    """What was said in a field, by document, of those ``actor`` may see."""
    seen = queries.visible_to(actor).with_only_columns(Edition.document_id)
    wanted = select(FieldValue.document_id, FieldValue.value).where(
        FieldValue.field_id == field_id, FieldValue.document_id.in_(seen)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}
