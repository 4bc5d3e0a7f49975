"""What higher capabilities show on the pages of indicators; no page here knows any of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Panel:
    """A column of the catalogue and a part of each indicator's page.

    ``counts(actor)`` answers with the number of things for each indicator that has any, where there
    is to be a column; ``found(actor, number)`` with what ``template`` is given under the name
    ``found``; both within what ``actor`` may see, with a number of queries that does not grow.
    """

    heading: Sentence
    counts: Callable[[Actor], Mapping[str, int]] | None
    found: Callable[[Actor, str], Any]
    template: str


_registered: dict[str, Panel] = {}


def register(name: str, panel: Panel) -> None:
    """Let ``panel`` be shown; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = panel


def registered() -> tuple[Panel, ...]:
    """Every panel, in the order in which they were registered."""
    return tuple(_registered.values())
