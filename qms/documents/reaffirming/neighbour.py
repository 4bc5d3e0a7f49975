"""Where reviews show themselves outside their own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from qms.documents import slots
from qms.documents.kinds.queries import Due, review_of
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.reaffirming import queries
from qms.documents.reaffirming.models import Reaffirmation
from qms.kernel import awaiting, clock
from qms.kernel.access import Actor
from qms.kernel.awaiting import Section, Task
from qms.kernel.i18n import Sentence

TO_REVIEW = Section(Sentence("Tài liệu của bạn đến hạn xem xét lại"), lambda by: _to_review(by))


def announce() -> None:
    """Stand on the pages of editions, and tell owners what is due."""
    slots.register("review", slots.Slot("side", "documents/reaffirming/card.html", card))
    slots.register("review due", slots.Slot("above", "documents/reaffirming/due.html", card))
    awaiting.register("documents to review", TO_REVIEW)


@dataclass(frozen=True)
class Card:
    """Beside and above an edition: who said that it stays, and when it is looked at next."""

    signed: Sequence[Reaffirmation]
    due: Due | None
    is_owner: bool

    @property
    def presses(self) -> bool:
        """Whether its owner is to be told that the day has come, or comes soon."""
        return bool(self.is_owner and self.due and self.due.day <= clock.today() + queries.SOON)


def card(edition: Edition, actor: Actor) -> Card | None:
    """What to show, if anything."""
    in_force = edition.state == State.IN_FORCE
    signed = queries.visible_to(actor, [edition])
    next_review = review_of(edition) if in_force else None
    if not signed and not next_review:
        return None
    return Card(signed, next_review, in_force and queries.is_owner(edition, actor))


def _to_review(by: Actor) -> Sequence[Task]:
    return [
        Task(
            f"{found.edition.document.code} {found.edition.title}",
            url_for("documents_reaffirming.review", key=found.edition.document.key),
            found.edition.document.unit.name,
            Sentence("hạn %(day)s", day=f"{found.day:%d/%m/%Y}"),
            late=found.is_late,
        )
        for found in queries.awaiting(by)
    ]
