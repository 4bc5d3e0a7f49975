"""Pages on which one reports that something was not as it should be: from anywhere, in a minute."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from qms.attachments.gate import CheckedFile
from qms.attachments.views import sent
from qms.documents.models import Edition
from qms.documents.queries import editions_of, first_to_read
from qms.documents.views import Answer
from qms.indicators.catalogue import INDICATORS
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities import operations
from qms.nonconformities.forms import ReportForm
from qms.nonconformities.lifecycle import (
    may_not_report,
)
from qms.nonconformities.operations import Report
from qms.nonconformities.views import PROOF_KINDS
from qms.organisation.queries import person_by_id, units_to_choose

pages = Blueprint("nonconformities_reporting", __name__, url_prefix="/nonconformities")
FILES = ("first_file", "second_file", "third_file")
KINDS = PROOF_KINDS
WHOLE = Sentence("Không rõ mục nào")


@pages.get("/new")
@audience(SIGNED_IN)
def new() -> Answer:
    """Say what, where, when; the document that was read may stand in the address."""
    refuse_if(may_not_report(actor()))
    about = _about(request.args)
    own = person_by_id(actor().id)
    usual = about.document.unit_id if about else own.unit_id if own else 0
    clause = request.args.get("clause", "")
    data = {"found_on": clock.today(), "unit": usual, "clause": clause}
    data["indicator"] = request.args.get("indicator", "")
    form = ReportForm(data=data)
    _offer(form, about)
    return _page(form, about)


@pages.post("")
@audience(SIGNED_IN)
def report() -> Answer:
    """Send it."""
    about, form = _about(request.form), ReportForm(request.form)
    _offer(form, about)
    taken: dict[str, CheckedFile] = {}
    try:
        taken.update((name, file) for name in FILES if (file := sent(name, KINDS)))
    except Refused as refused:
        return _page(form, about, taken, refused=refused, status=422)
    if not form.validate():
        return _page(form, about, taken, status=422)
    try:
        made = operations.report(_said(form, about, list(taken.values())), by=actor())
    except Refused as refused:
        return _page(form, about, taken, refused=refused, status=409)
    flash(say(Sentence("Đã gửi báo cáo. Thư ký ISO đã được báo.")), "done")
    return redirect(url_for("nonconformities.one", number=made.id))


def _said(form: ReportForm, about: Edition | None, files: Sequence[CheckedFile]) -> Report:
    return Report(
        text=form.what.data or "",
        place=form.place.data or "",
        found_on=form.day,
        unit_id=form.unit.data,
        about=about,
        anchor=(form.clause.data or "") if about else "",
        hides_reporter=bool(form.hides_reporter.data),
        indicator=form.indicator.data or "",
        files=files,
    )


def _about(said: MultiDict[str, str]) -> Edition | None:
    """The edition that was read, where one is named; 404 when it is not for this person."""
    key, serial = said.get("document", ""), said.get("edition", "")
    if not key:
        return None
    editions = editions_of(actor(), key)
    named = [edition for edition in editions if str(edition.serial) == serial]
    return (named[0] if named else first_to_read(editions)) or abort(404)


def _offer(form: ReportForm, about: Edition | None) -> None:
    form.unit.choices = [(unit.id, unit.name) for unit in units_to_choose()]
    clauses = about.clauses if about else []
    titled = [(c.anchor, f"{c.number} {c.heading}".strip()[:120]) for c in clauses]
    form.clause.choices = [("", say(WHOLE)), *((anchor, said) for anchor, said in titled if said)]
    if form.clause.data not in [anchor for anchor, _said in titled]:
        form.clause.data = ""
    form.document.data = about.document.key if about else ""
    form.edition.data = str(about.serial) if about else ""
    if form.indicator.data not in INDICATORS:
        form.indicator.data = ""


def _page(
    form: ReportForm,
    about: Edition | None,
    taken: dict[str, CheckedFile] | None = None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "nonconformities/new.html",
        form=form,
        about=about,
        indicator=INDICATORS.get(form.indicator.data or ""),
        files=FILES,
        kinds=KINDS,
        taken=taken or {},
        reasons=refused.reasons if refused else (),
    )
    return page, status
