"""Where effects meet the rest: what opens and closes them, and where they await somebody."""

from collections.abc import Sequence
from datetime import time

from flask import url_for

from qms.documents import followers, slots
from qms.documents.effects import operations, queries, telling
from qms.documents.effects.lifecycle import STATE_NAMES, State
from qms.documents.effects.models import Effect
from qms.documents.effects.queries import is_late
from qms.documents.external import acts
from qms.documents.external.lifecycle import ACT_NAMES, Act
from qms.documents.models import Edition
from qms.documents.slots import Slot
from qms.kernel import awaiting, jobs
from qms.kernel.access import Actor, Role
from qms.kernel.awaiting import Section, Task
from qms.kernel.i18n import Sentence

MOST = 5
"""How many laws stand among the tasks of the quality officer; the page of effects has them all."""


def install() -> None:
    """Follow laws and editions, watch the days, and stand among the tasks."""
    telling.announce()
    acts.register("effects", operations.follow_act)
    followers.register("effects", operations.follow_edition)
    jobs.register(
        "effects of laws",
        operations.sweep,
        at_start=True,
        daily_at=time(0, 50),
        title=Sentence("Xét văn bản hết hiệu lực và tài liệu bị ảnh hưởng"),
    )
    answers = Section(Sentence("Văn bản thay đổi: tài liệu của bạn"), _to_answer)
    awaiting.register("effects to answer", answers)
    follows = Section(Sentence("Văn bản thay đổi: chờ các đơn vị"), _to_follow)
    awaiting.register("effects to follow", follows)
    slot = Slot("above", "documents/effects/above.html", _of_edition)
    slots.register("effects", slot)


def _to_answer(actor: Actor) -> Sequence[Task]:
    return [_task(effect) for effect in queries.to_answer(actor)]


def _task(effect: Effect) -> Task:
    revising = effect.state == State.REVISING
    due = Sentence("hạn %(day)s", day=f"{effect.due_on:%d/%m/%Y}") if effect.due_on else ""
    return Task(
        title=f"{effect.document.code} {effect.document.title}",
        url=url_for("documents_effects.effect", effect_id=effect.id),
        note=Sentence(
            "%(law)s: %(what)s từ %(day)s",
            law=effect.law.number,
            what=ACT_NAMES[Act(effect.act.kind)],
            day=f"{effect.act.day:%d/%m/%Y}",
        ),
        tag=STATE_NAMES[State.REVISING] if revising else due,
        late=is_late(effect),
    )


def _to_follow(actor: Actor) -> Sequence[Task]:
    if not actor.has(Role.QUALITY_OFFICER):
        return []
    return [
        Task(
            title=f"{progress.law.number} {progress.law.name}",
            url=url_for("documents_external.document", key=progress.law.key, _anchor="effects"),
            note=Sentence(
                "%(waiting)s trong %(all)s tài liệu chưa xong",
                waiting=len(progress.waiting),
                all=len(progress.counted),
            ),
            late=progress.is_late,
        )
        for progress in queries.overview(actor)[:MOST]
    ]


def _of_edition(edition: Edition, actor: Actor) -> Sequence[Effect] | None:
    return queries.of_document(actor, edition.document) or None
