"""Pages of the trace: from an indicator, a document, a nonconformity, an action; each also as a
Word file and as data.
"""

from io import BytesIO

from flask import Blueprint, abort, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from qms.documents.register.views import maker
from qms.documents.views import WORD
from qms.dossier.trace import tracing
from qms.dossier.trace.data import as_json
from qms.dossier.trace.drawing import picture
from qms.dossier.trace.graph import Place
from qms.dossier.trace.paper import make_paper
from qms.dossier.trace.tracing import Trace
from qms.dossier.trace.words import KIND_NAMES, LINK_NAMES
from qms.kernel.i18n import Sentence
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, language, say
from qms.kernel.text import whole_number

pages = Blueprint("trace", __name__, url_prefix="/trace")
ASKED = ("clause", "year", "page")
"""What narrows a trace, as an address says it."""
BEGINNINGS = {
    "indicator": "indicators.indicator",
    "document": "documents.document",
    "nonconformity": "nonconformities.one",
    "action": "actions.one",
}
"""The page of that with which a trace begins."""


@pages.get("/indicators/<number>")
@audience(SIGNED_IN)
def indicator(number: str) -> str:
    """The trace of an indicator: every nonconformity that touches it, a page at a time."""
    return _page(_of_indicator(number), "indicator", number=number)


@pages.get("/indicators/<number>/trace.docx")
@audience(SIGNED_IN)
def indicator_paper(number: str) -> Response:
    """The same as a Word file."""
    return _paper(_of_indicator(number))


@pages.get("/indicators/<number>/trace.json")
@audience(SIGNED_IN)
def indicator_data(number: str) -> Response:
    """The same as data."""
    return _data(_of_indicator(number))


@pages.get("/documents/<key>")
@audience(SIGNED_IN)
def document(key: str) -> str:
    """The trace of a document, or of the clause of it that is asked for."""
    return _page(_of_document(key), "document", key=key)


@pages.get("/documents/<key>/trace.docx")
@audience(SIGNED_IN)
def document_paper(key: str) -> Response:
    """The same as a Word file."""
    return _paper(_of_document(key))


@pages.get("/documents/<key>/trace.json")
@audience(SIGNED_IN)
def document_data(key: str) -> Response:
    """The same as data."""
    return _data(_of_document(key))


@pages.get("/nonconformities/<int:number>")
@audience(SIGNED_IN)
def nonconformity(number: int) -> str:
    """The whole line on which a nonconformity stands."""
    return _page(_of_nonconformity(number), "nonconformity", number=number)


@pages.get("/nonconformities/<int:number>/trace.docx")
@audience(SIGNED_IN)
def nonconformity_paper(number: int) -> Response:
    """The same as a Word file."""
    return _paper(_of_nonconformity(number))


@pages.get("/nonconformities/<int:number>/trace.json")
@audience(SIGNED_IN)
def nonconformity_data(number: int) -> Response:
    """The same as data."""
    return _data(_of_nonconformity(number))


@pages.get("/nonconformities/<int:number>/actions/<int:serial>")
@audience(SIGNED_IN)
def action(number: int, serial: int) -> str:
    """The whole line on which an action stands."""
    return _page(_of_action(number, serial), "action", number=number, serial=serial)


@pages.get("/nonconformities/<int:number>/actions/<int:serial>/trace.docx")
@audience(SIGNED_IN)
def action_paper(number: int, serial: int) -> Response:
    """The same as a Word file."""
    return _paper(_of_action(number, serial))


@pages.get("/nonconformities/<int:number>/actions/<int:serial>/trace.json")
@audience(SIGNED_IN)
def action_data(number: int, serial: int) -> Response:
    """The same as data."""
    return _data(_of_action(number, serial))


def _of_indicator(number: str) -> Trace:
    return tracing.of_indicator(actor(), number, _asked("year"), _asked("page")) or abort(404)


def _of_document(key: str) -> Trace:
    asked = request.args.get("clause", "")
    found = tracing.of_document(actor(), key, asked, _asked("year"), _asked("page"))
    return found or abort(404)


def _of_nonconformity(number: int) -> Trace:
    return tracing.of_nonconformity(actor(), number) or abort(404)


def _of_action(number: int, serial: int) -> Trace:
    return tracing.of_action(actor(), number, serial) or abort(404)


def _asked(name: str) -> int:
    return whole_number(request.args.get(name, ""))


def _page(trace: Trace, start: str, **names: str | int) -> str:
    asked = {name: request.args[name] for name in ASKED if name in request.args}
    return render_template(
        "dossier/trace/index.html",
        trace=trace,
        start=start,
        heading=say(Sentence("Truy vết %(what)s", what=trace.title)),
        years=[(year, year) for year in trace.chosen.years],
        pictures={n.number: picture(n.graph, trace.start, language()) for n in trace.lines},
        place=place_of,
        back=place_of(Place(BEGINNINGS[start], names)),
        bare=place_of(Place(f".{start}", names)),
        paper=place_of(Place(f".{start}_paper", names | asked)),
        data=place_of(Place(f".{start}_data", names | asked)),
        clause=request.args.get("clause", ""),
        kinds=KIND_NAMES,
        links=LINK_NAMES,
    )


def place_of(place: Place) -> str:
    """The address of a page."""
    return url_for(place.page, **place.names)  # type: ignore[arg-type]


def _paper(trace: Trace) -> Response:
    made, name = maker(), f"{_file_name(trace)}.docx"
    stop_reading()
    content = BytesIO(make_paper(trace, made))
    return send_file(content, mimetype=WORD, as_attachment=True, download_name=name)


def _data(trace: Trace) -> Response:
    return Response(as_json(trace), mimetype="application/json")


def _file_name(trace: Trace) -> str:
    """What a trace is called as a file: by the key it begins with."""
    clean = "".join(sign if sign.isalnum() else "-" for sign in trace.start)
    return f"truy-vet-{clean}"
