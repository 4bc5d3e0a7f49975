"""Pages of actions: one of them, and what may be done with it."""

from collections.abc import Sequence

from flask import Blueprint, abort, render_template
from werkzeug.wrappers import Response

from qms.attachments.gate import CheckedFile
from qms.attachments.views import send
from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.documents.forms import SeenForm, side_by_side
from qms.documents.views import Answer
from qms.indicators.catalogue import in_order
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, typed
from qms.nonconformities.actions import queries
from qms.nonconformities.actions.forms import FORMS
from qms.nonconformities.actions.lifecycle import (
    LIFECYCLE,
    NOTE_NAMES,
    WISH_NAMES,
    may_not_answer,
    may_not_ask,
    may_not_withdraw,
)
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.views import PROOF_KINDS

pages = Blueprint("actions", __name__, url_prefix="/nonconformities/<int:number>/actions")
PROOFS = ("first_proof", "second_proof")


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"action_notes": NOTE_NAMES, "extension_states": WISH_NAMES}


@pages.get("/<int:serial>")
@audience(SIGNED_IN)
def one(number: int, serial: int) -> Answer:
    """One action: what is to be done, how far it is, what shows it."""
    return action_page(find(number, serial))


@pages.get("/<int:serial>/files/<int:file_id>")
@audience(SIGNED_IN)
def file(number: int, serial: int, file_id: int) -> Response:
    """A file that shows what was done."""
    found = queries.file_of(find(number, serial), file_id) or abort(404)
    return send(found.file)


def find(number: int, serial: int) -> CorrectiveAction:
    """The action, when it exists for the person who asks; else 404."""
    return queries.action(actor(), number, serial) or abort(404)


def open_to(found: CorrectiveAction, by: Actor) -> list[str]:
    """What ``by`` may do with an action now."""
    verbs = LIFECYCLE.open_to(found, by)
    if may_not_ask(found, by) is None:
        verbs.append("ask extension")
    if found.asked and may_not_answer(found.asked, by) is None:
        verbs.append("answer extension")
    if found.asked and may_not_withdraw(found.asked, by) is None:
        verbs.append("withdraw extension")
    return verbs


def action_page(
    found: CorrectiveAction,
    *,
    form: SeenForm | None = None,
    at: str = "",
    taken: dict[str, CheckedFile] | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    """The page of an action; ``form`` is the one in trouble, ``at`` the verb it is for."""
    by, lines = actor(), history_of([found])
    verbs = open_to(found, by)
    page = render_template(
        "nonconformities/actions/action.html",
        found=found,
        slip=found.nonconformity,
        verbs=verbs,
        kept=typed() if at and at not in verbs else (),
        deeds=_forms(found, verbs, at, form),
        at=at,
        proofs=PROOFS,
        kinds=PROOF_KINDS,
        taken=taken or {},
        not_done=_stands_against(found) if "note progress" in verbs else None,
        lines=lines,
        vocabulary=Reader(lines),
        indicators=in_order(found.indicators),
        reasons=refused.reasons if refused else _objections(at, found, by, verbs),
    )
    return page, status


def _objections(
    verb: str, found: CorrectiveAction, by: Actor, open_now: Sequence[str]
) -> Sequence[Sentence]:
    """What stands in the way of a verb whose form cannot come back."""
    if not verb or verb in open_now:
        return ()
    if verb in LIFECYCLE.steps:
        return LIFECYCLE.objections(verb, found, by)
    said = may_not_ask(found, by) if verb == "ask extension" else None
    return [said] if said else ()


def _stands_against(found: CorrectiveAction) -> object:
    """Why it cannot be reported done yet, if its document is not revised."""
    return found.unrevised if found.document_id else None


def _forms(
    found: CorrectiveAction, verbs: list[str], at: str, given: SeenForm | None
) -> dict[str, SeenForm]:
    made = {verb: FORMS[verb](data={"on": clock.today()}) for verb in verbs if verb in FORMS}
    if given and at:
        made[at] = given
    return side_by_side(made, found.version)
