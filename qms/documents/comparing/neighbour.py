"""What comparing shows on the page of an edition and on the one on which it is signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from qms.documents import slots
from qms.documents.comparing.pairing import Pair
from qms.documents.comparing.queries import before, matter
from qms.documents.lifecycle import OPEN
from qms.documents.models import Edition
from qms.kernel.access import Actor

MOST = 8


def announce() -> None:
    """Stand on the pages of editions."""
    above = slots.Slot("above", "documents/comparing/changes.html", changes, signing=True)
    slots.register("changes", above)
    slots.register("comparison", slots.Slot("side", "documents/comparing/card.html", earlier))


@dataclass(frozen=True)
class Changes:
    """What a reviewer must look at: the clauses that differ from the edition before."""

    since: Edition
    all: Sequence[Pair]

    @property
    def first(self) -> Sequence[Pair]:
        """As many as are named."""
        return self.all[:MOST]


def changes(edition: Edition, actor: Actor) -> Changes | None:
    """For an edition on its way, when one before it was in force."""
    since = before(actor, edition) if edition.state in OPEN else None
    return Changes(since, matter(since, edition).changed()) if since else None


def earlier(edition: Edition, actor: Actor) -> Edition | None:
    """The edition before, beside one that is no longer on its way."""
    return None if edition.state in OPEN else before(actor, edition)
