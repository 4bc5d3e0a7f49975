"""What paper copies add elsewhere: what is to be collected, and a card beside an edition."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from qms.documents import slots
from qms.documents.copies import queries
from qms.documents.copies.lifecycle import may_not_handle
from qms.documents.distribution.queries import FOLLOW
from qms.documents.models import ENDED, Edition
from qms.kernel import awaiting
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


def announce() -> None:
    """Take one's places on the pages of others."""
    awaiting.register("recalls", awaiting.Section(Sentence("Bản giấy cần thu hồi"), _to_collect))
    slots.register("copies", slots.Slot("side", "documents/copies/card.html", _beside_an_edition))


def _to_collect(actor: Actor) -> Sequence[awaiting.Task]:
    return [
        awaiting.Task(
            title=recall.unit.name,
            url=url_for("recalls.index", _anchor=f"unit-{recall.unit.id}"),
            note=", ".join(sorted({copy.edition.document.code for copy in recall.copies})),
            tag=Sentence("%(count)s bản", count=len(recall.copies)),
        )
        for recall in queries.recalls(actor)
    ]


def _beside_an_edition(edition: Edition, actor: Actor) -> Any:
    if not actor.has(*FOLLOW) or edition.in_force_at is None:
        return None
    tally = queries.tally(actor, edition)
    hands_out = may_not_handle(edition, actor) is None and edition.state == "in force"
    if not (tally.out or tally.back or hands_out):
        return None
    return {"tally": tally, "recalled": tally.out and edition.state in ENDED}
