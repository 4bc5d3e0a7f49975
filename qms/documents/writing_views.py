"""Pages of writing: a Word file comes in, becomes a draft, is corrected."""

from collections.abc import Mapping
from functools import partial
from typing import TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from qms.documents import drafting, filing, queries
from qms.documents.fields.forms import own_beside
from qms.documents.filing import FiledFile
from qms.documents.forms import DocumentForm, EditionForm, SeenForm
from qms.documents.kinds import KEPT_ELSEWHERE, KIND_NAMES, KINDS_GIVEN
from qms.documents.kinds.queries import next_codes
from qms.documents.lifecycle import another_is_open, may_not_write, not_open_to_change
from qms.documents.models import Document, Edition, Upload
from qms.documents.routes.queries import template_for
from qms.documents.views import Answer, edition_page, find
from qms.documents.word.gate import NotAccepted
from qms.documents.word.reader import Found, WordText
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.operation import OVERTAKEN
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say
from qms.organisation.models import Unit
from qms.organisation.queries import holders, person_by_id, unit, units_to_choose
from qms.textindex.analysis import code_key

pages = Blueprint("documents_writing", __name__, url_prefix="/documents")
WRITERS = (Role.AUTHOR, Role.QUALITY_OFFICER)
F = TypeVar("F", bound=EditionForm)
NOT_CHOSEN = Sentence("Chưa chọn")


@pages.get("/new")
@audience(*WRITERS)
def new_document() -> Answer:
    """Choose the Word file of a new document; then say what it is."""
    waiting = _waiting()
    if waiting is None:
        return render_template("documents/choose_file.html", document=None)
    text = filing.read_kept(waiting.digest)
    person = person_by_id(actor().id)
    guessed = {
        "code": request.args.get("code", "")[:60] or _value(text.code),
        "kind": request.args.get("kind", "procedure"),
        "unit": person.unit_id if person else 0,
    }
    return _describe(_choices(DocumentForm(data=_read_from(text) | guessed)), waiting, None)


@pages.get("/<key>/editions/new")
@audience(*WRITERS)
def new_edition(key: str) -> Answer:
    """Choose the Word file of the next edition; then say what changed."""
    document = _document(key)
    refuse_if(may_not_write(document, actor()), another_is_open(document, actor()))
    waiting = _waiting()
    if waiting is None:
        return render_template("documents/choose_file.html", document=document)
    text = filing.read_kept(waiting.digest)
    return _describe(_choices(EditionForm(data=_next(document, text))), waiting, document)


@pages.post("/uploads")
@audience(*WRITERS)
def upload() -> Answer:
    """Take a file through the gate; a refusal says why, and that nothing was lost."""
    key = request.form.get("document", "")
    document = _document(key) if key else None
    try:
        number = filing.keep_upload(_sent_file(), actor())
    except Refused as refused:
        page = "documents/choose_file.html"
        return render_template(page, document=document, reasons=refused.reasons), 422
    if key:
        return redirect(url_for(".new_edition", key=key, upload=number))
    return redirect(url_for(".new_document", upload=number))


@pages.post("")
@audience(*WRITERS)
def start_document() -> Answer:
    """Save the first draft of a document."""
    form, waiting = _choices(DocumentForm(request.form)), _waiting() or abort(404)
    own = own_beside(form, None, request.form)
    if not (form.validate() & own.validate()):
        return _describe(form, waiting, None, status=422)
    told, file, by = (form.about(), form.facts()), _filed(waiting), actor()
    try:
        edition = own.saved_with(partial(drafting.start_document, *told, file, by=by), by)
    except Refused as refused:
        return _describe(form, waiting, None, refused=refused, status=409)
    return _to(edition, gettext("Đã lưu bản dự thảo."))


@pages.post("/<key>/editions")
@audience(*WRITERS)
def start_edition(key: str) -> Answer:
    """Save the draft of the next edition."""
    document, waiting = _document(key), _waiting() or abort(404)
    form = _choices(EditionForm(request.form))
    own = own_beside(form, document, request.form)
    if not (form.validate() & own.validate()):
        return _describe(form, waiting, document, status=422)
    facts, file, by = form.facts(), _filed(waiting), actor()
    try:
        edition = own.saved_with(partial(drafting.start_edition, document, facts, file, by=by), by)
    except Refused as refused:
        return _describe(form, waiting, document, refused=refused, status=409)
    return _to(edition, gettext("Đã lưu bản dự thảo."))


@pages.route("/<key>/editions/<int:serial>/draft", methods=["GET", "POST"])
@audience(SIGNED_IN)
def draft(key: str, serial: int) -> Answer:
    """Correct what is said of a draft."""
    edition = find(key, serial)
    form = _draft_form(edition, request.form)
    seen = SeenForm(request.form, seen=edition.version)
    if request.method != "POST":
        refuse_if(not_open_to_change(edition, actor()))
        return _draft_page(edition, form, seen)
    own = own_beside(form, edition.document, request.form)
    if not (form.validate() & own.validate()):
        return _draft_page(edition, form, seen, status=422)
    about = form.about() if isinstance(form, DocumentForm) else None
    change = partial(drafting.change_draft, edition, about, form.facts(), seen.version, by=actor())
    try:
        own.saved_with(change, actor())
    except Refused as refused:
        return _draft_page(edition, form, seen, refused=refused, status=409)
    return _to(edition, gettext("Đã lưu."))


