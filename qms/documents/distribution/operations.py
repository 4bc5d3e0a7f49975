"""The verbs of reading: the list is set, a reader answers and says that they have read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents.distribution.lateness import term_of
from qms.documents.distribution.lifecycle import (
    USUAL_DAYS,
    another_edition,
    may_not_distribute,
    objections,
    term_out_of_bounds,
    unknown_group,
)
from qms.documents.distribution.models import Acknowledgement, Entry, ReadingTerm
from qms.documents.distribution.queries import entries_of, parents, standing
from qms.documents.distribution.reach import Place
from qms.documents.lifecycle import State
from qms.documents.models import Document, Edition
from qms.documents.questions.lifecycle import not_passed, unanswered
from qms.documents.questions.models import Attempt
from qms.documents.questions.operations import note_attempt
from qms.documents.questions.queries import has_passed, of_edition
from qms.documents.telling import tell_readers
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import OVERTAKEN, operation
from qms.organisation.lifecycle import unit_not_open
from qms.organisation.queries import unit


@dataclass(frozen=True)
class Listed:
    """The whole list of a document: whom it names, and in how many working days they read."""

    places: frozenset[Place]
    days: int = USUAL_DAYS


@operation
def set_distribution(
    document: Document,
    wanted: Listed,
    seen: Listed,
    by: Actor,
    reason: str = "",
) -> Document:
    """Make ``wanted`` the list of a document; ``seen`` is the list that was on the screen."""
    present = {entry.place: entry for entry in entries_of(document)}
    days = _days_of(document)
    places, added = wanted.places, sorted(wanted.places - present.keys())
    refuse_if(
        OVERTAKEN if Listed(frozenset(present), days) != seen else None,
        may_not_distribute(document, by),
        term_out_of_bounds(wanted.days),
        *_unfit(added),
    )
    for place in sorted(present.keys() - places):
        db.session.delete(present[place])
    for number, group in added:
        today = clock.today()
        db.session.add(Entry(document=document, unit_id=number, role=group, added_on=today))
    _set_days(document, wanted.days)
    if Listed(frozenset(present), days) != wanted:
        record(by, "set distribution", document, reason)
        _tell(document)
    return document


def _days_of(document: Document) -> int:
    term = term_of(document)
    return term.days if term else USUAL_DAYS


def _set_days(document: Document, days: int) -> None:
    term = term_of(document)
    if term is None and days != USUAL_DAYS:
        db.session.add(ReadingTerm(document=document, days=days))
    elif term is not None:
        term.days = days


def _tell(document: Document) -> None:
    """Tell those whom a changed list reaches of what is in force."""
    for edition in document.editions:
        if edition.state == State.IN_FORCE:
            tell_readers(edition)


def _unfit(added: Sequence[Place]) -> Iterable[Sentence | None]:
    """What stands against new entries, each objection once."""
    today = clock.today()
    closed = [unit_not_open(unit(number), today) for number in {number for number, _g in added}]
    return dict.fromkeys([*closed, *(unknown_group(group) for _number, group in added)])


@operation
def acknowledge(edition: Edition, serial: int, by: Actor) -> Acknowledgement:
    """Say, for oneself, that one has read the edition in force; ``serial`` is the one on screen.

    Where the edition has questions, ``by`` has answered them rightly before.
    """
    _refuse(edition, serial, by)
    asked = bool(of_edition(edition))
    refuse_if(not_passed(asked, asked and has_passed(edition, by.id)))
    receipt = Acknowledgement(edition=edition, person_id=by.id, read_at=clock.now())
    db.session.add(receipt)
    record(by, "acknowledge", receipt)
    return receipt


@operation
def answer_questions(edition: Edition, serial: int, answers: Sequence[int], by: Actor) -> Attempt:
    """Answer the questions of an edition, in their order; all right, and one has read it.

    ``answers`` count the choices of each question from 1. The attempt is kept, right or wrong.
    """
    _refuse(edition, serial, by)
    refuse_if(unanswered([question.right_line for question in of_edition(edition)], answers))
    attempt = note_attempt(edition, answers, by)
    if attempt.passed:
        acknowledge(edition, serial, by)
    return attempt


def _refuse(edition: Edition, serial: int, by: Actor) -> None:
    refuse_if(another_edition(edition, serial))
    refuse_if(*objections(standing(edition, entries_of(edition.document), by, parents())))
