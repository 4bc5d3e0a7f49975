"""Where change requests show themselves outside their own pages, and whom they follow."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qms.documents import followers, slots
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Edition
from qms.documents.register.columns import local_day
from qms.documents.requests import queries, telling
from qms.documents.requests.lifecycle import STATE_NAMES, State, may_not_ask
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import follow
from qms.kernel import awaiting
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.i18n import Sentence
from qms.kernel.text import shortened

TO_ANSWER = Section(Sentence("Phiếu yêu cầu sửa đổi chờ trả lời"), lambda by: _to_answer(by))
TO_DRAFT = Section(Sentence("Phiếu yêu cầu sửa đổi giao bạn soạn"), lambda by: _to_draft(by))
NEWS = Section(Sentence("Phiếu của bạn đã có kết quả"), lambda by: _news(by))


def announce() -> None:
    """Follow editions, stand on their pages, and tell people what awaits them."""
    telling.announce()
    followers.register("requests", follow)
    slots.register("requests", slots.Slot("side", "documents/requests/card.html", card))
    slots.register("asking", slots.Slot("clause", "documents/requests/clause.html", asks))
    answers = slots.Slot("above", "documents/requests/answers.html", answered, signing=True)
    slots.register("answered requests", answers)
    awaiting.register("requests to answer", TO_ANSWER)
    awaiting.register("requests to draft", TO_DRAFT)
    awaiting.register("requests answered", NEWS)


@dataclass(frozen=True)
class Card:
    """At the side of an edition: what is open about its document, and whether one may ask."""

    open: Sequence[ChangeRequest]
    may_ask: bool


def card(edition: Edition, actor: Actor) -> Card | None:
    """What to show, if anything."""
    may_ask = may_not_ask(edition.document, actor) is None
    found = queries.open_about(actor, edition.document)
    return Card(found, may_ask) if found or may_ask else None


def asks(edition: Edition, actor: Actor) -> Edition | None:
    """The edition, where the reader may ask for a change at each clause."""
    return edition if may_not_ask(edition.document, actor) is None else None


@dataclass(frozen=True)
class Answered:
    """Above an edition: the numbers it answers; for its author what it might, to be ticked."""

    numbers: Sequence[str]
    seen: Sequence[ChangeRequest]
    offered: Sequence[ChangeRequest]


def answered(edition: Edition, actor: Actor) -> Answered | None:
    """What to show, if anything."""
    all_of_it = queries.answered_by(edition)
    may_choose = not_open_to_change(edition, actor) is None
    offered = queries.to_answer(actor, edition) if may_choose else []
    if not all_of_it and not offered:
        return None
    seen = offered or (queries.seen_of(actor, edition) if all_of_it else [])
    shown = [request for request in seen if request.draft_id == edition.id]
    return Answered([request.number for request in all_of_it], shown, offered)


def _to_answer(by: Actor) -> Sequence[Task]:
    return [
        Task(
            _title(request),
            _place(request),
            Sentence(
                "%(name)s gửi ngày %(day)s: %(wish)s",
                name=request.sender.name,
                day=_day(local_day(request.sent_at)),
                wish=shortened(request.wish),
            ),
        )
        for request in queries.awaiting_answer(by)
    ]


def _to_draft(by: Actor) -> Sequence[Task]:
    return [
        Task(
            _title(request),
            _place(request),
            shortened(request.wish),
            Sentence("hạn %(day)s", day=_day(request.due)),
            late=request.is_late,
        )
        for request in queries.awaiting_draft(by)
    ]


def _news(by: Actor) -> Sequence[Task]:
    return [
        Task(
            _title(request),
            _place(request),
            shortened(request.answer if request.state == State.DECLINED else request.wish),
            STATE_NAMES[State(request.state)],
        )
        for request in queries.lately_answered(by)
    ]


def _title(request: ChangeRequest) -> str:
    return f"{request.number} – {request.subject}"


def _place(request: ChangeRequest) -> str:
    return url_for("requests.one", year=request.year, serial=request.serial)


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""
