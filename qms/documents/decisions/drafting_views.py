"""Pages on which the quality officer prepares a decision, and its paper as a Word file."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for

from qms.documents.decisions import drafting, queries
from qms.documents.decisions.forms import FORM_CHOICES, DraftForm
from qms.documents.decisions.lifecycle import LIFECYCLE, Purpose
from qms.documents.decisions.models import Decision
from qms.documents.decisions.paper import make_paper
from qms.documents.decisions.views import find
from qms.documents.models import Edition
from qms.documents.views import WORD, Answer
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence, msg
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say
from qms.kernel.text import row_numbers
from qms.organisation.queries import agency, holders

pages = Blueprint("documents_decisions_drafting", __name__, url_prefix="/documents/decisions")
MOST_FOUND = 30
"""How many of the documents in force one search for a withdrawal shows; of those that wait, all."""

SUBJECTS = {
    Purpose.ISSUE: Sentence("ban hành tài liệu của hệ thống quản lý chất lượng"),
    Purpose.WITHDRAW: Sentence("bãi bỏ tài liệu của hệ thống quản lý chất lượng"),
}
NOBODY = msg("Chưa chọn (sẽ ký trên giấy)")


@pages.route("/new", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def new() -> Answer:
    """Prepare a decision over those of the waiting editions that are ticked."""
    purpose = _purpose(request.args.get("purpose", ""))
    if request.method == "GET":
        form = _first(purpose)
        return _draft_page(purpose, form)
    form = _sent()
    if form.find.data or not form.validate():
        return _draft_page(purpose, form, status=200 if form.find.data else 422)
    try:
        decision = drafting.prepare(purpose, form.draft(), by=actor())
    except Refused as refused:
        return _draft_page(purpose, form, refused=refused, status=409)
    flash(gettext("Đã lập quyết định; các tài liệu trong đó được giữ cho quyết định này."), "done")
    return redirect(url_for("documents_decisions.decision", decision_id=decision.id))


@pages.route("/<int:decision_id>/draft", methods=["GET", "POST"])
@audience(SIGNED_IN)
def draft(decision_id: int) -> Answer:
    """Correct a decision that is not signed yet."""
    found = find(decision_id)
    refuse_if(*LIFECYCLE.objections("change decision", found, actor()))
    purpose = Purpose(found.purpose)
    if request.method == "GET":
        return _draft_page(purpose, DraftForm.of(found), found)
    form = _sent()
    if form.find.data or not form.validate():
        return _draft_page(purpose, form, found, status=200 if form.find.data else 422)
    try:
        drafting.change(found, form.draft(), form.version, by=actor())
    except Refused as refused:
        return _draft_page(purpose, form.for_version(found.version), found, refused, status=409)
    flash(gettext("Đã lưu quyết định."), "done")
    return redirect(url_for("documents_decisions.decision", decision_id=found.id))


@pages.get("/<int:decision_id>/paper.docx")
@audience(SIGNED_IN)
def paper(decision_id: int) -> Answer:
    """The decision as a Word file, to be signed on paper."""
    found, root = find(decision_id), agency()
    content = make_paper(found, root.name if root else "")
    stop_reading()
    name = f"quyet-dinh-{found.key or found.id}.docx"
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


def _purpose(sent: str) -> Purpose:
    if sent in ("", Purpose.ISSUE):
        return Purpose.ISSUE
    return Purpose.WITHDRAW if sent == Purpose.WITHDRAW else abort(404)


def _first(purpose: Purpose) -> DraftForm:
    """The form of a new decision, with what was ticked where one came from."""
    ticked = row_numbers(request.args.getlist("edition"))
    if not ticked and purpose == Purpose.ISSUE:
        ticked = [edition.id for edition in queries.waiting(purpose, actor())]
    form, last = DraftForm(), queries.last_prepared(actor())
    if last:
        form = DraftForm.of(last, ticked)
        form.number.data = form.effective_on.data = None
    form.about.data, form.editions.data = say(SUBJECTS[purpose]), ticked
    form.search.data = request.args.get("search", "")
    return form


def _sent() -> DraftForm:
    form = DraftForm(request.form)
    _fill_choices(form)
    return form


def _fill_choices(form: DraftForm) -> None:
    people = [(p.id, f"{p.name} – {p.title}") for p in holders(Role.APPROVER)]
    form.signer.choices = [(0, NOBODY), *people]
    form.signing_form.choices = FORM_CHOICES


def _draft_page(
    purpose: Purpose,
    form: DraftForm,
    decision: Decision | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    _fill_choices(form)
    page = render_template(
        "documents/decisions/draft.html",
        purpose=purpose,
        form=form,
        decision=decision,
        offered=_to_choose_from(purpose, form, decision),
        most_found=MOST_FOUND,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _to_choose_from(purpose: Purpose, form: DraftForm, decision: Decision | None) -> list[Edition]:
    """What is ticked, what the decision holds, and what waits (or, in force, was searched for)."""
    held = {item.edition_id for item in decision.items} if decision else set()
    found = {e.id: e for e in queries.listable(purpose, actor(), form.ticked | held)}
    search = form.search.data or ""
    if purpose == Purpose.ISSUE:
        found |= {e.id: e for e in queries.waiting(purpose, actor())}
    elif search:
        found |= {e.id: e for e in queries.waiting(purpose, actor(), search, MOST_FOUND)}
    return sorted(found.values(), key=lambda edition: edition.document.key)
