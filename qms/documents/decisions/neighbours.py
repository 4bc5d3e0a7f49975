"""What decisions add elsewhere: tasks of a person, a card beside an edition, the timetable."""

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from flask import url_for

from qms.documents import slots
from qms.documents.decisions import queries, telling
from qms.documents.decisions.lifecycle import STATE_NAMES, DecisionState
from qms.documents.decisions.models import Decision
from qms.documents.decisions.timetable import put_in_force_due
from qms.documents.models import Edition
from qms.kernel import jobs
from qms.kernel.access import Actor, Role
from qms.kernel.awaiting import Section, Task, register
from qms.kernel.i18n import Sentence

DUE = "put in force due"


def announce() -> None:
    """Take one's places on the pages of others and in the timetable."""
    telling.announce()
    register("decisions to sign", Section(Sentence("Chờ bạn ký quyết định"), _to_sign))
    register("decisions on their way", Section(Sentence("Quyết định đang làm"), _on_their_way))
    slots.register(
        "decisions", slots.Slot("side", "documents/decisions/card.html", _beside_an_edition)
    )
    jobs.register(
        DUE,
        put_in_force_due,
        at_start=True,
        daily_at=time(),
        every=timedelta(minutes=15),
        title=Sentence("Cho có hiệu lực những gì đã đến ngày"),
    )


def _to_sign(actor: Actor) -> Sequence[Task]:
    if not actor.has(Role.APPROVER):
        return ()
    return [_task(decision) for decision in queries.to_sign(actor)]


def _on_their_way(actor: Actor) -> Sequence[Task]:
    if not actor.has(Role.QUALITY_OFFICER):
        return ()
    return [_task(decision) for decision in queries.on_their_way(actor)]


def _task(decision: Decision) -> Task:
    since = (
        Sentence("có hiệu lực từ %(day)s", day=f"{decision.effective_on:%d/%m/%Y}")
        if decision.effective_on
        else STATE_NAMES[DecisionState(decision.state)]
    )
    return Task(
        title=f"{decision.number or ''} {decision.about}".strip(),
        url=url_for("documents_decisions.decision", decision_id=decision.id),
        note=Sentence(
            "%(count)s tài liệu, %(name)s lập",
            count=len(decision.items),
            name=decision.prepared_by.name if decision.prepared_by else "",
        ),
        tag=since,
    )


def _beside_an_edition(edition: Edition, actor: Actor) -> Any:
    return (queries.of_edition(edition, actor) or None) if edition.listed else None
