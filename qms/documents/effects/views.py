"""Pages of effects: all that wait, one with its clauses and answers, the request to owners."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents.effects import operations, queries
from qms.documents.effects.forms import AgainForm, NoEffectForm, RequestForm
from qms.documents.effects.lifecycle import LIFECYCLE, STATE_NAMES
from qms.documents.effects.models import Effect
from qms.documents.external import citations
from qms.documents.external.lifecycle import may_not_keep
from qms.documents.external.models import ExternalDocument
from qms.documents.external.views import find
from qms.documents.forms import SeenForm, side_by_side
from qms.documents.lifecycle import another_is_open, may_not_write
from qms.documents.views import Answer
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, ngettext

pages = Blueprint("documents_effects", __name__)


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {
        "effect_state_names": STATE_NAMES,
        "effects_of": lambda law: queries.of_law(actor(), law),
        "effect_is_late": queries.is_late,
    }


@pages.get("/effects")
@audience(SIGNED_IN)
def index() -> Answer:
    """Laws that changed, and how far the owners of what cites them have come."""
    everything = request.args.get("show") == "all"
    return render_template(
        "documents/effects/index.html",
        found=queries.overview(actor(), all_of_them=everything),
        everything=everything,
    )


@pages.get("/effects/<int:effect_id>")
@audience(SIGNED_IN)
def effect(effect_id: int) -> Answer:
    """One effect: what happened, where the document cites the law, and the owner's answer."""
    return _page(_find(effect_id))


@pages.post("/effects/<int:effect_id>/revision")
@audience(SIGNED_IN)
def revise(effect_id: int) -> Answer:
    """Say that the document will be revised."""
    found, form = _find(effect_id), SeenForm(request.form)
    try:
        operations.answer_revise(found, form.version, by=actor())
    except Refused as refused:
        return _page(_find(effect_id), refused=refused, status=409)
    flash(gettext("Đã ghi: tài liệu sẽ được sửa đổi."), "done")
    return redirect(url_for(".effect", effect_id=effect_id))


@pages.post("/effects/<int:effect_id>/no-effect")
@audience(SIGNED_IN)
def no_effect(effect_id: int) -> Answer:
    """Say, with the reason, that the document need not change."""
    return _decide(effect_id, NoEffectForm(request.form), "answer no effect")


@pages.post("/effects/<int:effect_id>/renewal")
@audience(Role.QUALITY_OFFICER)
def renewal(effect_id: int) -> Answer:
    """Ask the owner to look once more."""
    return _decide(effect_id, AgainForm(request.form), "ask again")


@pages.route("/external/<key>/request", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def ask(key: str) -> Answer:
    """Ask every owner who has not answered, by one day."""
    law, form = find(key), RequestForm(request.form)
    if request.method == "GET":
        return _request_page(law, form)
    if not form.validate():
        return _request_page(law, form, status=422)
    try:
        count = operations.ask_owners(law, form.request(), by=actor())
    except Refused as refused:
        return _request_page(law, form, refused, status=409)
    words = ngettext(
        "Đã yêu cầu rà soát %(num)s tài liệu.", "Đã yêu cầu rà soát %(num)s tài liệu.", count
    )
    flash(words % {"num": count}, "done")
    return redirect(url_for("documents_external.document", key=law.key))


def _find(effect_id: int) -> Effect:
    return queries.effect(actor(), effect_id) or abort(404)


def _decide(effect_id: int, form: NoEffectForm | AgainForm, verb: str) -> Answer:
    found = _find(effect_id)
    if not form.validate():
        return _page(found, form, verb, status=422)
    act = operations.answer_no_effect if verb == "answer no effect" else operations.ask_again
    try:
        act(found, form.version, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return _page(_find(effect_id), form, verb, refused, 409)
    flash(
        gettext("Đã ghi trả lời.") if verb != "ask again" else gettext("Đã yêu cầu xét lại."),
        "done",
    )
    return redirect(url_for(".effect", effect_id=effect_id))


def _page(
    found: Effect,
    form: NoEffectForm | AgainForm | None = None,
    at: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    by = actor()
    citing = citations.citing(by, found.law)
    forms = {"answer no effect": NoEffectForm(), "ask again": AgainForm()}
    if form is not None:
        forms[at] = form
    page = render_template(
        "documents/effects/effect.html",
        effect=found,
        citing=[pair for pair in citing if pair[0].document_id == found.document_id],
        verbs=LIFECYCLE.open_to(queries.case(found, by), by),
        requests=queries.requests_of(by, found),
        may_begin=not (may_not_write(None, by) or another_is_open(found.document, by)),
        forms_of=side_by_side(forms, found.version),
        at=at,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _request_page(
    law: ExternalDocument, form: RequestForm, refused: Refused | None = None, status: int = 200
) -> Answer:
    page = render_template(
        "documents/effects/request.html",
        law=law,
        form=form,
        progress=queries.of_law(actor(), law),
        may_ask=may_not_keep(law, actor()) is None,
        reasons=refused.reasons if refused else (),
    )
    return page, status
