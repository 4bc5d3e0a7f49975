"""Cards beside a nonconformity that higher capabilities fill; the page knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from qms.kernel.access import Actor
from qms.nonconformities.models import Nonconformity


@dataclass(frozen=True)
class Slot:
    """A card. ``told(nonconformity, actor)`` answers with what ``template`` is given under the name
    ``told``, or with nothing where there is nothing to show.
    """

    template: str
    told: Callable[[Nonconformity, Actor], Any]


@dataclass(frozen=True)
class Part:
    """A slot, filled for one page."""

    template: str
    told: Any


_registered: dict[str, Slot] = {}


def register(name: str, slot: Slot) -> None:
    """Let ``slot`` be shown; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = slot


def filled(nonconformity: Nonconformity, actor: Actor) -> Sequence[Part]:
    """The cards of the page of a nonconformity, in the order of registering."""
    told = ((slot.template, slot.told(nonconformity, actor)) for slot in _registered.values())
    return [Part(template, said) for template, said in told if said is not None]
