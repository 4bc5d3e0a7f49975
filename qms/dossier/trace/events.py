"""What happened, in order of time, each with who signed for it in the trail."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from qms.audit_trail.models import TrailLine
from qms.audit_trail.vocabulary import ROLES, VERBS
from qms.dossier.trace import nodes, papers
from qms.dossier.trace.facts import Told, facts_of
from qms.dossier.trace.graph import Graph, Node, Words
from qms.dossier.trace.order import NOT_IN_TRAIL, Mark, marks
from qms.dossier.trace.queries import Found
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.queries import knows_reporter

OF_AN_EDITION = frozenset(
    ("start edition", "submit", "review", "approve", "return", "return to step", "set day")
) | frozenset(
    ("put in force", "come into force", "confirm adoption", "supersede", "withdraw", "discard")
)
"""Of what befell an edition, what belongs to its way into force and out of it."""
BY_REPORTER = ("report nonconformity", "withdraw report")
"""What only the reporter does: by these lines one would know who it was."""
NAMELESS = Sentence("(không nêu tên)")


@dataclass(frozen=True)
class Event:
    """Something that happened. ``signed``: a line of the trail tells it, with ``roles`` as written.

    ``at`` is the moment of that line; without one, the beginning of the day that is kept.
    ``number`` is that of the line in the trail, 0 without one.
    """

    at: datetime
    signed: bool
    verb: str
    what: Words
    node: Node
    who: Words
    roles: tuple[str, ...] = ()
    said: str = ""
    notes: tuple[Sentence, ...] = ()
    marks: tuple[Mark, ...] = ()
    number: int = 0

    @property
    def acting_as(self) -> tuple[Words, ...]:
        """The roles by their names; what was written in their place, where there were none."""
        return tuple(ROLES.get(code, code) for code in self.roles)


def happened(found: Found, line: Sequence[int], graph: Graph) -> Sequence[Event]:
    """The events of some nonconformities that hang together, the first first."""
    slips = [found.slips[number] for number in line]
    told = [one for slip in slips for one in facts_of(found, slip)]
    faults = marks([one.fact for one in told])
    events = [*_from_trail(found, slips, graph, told, faults), *_unsigned(graph, told, faults)]
    return sorted(events, key=lambda event: (event.at, not event.signed, event.number))


def _from_trail(
    found: Found,
    slips: Sequence[Nonconformity],
    graph: Graph,
    told: Sequence[Told],
    faults: Mapping[str, Sequence[Mark]],
) -> Iterator[Event]:
    by_line: dict[int, list[Told]] = {}
    for one in told:
        if one.line:
            by_line.setdefault(one.line.id, []).append(one)
    hidden = {slip.trace_key for slip in slips if not knows_reporter(slip, found.actor)}
    for key, row in _subjects(slips, graph).items():
        for line in found.trail.get(row, ()):
            if row[0] != "edition" or line.verb in OF_AN_EDITION:
                facts = by_line.get(line.id, [])
                nameless = row in hidden and line.verb in BY_REPORTER
                notes = tuple(_notes(line, facts, graph))
                yield _event(line, graph.nodes[key], facts, faults, notes, nameless=nameless)


def _subjects(slips: Sequence[Nonconformity], graph: Graph) -> Mapping[str, tuple[str, int]]:
    """The rows whose lines are told, by the keys of the nodes that they are."""
    rows: dict[str, tuple[str, int]] = {nodes.slip_key(slip.id): slip.trace_key for slip in slips}
    for slip in slips:
        for act in (act for treatment in slip.treatments for act in treatment.actions):
            rows[nodes.action_key(slip.id, act.serial)] = act.trace_key
            if act.request:
                rows[papers.request_key(act.request)] = act.request.trace_key
                if act.request.draft:
                    draft = act.request.draft
                    rows[papers.edition_key(draft)] = draft.trace_key
    return {key: row for key, row in rows.items() if key in graph.nodes}


def _event(
    line: TrailLine,
    node: Node,
    told: Sequence[Told],
    faults: Mapping[str, Sequence[Mark]],
    notes: Sequence[Sentence],
    *,
    nameless: bool,
) -> Event:
    who: Words = line.actor_name if line.actor_id else Sentence(line.actor_name)
    return Event(
        at=line.at,
        signed=True,
        verb=line.verb,
        what=VERBS.get(line.verb, line.verb),
        node=node,
        who=NAMELESS if nameless else who,
        roles=() if nameless else tuple(code for code in line.actor_as.split(", ") if code),
        said=line.reason,
        notes=tuple(notes),
        marks=tuple(mark for one in told for mark in faults.get(one.fact.key, ())),
        number=line.id,
    )


def _notes(line: TrailLine, told: Sequence[Told], graph: Graph) -> Iterator[Sentence]:
    """On which day it was done, when that is not the day of the line, and what proves it."""
    on = clock.local(line.at).date()
    for fact in (one.fact for one in told):
        if fact.day and fact.day != on:
            yield Sentence("%(step)s ngày %(day)s.", step=fact.name, day=f"{fact.day:%d/%m/%Y}")
    files = [
        name for one in told if one.node in graph.nodes for name in graph.nodes[one.node].files
    ]
    if files:
        yield Sentence("Bằng chứng: %(files)s.", files=files)


def _unsigned(
    graph: Graph, told: Sequence[Told], faults: Mapping[str, Sequence[Mark]]
) -> Iterator[Event]:
    """What the rows tell and no line of the trail does."""
    for one in told:
        if one.line or one.fact.day is None or one.told_elsewhere or one.node not in graph.nodes:
            continue
        yield Event(
            at=clock.start_of(one.fact.day),
            signed=False,
            verb="",
            what=one.fact.name,
            node=graph.nodes[one.node],
            who=one.by or NAMELESS,
            marks=(*faults.get(one.fact.key, ()), NOT_IN_TRAIL),
        )
