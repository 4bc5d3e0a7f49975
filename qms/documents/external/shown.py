"""Where external documents meet the rest: editions are read as they are filed, and their pages show
the laws they cite."""

from collections.abc import Mapping, Sequence
from datetime import time
from typing import NamedTuple

from flask import g

from qms.documents import followers, slots
from qms.documents.external import reading
from qms.documents.external.citations import Link, of_edition
from qms.documents.external.lifecycle import may_not_keep
from qms.documents.models import Edition
from qms.documents.slots import Slot
from qms.kernel import jobs
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


class Cited(NamedTuple):
    """The card of cited laws; whether the reader may add what is missing."""

    links: Sequence[Link]
    keeps: bool


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
    slots.register("lapsed laws", Slot("above", f"{folder}/lapsed.html", _lapsed, signing=True))
    slots.register(
        "lapsed here", Slot("clause", f"{folder}/lapsed_here.html", _by_clause, signing=True)
    )
    slots.register("cited laws", Slot("side", f"{folder}/cited.html", _cited))


def _links(edition: Edition) -> Sequence[Link]:
    """What the edition cites; read once a page, though three places ask."""
    kept: dict[int, Sequence[Link]] = g.setdefault("cited_by_edition", {})
    if edition.id not in kept:
        kept[edition.id] = of_edition(edition)
    return kept[edition.id]


def _cited(edition: Edition, actor: Actor) -> Cited | None:
    links = _links(edition)
    return Cited(links, may_not_keep(None, actor) is None) if links else None


def _lapsed(edition: Edition, _actor: Actor) -> Sequence[Link] | None:
    return [link for link in _links(edition) if link.has_lapsed] or None


def _by_clause(edition: Edition, actor: Actor) -> Mapping[int, Sequence[Link]] | None:
    found: dict[int, list[Link]] = {}
    for link in _lapsed(edition, actor) or ():
        for place in link.places:
            found.setdefault(place.clause_id, []).append(link)
    return found or None
