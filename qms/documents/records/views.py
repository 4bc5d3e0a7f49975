"""Pages of records: beside each edition, corrected while it is a draft, and the agency's list."""

from collections.abc import Mapping, Sequence
from io import BytesIO

from flask import Blueprint, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from qms.documents import slots
from qms.documents.forms import SeenForm
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Edition
from qms.documents.records import operations, queries
from qms.documents.records.listing import COLUMNS, listing
from qms.documents.records.queries import FIRST_ORDER, ORDERS, TIMES, Asked
from qms.documents.records.reading import Said, records_in
from qms.documents.register.listing import Listing, Maker
from qms.documents.register.paper import make_paper
from qms.documents.register.sheet import MIMETYPE, make_sheet
from qms.documents.slots import Slot
from qms.documents.views import WORD, Answer, find
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.forms import clean
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, language, say
from qms.kernel.text import whole_number
from qms.organisation.queries import agency, unit, units

pages = Blueprint("documents_records", __name__, url_prefix="/documents")
PLACE = "/<key>/editions/<int:serial>/records"
MORE = 3
"""Empty lines at the end of the form."""
WITHOUT = frozenset({"form", "annex", "external"})
"""Kinds of document that say nothing of records, as a rule; theirs are shown where they do."""


def announce() -> None:
    """Show records on the pages of editions."""
    slots.register("records", Slot("below", "documents/records/section.html", told, signing=True))


def told(edition: Edition, by: Actor) -> dict[str, object] | None:
    """What the page of an edition says of its records."""
    may_change = not_open_to_change(edition, by) is None
    if not edition.records and (edition.document.kind in WITHOUT or not may_change):
        return None
    said = [row.said for row in edition.records]
    return {"may_change": may_change, "differs": said != records_in(edition.clauses)}


@pages.get("/records")
@audience(SIGNED_IN)
def index() -> Answer:
    """What the documents in force say is kept, as asked for."""
    asked = _asked(request.args)
    found = queries.page_of(actor(), asked)
    return render_template(
        "documents/records/index.html",
        asked=asked,
        found=found,
        heads=COLUMNS,
        sortable=tuple(ORDERS),
        places=[(place, place) for place in found.places],
        times=[(key, say(name)) for key, (name, _test) in TIMES.items()],
        units=units(on=clock.today()),
    )


@pages.get("/records.xlsx")
@audience(SIGNED_IN)
def sheet() -> Response:
    """The whole list that is on the screen, as a spreadsheet."""
    return _sent(make_sheet(_listing(_asked(request.args))), MIMETYPE, "xlsx")


@pages.get("/records.docx")
@audience(SIGNED_IN)
def paper() -> Response:
    """The whole list that is on the screen, as a Word file."""
    return _sent(make_paper(_listing(_asked(request.args))), WORD, "docx")


@pages.route(PLACE, methods=["GET", "POST"])
@audience(SIGNED_IN)
def correct(key: str, serial: int) -> Answer:
    """Correct what was read out of a draft's file."""
    edition, seen = find(key, serial), SeenForm(request.form)
    if request.method == "GET":
        refuse_if(not_open_to_change(edition, actor()))
        rows = [row.said for row in edition.records]
        return _correct_page(edition, rows, seen.for_version(edition.version))
    rows = _rows()
    try:
        operations.correct_records(edition, rows, seen.version, by=actor())
    except Refused as refused:
        seen.for_version(edition.version)
        return _correct_page(edition, rows, seen, refused=refused, status=409)
    return _back(edition, gettext("Đã lưu bảng hồ sơ."))


@pages.post(f"{PLACE}/reading")
@audience(SIGNED_IN)
def read_again(key: str, serial: int) -> Answer:
    """Take the records from the draft's file again."""
    edition, seen = find(key, serial), SeenForm(request.form)
    try:
        operations.read_records_again(edition, seen.version, by=actor())
    except Refused as refused:
        rows = [row.said for row in edition.records]
        seen.for_version(edition.version)
        return _correct_page(edition, rows, seen, refused=refused, status=409)
    return _back(edition, gettext("Đã đọc lại bảng hồ sơ từ tệp Word."))


def _rows() -> list[Said]:
    """The lines of the form that say anything."""
    columns = [request.form.getlist(name) for name in ("name", "place", "kept_for")]
    cleaned = ([_line(word) for word in words] for words in zip(*columns, strict=False))
    return [Said(*words) for words in cleaned if any(words)]


def _line(sent: str) -> str:
    return " ".join((clean(sent) or "").split())


def _asked(sent: Mapping[str, str]) -> Asked:
    sort = sent.get("sort", "")
    return Asked(
        text=sent.get("text", "").strip()[:100],
        unit=whole_number(sent.get("unit", "")),
        place=sent.get("place", "").strip()[:300],
        time=sent.get("time", "") if sent.get("time", "") in TIMES else "",
        sort=sort if sort.removeprefix("-") in ORDERS else FIRST_ORDER,
        page=max(1, whole_number(sent.get("page", ""), 1)),
    )


def _listing(asked: Asked) -> Listing:
    by, owner, only = actor(), agency(), unit(asked.unit)
    rows = queries.whole(by, asked)
    maker = Maker(owner.name if owner else "", by.name, clock.now(), language())
    written = listing(rows, asked, only.name if only else "", maker)
    stop_reading()
    return written


def _sent(content: bytes, mimetype: str, suffix: str) -> Response:
    name = f"danh-muc-ho-so-{clock.today():%Y-%m-%d}.{suffix}"
    return send_file(BytesIO(content), mimetype=mimetype, as_attachment=True, download_name=name)


def _back(edition: Edition, said: str) -> Response:
    flash(said, "done")
    key, serial = edition.document.key, edition.serial
    return redirect(url_for("documents.edition", key=key, serial=serial, _anchor="records"))


def _correct_page(
    edition: Edition,
    rows: Sequence[Said],
    seen: SeenForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "documents/records/correct.html",
        edition=edition,
        document=edition.document,
        rows=[*rows, *[Said("", "", "")] * MORE],
        seen=seen.apart("records"),
        reasons=refused.reasons if refused else (),
    )
    return page, status
