"""Reading questions and answers: right answers are for who sets, signs or checks an edition."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Select, exists, func, or_, select

from qms.documents.models import Edition
from qms.documents.queries import SEE_ALL, works_on
from qms.documents.questions.lifecycle import may_not_set, wrong
from qms.documents.questions.models import Attempt, Question
from qms.kernel.access import Actor
from qms.kernel.database import db


def visible_to(actor: Actor) -> Select[Question]:
    """Questions with their right answers, of what one works on or checks.

    That an edition is in force opens none of them: its readers are asked, and told no answer.
    """
    found = select(Question).join(Question.edition)
    return found if actor.has(*SEE_ALL) else found.where(or_(*works_on(actor)))


def may_read(edition: Edition, actor: Actor) -> bool:
    """Whether ``actor`` may see the questions of an edition, had it any, and their answers."""
    if actor.has(*SEE_ALL) or may_not_set(edition, actor) is None:
        return True
    own = exists().where(Edition.id == edition.id, or_(*works_on(actor)))
    return bool(db.session.scalar(select(own)))


def of_edition(edition: Edition) -> Sequence[Question]:
    """The questions of an edition in their order, for who may read it: to ask, not to show."""
    wanted = select(Question).where(Question.edition_id == edition.id).order_by(Question.id)
    return db.session.scalars(wanted).all()


def question(edition: Edition, number: int, actor: Actor) -> Question | None:
    """One question of an edition, or nothing when it is not for ``actor`` to see."""
    wanted = visible_to(actor).where(Question.edition_id == edition.id, Question.id == number)
    return db.session.scalar(wanted)


def before(edition: Edition) -> Edition | None:
    """The edition that ``edition`` follows, if there is one that was ever in force."""
    wanted = (
        select(Edition)
        .where(
            Edition.document_id == edition.document_id,
            Edition.serial < edition.serial,
            Edition.in_force_at.is_not(None),
        )
        .order_by(Edition.serial.desc())
    )
    return db.session.scalars(wanted.limit(1)).first()


def has_passed(edition: Edition, person_id: int) -> bool:
    """Whether somebody has answered the questions of an edition rightly."""
    wanted = exists().where(
        Attempt.edition_id == edition.id, Attempt.person_id == person_id, Attempt.passed
    )
    return bool(db.session.scalar(select(wanted)))


def tries(edition: Edition, of_people: set[int]) -> Mapping[int, int]:
    """How often each of some people answered the questions of an edition."""
    wanted = (
        select(Attempt.person_id, func.count())
        .where(Attempt.edition_id == edition.id, Attempt.person_id.in_(of_people))
        .group_by(Attempt.person_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


@dataclass(frozen=True)
class Outcome:
    """How a question fared: of ``people`` who answered, how many were wrong the first time."""

    question: Question
    people: int
    wrong: int


def outcomes(edition: Edition, actor: Actor) -> Sequence[Outcome]:
    """Each question of an edition with what its readers answered at first."""
    wanted = visible_to(actor).where(Question.edition_id == edition.id).order_by(Question.id)
    asked = db.session.scalars(wanted).all()
    rights = [one.right_line for one in asked]
    missed = [wrong(rights, attempt.chosen) for attempt in _first(edition)] if asked else []
    return [
        Outcome(one, len(missed), sum(place in places for places in missed))
        for place, one in enumerate(asked)
    ]


def _first(edition: Edition) -> Sequence[Attempt]:
    first = (
        select(func.min(Attempt.id))
        .where(Attempt.edition_id == edition.id)
        .group_by(Attempt.person_id)
    )
    return db.session.scalars(select(Attempt).where(Attempt.id.in_(first))).all()
