"""The verbs of questions: they are set before an edition is in force, and answered after."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.audit_trail.operations import record
from qms.documents.models import Edition
from qms.documents.questions.lifecycle import (
    has_questions,
    may_not_set,
    none_before,
    too_many,
    unfit_choices,
    unfit_right,
    wrong,
)
from qms.documents.questions.models import Attempt, Question
from qms.documents.questions.queries import before, of_edition
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import refuse_if
from qms.kernel.operation import operation, overtaken


@dataclass(frozen=True)
class Asked:
    """A question with its choices; ``right`` counts them from 1."""

    text: str
    choices: Sequence[str]
    right: int


@operation
def add_question(edition: Edition, asked: Asked, by: Actor) -> Question:
    """Ask one question more of who will say that they have read ``edition``."""
    refuse_if(may_not_set(edition, by), too_many(len(of_edition(edition))), *_unfit(asked))
    question = Question(edition=edition)
    _write(question, asked)
    db.session.add(question)
    record(by, "add question", edition)
    return question


@operation
def change_question(question: Question, asked: Asked, seen: int, by: Actor) -> Question:
    """Ask otherwise; ``seen`` is the version that was on the screen."""
    refuse_if(overtaken(question, seen), may_not_set(question.edition, by), *_unfit(asked))
    _write(question, asked)
    record(by, "change question", question.edition)
    return question


@operation
def remove_question(question: Question, seen: int, by: Actor) -> Edition:
    """Ask no more."""
    edition = question.edition
    refuse_if(overtaken(question, seen), may_not_set(edition, by))
    db.session.delete(question)
    record(by, "remove question", edition)
    return edition


@operation
def reuse_questions(edition: Edition, by: Actor) -> Edition:
    """Ask what was asked of the readers of the edition before."""
    last = before(edition)
    asked = of_edition(last) if last else ()
    refuse_if(
        may_not_set(edition, by), has_questions(len(of_edition(edition))), none_before(len(asked))
    )
    for one in asked:
        again = Question(
            edition=edition, text=one.text, choices=one.choices, right_line=one.right_line
        )
        db.session.add(again)
        db.session.flush()  # one by one: their numbers are their order
    record(by, "reuse questions", edition)
    return edition


def note_attempt(edition: Edition, answers: Sequence[int], by: Actor) -> Attempt:
    """Inside a verb: keep what ``by`` answered, right or wrong."""
    rights = [question.right_line for question in of_edition(edition)]
    attempt = Attempt(
        edition=edition,
        person_id=by.id,
        answers=" ".join(map(str, answers)),
        passed=not wrong(rights, answers),
        tried_at=clock.now(),
    )
    db.session.add(attempt)
    record(by, "answer questions", attempt)
    return attempt


def _unfit(asked: Asked) -> list[Sentence | None]:
    return [unfit_choices(asked.choices), unfit_right(asked.right, asked.choices)]


def _write(question: Question, asked: Asked) -> None:
    question.text = asked.text
    question.choices = "\n".join(asked.choices)
    question.right_line = asked.right