@pages.post("/<key>/editions/<int:serial>/file")
@audience(SIGNED_IN)
def replace_file(key: str, serial: int) -> Answer:
    """Put another file in the place of a draft's."""
    edition, seen = find(key, serial), SeenForm(request.form)
    try:
        refuse_if(not_open_to_change(edition, actor()))
        drafting.replace_file(edition, _sent_file(), seen.version, by=actor())
    except Refused as refused:
        return edition_page(edition, refused=refused, status=409)
    return _to(edition, gettext("Đã thay tệp Word."))


def _document(key: str) -> Document:
    editions = queries.editions_of(actor(), key)
    return editions[0].document if editions else abort(404)


def _waiting() -> Upload | None:
    number = request.values.get("upload", "")
    if not number:
        return None
    if not number.isdecimal() or len(number) > 9:
        abort(404)
    return queries.upload(actor(), int(number)) or abort(404)


def _filed(waiting: Upload) -> FiledFile:
    digest, name, size = waiting.digest, waiting.file_name, waiting.file_size
    return FiledFile(digest, name, size, filing.read_kept(digest))


def _sent_file() -> FiledFile:
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise Refused(Sentence("Chưa chọn tệp nào. Hãy chọn tệp Word rồi gửi lại."))
    try:
        return filing.take_in(sent.read(), sent.filename)
    except NotAccepted as refused:
        raise Refused(refused.reason) from refused


def _to(edition: Edition, said: str) -> Response:
    flash(said, "done")
    return redirect(url_for("documents.edition", key=edition.document.key, serial=edition.serial))


def _choices(form: F, unit: Unit | None = None) -> F:
    by = actor()
    for field, role in ((form.reviewer, Role.REVIEWER), (form.approver, Role.APPROVER)):
        people = [(p.id, f"{p.name} – {p.title}") for p in holders(role) if p.id != by.id]
        field.choices = [(0, say(NOT_CHOSEN)), *people]
    if isinstance(form, DocumentForm):
        offered = KIND_NAMES if form.kind.data == KEPT_ELSEWHERE else KINDS_GIVEN
        form.kind.choices = [(code, say(name)) for code, name in offered.items()]
        form.unit.choices = [(u.id, u.name) for u in units_to_choose(unit)]
    return form


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _read_from(text: WordText) -> dict[str, object]:
    return {
        "title": _value(text.title)[:300],
        "issue": filing.counted(text.issue, 1),
        "amendment": filing.counted(text.amendment, 0),
    }


def _next(document: Document, text: WordText) -> dict[str, object]:
    """What the file says, where that comes after the last edition; else the next number."""
    last = max((e.issue, e.amendment) for e in document.editions)
    issue, amendment = filing.counted(text.issue, 0), filing.counted(text.amendment, 0)
    if (issue, amendment) <= last:
        issue, amendment = last[0] + 1, 0
    newest = document.editions[-1]
    return {
        "title": _value(text.title)[:300] or document.title,
        "issue": issue,
        "amendment": amendment,
        "reviewer": newest.reviewer_id or 0,
        "approver": newest.approver_id or 0,
    }


def _draft_form(edition: Edition, sent: MultiDict[str, str] | None = None) -> EditionForm:
    """What is saved of a draft, and over it what was ``sent``."""
    document = edition.document
    said = {
        "title": edition.title,
        "issue": edition.issue,
        "amendment": edition.amendment,
        "change_note": edition.change_note,
        "reviewer": edition.reviewer_id or 0,
        "approver": edition.approver_id or 0,
    }
    if len(document.editions) > 1:
        return _choices(EditionForm(sent, data=said))
    about = {"code": document.code, "kind": document.kind, "unit": document.unit_id}
    return _choices(DocumentForm(sent, data=said | about), document.unit)


def _draft_page(
    edition: Edition,
    form: EditionForm,
    seen: SeenForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    overtaken = refused is not None and OVERTAKEN in refused.reasons
    own = own_beside(form, edition.document, request.form)
    page = render_template(
        "documents/draft.html",
        edition=edition,
        document=edition.document,
        form=form,
        own=own.show(own.kept) if overtaken else own,
        seen=seen.for_version(edition.version) if overtaken else seen,
        routed=template_for(edition.document) is not None,
        saved=form.said_otherwise(_draft_form(edition)) if overtaken else (),
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _next_codes(form: EditionForm) -> Mapping[str, str]:
    """The next code of each kind, for whoever begins a document and has none that can be used."""
    if not isinstance(form, DocumentForm):
        return {}
    chosen = unit(form.unit.data)
    return next_codes(chosen.code) if chosen else {}


def _describe(
    form: EditionForm,
    waiting: Upload,
    document: Document | None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    text = filing.read_kept(waiting.digest)
    code = form.code.data if isinstance(form, DocumentForm) else _value(text.code)
    key = code_key(code or "")
    taken = [] if document else queries.editions_of(actor(), key)
    page = render_template(
        "documents/describe.html",
        form=form,
        own=own_beside(form, document, request.form),
        waiting=waiting,
        document=document,
        text=text,
        reasons=refused.reasons if refused else (),
        taken=taken,
        next_codes=_next_codes(form) if not key or taken or refused else {},
        other_code=bool(document and key and key != document.key),
        routed=document is not None and template_for(document) is not None,
    )
    return page, status
