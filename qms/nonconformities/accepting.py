"""Taking a report on: what it is held against, what it touches, who answers for it by when."""

from dataclasses import dataclass
from datetime import date

from qms.clauses.catalogue import CLAUSES
from qms.documents.models import Edition
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason
from qms.kernel.operation import operation
from qms.nonconformities import queries
from qms.nonconformities.lifecycle import (
    handler_unfit,
    no_criteria,
    no_indicators,
    too_soon,
    unfit_to_follow,
)
from qms.nonconformities.models import Criterion, Nonconformity, TouchedIndicator
from qms.nonconformities.states import Grade, Source
from qms.nonconformities.steps import refuse, take
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import person_by_id, unit

NO_TITLE = Sentence("Hãy ghi tóm tắt sự không phù hợp.")
UNKNOWN = Sentence("Có điều của tiêu chuẩn, chỉ số, nguồn hoặc mức độ không có trong danh sách.")


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
    confidential: bool = False
    follows_id: int = 0


@operation
def accept(
    nonconformity: Nonconformity, given: Acceptance, seen: int, by: Actor, reason: str = ""
) -> Nonconformity:
    """Take a report on: it has a number, a handler, criteria and indicators from now on."""
    refuse("accept report", nonconformity, seen, by, *_unfit(given, nonconformity))
    nonconformity.year = clock.today().year
    nonconformity.serial = queries.last_serial(nonconformity.year) + 1
    _write(nonconformity, given)
    return take("accept report", nonconformity, by, reason)


@operation
def change_acceptance(
    nonconformity: Nonconformity, given: Acceptance, seen: int, by: Actor, reason: str
) -> Nonconformity:
    """Say otherwise what was said at acceptance, and why; the number stays."""
    unfit = _unfit(given, nonconformity)
    refuse("change acceptance", nonconformity, seen, by, no_reason(reason), *unfit)
    _write(nonconformity, given)
    return take("change acceptance", nonconformity, by, reason)


def _unfit(given: Acceptance, nonconformity: Nonconformity) -> list[Sentence | None]:
    today = clock.today()
    due = given.correct_by if given.correct_by != nonconformity.correct_by else today
    place = unit(given.unit_id) if given.unit_id != nonconformity.unit_id else nonconformity.unit
    earlier = db.session.get(Nonconformity, given.follows_id) if given.follows_id else None
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
        unfit_to_follow(nonconformity, earlier) if given.follows_id else None,
    ]


def _write(nonconformity: Nonconformity, given: Acceptance) -> None:
    nonconformity.title, nonconformity.source = given.title, given.source
    nonconformity.grade, nonconformity.unit_id = given.grade, given.unit_id
    nonconformity.handler_id, nonconformity.correct_by = given.handler_id, given.correct_by
    nonconformity.confidential, nonconformity.follows_id = (
        given.confidential,
        given.follows_id or None,
    )
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
