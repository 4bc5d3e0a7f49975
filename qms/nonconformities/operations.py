"""The verbs of nonconformities: one reports, the quality officer answers, the handler corrects."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qms.attachments.gate import CheckedFile
from qms.attachments.operations import attach
from qms.audit_trail.operations import record
from qms.clauses.catalogue import CLAUSES
from qms.documents.models import Edition
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.nonconformities import queries
from qms.nonconformities.lifecycle import (
    ENDED,
    LIFECYCLE,
    Grade,
    Source,
    State,
    handler_unfit,
    may_not_report,
    no_correction,
    no_criteria,
    no_indicators,
    not_in_time,
    not_yet,
    nothing_said,
    too_soon,
    unfit_to_join,
)
from qms.nonconformities.models import (
    INDEXED,
    Criterion,
    Nonconformity,
    ReportedFile,
    TouchedIndicator,
)
from qms.nonconformities.telling import tell
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import person_by_id, unit
from qms.textindex.outbox import changed

NO_SUCH_CLAUSE = Sentence("Mục này không có trong phiên bản bạn đang xem; hãy chọn mục khác.")
NO_TITLE = Sentence("Hãy ghi tóm tắt sự không phù hợp.")
UNKNOWN = Sentence("Có điều của tiêu chuẩn, chỉ số, nguồn hoặc mức độ không có trong danh sách.")


@dataclass(frozen=True)
class Report:
    """What somebody saw. ``about`` and ``anchor`` are where in a document, if in any."""

    text: str
    place: str
    found_on: date
    unit_id: int
    about: Edition | None = None
    anchor: str = ""
    hides_reporter: bool = False
    files: Sequence[CheckedFile] = ()


@dataclass(frozen=True)
class Cited:
    """A criterion: a clause of the catalogue by its key, a clause of an edition, or a law."""

    clause_key: str = ""
    edition_id: int | None = None
    anchor: str = ""
    law_id: int | None = None
    article: str = ""


@dataclass(frozen=True)
class Acceptance:
    """What the agency makes of a report."""

    title: str
    source: str
    grade: str
    unit_id: int
    handler_id: int
    correct_by: date
    criteria: frozenset[Cited]
    indicators: frozenset[str]


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
    )
    made = Nonconformity(
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
        state=State.REPORTED.value,
    )
    made.files = [ReportedFile(file=attach(file, by=by)) for file in said.files]
    db.session.add(made)
    record(by, "report nonconformity", made)
    changed(INDEXED, made.id)
    tell(made, "report nonconformity", by)
    return made


@operation
def accept(
    nonconformity: Nonconformity, given: Acceptance, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Take a report on: it has a number, a handler, criteria and indicators from now on."""
    _refuse("accept report", nonconformity, seen, by, *_unfit(given, nonconformity))
    nonconformity.year = clock.today().year
    nonconformity.serial = queries.last_serial(nonconformity.year) + 1
    _write(nonconformity, given)
    return _take("accept report", nonconformity, by, reason)


@operation
def change_acceptance(
    nonconformity: Nonconformity, given: Acceptance, seen: int, by: Actor, reason: str
) -> Nonconformity:
    """Say otherwise what was said at acceptance, and why; the number stays."""
    unfit = _unfit(given, nonconformity)
    _refuse("change acceptance", nonconformity, seen, by, no_reason(reason), *unfit)
    _write(nonconformity, given)
    return _take("change acceptance", nonconformity, by, reason)


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
    _refuse("merge report", nonconformity, seen, by, unfit_to_join(nonconformity, into))
    nonconformity.merged_into, nonconformity.answer = into, reason
    return _take("merge report", nonconformity, by, reason)


@operation
def correct(
    nonconformity: Nonconformity, correction: Correction, seen: int, by: Actor
) -> Nonconformity:
    """Note what was done at once to the case itself, and to its consequences."""
    _refuse(
        "correct at once",
        nonconformity,
        seen,
        by,
        no_correction(correction.done, correction.consequences),
        not_in_time(correction.on, nonconformity.found_on, clock.today()),
    )
    nonconformity.correction, nonconformity.corrected_on = correction.done, correction.on
    nonconformity.consequences = correction.consequences
    return _take("correct at once", nonconformity, by, "")


