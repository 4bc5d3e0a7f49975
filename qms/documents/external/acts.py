"""Who follows what happens to laws: told of each act within the verb that declares it or takes it
back, so that all is one act."""

from collections.abc import Callable

from qms.documents.external.models import ExternalAct
from qms.kernel.access import Actor

Hearer = Callable[[ExternalAct, Actor], None]

_registered: dict[str, Hearer] = {}


def register(name: str, hearer: Hearer) -> None:
    """Let ``hearer`` be told; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = hearer


def happened(act: ExternalAct, by: Actor) -> None:
    """Tell every hearer of an act that is new, or was just taken back."""
    for hearer in _registered.values():
        hearer(act, by)
