"""How the cause was found and a plan made, whether it worked, and how it ended."""

from collections.abc import Callable, Mapping

from qms.demo.slips import Deed, Slip
from qms.demo.stage import Stage
from qms.nonconformities import criteria
from qms.nonconformities.actions import approval, planning
from qms.nonconformities.actions.approval import Promise
from qms.nonconformities.actions.planning import Planned
from qms.nonconformities.causes import operations as causes
from qms.nonconformities.causes.operations import Finding
from qms.nonconformities.causes.tree import Branch, Cause
from qms.nonconformities.effectiveness import operations as effectiveness
from qms.nonconformities.effectiveness.operations import Judgement

DEEPER = ">"
"""Before an answer, once for each why that lies above it."""


def _find_cause(slip: Slip, deed: Deed, stage: Stage) -> None:
    found, told = slip.found, deed.told
    finding = Finding(whys(told["why"]), told["main"], told["conclusion"], told["elsewhere"])
    causes.find_cause(found, finding, found.version, by=stage.handler(found))


def whys(told: Mapping[str, list[str]]) -> list[Cause]:
    """The answers of each branch; "> " before one answers the why asked about the one above."""
    return [
        Cause(Branch(branch), len(line) - len(line.lstrip(DEEPER)), line.lstrip(f"{DEEPER} "))
        for branch, lines in told.items()
        for line in lines
    ]


def _plan(slip: Slip, deed: Deed, stage: Stage) -> None:
    found, told, by = slip.found, deed.told, stage.handler(slip.found)
    if deed.due is None:
        raise LookupError(f"{told['what']} has no day")
    about, anchor = criteria.place(told["revises"], by) if "revises" in told else (None, "")
    given = Planned(
        kind=told.get("kind", "corrective"),
        text=told["what"],
        owner_id=stage.person(told["owner"]).id,
        due=deed.due,
        indicators=frozenset(told.get("indicators", found.indicators)),
        resources=told.get("resources", ""),
        risk=told.get("risk", ""),
        about=about,
        anchor=anchor,
    )
    planning.plan_action(found, given, found.version, by=by)


def _propose(slip: Slip, deed: Deed, stage: Stage) -> None:
    found, promise = slip.found, Promise(deed.told["criterion"], deed.told["months"])
    approval.propose_plan(found, promise, found.version, by=stage.handler(found))


def _return(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, why = stage.representative(), deed.told["why"]
    approval.return_plan(slip.found, slip.found.version, by=by, reason=why)


def _approve(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, word = stage.representative(), deed.told.get("answer", "")
    approval.approve_plan(slip.found, slip.found.version, by=by, reason=word)


def _change(slip: Slip, deed: Deed, stage: Stage) -> None:
    found, why = slip.found, deed.told["why"]
    approval.change_plan(found, found.version, by=stage.handler(found), reason=why)


def _judge(slip: Slip, deed: Deed, stage: Stage) -> None:
    found, told = slip.found, deed.told
    treatment = found.treatment
    if treatment is None:
        raise LookupError(f"{found} is not being treated")
    files = [stage.paper(*told["proof"])] if "proof" in told else []
    said = Judgement(treatment.criterion, told["data"], told["result"], deed.due, files)
    effectiveness.judge_effect(found, said, found.version, by=stage.actor(told["by"]))


def _close(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, word = stage.representative(), deed.told.get("answer", "")
    effectiveness.close(slip.found, slip.found.version, by=by, reason=word)


def _reopen(slip: Slip, deed: Deed, stage: Stage) -> None:
    by, why = stage.actor(deed.told["by"]), deed.told["why"]
    effectiveness.reopen(slip.found, slip.found.version, by=by, reason=why)


VERBS: Mapping[str, Callable[[Slip, Deed, Stage], object]] = {
    "find cause": _find_cause,
    "plan action": _plan,
    "propose plan": _propose,
    "return plan": _return,
    "approve plan": _approve,
    "change plan": _change,
    "judge effect": _judge,
    "close": _close,
    "reopen": _reopen,
}
