"""The lines of the trail. They are added; the database itself refuses to change or remove one.

Triggers (see the migration) refuse UPDATE and DELETE, and an INSERT that is not the next link of
the chain, so that a line cannot be written over either.
"""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Index
from sqlalchemy.orm import Mapped, mapped_column

from qms.audit_trail.chain import Link
from qms.kernel.database import Moment, Row, Trace


class TrailLine(Row):
    """One act. Names are copied: people leave and titles change, the line stays.

    ``changes`` holds what the act changed: {"column": [before, after]}; ``digest`` chains the line
    to the one before (see ``chain``).
    """

    __tablename__ = "trail_line"
    __table_args__ = (
        Index("ix_trail_line_subject", "subject_kind", "subject_id"),
        Index("ix_trail_line_verb_at", "verb", "at"),
    )
    trace: ClassVar[Trace] = Trace.IS_LINE

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment, index=True)
    actor_id: Mapped[int | None] = mapped_column(index=True)
    actor_name: Mapped[str]
    actor_as: Mapped[str]
    verb: Mapped[str] = mapped_column(index=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    subject_label: Mapped[str]
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    reason: Mapped[str]
    previous: Mapped[str]
    digest: Mapped[str]

    def link(self) -> Link:
        """The line as the chain sees it."""
        return Link(
            number=self.id,
            at=self.at,
            actor_id=self.actor_id,
            actor_name=self.actor_name,
            actor_as=self.actor_as,
            verb=self.verb,
            subject_kind=self.subject_kind,
            subject_id=self.subject_id,
            subject_label=self.subject_label,
            changes=self.changes,
            reason=self.reason,
        )
