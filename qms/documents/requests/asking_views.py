"""Pages on which one asks: for a change of a document, or for a document that does not exist."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from qms.documents import queries as documents
from qms.documents.models import Edition
from qms.documents.requests import operations, queries
from qms.documents.requests.forms import ChangeForm, NewDocumentForm
from qms.documents.requests.lifecycle import Origin, may_not_ask
from qms.documents.requests.models import ChangeRequest
from qms.documents.views import Answer
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say

pages = Blueprint("requests_asking", __name__)
WHOLE = Sentence("Cả tài liệu")


@pages.get("/documents/<key>/requests/new")
@audience(SIGNED_IN)
def new_change(key: str) -> Answer:
    """Say what should change in a document; the clause may stand in the address."""
    edition = _read(key, request.args)
    refuse_if(may_not_ask(edition.document, actor()))
    clause = request.args.get("clause", "")
    known = any(c.anchor == clause for c in edition.clauses)
    data = {"clause": clause if known else "", "origin": request.args.get("origin", "")}
    form = _offering(ChangeForm(data=data), edition)
    return _change_page(edition, form, queries.doubles(actor(), edition.document, clause))


@pages.post("/documents/<key>/requests")
@audience(SIGNED_IN)
def ask_for_change(key: str) -> Answer:
    """Send it; who asked the same before is told once."""
    edition, by = _read(key, request.form), actor()
    form = _offering(ChangeForm(request.form), edition)
    if not form.validate():
        return _change_page(edition, form, status=422)
    doubles = queries.doubles(by, edition.document, form.clause.data)
    if not form.was_warned_of(doubles):
        return _change_page(edition, form, doubles, status=409)
    try:
        sent = operations.open_request(
            edition.document,
            form.clause.data,
            form.wish.data or "",
            form.reason.data or "",
            by,
            origin=Origin.REVIEW if form.origin.data == Origin.REVIEW else Origin.READING,
            about=edition,
        )
    except Refused as refused:
        return _change_page(edition, form, refused=refused, status=409)
    return _sent(sent)


@pages.get("/requests/new")
@audience(SIGNED_IN)
def new_document() -> Answer:
    """Say which document is missing."""
    refuse_if(may_not_ask(None, actor()))
    return _document_page(NewDocumentForm(data={"title": request.args.get("title", "")[:300]}))


@pages.post("/requests")
@audience(SIGNED_IN)
def ask_for_document() -> Answer:
    """Send it."""
    form = NewDocumentForm(request.form)
    if not form.validate():
        return _document_page(form, status=422)
    said = (form.title.data or "", form.wish.data or "", form.reason.data or "")
    try:
        return _sent(operations.ask_for_document(*said, by=actor()))
    except Refused as refused:
        return _document_page(form, refused=refused, status=409)


def _read(key: str, sent: MultiDict[str, str]) -> Edition:
    """The edition that was read: the one named, else the one a reader sees first; else 404."""
    editions, serial = documents.editions_of(actor(), key), sent.get("edition", "")
    named = [e for e in editions if str(e.serial) == serial]
    first = named[0] if named else documents.first_to_read(editions)
    return first or abort(404)


def _offering(form: ChangeForm, edition: Edition) -> ChangeForm:
    titled = [(c.anchor, f"{c.number} {c.heading}".strip()[:120]) for c in edition.clauses]
    form.clause.choices = [("", say(WHOLE)), *((anchor, said) for anchor, said in titled if said)]
    form.edition.data = str(edition.serial)
    return form


def _change_page(
    edition: Edition,
    form: ChangeForm,
    doubles: Sequence[ChangeRequest] = (),
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    form.warn_of(doubles)
    page = render_template(
        "documents/requests/change.html",
        edition=edition,
        document=edition.document,
        form=form,
        doubles=doubles,
        others=queries.open_about(actor(), edition.document),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _document_page(
    form: NewDocumentForm, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    reasons = refused.reasons if refused else ()
    page = render_template("documents/requests/new_document.html", form=form, reasons=reasons)
    return page, status


def _sent(sent: ChangeRequest) -> Response:
    flash(say(Sentence("Đã gửi phiếu %(number)s.", number=sent.number)), "done")
    return redirect(url_for("requests.one", year=sent.year, serial=sent.serial))
