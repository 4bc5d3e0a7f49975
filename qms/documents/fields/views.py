"""Pages of own fields: what is asked of a kind, with its effect; and filling in one document."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents import slots
from qms.documents.fields import operations, queries
from qms.documents.fields.forms import FieldForm, SavedFieldForm, as_it_is, own_form
from qms.documents.fields.lifecycle import may_not_fill
from qms.documents.fields.models import KindField
from qms.documents.fields.queries import Said
from qms.documents.fields.reading import SORT_NAMES
from qms.documents.forms import DecisionForm
from qms.documents.kinds import KINDS_GIVEN
from qms.documents.models import Document, Edition
from qms.documents.queries import SEE_ALL, editions_of
from qms.documents.views import Answer
from qms.kernel.access import Actor, Role
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext

pages = Blueprint("documents_fields", __name__, url_prefix="/documents")
OF_KIND = "/kinds/<kind>/fields"


def announce() -> None:
    """Show what is known of a document on its page."""
    slots.register("own fields", slots.Slot("side", "documents/fields/card.html", card))


def card(edition: Edition, by: Actor) -> tuple[list[Said], bool] | None:
    """What was said of a document, and whether the reader may say more."""
    said = list(queries.said_of(edition.document))
    may = may_not_fill(edition.document, by) is None
    told = [one for one in said if one.kept or may]
    return (told, may) if told else None


@pages.get(OF_KIND)
@audience(*SEE_ALL)
def index(kind: str) -> Answer:
    """What is asked of a kind."""
    return render_template(
        "documents/fields/index.html",
        kind=_known(kind),
        fields=queries.fields_of(kind, also_retired=True),
        sort_names=SORT_NAMES,
        may_set=actor().has(Role.QUALITY_OFFICER),
    )


@pages.get(f"{OF_KIND}/new")
@audience(Role.QUALITY_OFFICER)
def new_field(kind: str) -> Answer:
    """Think of a field, and see what asking for it would mean."""
    return _looked_at(_known(kind), None)


@pages.get(f"{OF_KIND}/<int:field_id>")
@audience(Role.QUALITY_OFFICER)
def field(kind: str, field_id: int) -> Answer:
    """A field as it is, and the effect of another way to ask."""
    return _looked_at(_known(kind), _found(kind, field_id))


@pages.post(OF_KIND)
@audience(Role.QUALITY_OFFICER)
def add_field(kind: str) -> Answer:
    """Save the field that was looked at."""
    return _save(_known(kind), None)


@pages.post(f"{OF_KIND}/<int:field_id>")
@audience(Role.QUALITY_OFFICER)
def change_field(kind: str, field_id: int) -> Answer:
    """Save how it is asked now."""
    return _save(_known(kind), _found(kind, field_id))


@pages.post(f"{OF_KIND}/<int:field_id>/retirement")
@audience(Role.QUALITY_OFFICER)
def retire_field(kind: str, field_id: int) -> Answer:
    """Ask for it no more."""
    found, form = _found(_known(kind), field_id), DecisionForm(request.form)
    saving = SavedFieldForm(data=as_it_is(found))
    if not form.validate():
        return _page(kind, found, FieldForm(data=as_it_is(found)), saving, ending=form), 422
    try:
        operations.retire_field(found, form.version, actor(), form.reason.data or "")
    except Refused as refused:
        asked = FieldForm(data=as_it_is(found))
        return _page(kind, found, asked, saving, refused, form), 409
    flash(gettext("Đã thôi dùng mục thông tin này."), "done")
    return redirect(url_for(".index", kind=kind))


@pages.route("/<key>/fields", methods=["GET", "POST"])
@audience(SIGNED_IN)
def fill_in(key: str) -> Answer:
    """Say what is asked of a document."""
    editions = editions_of(actor(), key) or abort(404)
    document = editions[0].document
    refuse_if(may_not_fill(document, actor()))
    sent = request.form if request.method == "POST" else None
    form = own_form(document.kind, document, sent)
    if sent is None:
        return render_template("documents/fields/fill.html", document=document, own=form)
    if not form.validate():
        return render_template("documents/fields/fill.html", document=document, own=form), 422
    try:
        operations.fill_in(document, form.values(), form.seen(), by=actor())
    except Refused as refused:
        return _refused(document, form, refused)
    flash(gettext("Đã lưu."), "done")
    return redirect(url_for("documents.document", key=document.key))


def _refused(document: Document, form: object, refused: Refused) -> Answer:
    form.show(queries.kept_in(document))  # type: ignore[attr-defined]
    page = "documents/fields/fill.html"
    reasons = refused.reasons
    return render_template(page, document=document, own=form, reasons=reasons), 409


def _known(kind: str) -> str:
    return kind if kind in KINDS_GIVEN else abort(404)


def _found(kind: str, field_id: int) -> KindField:
    return queries.field(kind, field_id) or abort(404)


def _looked_at(kind: str, now: KindField | None) -> Answer:
    begun = as_it_is(now) if now else {"position": len(queries.fields_of(kind)) + 1}
    form = FieldForm(request.args) if request.args else FieldForm(data=begun)
    status = 422 if request.args and not form.validate() else 200
    return _page(kind, now, form, SavedFieldForm(data=form.data)), status


def _save(kind: str, now: KindField | None) -> Answer:
    form, saving = FieldForm(request.form), SavedFieldForm(request.form)
    if not saving.validate():
        form.validate()
        return _page(kind, now, form, saving), 422
    facts, reason, by = saving.facts(), saving.reason.data or "", actor()
    try:
        if now is None:
            operations.add_field(kind, facts, by, reason)
        else:
            operations.change_field(now, facts, saving.version, by, reason)
    except Refused as refused:
        return _page(kind, now, form, saving, refused), 409
    flash(gettext("Đã lưu mục thông tin."), "done")
    return redirect(url_for(".index", kind=kind))


def _page(
    kind: str,
    now: KindField | None,
    form: FieldForm,
    saving: SavedFieldForm,
    refused: Refused | None = None,
    ending: DecisionForm | None = None,
) -> str:
    version = now.version if now else 0
    thought_of = bool(request.args or request.method == "POST") and not form.errors
    return render_template(
        "documents/fields/field.html",
        kind=kind,
        now=now,
        form=form,
        saving=saving.for_version(version).apart("saving"),
        ending=(ending or DecisionForm()).for_version(version).apart("ending"),
        ending_failed=ending is not None,
        effect=queries.lacking(kind, now.id if now else 0) if thought_of else None,
        documents=queries.lacking(kind),
        reasons=refused.reasons if refused else (),
    )
