"""The page on which one says what a document serves, and the part that indicators' pages show."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents import queries
from qms.documents.lifecycle import may_not_name_indicators
from qms.documents.models import Document
from qms.documents.serving.forms import IndicatorsForm
from qms.documents.serving.operations import name_indicators
from qms.documents.serving.queries import in_force_by_indicator, serving
from qms.documents.views import Answer
from qms.indicators import panels
from qms.indicators.catalogue import CATEGORIES, in_order
from qms.indicators.panels import Panel
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext

pages = Blueprint("documents_serving", __name__, url_prefix="/documents")


def announce() -> None:
    """Show documents on the pages of indicators."""
    panels.register(
        "documents",
        Panel(
            Sentence("Tài liệu có hiệu lực"),
            in_force_by_indicator,
            serving,
            "documents/serving.html",
        ),
    )


@pages.route("/<key>/indicators", methods=["GET", "POST"])
@audience(SIGNED_IN)
def indicators(key: str) -> Answer:
    """Tick the indicators that a document serves."""
    editions = queries.editions_of(actor(), key) or abort(404)
    document = editions[0].document
    if request.method == "GET":
        refuse_if(may_not_name_indicators(document, actor()))
        return _page(document, IndicatorsForm(indicators=sorted(document.indicators)))
    form = IndicatorsForm(request.form)
    if not form.validate():
        return _page(document, form, status=422)
    try:
        name_indicators(document, form.named, form.seen, actor(), form.reason.data or "")
    except Refused as refused:
        return _page(document, form, refused=refused, status=409)
    flash(gettext("Đã lưu các chỉ số mà tài liệu phục vụ."), "done")
    return redirect(url_for("documents.document", key=document.key))


def _page(
    document: Document, form: IndicatorsForm, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    if request.method == "GET" or refused:
        form.show(document.indicators)
    page = render_template(
        "documents/indicators.html",
        document=document,
        form=form,
        categories=CATEGORIES,
        kept=in_order(document.indicators),
        reasons=refused.reasons if refused else (),
    )
    return page, status
