"""What an administrator should know of the installation, told by each capability."""

from collections.abc import Callable, Sequence

from qms.kernel.i18n import Sentence

_registered: dict[str, Callable[[], Sentence | None]] = {}


def register(name: str, told: Callable[[], Sentence | None]) -> None:
    """Let what ``told()`` says be shown above the list of jobs; nothing when all is well."""
    _registered[name] = told


def remarks() -> Sequence[Sentence]:
    """Everything there is to say."""
    return [said for told in _registered.values() if (said := told())]
