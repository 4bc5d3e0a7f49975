"""Where nonconformities show themselves outside their own pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from qms.documents import slots
from qms.documents.models import Edition
from qms.documents.requests import origins
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.origins import Cause
from qms.indicators import panels
from qms.indicators.panels import Panel
from qms.kernel import awaiting, clock
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.i18n import Sentence
from qms.nonconformities import awaited, queries, telling
from qms.nonconformities.actions import queries as actions
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.lifecycle import (
    may_not_report,
)
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.stages import AWAITED
from qms.nonconformities.states import (
    STATE_NAMES,
    State,
)

SECTIONS = {
    "nonconformities to accept": Section(
        Sentence("Sự không phù hợp chờ tiếp nhận"), lambda by: _to_accept(by)
    ),
    "nonconformities to treat": Section(
        Sentence("Sự không phù hợp giao bạn xử lý"), lambda by: _to_treat(by)
    ),
    "actions to do": Section(
        Sentence("Hành động khắc phục giao bạn thực hiện"), lambda by: _to_do(by)
    ),
    "actions to check": Section(
        Sentence("Hành động khắc phục chờ kiểm tra"), lambda by: _to_check(by)
    ),
    "nonconformities to judge": Section(
        Sentence("Đến ngày kiểm tra kết quả khắc phục"), lambda by: _to_judge(by)
    ),
    "nonconformities to lead": Section(
        Sentence("Kế hoạch chờ duyệt, phiếu chờ đóng"), lambda by: _to_lead(by)
    ),
    "extensions to answer": Section(
        Sentence("Đề nghị gia hạn chờ trả lời"), lambda by: _wishes(by)
    ),
    "nonconformities answered": Section(
        Sentence("Báo cáo của bạn đã có kết quả"), lambda by: _news(by)
    ),
}
"""What awaits a person on the first page, in this order."""


def announce() -> None:
    """Stand on the pages of editions, requests and indicators; tell people what awaits them."""
    telling.announce()
    slots.register("nonconformities", slots.Slot("side", "nonconformities/card.html", card))
    origins.register("corrective actions", asked_by)
    panels.register(
        "nonconformities",
        Panel(
            Sentence("Sự không phù hợp chưa xong"),
            queries.open_by_indicator,
            queries.touching,
            "nonconformities/of_indicator.html",
        ),
    )
    panels.register(
        "corrective actions",
        Panel(
            Sentence("Hành động đang thực hiện"),
            actions.open_by_indicator,
            actions.lifting,
            "nonconformities/actions/of_indicator.html",
        ),
    )
    for name, section in SECTIONS.items():
        awaiting.register(name, section)


def asked_by(request: ChangeRequest, by: Actor) -> Sequence[Cause]:
    """The actions for which a change of a document was asked."""
    return [
        Cause(f"{action.number}: {action.summary}", _place_of(action))
        for action in actions.asking_for(by, request)
    ]


@dataclass(frozen=True)
class Card:
    """Beside an edition: what is open about its document, the actions that are to revise it, and
    whether one may report.
    """

    open: Sequence[Nonconformity]
    revising: Sequence[CorrectiveAction]
    may_report: bool


def card(edition: Edition, actor: Actor) -> Card | None:
    """What to show, if anything."""
    may_report = may_not_report(actor) is None
    found = queries.about(actor, edition.document)
    revising = actions.revising(actor, edition.document)
    return Card(found, revising, may_report) if found or revising or may_report else None


def _to_accept(by: Actor) -> Sequence[Task]:
    return [
        Task(
            found.summary,
            _place(found),
            Sentence(
                "%(unit)s, báo ngày %(day)s",
                unit=found.unit.name,
                day=f"{clock.local(found.reported_at):%d/%m/%Y}",
            ),
        )
        for found in awaited.to_accept(by)
    ]


def _to_treat(by: Actor) -> Sequence[Task]:
    return _steps(awaited.handled(by, State.ACCEPTED, State.CORRECTED, State.ANALYSED))


def _to_lead(by: Actor) -> Sequence[Task]:
    return _steps(awaited.to_lead(by))


def _to_judge(by: Actor) -> Sequence[Task]:
    return _steps(awaited.to_judge(by))


def _steps(found: Sequence[Nonconformity]) -> Sequence[Task]:
    """A task for each: what it is about, and which step is awaited until when."""
    return [
        Task(
            f"{one.number} – {one.summary}",
            _place(one),
            Sentence("Cần %(what)s", what=AWAITED[State(one.state)]),
            _until(one.due),
            late=one.is_late,
        )
        for one in found
    ]


def _to_do(by: Actor) -> Sequence[Task]:
    return [_task(action, action.due, late=action.is_late) for action in actions.to_do(by)]


def _to_check(by: Actor) -> Sequence[Task]:
    return [_task(action, action.due) for action in actions.to_check(by)]


def _task(action: CorrectiveAction, day: date, *, late: bool = False) -> Task:
    return Task(
        f"{action.number} – {action.summary}",
        _place_of(action),
        Sentence(
            "%(who)s thực hiện, cho phiếu “%(slip)s”",
            who=action.owner.name,
            slip=action.nonconformity.summary,
        ),
        _until(day),
        late=late,
    )


def _wishes(by: Actor) -> Sequence[Task]:
    return [
        Task(
            f"{wish.action.number} – {wish.action.summary}",
            _place_of(wish.action),
            Sentence("%(who)s: %(why)s", who=wish.asked_by.name, why=wish.reason),
            Sentence("xin đến %(day)s", day=f"{wish.until:%d/%m/%Y}"),
        )
        for wish in actions.wishes(by)
    ]


def _until(day: date | None) -> Sentence | str:
    return Sentence("hạn %(day)s", day=f"{day:%d/%m/%Y}") if day else ""


def _news(by: Actor) -> Sequence[Task]:
    return [
        Task(found.summary, _place(found), found.answer, STATE_NAMES[State(found.state)])
        for found in awaited.news(by)
    ]


def _place(found: Nonconformity) -> str:
    return url_for("nonconformities.one", number=found.id)


def _place_of(action: CorrectiveAction) -> str:
    return url_for("actions.one", number=action.nonconformity.id, serial=action.serial)
