"""What went wrong in the ward, who reported it, and what became of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time
from functools import partial
from typing import Any

from sqlalchemy import select

from qms.demo.script import FOLDER, in_office
from qms.demo.stage import Act, Stage
from qms.kernel import clock
from qms.kernel.database import db
from qms.nonconformities import accepting, criteria, operations
from qms.nonconformities.accepting import Acceptance, Cited
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.operations import Correction, Report
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add

REPORTED, ANSWERED = time(10, 20), time(15, 25)


@dataclass
class Story:
    """A nonconformity and its fate; ``made`` is there once it was reported."""

    told: dict[str, Any]
    made: Nonconformity | None = None

    @property
    def found(self) -> Nonconformity:
        """What was reported."""
        if self.made is None:
            raise LookupError(f"{self.told['text']} was not reported yet")
        return self.made


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Each is reported, and goes as far as the story says."""
    for told in json.loads((FOLDER / "nonconformities.json").read_text("utf-8")):
        story = Story(told)
        yield Act(in_office(REPORTED, told["days_ago"]), partial(_report, story))
        for answer, act in HOW.items():
            if f"{answer}_days_ago" in told:
                yield Act(in_office(ANSWERED, told[f"{answer}_days_ago"]), partial(act, story))


def _report(story: Story, stage: Stage) -> None:
    told = story.told
    about = None
    if "about" in told:
        editions = stage.document(told["about"]).editions
        about = next(edition for edition in editions if edition.state == "in force")
    said = Report(
        told["text"],
        told["place"],
        clock.today(),
        stage.unit(told["unit"]).id,
        about,
        hides_reporter=told.get("hidden", False),
    )
    story.made = operations.report(said, by=stage.actor(told["from"]))


def _accept(story: Story, stage: Stage) -> None:
    told, by = story.told, stage.officer()
    clauses = [Cited(clause_key=key) for key in told["clauses"]]
    given = Acceptance(
        title=told["title"],
        source=told["source"],
        grade=told["grade"],
        unit_id=story.found.unit_id,
        handler_id=stage.person(told["handler"]).id,
        correct_by=add(calendar(), clock.today(), told["due_in"]),
        criteria=frozenset((*clauses, *criteria.read(told["places"], by))),
        indicators=frozenset(told["indicators"]),
    )
    accepting.accept(story.found, given, story.found.version, by=by)


def _correct(story: Story, stage: Stage) -> None:
    told = story.told
    done = Correction(told["done"], clock.today(), told["consequences"])
    by = stage.actor(told["handler"])
    operations.correct(story.found, done, story.found.version, by=by)


def _decline(story: Story, stage: Stage) -> None:
    said = story.told["answer"]
    operations.decline(story.found, story.found.version, by=stage.officer(), reason=said)


def _withdraw(story: Story, stage: Stage) -> None:
    by, said = stage.actor(story.told["from"]), story.told["answer"]
    operations.withdraw(story.found, story.found.version, by=by, reason=said)


def _merge(story: Story, stage: Stage) -> None:
    wanted = select(Nonconformity).where(Nonconformity.title == story.told["into"])
    into, said = db.session.scalars(wanted).one(), story.told["answer"]
    operations.merge(story.found, into, story.found.version, by=stage.officer(), reason=said)


HOW = {
    "accepted": _accept,
    "corrected": _correct,
    "declined": _decline,
    "withdrawn": _withdraw,
    "merged": _merge,
}
"""What may become of a report, in the order in which it does."""
