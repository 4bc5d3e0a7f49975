"""Pages of a procedure's forms: the blank of today, and the set while its edition is a draft."""

from io import BytesIO

from flask import Blueprint, abort, flash, g, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from qms.documents import slots
from qms.documents.blanks import operations, queries
from qms.documents.blanks.forms import PlaceForm
from qms.documents.blanks.lifecycle import FORM, has_no_forms, may_not_place
from qms.documents.blanks.mentioned import Difference, difference
from qms.documents.blanks.queries import FormSet
from qms.documents.blanks.vocabulary import FATE_NAMES
from qms.documents.filing import shown_name
from qms.documents.forms import SeenForm
from qms.documents.lifecycle import OPEN, State, not_open_to_change
from qms.documents.models import Document, Edition
from qms.documents.queries import editions_of, first_to_read
from qms.documents.slots import Slot
from qms.documents.views import WORD, Answer, find
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import Sentence
from qms.kernel.installation import installation
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext
from qms.textindex.analysis import code_key

pages = Blueprint("documents_blanks", __name__, url_prefix="/documents")
PLACE = "/<key>/editions/<int:serial>/blanks"
NO_SUCH_PARENT = Sentence("Không có tài liệu nào mang mã hiệu này.")


def announce() -> None:
    """Show forms on the pages of editions."""
    slots.register(
        "forms that change", Slot("above", "documents/blanks/above.html", above, signing=True)
    )
    slots.register("forms", Slot("side", "documents/blanks/card.html", card))


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"fate_names": FATE_NAMES}


def above(edition: Edition, by: Actor) -> dict[str, object] | None:
    """Above an edition: with which procedure a form comes, or which forms change with it."""
    if edition.document.kind == FORM:
        parent = edition.parent
        return {"parent": parent, "carrier": queries.carrier_of(edition)} if parent else None
    forms = _forms(edition, by)
    differs = _differs(edition, forms) if not_open_to_change(edition, by) is None else None
    if not forms.lines and not differs:
        return None
    return {"set": forms, "on_its_way": edition.state in OPEN, "differs": differs}


def card(edition: Edition, by: Actor) -> dict[str, object] | None:
    """Beside an edition: its forms to take away, or where a form belongs."""
    if edition.document.kind == FORM:
        return {"may_place": True} if may_not_place(edition.document, by) is None else None
    forms = _forms(edition, by)
    may_change = not_open_to_change(edition, by) is None
    return {"set": forms, "may_change": may_change} if forms.lines or may_change else None


def _forms(edition: Edition, by: Actor) -> FormSet:
    """The set of an edition, read once for all parts of its page."""
    kept: dict[tuple[int, int], FormSet] = g.setdefault("form_sets", {})
    key = edition.id, edition.version
    if key not in kept:
        kept[key] = queries.set_of(edition, by)
    return kept[key]


def _differs(edition: Edition, forms: FormSet) -> Difference | None:
    held = {line.form.key: line.form.code for line in forms.staying}
    return difference(edition.clauses, held)


@pages.get("/<key>/blank")
@audience(SIGNED_IN)
def blank(key: str) -> Response:
    """The file of the edition in force today, under its code and title; never another."""
    in_force = [e for e in editions_of(actor(), key) if e.state == State.IN_FORCE] or abort(404)
    edition = in_force[0]
    name = shown_name(f"{edition.document.key} {edition.title}")
    content = installation().blobs.read(edition.file_digest)
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


@pages.get(PLACE)
@audience(SIGNED_IN)
def change(key: str, serial: int) -> Answer:
    """What a draft does to the forms of its procedure, and how to change it."""
    edition = find(key, serial)
    refuse_if(not_open_to_change(edition, actor()), has_no_forms(edition.document, actor()))
    return change_page(edition)


@pages.post(f"{PLACE}/<form>/removal")
@audience(SIGNED_IN)
def remove(key: str, serial: int, form: str) -> Answer:
    """Let a form go with the draft."""
    edition, seen = find(key, serial), SeenForm(request.form)
    try:
        operations.remove_form(edition, _form_of(edition, form), seen.version, by=actor())
    except Refused as refused:
        return change_page(edition, refused=refused, status=409)
    return _back(edition, gettext("Biểu mẫu sẽ được bỏ khi phiên bản này có hiệu lực."))


@pages.post(f"{PLACE}/<form>/keeping")
@audience(SIGNED_IN)
def keep(key: str, serial: int, form: str) -> Answer:
    """Let a form be as it is today after all."""
    edition, seen = find(key, serial), SeenForm(request.form)
    try:
        operations.keep_form(edition, _form_of(edition, form), seen.version, by=actor())
    except Refused as refused:
        return change_page(edition, refused=refused, status=409)
    return _back(edition, gettext("Biểu mẫu giữ như hiện nay."))


@pages.route("/<key>/procedure", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def place(key: str) -> Answer:
    """Say to which procedure a form belongs."""
    edition = first_to_read(editions_of(actor(), key)) or abort(404)
    form = edition.document
    here = form.parent
    sent = PlaceForm(request.form, procedure=here.code if here else "", seen=here.id if here else 0)
    if request.method == "GET":
        refuse_if(may_not_place(form, actor()))
        return _place_page(form, sent)
    if not sent.validate():
        return _place_page(form, sent, status=422)
    try:
        parent = _named(sent.procedure.data or "")
        operations.place_form(form, parent, sent.version, actor(), sent.reason.data or "")
    except Refused as refused:
        return _place_page(
            form,
            sent.for_version(form.parent.id if form.parent else 0),
            refused=refused,
            status=409,
        )
    flash(gettext("Đã lưu."), "done")
    return redirect(url_for("documents.document", key=form.key))


def _named(code: str) -> Document | None:
    if not code:
        return None
    found = editions_of(actor(), code_key(code))
    if not found:
        raise Refused(NO_SUCH_PARENT)
    return found[0].document


def _form_of(edition: Edition, key: str) -> Document:
    found = [form for form in queries.forms_of(edition.document) if form.key == code_key(key)]
    return found[0] if found else abort(404)


def _back(edition: Edition, said: str) -> Response:
    flash(said, "done")
    key, serial = edition.document.key, edition.serial
    return redirect(url_for("documents_blanks.change", key=key, serial=serial))


def change_page(edition: Edition, *, refused: Refused | None = None, status: int = 200) -> Answer:
    """The page on which a draft's forms are changed."""
    forms = queries.set_of(edition, actor())
    page = render_template(
        "documents/blanks/change.html",
        edition=edition,
        document=edition.document,
        set=forms,
        differs=_differs(edition, forms),
        seen=SeenForm(seen=edition.version).apart("set"),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _place_page(
    form: Document, sent: PlaceForm, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    page = render_template(
        "documents/blanks/place.html",
        document=form,
        form=sent,
        reasons=refused.reasons if refused else (),
    )
    return page, status
