"""From where a request came, told by neighbours that stand above: the page knows none of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.documents.requests.models import ChangeRequest
from qms.kernel.access import Actor


@dataclass(frozen=True)
class Cause:
    """What asked for the change: its words, and the address that shows it."""

    words: str
    url: str


Told = Callable[[ChangeRequest, Actor], Sequence[Cause]]
"""What stands behind a request, of what the actor may see."""

_registered: dict[str, Told] = {}


def register(name: str, told: Told) -> None:
    """Let ``told`` be asked; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = told


def causes_of(request: ChangeRequest, actor: Actor) -> Sequence[Cause]:
    """Everything that stands behind a request."""
    return [cause for told in _registered.values() for cause in told(request, actor)]
