"""Pages of paper copies: those of a document, what is to be collected, the minutes of a recall."""

from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for

from qms.documents.copies import operations, queries
from qms.documents.copies.forms import CollectForm, HandOutForm, ids_in
from qms.documents.copies.lifecycle import may_not_handle
from qms.documents.copies.minutes import make_recall_minutes
from qms.documents.distribution.queries import FOLLOW
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.queries import editions_of, first_to_read
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext
from qms.kernel.text import whole_number
from qms.organisation.queries import agency, units

pages = Blueprint("documents_copies", __name__, url_prefix="/documents")
recalling = Blueprint("recalls", __name__, url_prefix="/recalls")


@pages.route("/<key>/copies", methods=["GET"])
@audience(*FOLLOW)
def copies(key: str) -> Answer:
    """The paper copies of a document, and a form to hand out more."""
    return _copies_page(_present(key), _hand_out_form())


@pages.post("/<key>/copies")
@audience(Role.QUALITY_OFFICER)
def hand_out(key: str) -> Answer:
    """Hand out copies of the edition in force."""
    edition, form = _present(key), _hand_out_form()
    if not form.validate():
        return _copies_page(edition, form, status=422)
    serial = whole_number(form.serial.data or "")
    try:
        handed = operations.hand_out(edition, form.handing(), serial, by=actor())
    except Refused as refused:
        return _copies_page(edition, form, refused, status=409)
    first, last = handed[0].number, handed[-1].number
    numbers = f"{first:02d}" if first == last else f"{first:02d} – {last:02d}"
    flash(gettext("Đã ghi nhận giao bản số %(numbers)s.") % {"numbers": numbers}, "done")
    return redirect(url_for(".copies", key=key))


@recalling.get("")
@audience(*FOLLOW)
def index() -> Answer:
    """What is to be collected, by unit."""
    form = CollectForm()
    form.collected_on.data = clock.today()
    return _recalls_page(form)


@recalling.post("")
@audience(Role.QUALITY_OFFICER)
def collect() -> Answer:
    """Tick off what came back, or what will not."""
    form, by = CollectForm(request.form), actor()
    ticked = ids_in(request.form.getlist("copies"))
    if not form.validate() or form.collected_on.data is None:
        return _recalls_page(form, ticked, status=422)
    found, reason = queries.by_ids(by, ticked), form.missing_because.data or ""
    try:
        operations.collect(found, form.collected_on.data, by, reason)
    except Refused as refused:
        return _recalls_page(form, ticked, refused, status=409)
    flash(gettext("Đã ghi nhận %(count)s bản.") % {"count": len(found)}, "done")
    return redirect(url_for(".index"))


@recalling.get("/<int:unit_id>/minutes.docx")
@audience(*FOLLOW)
def minutes(unit_id: int) -> Answer:
    """The minutes of a recall from one unit as a Word file, to be signed when copies come back."""
    [recall] = queries.recalls(actor(), unit_id) or abort(404)
    root = agency()
    content = make_recall_minutes(recall, root.name if root else "", actor())
    name = f"bien-ban-thu-hoi-{recall.unit.code}.docx"
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


def _present(key: str) -> Edition:
    """The edition a reader wants, when there is one for the person who asks; else 404."""
    return first_to_read(editions_of(actor(), key)) or abort(404)


def _hand_out_form() -> HandOutForm:
    form = HandOutForm(request.form)
    form.unit.choices = [(unit.id, unit.name) for unit in units(on=clock.today())]
    if request.method == "GET":
        form.given_on.data = clock.today()
    return form


def _copies_page(
    edition: Edition, form: HandOutForm, refused: Refused | None = None, status: int = 200
) -> Answer:
    form.serial.data = str(edition.serial)
    hands_out = may_not_handle(edition, actor()) is None and edition.state == State.IN_FORCE
    page = render_template(
        "documents/copies/copies.html",
        edition=edition,
        document=edition.document,
        copies=queries.of_document(actor(), edition.document),
        form=form,
        hands_out=hands_out,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _recalls_page(
    form: CollectForm,
    ticked: frozenset[int] = frozenset(),
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "documents/copies/recalls.html",
        recalls=queries.recalls(actor()),
        form=form,
        ticked=ticked,
        may_collect=may_not_handle(None, actor()) is None,
        reasons=refused.reasons if refused else (),
    )
    return page, status
