"""Weaves the graph out of what was read. What may not be seen leaves no node and no edge."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from qms.audit_trail.models import TrailLine
from qms.dossier.trace import nodes, papers
from qms.dossier.trace.graph import Graph, Kind, Link, Node, Weaving
from qms.dossier.trace.queries import Found
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.models import Criterion, Nonconformity
from qms.nonconformities.states import State
from qms.nonconformities.treatment import Treatment


def woven(found: Found, *first: Node) -> Graph:
    """The graph of everything that was found; ``first`` are nodes with which the trace begins."""
    weaving = Weaving()
    weaving.add(*first)
    for line in found.lines:
        for number in line:
            _slip(weaving, found, found.slips[number])
    _hold(weaving)
    return weaving.done()


def _slip(weaving: Weaving, found: Found, slip: Nonconformity) -> None:
    key = nodes.slip_key(slip.id)
    for link, node in (*_touched(slip), *_norms(found, slip)):
        weaving.add(node)
        weaving.join(node.key, key, link)
    weaving.add(nodes.slip(slip))
    if slip.follows_id:
        weaving.join(nodes.slip_key(slip.follows_id), key, Link.FOLLOWS)
    if slip.merged_into_id:
        weaving.join(key, nodes.slip_key(slip.merged_into_id), Link.MERGED)
    before = ""
    for treatment in slip.treatments:
        before = _Round(weaving, found, slip, treatment).weave(before)


def _touched(slip: Nonconformity) -> Iterator[tuple[Link, Node]]:
    for number in sorted(slip.indicators):
        yield Link.TOUCHES, papers.indicator(number)


def _norms(found: Found, slip: Nonconformity) -> Iterator[tuple[Link, Node]]:
    """What was not kept, and from where it was reported when that is something else."""
    held = [node for one in slip.criteria if (node := _criterion(found, one))]
    yield from ((Link.HELD_AGAINST, node) for node in held)
    if slip.about and slip.about_id in found.editions:
        about = papers.clause(slip.about, slip.anchor, slip.clause)
        if about.key not in {node.key for node in held}:
            yield Link.REPORTED_OF, about


def _criterion(found: Found, one: Criterion) -> Node | None:
    if one.edition:
        seen = one.edition_id in found.editions
        return papers.clause(one.edition, one.anchor, one.clause) if seen else None
    if one.law:
        return papers.law(one.law, one.article) if one.law_id in found.laws else None
    return papers.standard(one.clause_key)


def _hold(weaving: Weaving) -> None:
    """An edition that was born of one action may be what the next finding is held against."""
    clauses = [node.key for node in weaving.nodes.values() if node.kind == Kind.CLAUSE]
    for edition in [key for key, node in weaving.nodes.items() if node.kind == Kind.EDITION]:
        whole = edition.replace("edition:", "clause:", 1)
        for clause in clauses:
            if clause.partition("#")[0] == whole:
                weaving.join(edition, clause, Link.HOLDS)


@dataclass(frozen=True)
class _Round:
    """One round of treating a nonconformity, on its way into the graph."""

    weaving: Weaving
    found: Found
    slip: Nonconformity
    treatment: Treatment

    def weave(self, before: str) -> str:
        """Add the round. ``before`` is the key of what led to it, the answer that of its end."""
        cause = nodes.cause(self.slip, self.treatment)
        if not cause.open or self.treatment.round > 1:
            self.weaving.add(cause)
            self.weaving.join(nodes.slip_key(self.slip.id), cause.key, Link.HAS_CAUSE)
            self.weaving.join(before, cause.key, Link.REOPENS)
        checks = [key for act in self.treatment.actions if (key := self._action(cause.key, act))]
        last = self._effects(checks or [cause.key])
        if closed := closing_of(self.found, self.slip, self.treatment):
            node = nodes.closing(self.slip, self.treatment.round, *closed)
            last = self._next(last, node, Link.CLOSED)
        return last

    def _next(self, before: str, node: Node, link: Link) -> str:
        self.weaving.add(node)
        self.weaving.join(before, node.key, link)
        return node.key

    def _effects(self, checks: list[str]) -> str:
        last = ""
        for place, judged in enumerate(self.treatment.checks, start=1):
            node = nodes.effect(self.slip, self.treatment.round, judged, place)
            for key in [last] if last else checks:
                self._next(key, node, Link.FOLLOWS if last else Link.JUDGED)
            last = node.key
        return last

    def _action(self, cause: str, act: CorrectiveAction) -> str:
        """An action and what comes of it; the answer is the key of its check, "" for none."""
        key = self._next(cause, nodes.action(self.slip, self.treatment.round, act), Link.REMOVED_BY)
        if act.state != ActionState.DROPPED:
            for number in sorted(act.indicators):
                self._next(key, papers.indicator(number), Link.LIFTS)
        if act.document_id in self.found.documents:
            self._document(key, act)
        if act.verified_on is None:
            return ""
        return self._next(key, nodes.check(self.slip, self.treatment.round, act), Link.CHECKED)

    def _document(self, key: str, act: CorrectiveAction) -> None:
        """The document that an action revises: what asks for it, the edition that came of it."""
        own, asked = nodes.of(self.slip, self.treatment.round), act.request
        draft = asked.draft if asked and asked.draft_id in self.found.editions else None
        if asked and asked.id in self.found.requests:
            key = self._next(key, papers.request(asked, own), Link.ASKS)
        elif not draft:
            self._next(key, papers.revision(act, f"{self.slip.id}/{act.serial}", own), Link.ASKS)
        if draft:
            self._next(key, papers.edition(draft), Link.BORN)


def closing_of(
    found: Found, slip: Nonconformity, treatment: Treatment
) -> tuple[str, date | None] | None:
    """Who closed it after a round and when, if somebody did."""
    line = closing_line(found, slip, treatment)
    if line:
        return line.actor_name, papers.local_day(line.at)
    last = treatment.round == slip.round and slip.state == State.CLOSED
    return ("", papers.local_day(slip.ended_at)) if last else None


def closing_line(found: Found, slip: Nonconformity, treatment: Treatment) -> TrailLine | None:
    """The line of the trail that says that it was closed after a round."""
    later = [t.opened_at for t in slip.treatments if t.round == treatment.round + 1]
    closed = [
        line
        for line in found.trail.get(slip.trace_key, ())
        if line.verb == "close"
        and line.at >= treatment.opened_at
        and (not later or line.at <= later[0])
    ]
    return closed[-1] if closed else None
