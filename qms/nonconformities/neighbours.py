"""Where nonconformities show themselves outside their own pages."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.documents import slots
from qms.documents.models import Edition
from qms.indicators import panels
from qms.indicators.panels import Panel
from qms.kernel import awaiting, clock
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.i18n import Sentence
from qms.nonconformities import awaited, queries, telling
from qms.nonconformities.lifecycle import (
    may_not_report,
)
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import (
    STATE_NAMES,
    State,
)

TO_ACCEPT = Section(Sentence("Sự không phù hợp chờ tiếp nhận"), lambda by: _to_accept(by))
TO_CORRECT = Section(Sentence("Sự không phù hợp giao bạn xử lý"), lambda by: _to_correct(by))
NEWS = Section(Sentence("Báo cáo của bạn đã có kết quả"), lambda by: _news(by))


def announce() -> None:
    """Stand on the pages of editions and indicators, and tell people what awaits them."""
    telling.announce()
    slots.register("nonconformities", slots.Slot("side", "nonconformities/card.html", card))
    panels.register(
        "nonconformities",
        Panel(
            Sentence("Sự không phù hợp chưa xong"),
            queries.open_by_indicator,
            queries.touching,
            "nonconformities/of_indicator.html",
        ),
    )
    awaiting.register("nonconformities to accept", TO_ACCEPT)
    awaiting.register("nonconformities to correct", TO_CORRECT)
    awaiting.register("nonconformities answered", NEWS)


@dataclass(frozen=True)
class Card:
    """Beside an edition: what is open about its document, and whether one may report."""

    open: Sequence[Nonconformity]
    may_report: bool


def card(edition: Edition, actor: Actor) -> Card | None:
    """What to show, if anything."""
    may_report = may_not_report(actor) is None
    found = queries.about(actor, edition.document)
    return Card(found, may_report) if found or may_report else None


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


def _to_correct(by: Actor) -> Sequence[Task]:
    return [
        Task(
            f"{found.number} – {found.summary}",
            _place(found),
            found.unit.name,
            Sentence("hạn %(day)s", day=f"{found.correct_by:%d/%m/%Y}"),
            late=found.is_late,
        )
        for found in awaited.handled(by, State.ACCEPTED)
    ]


def _news(by: Actor) -> Sequence[Task]:
    return [
        Task(found.summary, _place(found), found.answer, STATE_NAMES[State(found.state)])
        for found in awaited.news(by)
    ]


def _place(found: Nonconformity) -> str:
    return url_for("nonconformities.one", number=found.id)
