"""What was done about a cause: progress, proof, a second pair of eyes, more time."""

from collections.abc import Callable, Mapping

from qms.demo.slips import Deed, Slip
from qms.demo.stage import Stage
from qms.documents.requests.operations import Task, accept_request
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.nonconformities.actions import extending, operations, planning
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.actions.operations import Done


def _of(slip: Slip, deed: Deed) -> CorrectiveAction:
    """The action that is spoken of, by its number on the slip."""
    actions = (action for treatment in slip.found.treatments for action in treatment.actions)
    return next(action for action in actions if action.serial == deed.told["of"])


def _owner(action: CorrectiveAction, stage: Stage) -> Actor:
    return stage.actor(action.owner.login)


def _accept_request(slip: Slip, deed: Deed, stage: Stage) -> None:
    request, told = _of(slip, deed).request, deed.told
    if request is None or deed.due is None:
        raise LookupError(f"{slip.found} asks for no change by a day")
    task = Task(stage.person(told["to"]).id, deed.due)
    accept_request(request, task, request.version, stage.officer(), told["answer"])


def _note(slip: Slip, deed: Deed, stage: Stage) -> None:
    action, told = _of(slip, deed), deed.told
    files = [stage.paper(*told["proof"])] if "proof" in told else []
    operations.note_progress(action, told["said"], action.version, _owner(action, stage), files)


def _done(slip: Slip, deed: Deed, stage: Stage) -> None:
    action, told = _of(slip, deed), deed.told
    files = [stage.paper(*told["proof"])] if "proof" in told else []
    done = Done(told["result"], clock.today(), files)
    operations.report_done(action, done, action.version, by=_owner(action, stage))


def _verify(slip: Slip, deed: Deed, stage: Stage) -> None:
    action, by = _of(slip, deed), stage.actor(deed.told["by"])
    operations.verify_action(action, deed.told["said"], action.version, by=by)


def _send_back(slip: Slip, deed: Deed, stage: Stage) -> None:
    action, by = _of(slip, deed), stage.actor(deed.told["by"])
    operations.return_action(action, deed.told["why"], action.version, by=by)


def _drop(slip: Slip, deed: Deed, stage: Stage) -> None:
    action, by = _of(slip, deed), stage.handler(slip.found)
    planning.drop_action(action, action.version, by=by, reason=deed.told["why"])


def _ask(slip: Slip, deed: Deed, stage: Stage) -> None:
    action = _of(slip, deed)
    if deed.due is None:
        raise LookupError(f"{action} is to have no later day")
    by, why = _owner(action, stage), deed.told["why"]
    extending.ask_extension(action, deed.due, action.version, by=by, reason=why)


def _asked(slip: Slip, deed: Deed) -> Extension:
    wish = _of(slip, deed).asked
    if wish is None:
        raise LookupError(f"nobody asked for more time for {slip.found}")
    return wish


def _grant(slip: Slip, deed: Deed, stage: Stage) -> None:
    by = stage.representative()
    extending.grant_extension(_asked(slip, deed), by=by, answer=deed.told["answer"])


def _refuse(slip: Slip, deed: Deed, stage: Stage) -> None:
    by = stage.representative()
    extending.refuse_extension(_asked(slip, deed), by=by, answer=deed.told["answer"])


VERBS: Mapping[str, Callable[[Slip, Deed, Stage], object]] = {
    "accept request": _accept_request,
    "note progress": _note,
    "report done": _done,
    "verify action": _verify,
    "return action": _send_back,
    "drop action": _drop,
    "ask extension": _ask,
    "grant extension": _grant,
    "refuse extension": _refuse,
}
