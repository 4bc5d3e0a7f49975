"""The page on which one asks why, sees it drawn, and concludes."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from qms.documents.views import Answer
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities.alike import alike
from qms.nonconformities.causes import drawing, operations
from qms.nonconformities.causes.forms import CauseForm, ChangedCauseForm, written
from qms.nonconformities.causes.outline import outline
from qms.nonconformities.causes.tree import BRANCH_NAMES, nested
from qms.nonconformities.lifecycle import LIFECYCLE
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.states import State
from qms.nonconformities.views import find

pages = Blueprint("causes", __name__, url_prefix="/nonconformities")


@pages.app_context_processor
def _drawings() -> dict[str, object]:
    return {
        "why_tree": drawing.why_tree,
        "fishbone": drawing.fishbone,
        "nested_causes": nested,
        "outline": outline,
        "branch_names": BRANCH_NAMES,
    }


@pages.get("/<int:number>/cause")
@audience(SIGNED_IN)
def cause(number: int) -> Answer:
    """What was asked and answered so far."""
    found = find(number)
    refuse_if(*LIFECYCLE.objections(_verb(found), found, actor()))
    return _page(found, _filled(found))


@pages.post("/<int:number>/cause")
@audience(SIGNED_IN)
def write(number: int) -> Answer:
    """Look at the drawing, or keep it."""
    found = find(number)
    form = _form(found)(request.form)
    _offer(form)
    fits = form.read()
    if "look" in request.form:
        return _page(found, form, status=200 if fits else 422)
    if not form.validate() or not fits:
        return _page(found, form, status=422)
    repeated = operations.only_repeats(found, form.finding())
    if repeated and not form.keeps.data:
        return _page(found, form, repeated=repeated, status=422)
    return _kept(found, form)


def _kept(found: Nonconformity, form: CauseForm) -> Answer:
    verb = operations.change_cause if isinstance(form, ChangedCauseForm) else operations.find_cause
    why = form.reason.data or "" if isinstance(form, ChangedCauseForm) else ""
    try:
        verb(found, form.finding(), form.version, by=actor(), reason=why)
    except Refused as refused:
        return _page(found, form, refused=refused, status=409)
    flash(say(Sentence("Đã ghi nguyên nhân.")), "done")
    return redirect(url_for("nonconformities.one", number=found.id))


def _verb(found: Nonconformity) -> str:
    return "change cause" if found.state == State.ANALYSED else "find cause"


def _form(found: Nonconformity) -> type[CauseForm]:
    return ChangedCauseForm if found.state == State.ANALYSED else CauseForm


def _filled(found: Nonconformity) -> CauseForm:
    treatment = found.treatment
    data: dict[str, object] = {}
    if treatment:
        data = {
            **written(treatment.causes),
            "branch": treatment.branch,
            "conclusion": treatment.conclusion,
            "elsewhere": treatment.elsewhere,
        }
    form = _form(found)(data=data)
    form.read()
    _offer(form)
    return form


def _offer(form: CauseForm) -> None:
    named = [(branch.value, say(name)) for branch, name in BRANCH_NAMES.items()]
    form.branch.choices = [("", say(Sentence("Hãy chọn"))), *named]


def _page(
    found: Nonconformity,
    form: CauseForm,
    *,
    repeated: object = (),
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "nonconformities/cause.html",
        found=found,
        form=form.for_version(found.version) if request.method == "GET" or refused else form,
        alike=alike(actor(), found),
        repeated=repeated,
        reasons=refused.reasons if refused else (),
    )
    return page, status
