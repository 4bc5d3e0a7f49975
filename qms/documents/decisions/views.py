"""Pages of decisions: the list, one, its preparation, its signing on either way."""

from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.attachments import views as attachments
from qms.attachments.gate import CheckedFile
from qms.attachments.kinds import Kind
from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.documents.consenting import at_the_act, status_of
from qms.documents.decisions import operations, queries
from qms.documents.decisions.forms import FORM_CHOICES, PaperForm
from qms.documents.decisions.lifecycle import (
    LIFECYCLE,
    PURPOSE_NAMES,
    STATE_NAMES,
    WAY_NAMES,
    DecisionState,
    may_not_prepare,
)
from qms.documents.decisions.listing import fingerprint, listing
from qms.documents.decisions.models import Decision
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.documents.forms import DecisionForm, SeenForm, SignatureForm, side_by_side
from qms.documents.queries import SEE_ALL
from qms.documents.views import Answer
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say, typed
from qms.kernel.text import whole_number

pages = Blueprint("documents_decisions", __name__, url_prefix="/documents/decisions")
SEE = (*SEE_ALL, Role.APPROVER)
SCANS = (Kind.PDF,)
FORMS: dict[str, type[SeenForm]] = {
    "sign decision": SignatureForm,
    "record decision": PaperForm,
    "cancel decision": DecisionForm,
}
NO_SCAN = Sentence("Hãy chọn tệp PDF quét quyết định đã ký.")


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {
        "decision_states": STATE_NAMES,
        "decision_purposes": PURPOSE_NAMES,
        "decision_ways": WAY_NAMES,
    }


@pages.get("")
@audience(*SEE)
def index() -> Answer:
    """Every decision the reader may see, the newest first."""
    return render_template(
        "documents/decisions/index.html",
        listed=queries.listed(actor(), whole_number(request.args.get("page", "")) or 1),
        may_prepare=may_not_prepare(None, actor()) is None,
    )


@pages.get("/<int:decision_id>")
@audience(SIGNED_IN)
def decision(decision_id: int) -> Answer:
    """One decision: what it lists, how it stands, and what the reader may do with it."""
    return decision_page(find(decision_id))


@pages.get("/<int:decision_id>/scan")
@audience(SIGNED_IN)
def scan(decision_id: int) -> Answer:
    """The scan of the paper."""
    found = find(decision_id).scan or abort(404)
    return attachments.send(found.attachment)


@pages.post("/<int:decision_id>/signature")
@audience(SIGNED_IN)
def sign(decision_id: int) -> Answer:
    """Sign once for everything listed."""
    found, form, by = find(decision_id), SignatureForm(request.form), actor()

    def act() -> None:
        with at_the_act(by):
            operations.sign(found, form.consent(), by)

    return _decide("sign decision", found, form, act, Sentence("Đã ký quyết định."))


@pages.post("/<int:decision_id>/paper")
@audience(SIGNED_IN)
def record(decision_id: int) -> Answer:
    """Record that it was signed on paper."""
    found, form = find(decision_id), _paper_form()
    refuse_if(LIFECYCLE.steps["record decision"].by(found, actor()))
    try:
        file = attachments.sent("scan", SCANS)
    except Refused as refused:
        form.validate()
        return decision_page(found, form, "record decision", scan=(None, refused), status=422)
    if file is None:
        form.validate()
        missing = Refused(NO_SCAN)
        return decision_page(found, form, "record decision", scan=(None, missing), status=422)

    def act() -> None:
        operations.record_signed(found, form.facts(), file, form.version, actor())

    done = Sentence("Đã ghi nhận quyết định.")
    return _decide("record decision", found, form, act, done, file)


@pages.post("/<int:decision_id>/cancellation")
@audience(SIGNED_IN)
def cancel(decision_id: int) -> Answer:
    """Give it up, saying why."""
    found, form = find(decision_id), DecisionForm(request.form)

    def act() -> None:
        operations.cancel(found, form.version, actor(), form.reason.data or "")

    return _decide("cancel decision", found, form, act, Sentence("Đã hủy quyết định."))


def find(decision_id: int) -> Decision:
    """The decision, when it exists for the person who asks; else 404."""
    return queries.decision(actor(), decision_id) or abort(404)


def _paper_form(decision: Decision | None = None) -> PaperForm:
    form = PaperForm.of(decision) if decision else PaperForm(request.form)
    form.signing_form.choices = FORM_CHOICES
    return form


def _decide(
    verb: str,
    decision: Decision,
    form: SeenForm,
    act: Callable[[], None],
    done: Sentence,
    file: CheckedFile | None = None,
) -> Answer:
    scan = (file, None)
    if not form.validate():
        return decision_page(decision, form, verb, scan=scan, status=422)
    try:
        act()
    except Refused as refused:
        status = status_of(refused)
        return decision_page(decision, form, verb, refused, scan=scan, status=status)
    flash(say(done), "done")
    return redirect(url_for(".decision", decision_id=decision.id))


def _forms(decision: Decision, at: str, given: SeenForm | None) -> dict[str, SeenForm]:
    """A form for each verb, the one in trouble in its place; all for the version now shown."""
    fresh: dict[str, SeenForm] = {verb: kind() for verb, kind in FORMS.items()}
    fresh["record decision"] = _paper_form(decision)
    made = {verb: given if given and verb == at else form for verb, form in fresh.items()}
    return side_by_side(made, decision.version)


def decision_page(
    decision: Decision,
    form: SeenForm | None = None,
    at: str = "",
    refused: Refused | None = None,
    *,
    scan: tuple[CheckedFile | None, Refused | None] = (None, None),
    status: int = 200,
) -> Answer:
    """The page of a decision; ``form`` is the one in trouble and ``at`` the verb it is for.

    ``scan`` is the file that came in with it, and what the gate said of one that did not.
    """
    by, lines = actor(), history_of([decision])
    words = decision.signature.listing if decision.signature else listing(decision, clock.today())
    is_open = decision.state == DecisionState.BEING_PREPARED
    signs = LIFECYCLE.steps["sign decision"].by(decision, by) is None
    verbs = LIFECYCLE.open_to(decision, by)
    page = render_template(
        "documents/decisions/decision.html",
        decision=decision,
        signing_forms=FORM_NAMES,
        verbs=verbs,
        kept=typed() if refused and at not in verbs else (),
        asked=is_open and signs,
        before_signing=LIFECYCLE.objections("sign decision", decision, by) if is_open else (),
        before_recording=LIFECYCLE.objections("record decision", decision, by) if is_open else (),
        may_prepare=may_not_prepare(decision, by) is None,
        listing=words,
        listing_digest=fingerprint(words),
        deeds=_forms(decision, at, form),
        at=at,
        scan=scan[0],
        scan_problem=scan[1].reasons[0] if scan[1] else None,
        reasons=refused.reasons if refused else (),
        lines=lines,
        vocabulary=Reader(lines),
    )
    return page, status
