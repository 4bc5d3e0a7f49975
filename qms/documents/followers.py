"""Who follows editions: told of each step inside the verb that takes it, so that all is one act."""

from collections.abc import Callable

from qms.documents.models import Edition
from qms.kernel.access import Actor

Follower = Callable[[Edition, str, Actor], None]
"""Told of an edition, the verb that was taken ("put in force", "start edition", "replace file",
...), once its line stands in the trail, and who took it. What it changes needs lines of its own;
what it refuses undoes the step too."""

_registered: dict[str, Follower] = {}


def register(name: str, follower: Follower) -> None:
    """Let ``follower`` be told; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = follower


def moved(edition: Edition, verb: str, by: Actor) -> None:
    """Tell every follower; called by the verbs of documents alone."""
    for follower in _registered.values():
        follower(edition, verb, by)
