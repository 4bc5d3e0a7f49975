"""Pages of paper decisions: the list, one of them, and the second person's word."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.attachments import views as attachments
from qms.documents.adoption import operations, queries
from qms.documents.adoption.forms import AssentForm
from qms.documents.adoption.lifecycle import CONFIRMER, STATE_NAMES, AdoptionState, may_not_record
from qms.documents.adoption.models import Adoption
from qms.documents.consenting import at_the_act, status_of
from qms.documents.forms import DecisionForm, SeenForm
from qms.documents.queries import SEE_ALL
from qms.documents.views import Answer, find
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, typed

pages = Blueprint("documents_adoption", __name__, url_prefix="/documents")
TOO_MANY = Sentence(
    "Sai mật khẩu quá nhiều lần. Hãy đợi 15 phút rồi làm lại; chưa có gì được xác nhận."
)


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"adoption_states": STATE_NAMES}


@pages.get("/adoptions")
@audience(*SEE_ALL)
def index() -> Answer:
    """Every recording of a paper decision."""
    return render_template(
        "documents/adoption/index.html",
        adoptions=queries.listed(actor()),
        may_record=may_not_record(None, actor()) is None,
    )


@pages.get("/adoptions/<int:adoption_id>")
@audience(*SEE_ALL)
def adoption(adoption_id: int) -> Answer:
    """One recording: what stands on the paper, its scan, what it puts in force."""
    return _page(_find(adoption_id))


@pages.get("/adoptions/<int:adoption_id>/scan")
@audience(*SEE_ALL)
def scan(adoption_id: int) -> Response:
    """The scan, to be compared with what was recorded."""
    return attachments.send(_find(adoption_id).scan)


@pages.post("/adoptions/<int:adoption_id>/confirmation")
@audience(*SEE_ALL)
def confirm(adoption_id: int) -> Answer:
    """Say, as the second person, that what was recorded is what the paper says."""
    found, form, by = _find(adoption_id), AssentForm(request.form), actor()
    if not form.validate():
        return _page(found, assent=form, status=422)
    try:
        with at_the_act(by, TOO_MANY):
            operations.confirm(found, form.consent(), by=by)
    except Refused as refused:
        again, status = _find(adoption_id), status_of(refused)
        return _page(again, assent=form, refused=refused, status=status)
    flash(gettext("Đã xác nhận. Các tài liệu dưới đây có hiệu lực."), "done")
    return redirect(url_for(".adoption", adoption_id=adoption_id))


@pages.post("/adoptions/<int:adoption_id>/refusal")
@audience(*SEE_ALL)
def decline(adoption_id: int) -> Answer:
    """Do not confirm, saying why."""
    found, form = _find(adoption_id), DecisionForm(request.form)
    if not form.validate():
        return _page(found, refusal=form, status=422)
    try:
        operations.decline(found, form.version, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return _page(_find(adoption_id), refusal=form, refused=refused, status=409)
    flash(gettext("Đã ghi là không xác nhận. Các tài liệu trở về bản dự thảo."), "done")
    return redirect(url_for(".adoption", adoption_id=adoption_id))


@pages.get("/<key>/editions/<int:serial>/decision")
@audience(SIGNED_IN)
def decision(key: str, serial: int) -> Response:
    """The scan of the decision that issued an edition, for whoever may read the edition."""
    found = find(key, serial).adoption or abort(404)
    return attachments.send(found.scan)


def _find(adoption_id: int) -> Adoption:
    return queries.adoption(actor(), adoption_id) or abort(404)


def _page(
    found: Adoption,
    *,
    assent: AssentForm | None = None,
    refusal: DecisionForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    by, awaits = actor(), found.state == AdoptionState.AWAITING
    confirms = awaits and CONFIRMER.is_met(found, by)
    page = render_template(
        "documents/adoption/adoption.html",
        adoption=found,
        awaits=awaits,
        confirms=confirms,
        obstacles=operations.obstacles(found, by) if confirms else (),
        assent=_for_version(assent or AssentForm(), found, "assent"),
        refusal=_for_version(refusal or DecisionForm(), found, "refusal"),
        trouble=assent or refusal,
        may_renew=found.state == AdoptionState.DECLINED and may_not_record(None, by) is None,
        kept=typed() if refused and not awaits else (),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _for_version(form: SeenForm, found: Adoption, mark: str) -> SeenForm:
    return form.for_version(found.version).apart(mark)
