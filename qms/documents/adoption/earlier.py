"""The verbs of the past: an earlier edition is noted in the history; a wrong note is struck out."""

from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.documents.adoption.lifecycle import (
    Span,
    may_not_record,
    number_was_used,
    span_unfit,
)
from qms.documents.adoption.models import EarlierEdition
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation

AFTER_ITS_START = Sentence("Ngày ký quyết định không được sau ngày có hiệu lực.")


@dataclass(frozen=True)
class EarlierFacts:
    """What is known of an earlier edition; decision and note may be empty."""

    issue: int
    amendment: int
    in_force_on: date
    ended_on: date
    decision_number: str = ""
    decision_day: date | None = None
    note: str = ""

    @property
    def span(self) -> Span:
        """When it was in force."""
        return Span(f"{self.issue:02d}/{self.amendment:02d}", self.in_force_on, self.ended_on)


@operation
def note_earlier(
    document: Document, facts: EarlierFacts, file: CheckedFile | None, by: Actor
) -> EarlierEdition:
    """Note an edition of the past, with its time in force; it never opens and is never in force."""
    past = [earlier for earlier in document.earlier if not earlier.struck_at]
    kept = [edition for edition in document.editions if edition.state != State.DISCARDED]
    others = [earlier.span for earlier in past] + [s for e in kept if (s := _span(e))]
    decided = facts.decision_day
    refuse_if(
        may_not_record(None, by),
        number_was_used(facts.issue, facts.amendment, [*kept, *past]),
        AFTER_ITS_START if decided and decided > facts.in_force_on else None,
        *span_unfit(facts.span, others),
    )
    earlier = EarlierEdition(
        document=document,
        issue=facts.issue,
        amendment=facts.amendment,
        in_force_on=facts.in_force_on,
        ended_on=facts.ended_on,
        decision_number=facts.decision_number,
        decision_day=decided,
        note=facts.note,
        file=attach(file, by=by) if file else None,
        recorded_by_id=by.id,
        recorded_at=clock.now(),
    )
    db.session.add(earlier)
    record(by, "note earlier edition", earlier)
    return earlier


@operation
def strike_earlier(earlier: EarlierEdition, by: Actor, reason: str) -> EarlierEdition:
    """Strike out a wrong note, saying why; the trail keeps it, its number and time are free."""
    refuse_if(may_not_record(None, by), OVERTAKEN if earlier.struck_at else None, no_reason(reason))
    earlier.struck_at, earlier.struck_by_id = clock.now(), by.id
    earlier.struck_because = reason
    record(by, "strike earlier edition", earlier, reason)
    return earlier


def _span(edition: Edition) -> Span | None:
    if edition.in_force_at is None:
        return None
    end = edition.ended_at
    return Span(
        edition.number,
        clock.local(edition.in_force_at).date(),
        clock.local(end).date() if end else None,
    )
