"""What people asked to be changed, and what became of it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta
from functools import partial
from typing import Any

from qms.demo.script import FOLDER, in_office
from qms.demo.stage import Act, Stage
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.operations import (
    Task,
    accept_request,
    ask_for_document,
    decline_request,
    open_request,
    withdraw_request,
)
from qms.kernel import clock

SENT, ANSWERED = time(9, 50), time(15, 5)


@dataclass
class Story:
    """A request and its fate; ``request`` is there once it was sent."""

    told: dict[str, Any]
    request: ChangeRequest | None = None

    @property
    def sent(self) -> ChangeRequest:
        """What was sent."""
        if self.request is None:
            raise LookupError(f"{self.told['wish']} was not asked for yet")
        return self.request


ANSWERS = ("accepted", "declined", "withdrawn")


def acts(_told: dict[str, Any]) -> Iterator[Act]:
    """Each request is sent, and answered where the story says so."""
    for told in json.loads((FOLDER / "requests.json").read_text("utf-8")):
        story = Story(told)
        yield Act(in_office(SENT, told["days_ago"]), partial(_send, story))
        for answer in ANSWERS:
            if ago := told.get(f"{answer}_days_ago"):
                yield Act(in_office(ANSWERED, ago), partial(HOW[answer], story))


def _send(story: Story, stage: Stage) -> None:
    told, by = story.told, stage.actor(story.told["from"])
    if "title" in told:
        story.request = ask_for_document(told["title"], told["wish"], told["reason"], by)
        return
    document = stage.document(told["of"])
    read = next(e for e in document.editions if e.state == "in force")
    anchor = next(c.anchor for c in read.clauses if c.number == told["section"])
    story.request = open_request(document, anchor, told["wish"], told["reason"], by, about=read)


def _accept(story: Story, stage: Stage) -> None:
    told = story.told
    task = Task(stage.person(told["to"]).id, clock.today() + timedelta(days=told["due_in"]))
    accept_request(story.sent, task, story.sent.version, stage.officer(), told["word"])


def _decline(story: Story, stage: Stage) -> None:
    decline_request(story.sent, story.sent.version, stage.officer(), story.told["word"])


def _withdraw(story: Story, stage: Stage) -> None:
    by = stage.actor(story.told["from"])
    withdraw_request(story.sent, story.sent.version, by, story.told["word"])


HOW = {"accepted": _accept, "declined": _decline, "withdrawn": _withdraw}
