"""The verbs of change requests: one asks, the quality officer answers, a draft takes them up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from qms.audit_trail.operations import record
from qms.documents.lifecycle import State as EditionState
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Document, Edition
from qms.documents.queries import first_to_read
from qms.documents.requests import queries
from qms.documents.requests.lifecycle import (
    LIFECYCLE,
    Origin,
    State,
    author_unfit,
    may_not_ask,
    too_soon,
)
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.telling import tell
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import OVERTAKEN, operation, overtaken
from qms.organisation.queries import person_by_id

NO_WISH = Sentence("Hãy ghi nội dung cần sửa.")
NO_SUCH_CLAUSE = Sentence("Mục này không có trong phiên bản bạn đang xem; hãy chọn mục khác.")
NO_TITLE = Sentence("Hãy ghi tên tài liệu cần có.")


@dataclass(frozen=True)
class Task:
    """Who is to draft what a request asks for, and by when."""

    author_id: int
    due: date


@operation
def open_request(
    document: Document,
    anchor: str,
    wish: str,
    reason: str,
    by: Actor,
    *,
    origin: Origin = Origin.READING,
    about: Edition | None = None,
) -> ChangeRequest:
    """Ask that a document be changed: what, at which clause ("" for the whole), and why.

    ``about`` is the edition that was read; without it, the one in force, else the newest.
    """
    read = about or first_to_read(document.editions[::-1])
    clauses = read.clauses if read else []
    clause = next((c for c in clauses if anchor and c.anchor == anchor), None)
    refuse_if(
        may_not_ask(document, by),
        NO_SUCH_CLAUSE if anchor and clause is None else None,
        *_unsaid(wish, reason),
    )
    words = f"{clause.number} {clause.heading}".strip() if clause else ""
    return _send(
        by,
        ChangeRequest(
            document=document,
            about=read,
            anchor=anchor,
            clause=words,
            title="",
            wish=wish,
            reason=reason,
            origin=origin.value,
        ),
    )


@operation
def ask_for_document(title: str, wish: str, reason: str, by: Actor) -> ChangeRequest:
    """Ask for a document that does not exist yet: what it is to be called, hold, and why."""
    refuse_if(may_not_ask(None, by), None if title.strip() else NO_TITLE, *_unsaid(wish, reason))
    asked = ChangeRequest(
        anchor="", clause="", title=title, wish=wish, reason=reason, origin=Origin.READING.value
    )
    return _send(by, asked)


def _unsaid(wish: str, reason: str) -> list[Sentence | None]:
    return [None if wish.strip() else NO_WISH, no_reason(reason)]


def _send(by: Actor, request: ChangeRequest) -> ChangeRequest:
    """Give the next number of the year; the write lock lets nobody else draw it meanwhile."""
    request.year = clock.today().year
    request.serial = queries.last_serial(request.year) + 1
    request.sender_id, request.sent_at, request.answer = by.id, clock.now(), ""
    request.state = State.SENT.value
    db.session.add(request)
    record(by, "send request", request)
    tell(request, "send request", by)
    return request


@operation
def accept_request(
    request: ChangeRequest, task: Task, seen: int, by: Actor, reason: str = ""
) -> ChangeRequest:
    """Take a request on: say who drafts by when. ``reason`` is a word to the sender."""
    return _give("accept request", request, task, seen, by, reason)


@operation
def reassign_request(
    request: ChangeRequest, task: Task, seen: int, by: Actor, reason: str
) -> ChangeRequest:
    """Give an accepted request to another author or another day, saying why."""
    refuse_if(no_reason(reason))
    return _give("reassign request", request, task, seen, by, reason)


def _give(
    verb: str, request: ChangeRequest, task: Task, seen: int, by: Actor, reason: str
) -> ChangeRequest:
    _check(
        verb,
        request,
        by,
        overtaken(request, seen),
        author_unfit(person_by_id(task.author_id), clock.today()),
        too_soon(task.due, clock.today()),
    )
    given = {"author_id": task.author_id, "due": task.due, "answer": reason or request.answer}
    return _take(verb, request, by, reason, **given)


@operation
def decline_request(request: ChangeRequest, seen: int, by: Actor, reason: str) -> ChangeRequest:
    """Say no, and why."""
    _check("decline request", request, by, overtaken(request, seen), no_reason(reason))
    request.answer = reason
    return _end("decline request", request, by, reason)


@operation
def withdraw_request(
    request: ChangeRequest, seen: int, by: Actor, reason: str = ""
) -> ChangeRequest:
    """Take back what one asked, before it is answered."""
    _check("withdraw request", request, by, overtaken(request, seen))
    return _end("withdraw request", request, by, reason)


@dataclass(frozen=True)
class _Taking:
    """A request as it would stand in a draft: asked the same questions as a request."""

    request: ChangeRequest
    draft: Edition

    @property
    def state(self) -> str:
        return self.request.state

    @property
    def number(self) -> str:
        return self.request.number

    @property
    def document_id(self) -> int | None:
        return self.request.document_id


@operation
def answer_requests(
    edition: Edition, chosen: frozenset[int], seen: frozenset[int], by: Actor
) -> Edition:
    """Say which requests a draft answers; ``seen`` are those it answered on the person's screen."""
    present = {request.id: request for request in queries.answered_by(edition)}
    offered = {request.id: request for request in queries.to_answer(by, edition)}
    refuse_if(
        None if present.keys() == seen and chosen <= offered.keys() else OVERTAKEN,
        not_open_to_change(edition, by),
    )
    leaving = [present[number] for number in sorted(present.keys() - chosen)]
    coming = [offered[number] for number in sorted(chosen - present.keys())]
    refuse_if(
        *(o for r in leaving for o in LIFECYCLE.objections("lay down request", r, by)),
        *(
            o
            for r in coming
            for o in LIFECYCLE.objections("take up request", _Taking(r, edition), by)
        ),
    )
    _lay_down(leaving, by)
    _take_up(coming, edition, by)
    return edition


def follow(edition: Edition, verb: str, by: Actor) -> None:
    """Let requests move with the edition that answers them, inside the verb that moved it."""
    if verb == "start edition":
        _take_up(queries.given_for(edition.document, by.id), edition, by)
    elif edition.state == EditionState.DISCARDED:
        _lay_down(queries.answered_by(edition), by)
    elif verb == "put in force":
        for request in queries.answered_by(edition):
            _end("finish request", request, by, str(edition))


def _take_up(requests: Iterable[ChangeRequest], edition: Edition, by: Actor) -> None:
    for request in requests:
        _take("take up request", request, by, str(edition), draft_id=edition.id)


def _lay_down(requests: Iterable[ChangeRequest], by: Actor) -> None:
    for request in requests:
        _take("lay down request", request, by, str(request.draft), draft_id=None)


def _check(verb: str, request: ChangeRequest, by: Actor, *objections: Sentence | None) -> None:
    """Refuse with everything that stands in the way, before anything is changed."""
    refuse_if(*objections, *LIFECYCLE.objections(verb, request, by))


def _end(verb: str, request: ChangeRequest, by: Actor, reason: str) -> ChangeRequest:
    return _take(verb, request, by, reason, ended_at=clock.now())


def _take(
    verb: str, request: ChangeRequest, by: Actor, reason: str = "", **with_it: object
) -> ChangeRequest:
    """Take the step, and change what belongs ``with_it`` in the same statement."""
    with db.session.no_autoflush:
        for name, value in with_it.items():
            setattr(request, name, value)
        LIFECYCLE.take(verb, request)
    record(by, verb, request, reason)
    tell(request, verb, by)
    return request
