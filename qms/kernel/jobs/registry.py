"""Which jobs there are, and when each runs by itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time, timedelta

from qms.kernel.i18n import Sentence
from qms.kernel.jobs.timetable import When


@dataclass(frozen=True)
class Job:
    """A job; ``call`` is told ids, or nothing for all the work there is."""

    name: str
    call: Callable[..., object]
    when: When
    title: Sentence | None = None

    @property
    def called(self) -> Sentence | str:
        """What people call it."""
        return self.title or self.name


_JOBS: dict[str, Job] = {}


def register(
    name: str,
    call: Callable[..., object],
    *,
    at_start: bool = False,
    daily_at: time | None = None,
    every: timedelta | None = None,
    title: Sentence | None = None,
) -> None:
    """Have ``call`` run by the timetable, and whenever ``later(name, ...)`` asks for it.

    ``daily_at`` is a time of the clock in Viet Nam. ``title`` is what the administrator reads. A
    job without a place in the timetable is refused: what is lost by a kill would stay lost.
    """
    when = When(at_start=at_start, daily_at=daily_at, every=every)
    if not (at_start or daily_at or every):
        raise ValueError(f"the job {name} has no place in the timetable")
    _JOBS[name] = Job(name, call, when, title)


def registered() -> Mapping[str, Job]:
    """Every job by its name."""
    return _JOBS