def _end(
    verb: str, nonconformity: Nonconformity, seen: int, by: Actor, reason: str
) -> Nonconformity:
    _refuse(verb, nonconformity, seen, by, no_reason(reason))
    nonconformity.answer = reason
    return _take(verb, nonconformity, by, reason)


def _refuse(
    verb: str, nonconformity: Nonconformity, seen: int, by: Actor, *more: Sentence | None
) -> None:
    refuse_if(overtaken(nonconformity, seen), *LIFECYCLE.objections(verb, nonconformity, by), *more)


def _take(verb: str, nonconformity: Nonconformity, by: Actor, reason: str) -> Nonconformity:
    LIFECYCLE.take(verb, nonconformity)
    if nonconformity.state in ENDED:
        nonconformity.ended_at = clock.now()
    record(by, verb, nonconformity, reason)
    changed(INDEXED, nonconformity.id)
    tell(nonconformity, verb, by)
    return nonconformity


def _unfit(given: Acceptance, nonconformity: Nonconformity) -> list[Sentence | None]:
    today = clock.today()
    due = given.correct_by if given.correct_by != nonconformity.correct_by else today
    place = unit(given.unit_id) if given.unit_id != nonconformity.unit_id else nonconformity.unit
    keys = {cited.clause_key for cited in given.criteria if cited.clause_key}
    listed = keys <= CLAUSES.keys() and given.indicators <= INDICATORS.keys()
    named = given.source in list(Source) and given.grade in list(Grade)
    return [
        None if given.title.strip() else NO_TITLE,
        None if listed and named else UNKNOWN,
        no_criteria(given.criteria),
        no_indicators(given.indicators),
        handler_unfit(person_by_id(given.handler_id)),
        too_soon(due, today),
        unit_not_open(place, today) if place is not nonconformity.unit else None,
    ]


def _write(nonconformity: Nonconformity, given: Acceptance) -> None:
    nonconformity.title, nonconformity.source = given.title, given.source
    nonconformity.grade, nonconformity.unit_id = given.grade, given.unit_id
    nonconformity.handler_id, nonconformity.correct_by = given.handler_id, given.correct_by
    _write_criteria(nonconformity, given.criteria)
    _write_indicators(nonconformity, given.indicators)
    db.session.flush()  # the database lets it be taken on once its grounds stand
    db.session.expire(nonconformity, ["criteria", "touched"])


def _write_criteria(nonconformity: Nonconformity, wanted: frozenset[Cited]) -> None:
    present = {cited_of(criterion): criterion for criterion in nonconformity.criteria}
    for cited in sorted(wanted - present.keys(), key=repr):
        clause = _words_of(cited)
        nonconformity.criteria.append(Criterion(**vars(cited), clause=clause))
    db.session.flush()  # what is new stands before what is old goes: one is kept at any time
    for cited in present.keys() - wanted:
        db.session.delete(present[cited])


def _write_indicators(nonconformity: Nonconformity, wanted: frozenset[str]) -> None:
    present = {link.indicator: link for link in nonconformity.touched}
    for number in INDICATORS:
        if number in wanted - present.keys():
            nonconformity.touched.append(TouchedIndicator(indicator=number))
    db.session.flush()
    for number in present.keys() - wanted:
        db.session.delete(present[number])


def cited_of(criterion: Criterion) -> Cited:
    """A criterion as it would be given anew."""
    return Cited(
        criterion.clause_key,
        criterion.edition_id,
        criterion.anchor,
        criterion.law_id,
        criterion.article,
    )


def _words_of(cited: Cited) -> str:
    """Number and heading of the clause of an edition, as read on the day it is held against it."""
    edition = db.session.get(Edition, cited.edition_id) if cited.edition_id else None
    clauses = edition.clauses if edition else []
    clause = next((c for c in clauses if cited.anchor and c.anchor == cited.anchor), None)
    return f"{clause.number} {clause.heading}".strip() if clause else ""
