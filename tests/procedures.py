"""Lifecycles beside the tables of the written procedures."""

from collections.abc import Mapping

from checks.procedures import tables
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Lifecycle
from tests.conftest import ROOT

Rows = list[tuple[str, ...]]
"""What is done, from which states, to which, by whom."""
Words = Mapping[str, Sentence]


def written(procedure: str, *head: str) -> Rows:
    """The rows of the one table of a procedure that has this head."""
    text = (ROOT / "procedures" / f"{procedure}.md").read_text("utf-8")
    [rows] = [table.rows for table in tables(text) if table.head == head]
    return list(rows)


def in_english(lifecycle: Lifecycle) -> Rows:
    """The steps of a lifecycle in the words of the code."""
    return [
        (step.verb, ", ".join(step.sources), str(step.target), step.by.name)
        for step in lifecycle.steps.values()
    ]


def in_vietnamese(
    lifecycle: Lifecycle, verbs: Words, states: Words, who: Mapping[str, str]
) -> Rows:
    """The steps of a lifecycle in the words of the screen, and people in those of ``who``."""
    return [
        (
            _within(verbs[step.verb]),
            ", ".join(_within(states[source]) for source in step.sources),
            _within(states[step.target]),
            who[step.by.name],
        )
        for step in lifecycle.steps.values()
    ]


def _within(name: Sentence) -> str:
    """A name as it is written within a sentence."""
    return name.text[:1].lower() + name.text[1:]
