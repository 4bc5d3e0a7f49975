"""What was issued on paper before, taken in by two people, with the editions of the former ward."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from typing import Any

from qms.attachments import gate
from qms.demo.scans import scanned
from qms.demo.script import FOLDER, at_work, in_office, listed_by
from qms.demo.stage import Act, Stage
from qms.documents.adoption.earlier import EarlierFacts, note_earlier
from qms.documents.adoption.models import Adoption
from qms.documents.adoption.operations import Paper, Seen, confirm, record_drafts
from qms.documents.decisions.operations import PaperFacts
from qms.documents.word.source import ProcedureText
from qms.kernel import clock

RECORDED, NOTED, CONFIRMED = time(9, 30), time(10, 30), time(15, 20)
SECOND = "hanh.ltm"


@dataclass
class Story:
    """A paper decision over its texts; ``adoption`` is there once it was recorded."""

    told: dict[str, Any]
    texts: list[ProcedureText]
    adoption: Adoption | None = None


def acts(told: dict[str, Any]) -> Iterator[Act]:
    """Each is recorded by the quality officer; a second person confirms it after a day or two."""
    for adoption in json.loads((FOLDER / "adoptions.json").read_text("utf-8")):
        story = Story(adoption, listed_by(told, adoption["number"]))
        yield Act(in_office(RECORDED, adoption["recorded_days_ago"]), partial(_record, story))
        for earlier in adoption.get("earlier", ()):
            at = in_office(NOTED, adoption["recorded_days_ago"])
            start, end = (
                clock.local(clock.days_ago(earlier[ago])).date()
                for ago in ("from_days_ago", "until_days_ago")
            )
            yield Act(at, partial(_note_earlier, earlier, start, end))
        if ago := adoption.get("confirmed_days_ago"):
            yield Act(in_office(CONFIRMED, ago), partial(_confirm, story))


def _record(story: Story, stage: Stage) -> None:
    told = story.told
    signer = stage.person(told["signer"])
    ago = told["signed_days_ago"] - told["recorded_days_ago"]
    day = at_work(RECORDED, clock.today() - timedelta(days=ago)).date()
    scan = gate.take_in(scanned(told["scan"], told["number"], day), f"{told['scan']}.pdf")
    facts = PaperFacts(told["number"], day, signer.name, signer.title)
    editions = [stage.edition(t.code, t.issue, t.amendment) for t in story.texts]
    seen = [Seen(edition, edition.version) for edition in editions]
    story.adoption = record_drafts(Paper(facts, told["about"], scan), seen, by=stage.officer())


def _note_earlier(told: dict[str, Any], start: date, end: date, stage: Stage) -> None:
    facts = EarlierFacts(
        told["issue"], told["amendment"], start, end, told["decision"], start, told["note"]
    )
    note_earlier(stage.document(told["of"]), facts, None, by=stage.officer())


def _confirm(story: Story, stage: Stage) -> None:
    if story.adoption is None:
        raise LookupError(f"{story.told['number']} was not recorded yet")
    consent = stage.consent(SECOND, story.adoption.version)
    confirm(story.adoption, consent, by=stage.actor(SECOND))
