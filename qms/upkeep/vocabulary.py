"""What jobs and their failures are called on screen and in the trail."""

import json
from collections.abc import Iterable, Sequence
from datetime import timedelta

from flask import url_for
from sqlalchemy import select

from qms.audit_trail.vocabulary import Kind, name_kind, name_verbs
from qms.kernel import jobs
from qms.kernel.database import db
from qms.kernel.i18n import Sentence
from qms.kernel.jobs.models import JobFailure
from qms.kernel.jobs.timetable import When

HOUR = timedelta(hours=1)


def announce() -> None:
    """Name the verbs and the kind, and where it is shown."""
    name_verbs(
        {
            "try job again": Sentence("Cho làm lại việc tự động"),
            "let job go": Sentence("Bỏ qua việc tự động bị lỗi"),
        }
    )
    name_kind(
        "job_failure",
        Kind(Sentence("Việc tự động"), _failures, work_of, lambda _row: url_for("upkeep.index")),
    )


def called(name: str) -> Sentence | str:
    """What people call a job."""
    job = jobs.registered().get(name)
    return job.called if job else name


def work_of(failure: JobFailure) -> str:
    """What failed: the job and, where it was a part of it, of which number."""
    ids = ", ".join(map(str, json.loads(failure.ids)))
    return f"{called(failure.name)} ({ids})" if ids else str(called(failure.name))


def said(when: When) -> Sequence[Sentence]:
    """When a job runs, in words."""
    words = []
    if when.daily_at:
        words.append(Sentence("Mỗi ngày lúc %(time)s", time=f"{when.daily_at:%H:%M}"))
    if when.every and when.every < HOUR:
        words.append(Sentence("%(minutes)s phút một lần", minutes=when.every.seconds // 60))
    elif when.every:
        words.append(Sentence("%(hours)s giờ một lần", hours=when.every // HOUR))
    if when.at_start:
        words.append(Sentence("Khi hệ thống khởi động"))
    return words


def _failures(ids: Iterable[int]) -> Sequence[JobFailure]:
    return db.session.scalars(select(JobFailure).where(JobFailure.id.in_(ids))).all()
