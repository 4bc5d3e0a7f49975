"""Decisions: signed in the program, on paper, one that waits for its day, one being prepared."""

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
from qms.documents.decisions import drafting, operations
from qms.documents.decisions.drafting import Draft
from qms.documents.decisions.lifecycle import Purpose
from qms.documents.decisions.models import Decision
from qms.documents.decisions.operations import PaperFacts
from qms.documents.word.source import ProcedureText
from qms.kernel import clock

PREPARED, SIGNED = time(14, 40), time(15, 30)
"""Within an afternoon: what is listed was approved before, and holds before anybody reads it."""


@dataclass
class Story:
    """What a decision says of which texts; ``decision`` is there once it was prepared."""

    told: dict[str, Any]
    texts: list[ProcedureText]
    decision: Decision | None = None

    @property
    def prepared(self) -> Decision:
        """What was prepared."""
        if self.decision is None:
            raise LookupError(f"{self.told['about']} was not prepared yet")
        return self.decision


def acts(told: dict[str, Any]) -> Iterator[Act]:
    """Each decision is prepared over its texts, and signed where the story says so."""
    for decision in json.loads((FOLDER / "decisions.json").read_text("utf-8")):
        story = Story(decision, listed_by(told, decision["number"]))
        signed = decision.get("signed_days_ago")
        prepared = in_office(PREPARED, signed or decision["prepared_days_ago"])
        yield Act(prepared, partial(_prepare, story))
        if signed:
            how = _record if "scan" in decision else _sign
            yield Act(in_office(SIGNED, signed), partial(how, story))


def _prepare(story: Story, stage: Stage) -> None:
    told = story.told
    editions = [stage.edition(t.code, t.issue, t.amendment) for t in story.texts]
    draft = Draft(
        told["about"],
        frozenset(edition.id for edition in editions),
        number=told["number"] if "signed_days_ago" in told else "",
        bases="\n".join(told["bases"]),
        signer_id=0 if "scan" in told else stage.person(told["signer"]).id,
        effective_on=_first_day(told),
    )
    story.decision = drafting.prepare(Purpose.ISSUE, draft, by=stage.officer())


def _first_day(told: dict[str, Any]) -> date | None:
    """A day of work that many days ahead; none holds from the day of signing."""
    if "holds_in" not in told:
        return None
    ahead = clock.today() + timedelta(days=told["holds_in"])
    return at_work(SIGNED, ahead).date()


def _sign(story: Story, stage: Stage) -> None:
    login = story.told["signer"]
    consent = stage.consent(login, story.prepared.version)
    operations.sign(story.prepared, consent, by=stage.actor(login))


def _record(story: Story, stage: Stage) -> None:
    told, today = story.told, clock.today()
    signer = stage.person(told["signer"])
    paper = gate.take_in(scanned(told["scan"], told["number"], today), f"{told['scan']}.pdf")
    facts = PaperFacts(told["number"], today, signer.name, signer.title)
    operations.record_signed(
        story.prepared, facts, paper, story.prepared.version, by=stage.officer()
    )
