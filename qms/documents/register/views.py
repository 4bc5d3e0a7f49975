"""Pages of the register: the list with its filters and columns, its downloads, and own views."""

from datetime import date
from io import BytesIO
from urllib.parse import parse_qsl

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    send_file,
    url_for,
)
from werkzeug.datastructures import MultiDict

from qms.documents.blanks.queries import parents
from qms.documents.distribution.queries import FOLLOW
from qms.documents.kinds.reviews import is_overdue
from qms.documents.queries import SEE_ALL
from qms.documents.register import gaps, queries, saved_views
from qms.documents.register.asked import Asked, asked_from
from qms.documents.register.forms import ViewForm
from qms.documents.register.listing import Listing, Maker, listing
from qms.documents.register.models import INTERNAL
from qms.documents.register.own import all_columns
from qms.documents.register.own import filters as own_filters
from qms.documents.register.paper import make_paper
from qms.documents.register.sheet import MIMETYPE, make_sheet
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, language
from qms.organisation.queries import agency, unit, units

pages = Blueprint("documents_register", __name__, url_prefix="/documents")
FILE_NAME = "danh-muc-tai-lieu"
pages.add_app_template_test(lambda day: isinstance(day, date), "day")


@pages.get("/register")
@audience(SIGNED_IN)
def index() -> Answer:
    """The register as asked for."""
    return _page(_asked(request.args), ViewForm()), 200


@pages.get("/register.xlsx")
@audience(SIGNED_IN)
def sheet() -> Response:
    """The whole list that is on the screen, as a spreadsheet."""
    return sent(make_sheet(_listing(_asked(request.args))), MIMETYPE, f"{FILE_NAME}.xlsx")


@pages.get("/register.docx")
@audience(SIGNED_IN)
def paper() -> Response:
    """The whole list that is on the screen, as a Word file."""
    return sent(make_paper(_listing(_asked(request.args))), WORD, f"{FILE_NAME}.docx")


@pages.post("/register/views")
@audience(SIGNED_IN)
def keep_view() -> Answer:
    """Keep the present filters, columns and order under a name."""
    asked, form = (
        _asked(words_of(request.form.get("query", ""))),
        ViewForm(request.form),
    )
    if not form.validate():
        return _page(asked, form), 422
    try:
        saved_views.keep(INTERNAL, asked.query, form.name.data or "", by=actor())
    except Refused as refused:
        return _page(asked, form, refused), 409
    flash(gettext("Đã lưu cách xem."), "done")
    return redirect(_address(asked))


@pages.post("/register/views/<int:view_id>/removal")
@audience(SIGNED_IN)
def forget_view(view_id: int) -> Answer:
    """Forget a view of one's own."""
    if not saved_views.forget(INTERNAL, view_id, by=actor()):
        abort(404)
    flash(gettext("Đã xóa cách xem."), "done")
    return redirect(url_for(".index"))


def _asked(said: MultiDict[str, str]) -> Asked:
    return asked_from(said, all_columns())


def words_of(query: str) -> MultiDict[str, str]:
    """What stands behind the question mark of an address."""
    return MultiDict(parse_qsl(query[:2000]))


def _address(asked: Asked) -> str:
    return f"{url_for('.index')}?{asked.query}" if asked.query else url_for(".index")


def _page(asked: Asked, form: ViewForm, refused: Refused | None = None) -> str:
    by = actor()
    sees_all, register = by.has(*SEE_ALL), queries.page_of(by, asked)
    ends_here = register.page == register.pages
    return render_template(
        "documents/register/index.html",
        asked=asked,
        register=register,
        columns=asked.known,
        own_filters=own_filters(asked.known, asked.wanted.kind, asked.own),
        is_overdue=is_overdue,
        follows=by.has(*FOLLOW),
        units=units(on=clock.today()),
        parents=[(d.key, str(d)) for d in parents(by)],
        views=saved_views.kept_by(by, INTERNAL),
        gaps=gaps.explained(asked.wanted.kind) if sees_all and ends_here else [],
        sees_all=sees_all,
        form=form,
        reasons=refused.reasons if refused else (),
    )


def _listing(asked: Asked) -> Listing:
    entries, only = queries.whole(actor(), asked).entries, unit(asked.wanted.unit)
    written = listing(entries, asked, only.name if only else "", maker())
    stop_reading()
    return written


def maker() -> Maker:
    """Whose list it is, and who makes it now."""
    owner = agency()
    return Maker(owner.name if owner else "", actor().name, clock.now(), language())


def sent(content: bytes, mimetype: str, name: str) -> Response:
    """A list to download; the day is written into its name."""
    stem, _dot, suffix = name.rpartition(".")
    dated = f"{stem}-{clock.today():%Y-%m-%d}.{suffix}"
    return send_file(BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=dated)
