"""What awaits a person on the first page, told by each capability; no page here knows them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence


@dataclass(frozen=True)
class Task:
    """One thing to do; ``url`` opens exactly where it is done.

    ``note`` says from whom and since when, ``tag`` is a word or two at the right, such as the day
    it is due; ``late`` marks it as past its day and puts it first.
    """

    title: Sentence | str
    url: str
    note: Sentence | str = ""
    tag: Sentence | str = ""
    late: bool = False


@dataclass(frozen=True)
class Section:
    """Tasks of one kind under their heading.

    ``found(actor)`` answers with those of the actor, the most pressing first, with a number of
    queries that does not grow with them.
    """

    heading: Sentence
    found: Callable[[Actor], Sequence[Task]]


_registered: dict[str, Section] = {}


def register(name: str, section: Section) -> None:
    """Let ``section`` be shown; a second one of the same ``name`` takes the place of the first."""
    _registered[name] = section


def awaiting(actor: Actor) -> Sequence[tuple[Sentence, Sequence[Task]]]:
    """Heading and tasks of every section that has any for ``actor``; what is late comes first."""
    told = ((section.heading, section.found(actor)) for section in _registered.values())
    return [
        (heading, sorted(tasks, key=lambda task: not task.late)) for heading, tasks in told if tasks
    ]
