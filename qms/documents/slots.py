"""Parts of an edition's page that neighbours fill: links, cards, notices. The page knows none."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from qms.documents.models import Edition
from qms.kernel.access import Actor

PLACES = ("above", "clause", "below", "side")
"""Under the title; after each clause of the text; under the text; among the cards beside it."""


@dataclass(frozen=True)
class Slot:
    """A part of the page.

    ``told(edition, actor)`` is asked once a page, even where several slots name the same one, and
    answers with what ``template`` is given under the name ``told``, or with nothing where there is
    nothing to show. A template in the place "clause" is written once for each clause, which it
    knows as ``clause``. ``signing`` also shows
    the part on the page on which one reads and signs.
    """

    place: str
    template: str
    told: Callable[[Edition, Actor], Any]
    signing: bool = False


@dataclass(frozen=True)
class Part:
    """A slot, filled for one page."""

    template: str
    told: Any


_registered: dict[str, Slot] = {}


def register(name: str, slot: Slot) -> None:
    """Let ``slot`` be shown; a second one of the same ``name`` takes the place of the first."""
    if slot.place not in PLACES:
        raise ValueError(f"an edition's page has no place {slot.place!r}")
    _registered[name] = slot


def filled(
    edition: Edition, actor: Actor, *, signing: bool = False
) -> Mapping[str, Sequence[Part]]:
    """The parts of the page of ``edition`` by their places, in the order of registering."""
    parts: dict[str, list[Part]] = {place: [] for place in PLACES}
    told = cache(lambda ask: ask(edition, actor))
    for slot in _registered.values():
        if (slot.signing or not signing) and (said := told(slot.told)) is not None:
            parts[slot.place].append(Part(slot.template, said))
    return parts
