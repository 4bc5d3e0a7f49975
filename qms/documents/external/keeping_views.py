"""Pages on which the quality officer keeps external documents."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.attachments.kinds import Kind
from qms.attachments.views import sent
from qms.documents.external import citations, operations, queries
from qms.documents.external.forms import (
    ACT_CHOICES,
    KIND_CHOICES,
    ActForm,
    ExternalForm,
    ReasonForm,
)
from qms.documents.external.models import ExternalDocument
from qms.documents.external.suggesting import suggested
from qms.documents.external.views import document_page, find
from qms.documents.forms import SeenForm
from qms.documents.views import Answer
from qms.kernel.access import Role
from qms.kernel.i18n import msg
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext
from qms.organisation.queries import people, units_to_choose

pages = Blueprint("documents_external_keeping", __name__, url_prefix="/external")
NO_FILE = msg("Hãy chọn tệp PDF.")
NOBODY, NO_UNIT, NOTHING = msg("(không ghi)"), msg("(không ghi)"), msg("(không có)")


@pages.get("/new")
@audience(Role.QUALITY_OFFICER)
def new() -> Answer:
    """The form of a new entry; with ``key`` it begins with what is read where it is cited."""
    key = request.args.get("key", "")[:200]
    about = suggested(actor(), key) if key else None
    form = _choices(ExternalForm(data=vars(about) if about else {"kind": "decree"}))
    return _form_page(form, key=key if about else "")


@pages.post("")
@audience(Role.QUALITY_OFFICER)
def add() -> Answer:
    """Enter a document."""
    form, key = _choices(ExternalForm(request.form)), request.form.get("key", "")[:200]
    if not form.validate():
        return _form_page(form, key=key, status=422)
    try:
        added = operations.add_external(form.facts(), by=actor())
    except Refused as refused:
        return _form_page(form, key=key, refused=refused, status=409)
    flash(gettext("Đã thêm %(number)s vào danh mục.") % {"number": added.number}, "done")
    if key and citations.unlisted(actor()):
        return redirect(url_for("documents_external.unlisted"))
    return _to(added)


@pages.route("/<key>/correction", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def correction(key: str) -> Answer:
    """Correct what is said of a document."""
    document = find(key)
    if request.method == "GET":
        said = vars(document) | {"unit": document.unit_id or 0}
        data = said | {"follower": document.follower_id or 0}
        form = _choices(ExternalForm(data=data), document)
        return _form_page(form.for_version(document.version), document)
    form = _choices(ExternalForm(request.form), document)
    if not form.validate():
        return _form_page(form, document, status=422)
    try:
        operations.correct_external(document, form.facts(), form.version, by=actor())
    except Refused as refused:
        return _form_page(form, find(key), refused=refused, status=409)
    flash(gettext("Đã lưu."), "done")
    return _to(document)


@pages.route("/<key>/acts", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def acts(key: str) -> Answer:
    """Declare that a document was replaced, repealed or amended, seeing first what cites it."""
    document = find(key)
    form = ActForm(request.form)
    others = [d for d in queries.all_by_number(actor()) if d.id != document.id]
    form.kind.choices = [(kind, gettext(name)) for kind, name in ACT_CHOICES]
    form.by.choices = [(0, gettext(NOTHING)), *((d.id, str(d)[:120]) for d in others)]
    if request.method == "GET":
        return _act_page(document, form)
    if not form.validate():
        return _act_page(document, form, status=422)
    try:
        operations.declare(document, form.happening(), actor(), form.reason.data or "")
    except Refused as refused:
        return _act_page(document, form, refused, status=409)
    flash(gettext("Đã ghi thay đổi hiệu lực."), "done")
    return _to(document)


@pages.post("/<key>/acts/<int:act_id>/revocation")
@audience(Role.QUALITY_OFFICER)
def revocation(key: str, act_id: int) -> Answer:
    """Take back what was declared by mistake."""
    document, form = find(key), ReasonForm(request.form)
    act = next((act for act in document.acts if act.id == act_id), None) or abort(404)
    if not form.validate():
        return document_page(document, form, act_id, 422)
    try:
        operations.take_back(act, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return document_page(find(key), form, act_id, 409, refused)
    flash(gettext("Đã rút lại lần ghi."), "done")
    return _to(document)


@pages.post("/<key>/text")
@audience(Role.QUALITY_OFFICER)
def keep_text(key: str) -> Answer:
    """Keep the full text of a document, a PDF."""
    document, form = find(key), SeenForm(request.form)
    try:
        if file := sent("text", (Kind.PDF,)):
            operations.keep_text(document, file, form.version, by=actor())
    except Refused as refused:
        return document_page(find(key), status=409, refused=refused)
    if file is None:
        return document_page(document, status=422, missing=gettext(NO_FILE))
    flash(gettext("Đã lưu toàn văn."), "done")
    return _to(document)


def _to(document: ExternalDocument) -> Answer:
    return redirect(url_for("documents_external.document", key=document.key))


def _choices(form: ExternalForm, document: ExternalDocument | None = None) -> ExternalForm:
    form.kind.choices = [(kind, gettext(name)) for kind, name in KIND_CHOICES]
    offered = units_to_choose(document.unit if document else None)
    form.unit.choices = [(0, gettext(NO_UNIT)), *((u.id, u.name) for u in offered)]
    kept = document.follower if document else None
    found = [p for p in people(actor()) if p.disabled_at is None or p is kept]
    form.follower.choices = [(0, gettext(NOBODY)), *((p.id, p.name) for p in found)]
    return form


def _form_page(
    form: ExternalForm,
    document: ExternalDocument | None = None,
    *,
    key: str = "",
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "documents/external/describe.html",
        form=form,
        document=document,
        key=key,
        places=citations.clauses_citing(actor(), key, 5) if key else (),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _act_page(
    document: ExternalDocument, form: ActForm, refused: Refused | None = None, status: int = 200
) -> Answer:
    page = render_template(
        "documents/external/act.html",
        document=document,
        form=form,
        citing=citations.citing(actor(), document),
        reasons=refused.reasons if refused else (),
    )
    return page, status
