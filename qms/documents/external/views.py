"""Pages of external documents: the register, one document, what is cited and not kept."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.attachments.views import send
from qms.documents.external import KIND_NAMES, citations, operations, queries
from qms.documents.external.columns import COLUMNS
from qms.documents.external.forms import ReasonForm
from qms.documents.external.lifecycle import (
    ACT_NAMES,
    STANDING_NAMES,
    ends_on,
    may_not_keep,
    standing_acts,
)
from qms.documents.external.listing import Asked, asked_from, listing, page_of, whole
from qms.documents.external.models import ExternalDocument, PassedOver
from qms.documents.register import saved_views
from qms.documents.register.forms import ViewForm
from qms.documents.register.listing import Listing
from qms.documents.register.models import EXTERNAL
from qms.documents.register.paper import make_paper
from qms.documents.register.sheet import MIMETYPE, make_sheet
from qms.documents.register.views import maker, sent, words_of
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.database import db
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext
from qms.organisation.queries import unit, units

pages = Blueprint("documents_external", __name__)
FILE_NAME = "danh-muc-tai-lieu-ben-ngoai"


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {
        "external_kinds": KIND_NAMES,
        "standing_names": STANDING_NAMES,
        "act_names": ACT_NAMES,
        "ends_on": ends_on,
        "standing_acts": standing_acts,
    }


@pages.get("/external")
@audience(SIGNED_IN)
def index() -> Answer:
    """The register of external documents as asked for."""
    return _page(asked_from(request.args), ViewForm())


@pages.post("/external/views")
@audience(SIGNED_IN)
def keep_view() -> Answer:
    """Keep the present filters, columns and order under a name."""
    asked, form = asked_from(words_of(request.form.get("query", ""))), ViewForm(request.form)
    if not form.validate():
        return _page(asked, form), 422
    try:
        saved_views.keep(EXTERNAL, asked.query, form.name.data or "", by=actor())
    except Refused as refused:
        return _page(asked, form, refused), 409
    flash(gettext("Đã lưu cách xem."), "done")
    return redirect(url_for(".index") + (f"?{asked.query}" if asked.query else ""))


@pages.post("/external/views/<int:view_id>/removal")
@audience(SIGNED_IN)
def forget_view(view_id: int) -> Answer:
    """Forget a view of one's own."""
    if not saved_views.forget(EXTERNAL, view_id, by=actor()):
        abort(404)
    flash(gettext("Đã xóa cách xem."), "done")
    return redirect(url_for(".index"))


def _page(asked: Asked, form: ViewForm, refused: Refused | None = None) -> str:
    keeps = may_not_keep(None, actor()) is None
    return render_template(
        "documents/external/index.html",
        asked=asked,
        register=page_of(actor(), asked),
        columns=COLUMNS,  # for the ticks; the frame of pages has a word of the same name
        shown_columns=COLUMNS,
        units=units(on=clock.today()),
        keeps=keeps,
        missing=len(citations.unlisted(actor())) if keeps else 0,
        views=saved_views.kept_by(actor(), EXTERNAL),
        form=form,
        reasons=refused.reasons if refused else (),
    )


@pages.get("/external.xlsx")
@audience(SIGNED_IN)
def sheet() -> Response:
    """The whole list that is on the screen, as a spreadsheet."""
    return sent(make_sheet(_listing(asked_from(request.args))), MIMETYPE, f"{FILE_NAME}.xlsx")


@pages.get("/external.docx")
@audience(SIGNED_IN)
def paper() -> Response:
    """The whole list that is on the screen, as a Word file."""
    return sent(make_paper(_listing(asked_from(request.args))), WORD, f"{FILE_NAME}.docx")


@pages.get("/external/<key>")
@audience(SIGNED_IN)
def document(key: str) -> Answer:
    """One document: how it stands, what happened to it, what cites it."""
    return document_page(find(key))


@pages.get("/external/<key>/text")
@audience(SIGNED_IN)
def full_text(key: str) -> Response:
    """The full text that is kept of a document."""
    return send(find(key).attachment or abort(404))


@pages.get("/external/unlisted")
@audience(Role.QUALITY_OFFICER)
def unlisted() -> Answer:
    """What is cited and stands in no register, and what was passed over."""
    return _unlisted_page(ReasonForm())


@pages.post("/external/unlisted")
@audience(Role.QUALITY_OFFICER)
def pass_over() -> Answer:
    """Say that a cited number needs no entry."""
    key, form = request.form.get("key", ""), ReasonForm(request.form)
    line = next((line for line in citations.unlisted(actor()) if line.key == key), None)
    if line is None:
        abort(404)
    if not form.validate():
        return _unlisted_page(form, key), 422
    operations.pass_over(line.printed, line.key, by=actor(), reason=form.reason.data or "")
    flash(gettext("Đã ghi: số này không cần theo dõi."), "done")
    return redirect(url_for(".unlisted"))


@pages.post("/external/unlisted/<int:row_id>/return")
@audience(Role.QUALITY_OFFICER)
def watch_again(row_id: int) -> Answer:
    """Let a number that was passed over stand among the missing again."""
    operations.watch_again(db.session.get(PassedOver, row_id) or abort(404), by=actor())
    flash(gettext("Số này lại được theo dõi."), "done")
    return redirect(url_for(".unlisted"))


def find(key: str) -> ExternalDocument:
    """The document, when it is there for the person who asks; else 404."""
    return queries.document(actor(), key) or abort(404)


def document_page(
    document: ExternalDocument,
    form: ReasonForm | None = None,
    at: int = 0,
    status: int = 200,
    refused: Refused | None = None,
    missing: str = "",
) -> Answer:
    """The page of a document; ``form`` is the one in trouble and ``at`` the act it is for."""
    by = actor()
    page = render_template(
        "documents/external/document.html",
        document=document,
        others=queries.done_to_others(by, document),
        citing=citations.citing(by, document),
        keeps=may_not_keep(document, by) is None,
        form=form or ReasonForm(),
        at=at,
        asked=request.args.get("q", "")[:100],
        missing=missing,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _unlisted_page(form: ReasonForm, at: str = "") -> str:
    return render_template(
        "documents/external/unlisted.html",
        lines=citations.unlisted(actor()),
        passed=queries.passed_over(),
        form=form,
        at=at,
    )


def _listing(asked: Asked) -> Listing:
    rows, only = whole(actor(), asked), unit(asked.unit)
    written = listing(rows, asked, only.name if only else "", maker())
    stop_reading()
    return written
