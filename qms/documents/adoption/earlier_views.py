"""Pages of the past: earlier editions of a document are noted, and wrong notes struck out."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.attachments import views as attachments
from qms.attachments.gate import CheckedFile
from qms.attachments.kinds import SCANS
from qms.documents.adoption import earlier as verbs
from qms.documents.adoption import queries
from qms.documents.adoption.forms import EarlierForm, StrikeForm
from qms.documents.adoption.lifecycle import may_not_record
from qms.documents.adoption.models import EarlierEdition
from qms.documents.models import Document
from qms.documents.queries import SEE_ALL, editions_of
from qms.documents.views import Answer
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext

pages = Blueprint("documents_earlier", __name__, url_prefix="/documents")


@pages.get("/<key>/earlier")
@audience(*SEE_ALL)
def index(key: str) -> Answer:
    """The earlier editions of a document, and the form to note one more."""
    return _page(_document(key), EarlierForm())


@pages.post("/<key>/earlier")
@audience(Role.QUALITY_OFFICER)
def note(key: str) -> Answer:
    """Note an earlier edition."""
    document, form = _document(key), EarlierForm(request.form)
    try:
        file = attachments.sent("scan", SCANS)
    except Refused as refused:
        return _page(document, form, refused=refused, status=422)
    if not form.validate():
        return _page(document, form, file, status=422)
    try:
        verbs.note_earlier(document, form.facts(), file, by=actor())
    except Refused as refused:
        return _page(document, form, file, refused=refused, status=409)
    flash(gettext("Đã ghi phiên bản cũ vào lịch sử."), "done")
    return redirect(url_for(".index", key=key))


@pages.post("/<key>/earlier/<int:earlier_id>/striking")
@audience(Role.QUALITY_OFFICER)
def strike(key: str, earlier_id: int) -> Answer:
    """Strike out a wrong note, saying why."""
    document, form = _document(key), StrikeForm(request.form)
    found = _earlier(document, earlier_id)
    if not form.validate():
        return _page(document, EarlierForm(), strike=form, at=earlier_id, status=422)
    verbs.strike_earlier(found, by=actor(), reason=form.reason.data or "")
    flash(gettext("Đã gạch bỏ. Dòng ghi nhầm vẫn còn trong nhật ký."), "done")
    return redirect(url_for(".index", key=key))


@pages.get("/<key>/earlier/<int:earlier_id>/file")
@audience(*SEE_ALL)
def file(key: str, earlier_id: int) -> Response:
    """The scan of an earlier edition."""
    return attachments.send(_earlier(_document(key), earlier_id).file or abort(404))


def _document(key: str) -> Document:
    editions = editions_of(actor(), key)
    return editions[0].document if editions else abort(404)


def _earlier(document: Document, earlier_id: int) -> EarlierEdition:
    return queries.earlier(actor(), document, earlier_id) or abort(404)


def _page(
    document: Document,
    form: EarlierForm,
    file: CheckedFile | None = None,
    *,
    strike: StrikeForm | None = None,
    at: int = 0,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    found = queries.earlier_of(actor(), document)
    striking = {
        e.id: (strike if strike and e.id == at else StrikeForm()).apart(f"strike{e.id}")
        for e in found
    }
    page = render_template(
        "documents/adoption/earlier.html",
        document=document,
        earlier=found,
        form=form,
        file=file,
        scans=SCANS,
        striking=striking,
        at=at,
        may_record=may_not_record(None, actor()) is None,
        reasons=refused.reasons if refused else (),
    )
    return page, status
