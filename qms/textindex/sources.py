"""What can be searched: each capability names its own source, and no index knows any of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qms.textindex.engine import Passage


@dataclass(frozen=True)
class Source:
    """A kind of thing that can be found.

    ``passages_of(key)`` reads the passages from the database as they are now, none when the thing
    is gone. ``every_key()`` names all there are.
    """

    kind: str
    passages_of: Callable[[str], list[Passage]]
    every_key: Callable[[], Iterable[str]]


_registered: dict[str, Source] = {}


def register(source: Source) -> None:
    """Let ``source`` be indexed."""
    _registered[source.kind] = source


def registered() -> dict[str, Source]:
    """Every source by its kind."""
    return dict(_registered)


def source_key(kind: str, key: str) -> str:
    """The name under which a source stands in the index ("edition:7")."""
    return f"{kind}:{key}"
