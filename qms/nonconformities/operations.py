"""The verbs of nonconformities: one reports, the quality officer answers, the handler corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.documents.models import Edition
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.nonconformities.lifecycle import (
    cannot_be_handed_over,
    handler_unfit,
    handles_already,
    may_not_report,
    no_correction,
    not_in_time,
    not_yet,
    nothing_said,
    unfit_to_join,
)
from qms.nonconformities.models import INDEXED, Nonconformity, ReportedFile, TouchedIndicator
from qms.nonconformities.states import State
from qms.nonconformities.steps import begin_round, refuse, set_due, take
from qms.nonconformities.telling import tell
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import person_by_id, unit
from qms.textindex.outbox import changed

NO_SUCH_INDICATOR = Sentence("Chỉ số này không có trong danh sách.")
NO_SUCH_CLAUSE = Sentence("Mục này không có trong phiên bản bạn đang xem; hãy chọn mục khác.")


@dataclass(frozen=True)
class Report:
    """What somebody saw. ``about`` and ``anchor`` are where in a document, if in any;
    ``indicator`` is the number of the one from whose page it was reported.
    """

    text: str
    place: str
    found_on: date
    unit_id: int
    about: Edition | None = None
    anchor: str = ""
    hides_reporter: bool = False
    indicator: str = ""
    files: Sequence[CheckedFile] = ()


@dataclass(frozen=True)
class Correction:
    """What was done to the case itself, when, and what became of its consequences."""

    done: str
    on: date
    consequences: str


@operation
def report(said: Report, by: Actor) -> Nonconformity:
    """Report that a requirement was not met; the quality officer is told."""
    clauses = said.about.clauses if said.about else []
    clause = next((c for c in clauses if said.anchor and c.anchor == said.anchor), None)
    today = clock.today()
    refuse_if(
        may_not_report(by),
        nothing_said(said.text, said.place),
        not_yet(said.found_on, today),
        NO_SUCH_CLAUSE if said.anchor and clause is None else None,
        unit_not_open(unit(said.unit_id), today),
        NO_SUCH_INDICATOR if said.indicator and said.indicator not in INDICATORS else None,
    )
    made = Nonconformity(
        state=State.REPORTED.value,
        text=said.text,
        place=said.place,
        found_on=said.found_on,
        about=said.about,
        anchor=said.anchor,
        clause=f"{clause.number} {clause.heading}".strip() if clause else "",
        reporter_id=by.id,
        reported_at=clock.now(),
        hides_reporter=said.hides_reporter,
        unit_id=said.unit_id,
    )
    set_due(made)
    made.touched = [TouchedIndicator(indicator=said.indicator)] if said.indicator else []
    made.files = [ReportedFile(file=attach(file, by=by)) for file in said.files]
    db.session.add(made)
    record(by, "report nonconformity", made)
    changed(INDEXED, made.id)
    tell(made, "report nonconformity", by)
    return made


@operation
def decline(nonconformity: Nonconformity, seen: int, by: Actor, reason: str) -> Nonconformity:
    """Say that it is none, and why."""
    return _end("decline report", nonconformity, seen, by, reason)


@operation
def withdraw(nonconformity: Nonconformity, seen: int, by: Actor, reason: str) -> Nonconformity:
    """Take back what one reported, and why."""
    return _end("withdraw report", nonconformity, seen, by, reason)


@operation
def merge(
    nonconformity: Nonconformity, into: Nonconformity | None, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Join a report with one that was taken on before and says the same."""
    refuse("merge report", nonconformity, seen, by, unfit_to_join(nonconformity, into))
    return take("merge report", nonconformity, by, reason, merged_into=into, answer=reason)


@operation
def correct(
    nonconformity: Nonconformity, correction: Correction, seen: int, by: Actor
) -> Nonconformity:
    """Note what was done at once to the case itself, and to its consequences."""
    refuse(
        "correct at once",
        nonconformity,
        seen,
        by,
        no_correction(correction.done, correction.consequences),
        not_in_time(correction.on, nonconformity.found_on, clock.today()),
    )
    nonconformity.correction, nonconformity.corrected_on = correction.done, correction.on
    nonconformity.consequences = correction.consequences
    begin_round(nonconformity)
    return take("correct at once", nonconformity, by, "")


@operation
def hand_over(
    nonconformity: Nonconformity, handler_id: int, seen: int, by: Actor, reason: str
) -> Nonconformity:
    """Let another person answer for it, and say why."""
    handler = person_by_id(handler_id)
    refuse_if(
        overtaken(nonconformity, seen),
        cannot_be_handed_over(nonconformity, by),
        handler_unfit(handler),
        handles_already(nonconformity, handler),
        no_reason(reason),
    )
    nonconformity.handler_id = handler_id
    record(by, "hand over", nonconformity, reason)
    changed(INDEXED, nonconformity.id)
    tell(nonconformity, "hand over", by)
    return nonconformity


def _end(
    verb: str, nonconformity: Nonconformity, seen: int, by: Actor, reason: str
) -> Nonconformity:
    refuse(verb, nonconformity, seen, by, no_reason(reason))
    return take(verb, nonconformity, by, reason, answer=reason)
