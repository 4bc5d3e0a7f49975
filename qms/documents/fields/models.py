"""Own fields of kinds, and what was said of documents.

Triggers (see the migration) keep the kind and the sort of a field as they were set, keep a retired
field as it is, and let no field be removed: it is retired, so that what was said stays readable.
"""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from qms.documents.fields.reading import Sort
from qms.documents.kinds import KIND_NAMES
from qms.documents.models import Document
from qms.kernel.database import Moment, Row, among


class KindField(Row):
    """Something the agency wants to know of every document of a kind."""

    __tablename__ = "kind_field"
    __table_args__ = (
        CheckConstraint(among("kind", KIND_NAMES), name="kind_field_kind"),
        CheckConstraint(among("sort", Sort), name="kind_field_sort"),
        CheckConstraint("label_vi <> ''", name="kind_field_label"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(index=True)
    label_vi: Mapped[str]
    label_en: Mapped[str]
    sort: Mapped[str]
    choices: Mapped[list[str]] = mapped_column(JSON)
    needed: Mapped[bool]
    position: Mapped[int]
    retired_at: Mapped[datetime | None] = mapped_column(Moment)
    version: Mapped[int] = mapped_column(default=1)

    __mapper_args__ = {"version_id_col": version}

    def label(self, language: str) -> str:
        """What it is called in a language; Vietnamese where the agency gave no other name."""
        return (self.label_en if language == "en" else "") or self.label_vi

    def __str__(self) -> str:
        return self.label_vi


class FieldValue(Row):
    """What was said of a document in one field, as ``reading`` keeps it; "" is no row."""

    __tablename__ = "document_field"
    __table_args__ = (
        UniqueConstraint("document_id", "field_id", name="one_value_a_field"),
        CheckConstraint("value <> ''", name="document_field_said"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id"), info={"untold": True})
    field_id: Mapped[int] = mapped_column(ForeignKey("kind_field.id"), index=True)
    value: Mapped[str]
    document: Mapped[Document] = relationship()
    field: Mapped[KindField] = relationship(lazy="joined", innerjoin=True)

    def traced_as(self) -> Row:
        """What is said of a document is told on its own line."""
        return self.document
