"""What people try with nonconformities: a move is a verb with what is given to it.

The words are often empty, the days often wrong, the person often another: whether a move is made is
for the program to say.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from qms.attachments.gate import CheckedFile
from qms.documents.queries import document_by_key, first_to_read
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.nonconformities import accepting, operations
from qms.nonconformities.accepting import Cited
from qms.nonconformities.actions import approval, extending, planning
from qms.nonconformities.actions import operations as acting
from qms.nonconformities.actions.approval import Promise
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.actions.operations import Done
from qms.nonconformities.actions.planning import Planned
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.effectiveness.operations import Judgement
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Correction
from tests.nonconformities.cases import CLAUSE, a_file, a_finding, an_acceptance, today
from tests.town import person

GROUNDS = (frozenset({Cited(clause_key=CLAUSE)}), frozenset[Cited]())
NUMBERS = (frozenset({"3.1"}), frozenset({"1.5", "3.1"}), frozenset({"9.9"}), frozenset[str]())
OWNERS = ("khoa", "binh", "linh", "khoa")


@dataclass(frozen=True)
class Given:
    """What stands in a form: words or none, days from now, a choice among a few, a file or none."""

    words: str = "đã làm"
    days: int = 0
    choice: int = 0
    shown: bool = True
    seen: int = 0
    """How many versions ago the page was opened."""


Move = Callable[[Nonconformity, Given, Actor], object]


def _seen(one: Nonconformity | CorrectiveAction, given: Given) -> int:
    return one.version - given.seen


@cache
def a_proof() -> CheckedFile:
    """One paper for all that is shown in a test, which forgets it first."""
    return a_file()


def _files(given: Given) -> Sequence[CheckedFile]:
    return [a_proof()] if given.shown else []


def _accept(found: Nonconformity, given: Given, by: Actor) -> object:
    new = found.state == "reported"
    verb = accepting.accept if new else accepting.change_acceptance
    said = an_acceptance(
        correct_by=today() + timedelta(days=given.days),
        criteria=GROUNDS[0 if given.shown else 1],
        indicators=NUMBERS[given.choice],
        confidential=given.choice == 1,
        follows_id=found.id - 1 if given.choice == 1 else 0,
    )
    return verb(found, said, _seen(found, given), by, given.words)


def _end(verb: Callable[..., object]) -> Move:
    return lambda found, given, by: verb(found, _seen(found, given), by, given.words)


def _merge(found: Nonconformity, given: Given, by: Actor) -> object:
    into = db.session.get(Nonconformity, 1 + given.choice)
    return operations.merge(found, into, _seen(found, given), by)


def _hand_over(found: Nonconformity, given: Given, by: Actor) -> object:
    to = person(OWNERS[given.choice]).id
    return operations.hand_over(found, to, _seen(found, given), by, given.words)


def _correct(found: Nonconformity, given: Given, by: Actor) -> object:
    said = Correction(given.words, today() - timedelta(days=given.days), "không có")
    return operations.correct(found, said, _seen(found, given), by)


def _cause(found: Nonconformity, given: Given, by: Actor) -> object:
    verb = causes.find_cause if found.state == "corrected" else causes.change_cause
    said = a_finding(conclusion=given.words)
    said = said if given.shown else replace(said, causes=())
    return verb(found, said, _seen(found, given), by, given.words)


def _planned(given: Given) -> Planned:
    amends = document_by_key("QT-01-VP") if given.choice == 1 and not given.shown else None
    return Planned(
        "corrective" if given.shown else "improvement",
        given.words,
        person(OWNERS[given.choice]).id,
        today() + timedelta(days=given.days),
        NUMBERS[given.choice],
        about=first_to_read(amends.editions) if amends else None,
    )


def _plan(found: Nonconformity, given: Given, by: Actor) -> object:
    return planning.plan_action(found, _planned(given), _seen(found, given), by)


def _propose(found: Nonconformity, given: Given, by: Actor) -> object:
    return approval.propose_plan(found, Promise(given.words, 1), _seen(found, given), by)


def _judge(result: str) -> Move:
    def judge(found: Nonconformity, given: Given, by: Actor) -> object:
        later = today() + timedelta(days=given.days)
        said = Judgement("không trễ", given.words, result, later, _files(given))
        return effectiveness.judge_effect(found, said, _seen(found, given), by)

    return judge


def _of_action(verb: Callable[[CorrectiveAction, Given, Actor], object]) -> Move:
    """A move with an action: of those that are left, the last but so many."""

    def move(found: Nonconformity, given: Given, by: Actor) -> object:
        every = [action for treatment in found.treatments for action in treatment.actions]
        if not every:
            raise Refused
        return verb(every[-1 - given.choice % len(every)], given, by)

    return move


def _of_wish(verb: Callable[[Extension, Given, Actor], object]) -> Move:
    def move(action: CorrectiveAction, given: Given, by: Actor) -> object:
        if not action.extensions:
            raise Refused
        return verb(action.extensions[-1], given, by)

    return _of_action(move)


def _done(action: CorrectiveAction, given: Given, by: Actor) -> object:
    said = Done(given.words, today() - timedelta(days=given.days), _files(given))
    return acting.report_done(action, said, _seen(action, given), by)


def _ask(action: CorrectiveAction, given: Given, by: Actor) -> object:
    until = action.due + timedelta(days=given.days)
    return extending.ask_extension(action, until, _seen(action, given), by, given.words)


MOVES: dict[str, Move] = {
    "accept": _accept,
    "decline": _end(operations.decline),
    "withdraw": _end(operations.withdraw),
    "merge": _merge,
    "hand over": _hand_over,
    "correct": _correct,
    "cause": _cause,
    "plan": _plan,
    "propose": _propose,
    "take back": _end(approval.take_back_plan),
    "return plan": _end(approval.return_plan),
    "approve": _end(approval.approve_plan),
    "change plan": _end(approval.change_plan),
    "worked": _judge("worked"),
    "failed": _judge("failed"),
    "too early": _judge("too early"),
    "close": _end(effectiveness.close),
    "reopen": _end(effectiveness.reopen),
    "change action": _of_action(
        lambda a, given, by: planning.change_action(a, _planned(given), _seen(a, given), by)
    ),
    "drop action": _of_action(
        lambda a, given, by: planning.drop_action(a, _seen(a, given), by, given.words)
    ),
    "progress": _of_action(
        lambda a, given, by: acting.note_progress(a, given.words, _seen(a, given), by)
    ),
    "done": _of_action(_done),
    "verify": _of_action(
        lambda a, given, by: acting.verify_action(a, given.words, _seen(a, given), by)
    ),
    "return action": _of_action(
        lambda a, given, by: acting.return_action(a, given.words, _seen(a, given), by)
    ),
    "ask": _of_action(_ask),
    "grant": _of_wish(lambda wish, given, by: extending.grant_extension(wish, by, given.words)),
    "refuse": _of_wish(lambda wish, given, by: extending.refuse_extension(wish, by, given.words)),
    "take wish back": _of_wish(lambda wish, _given, by: extending.withdraw_extension(wish, by)),
}
FITTING: dict[str, Sequence[tuple[str, str, Given]]] = {
    "reported": [("accept", "lan", Given(days=3))],
    "accepted": [("correct", "binh", Given())],
    "corrected": [("cause", "binh", Given())],
    "analysed": [
        ("plan", "binh", Given(days=9)),
        ("propose", "binh", Given()),
        ("propose", "binh", Given()),
    ],
    "proposed": [("approve", "hanh", Given())],
    "approved": [("done", "owner", Given()), ("progress", "owner", Given())],
    "acting": [("done", "owner", Given()), ("verify", "lan", Given())],
    "implemented": [
        ("worked", "minh", Given()),
        ("worked", "minh", Given()),
        ("failed", "minh", Given()),
        ("too early", "minh", Given(days=9)),
    ],
    "effective": [("close", "hanh", Given())],
    "closed": [("reopen", "lan", Given())],
}
"""By the state: who would do what next."""
