"""What the administrator decides about work that failed."""

import json

from qms.audit_trail.operations import record
from qms.kernel import clock, jobs
from qms.kernel.access import Actor
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.jobs.models import JobFailure
from qms.kernel.jobs.timetable import LEASE
from qms.kernel.lifecycle import no_reason, refuse_if
from qms.kernel.operation import operation, overtaken
from qms.organisation.lifecycle import not_administrator
from qms.upkeep.vocabulary import work_of


@operation
def try_again(failure: JobFailure, seen: int, by: Actor) -> None:
    """Have the work done at once; the pauses begin anew if it fails again."""
    refuse_if(not_administrator(failure, by), _gone(failure), overtaken(failure, seen))
    failure.attempts, failure.next_try_at = 1, clock.now() + LEASE
    record(by, "try job again", failure, label=work_of(failure))
    jobs.later(failure.name, *json.loads(failure.ids))


def _gone(failure: JobFailure) -> Sentence | None:
    """Work of an older version of the program, which nobody can do any more."""
    if failure.name in jobs.registered():
        return None
    return Sentence("Bản hiện tại không còn việc tự động này; hãy bỏ qua, có ghi lý do.")


@operation
def let_go(failure: JobFailure, seen: int, by: Actor, reason: str) -> None:
    """Take a failure off the list: it is seen to otherwise, or is of no matter any more."""
    refuse_if(not_administrator(failure, by), no_reason(reason), overtaken(failure, seen))
    label = work_of(failure)
    db.session.delete(failure)
    record(by, "let job go", failure, reason, label=label)
