"""Papers of a nonconformity to download, and the page on which a letter of apology is written."""

from collections.abc import Sequence
from io import BytesIO

from flask import Blueprint, abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from qms.audit_trail.models import TrailLine
from qms.audit_trail.queries import history_of
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.papers import operations, queries
from qms.nonconformities.papers.forms import ApologyForm
from qms.nonconformities.papers.lifecycle import may_not_write
from qms.nonconformities.papers.usual import usual
from qms.nonconformities.papers.word.form import Printed, make_form
from qms.nonconformities.papers.word.letter import make_letter
from qms.nonconformities.queries import knows_reporter
from qms.nonconformities.views import find
from qms.organisation.queries import agency, person_by_id

pages = Blueprint("nonconformity_papers", __name__, url_prefix="/nonconformities/<int:number>")


@pages.get("/form.docx")
@audience(SIGNED_IN)
def form(number: int) -> Response:
    """The nonconformity as the form that agencies keep, as far as it has come."""
    found = find(number)
    lines = history_of([found])
    known = knows_reporter(found, actor())
    content = make_form(
        Printed(
            found=found,
            lines=lines,
            agency=_agency(),
            issuer=_issuer(lines),
            reporter=found.reporter.name if known else "",
            on=clock.today(),
        )
    )
    name = f"phieu-khac-phuc-{_number(found)}" if found.number else f"bao-cao-kph-{found.id}"
    return _download(content, f"{name}.docx")


@pages.get("/apologies/new")
@audience(SIGNED_IN)
def new_apology(number: int) -> Answer:
    """Write a letter; what is known already stands in it."""
    found, by = find(number), actor()
    refuse_if(may_not_write(found, by))
    before = queries.apologies(by, found)
    return _page(found, ApologyForm(data=usual(found, before, _agency())))


@pages.post("/apologies")
@audience(SIGNED_IN)
def write_apology(number: int) -> Answer:
    """Keep it as it is."""
    found, form = find(number), _offering(ApologyForm(request.form))
    refuse_if(may_not_write(found, actor()))
    if not form.validate():
        return _page(found, form, status=422)
    try:
        operations.write_apology(found, form.letter(), by=actor())
    except Refused as refused:
        return _page(found, form, refused=refused, status=409)
    flash(say(Sentence("Đã lập thư xin lỗi. Hãy tải bản Word để ký và gửi.")), "done")
    return redirect(url_for("nonconformities.one", number=found.id, _anchor="apologies"))


@pages.get("/apologies/<int:serial>.docx")
@audience(SIGNED_IN)
def apology(number: int, serial: int) -> Response:
    """A letter as a Word file, to be signed."""
    found = find(number)
    letter = queries.apology(actor(), found, serial) or abort(404)
    name = f"thu-xin-loi-{_number(found)}-{serial}.docx"
    return _download(make_letter(letter, _agency()), name)


def _number(found: Nonconformity) -> str:
    """As the name of a file bears it, in plain letters."""
    return f"{found.serial:02d}-{found.year}"


def _download(content: bytes, name: str) -> Response:
    stop_reading()
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


def _agency() -> str:
    root = agency()
    return root.name if root else ""


def _issuer(lines: Sequence[TrailLine]) -> str:
    """The unit of whoever took it on."""
    accepted = [line.actor_id for line in lines if line.verb == "accept report" and line.actor_id]
    officer = person_by_id(accepted[-1]) if accepted else None
    return officer.unit.name if officer else ""


def _offering(form: ApologyForm) -> ApologyForm:
    form.signing_form.choices = [(code, say(name)) for code, name in FORM_NAMES.items()]
    return form


def _page(
    found: Nonconformity,
    form: ApologyForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "nonconformities/papers/apology.html",
        found=found,
        form=_offering(form),
        reasons=refused.reasons if refused else (),
    )
    return page, status
