"""Where external documents meet the rest: editions are read as they are filed, and their pages show
the laws they cite."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time
from functools import cached_property

from qms.documents import followers, slots
from qms.documents.external import reading
from qms.documents.external.citations import Link, of_edition
from qms.documents.external.lifecycle import may_not_keep
from qms.documents.models import Clause, Edition
from qms.documents.slots import Slot
from qms.kernel import jobs
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Cited:
    """The laws that an edition cites; whether the reader may add what is missing."""

    links: Sequence[Link]
    keeps: bool

    @cached_property
    def lapsed(self) -> Sequence[Link]:
        """Those that are no longer in force."""
        return [link for link in self.links if link.has_lapsed]

    def lapsed_in(self, clause: Clause) -> Sequence[Link]:
        """Those of them that a clause cites."""
        return [
            link for link in self.lapsed for place in link.places if place.clause_id == clause.id
        ]


def install() -> None:
    """Follow what is filed, and fill the places of an edition's page."""
    followers.register("citations", reading.follow)
    jobs.register(
        "read citations",
        reading.catch_up,
        at_start=True,
        daily_at=time(0, 40),
        title=Sentence("Đọc các văn bản được viện dẫn"),
    )
    folder = "documents/external"
    slots.register("lapsed laws", Slot("above", f"{folder}/lapsed.html", _cited, signing=True))
    slots.register(
        "lapsed here", Slot("clause", f"{folder}/lapsed_here.html", _cited, signing=True)
    )
    slots.register("cited laws", Slot("side", f"{folder}/cited.html", _cited))


def _cited(edition: Edition, actor: Actor) -> Cited | None:
    links = of_edition(edition)
    return Cited(links, may_not_keep(None, actor) is None) if links else None
