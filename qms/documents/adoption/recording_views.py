"""Pages on which the quality officer records a paper decision: with files, or for drafts."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.attachments import views as attachments
from qms.attachments.gate import CheckedFile
from qms.attachments.kinds import SCANS, Kind
from qms.documents.adoption import operations, queries, rows, unpacking
from qms.documents.adoption.batches import record_files
from qms.documents.adoption.forms import PaperForm, numbers_in
from qms.documents.adoption.lifecycle import may_not_record, not_declined
from qms.documents.adoption.models import Adoption
from qms.documents.adoption.operations import Paper, Seen
from qms.documents.adoption.rows import FileOfRow
from qms.documents.decisions.vocabulary import FORM_NAMES
from qms.documents.filing import keep_upload
from qms.documents.lifecycle import LIFECYCLE
from qms.documents.models import Edition
from qms.documents.views import Answer, find
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say

pages = Blueprint("documents_adopting", __name__, url_prefix="/documents")
NO_SCAN = Sentence("Hãy chọn bản quét quyết định.")
NO_FILES = Sentence("Hãy chọn các tệp Word của những tài liệu mà quyết định đã ban hành.")


@dataclass(frozen=True)
class Sent:
    """The files of the first page: the scan, Word files that came in, and what is wrong."""

    scan: CheckedFile | None = None
    files: Sequence[FileOfRow] = ()
    refused: Sequence[Sentence] = ()
    scan_trouble: Sentence | None = None
    files_trouble: Sentence | None = None
    reasons: Sequence[Sentence] = field(default=())

    @property
    def is_whole(self) -> bool:
        """Whether nothing more is needed."""
        return not (self.scan_trouble or self.files_trouble)


@pages.get("/adoptions/new")
@audience(Role.QUALITY_OFFICER)
def new() -> Answer:
    """What stands on the decision, its scan, and the Word files it issued."""
    return _first_page(paper_form(), Sent())


@pages.post("/adoptions/files")
@audience(Role.QUALITY_OFFICER)
def files() -> Answer:
    """Take the files in, and show what was read of each."""
    sent, form = _sent(), paper_form()
    if not form.validate() or not sent.is_whole:
        return _first_page(form, sent, status=422)
    return _rows_page(form, sent, rows.read(sent.files), status=422 if sent.refused else 200)


@pages.post("/adoptions")
@audience(Role.QUALITY_OFFICER)
def record() -> Answer:
    """Record every file with the one decision, or none."""
    form, scan = paper_form(), attachments.sent("scan", SCANS)
    waiting = rows.waiting(actor(), numbers_in(request.form.get("uploads", ""), 200))
    sent, shown = Sent(scan, waiting), rows.sent(waiting, request.form)
    wanted = [row for row in shown if not row.form.skip.data]
    sound = [row.form.validate() for row in wanted]
    if not form.validate() or scan is None or not wanted:
        trouble = None if scan else NO_SCAN
        return _first_page(form, Sent(scan, waiting, scan_trouble=trouble), status=422)
    if not all(sound):
        return _rows_page(form, sent, shown, status=422)
    try:
        paper = Paper(form.facts(), form.about.data or "", scan)
        found = record_files(paper, [row.filed() for row in wanted], by=actor())
    except Refused as refused:
        return _rows_page(form, Sent(scan, waiting, reasons=refused.reasons), shown, status=409)
    return _recorded(found)


@pages.route("/<key>/editions/<int:serial>/adoption", methods=["GET", "POST"])
@audience(SIGNED_IN)
def draft(key: str, serial: int) -> Answer:
    """Record that a draft was issued on paper."""
    edition = find(key, serial)
    refuse_if(may_not_record(None, actor()))
    if request.method == "POST":
        return _record_drafts([edition])
    refuse_if(*LIFECYCLE.objections("adopt", edition, actor()))
    return _drafts_page([edition], paper_form(), None)


@pages.route("/adoptions/<int:adoption_id>/renewal", methods=["GET", "POST"])
@audience(Role.QUALITY_OFFICER)
def renew(adoption_id: int) -> Answer:
    """Record again, corrected, what was not confirmed."""
    found = queries.adoption(actor(), adoption_id) or abort(404)
    refuse_if(not_declined(found, actor()))
    editions = [item.edition for item in found.items]
    if request.method == "POST":
        return _record_drafts(editions)
    scan = found.scan
    kept = CheckedFile(Kind(scan.kind), scan.name, scan.size, scan.digest, scan.pages)
    return _drafts_page(editions, paper_form(found), kept)


def paper_form(said: Adoption | None = None) -> PaperForm:
    """The form of a decision, as it was sent or as it was ``said`` before."""
    form = PaperForm(request.form or None, obj=said)
    form.signing_form.choices = [(code, say(name)) for code, name in FORM_NAMES.items()]
    return form


def _record_drafts(editions: Sequence[Edition]) -> Answer:
    form, (scan, trouble) = paper_form(), _scan()
    if not form.validate() or scan is None:
        return _drafts_page(editions, form, scan, trouble, status=422)
    try:
        paper = Paper(form.facts(), form.about.data or "", scan)
        found = operations.record_drafts(paper, _seen(editions), by=actor())
    except Refused as refused:
        return _drafts_page(editions, form, scan, reasons=refused.reasons, status=409)
    return _recorded(found)


def _seen(editions: Sequence[Edition]) -> list[Seen]:
    """Each draft with its version that was on the screen."""
    sent = numbers_in(request.form.get("seen", ""), len(editions))
    versions = [*sent, *[-1] * (len(editions) - len(sent))]
    return [Seen(*pair) for pair in zip(editions, versions, strict=True)]


def _scan() -> tuple[CheckedFile | None, Sentence | None]:
    try:
        scan = attachments.sent("scan", SCANS)
    except Refused as refused:
        return None, refused.reasons[0]
    return scan, None if scan else NO_SCAN


def _sent() -> Sent:
    """Take in everything that the first page sent; what came in before is remembered."""
    before = rows.waiting(actor(), numbers_in(request.form.get("uploads", ""), 200))
    given = [(f.filename, f.read()) for f in request.files.getlist("files") if f.filename]
    taken = unpacking.take_in(given)
    came = [
        FileOfRow(keep_upload(f, actor()), f.digest, f.name, f.size, f.text) for f in taken.files
    ]
    scan, trouble = _scan()
    everything = [*before, *came][: unpacking.MOST_FILES]
    none = NO_FILES if not everything else None
    return Sent(scan, everything, taken.refused, trouble, none)


def _recorded(found: Adoption) -> Response:
    flash(gettext("Đã ghi nhận. Người thứ hai đối chiếu với bản quét rồi xác nhận."), "done")
    return redirect(url_for("documents_adoption.adoption", adoption_id=found.id))


def _first_page(form: PaperForm, sent: Sent, status: int = 200) -> Answer:
    page = render_template(
        "documents/adoption/new.html", form=form, sent=sent, scans=SCANS, most=unpacking.MOST_FILES
    )
    return page, status


def _rows_page(form: PaperForm, sent: Sent, shown: Sequence[rows.Row], status: int) -> Answer:
    known = rows.known(shown, actor())
    page = render_template(
        "documents/adoption/rows.html", form=form, sent=sent, rows=shown, known=known
    )
    return page, status


def _drafts_page(
    editions: Sequence[Edition],
    form: PaperForm,
    scan: CheckedFile | None,
    trouble: Sentence | None = None,
    reasons: Sequence[Sentence] = (),
    status: int = 200,
) -> Answer:
    page = render_template(
        "documents/adoption/drafts.html",
        editions=editions,
        form=form,
        scan=scan,
        scans=SCANS,
        scan_trouble=trouble if status != 200 else None,
        reasons=reasons,
    )
    return page, status
