"""What is still missing before a nonconformity can be closed: which step, by whom, until when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from qms.dossier.trace import nodes, papers
from qms.dossier.trace.graph import Graph, Words
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.nonconformities.actions.lifecycle import OPEN as OPEN_ACTIONS
from qms.nonconformities.actions.lifecycle import State as ActionState
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import IN_PLAN, OPEN, VERB_NAMES, State
from qms.organisation.roles import ROLE_NAMES

OFFICER = ROLE_NAMES[Role.QUALITY_OFFICER]
LEADER = ROLE_NAMES[Role.MANAGEMENT_REPRESENTATIVE]
ANOTHER = Sentence("người khác với người thực hiện")
HANDLER = Sentence("người được giao xử lý")
DO = Sentence("Thực hiện hành động")
CHECK = Sentence("Kiểm tra việc thực hiện")
REVISE = Sentence("Sửa tài liệu, ban hành có hiệu lực")
NO_PART = Sentence("người không tham gia xử lý")
TO_COME: Sequence[tuple[tuple[State, ...], str, Sentence | None]] = (
    ((State.REPORTED,), "accept report", OFFICER),
    ((State.ACCEPTED,), "correct at once", None),
    ((State.CORRECTED,), "find cause", None),
    ((State.ANALYSED,), "propose plan", None),
    ((State.PROPOSED,), "approve plan", LEADER),
    (IN_PLAN, "confirm implementation", ANOTHER),
    ((State.IMPLEMENTED,), "confirm effect", NO_PART),
    ((State.EFFECTIVE,), "close", LEADER),
)
"""The way to the end: in which state a step is next, and who takes it; none for its handler."""


@dataclass(frozen=True)
class OpenStep:
    """A step to come. ``until`` is known for what is next; ``node`` is the key of what it is of."""

    verb: str
    what: Words
    of: str
    node: str
    who: Words
    until: date | None = None

    @property
    def is_late(self) -> bool:
        """Whether it should have been taken by now."""
        return self.until is not None and self.until < clock.today()


def still_open(slips: Sequence[Nonconformity], graph: Graph) -> Sequence[OpenStep]:
    """Everything that is left to do, of each nonconformity in the order in which it comes."""
    return [step for slip in slips if slip.state in OPEN for step in _left(slip, graph)]


def _left(slip: Nonconformity, graph: Graph) -> Iterator[OpenStep]:
    place = next(n for n, (states, _verb, _who) in enumerate(TO_COME) if slip.state in states)
    key, handler = nodes.slip_key(slip.id), slip.handler.name if slip.handler else ""
    for number, (states, verb, who) in enumerate(TO_COME[place:]):
        if states == IN_PLAN and not number:
            yield from _actions(slip, graph)
            continue
        until = slip.due if not number else None
        yield OpenStep(verb, VERB_NAMES[verb], str(slip), key, who or handler or HANDLER, until)


def _actions(slip: Nonconformity, graph: Graph) -> Iterator[OpenStep]:
    """What is left of a plan under way: each action to be done, then to be checked."""
    for act in slip.plan:
        key, asked = nodes.action_key(slip.id, act.serial), act.request
        name = f"{slip.number}-{act.serial}"
        if asked and asked.is_open and papers.request_key(asked) in graph.nodes:
            who: Words = asked.author.name if asked.author else OFFICER
            of = papers.request_key(asked)
            yield OpenStep("finish request", REVISE, asked.number, of, who, asked.due)
        if act.state in OPEN_ACTIONS:
            yield OpenStep("report done", DO, name, key, act.owner.name, act.due)
        if act.state != ActionState.VERIFIED:
            yield OpenStep("verify action", CHECK, name, key, ANOTHER)
