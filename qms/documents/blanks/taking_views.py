"""Pages on which files become forms of a procedure: sent at once, described, saved together."""

from collections.abc import Iterator, Sequence
from itertools import chain

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import FileStorage

from qms.documents import filing
from qms.documents import queries as documents
from qms.documents.blanks import operations, queries
from qms.documents.blanks.codes import following, meant
from qms.documents.blanks.forms import NEW, BlankForm
from qms.documents.blanks.lifecycle import FORM, MOST_AT_ONCE, has_no_forms
from qms.documents.blanks.views import PLACE, change_page
from qms.documents.filing import FiledFile
from qms.documents.forms import SeenForm
from qms.documents.kinds.queries import codes_given, next_codes
from qms.documents.lifecycle import not_open_to_change
from qms.documents.models import Document, Edition, Upload
from qms.documents.views import Answer, find
from qms.documents.word.gate import NotAccepted
from qms.documents.word.reader import Found, WordText
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say
from qms.kernel.text import row_numbers

pages = Blueprint("documents_taking_blanks", __name__, url_prefix="/documents")
NO_FILE = Sentence("Chưa chọn tệp nào. Hãy chọn một hay nhiều tệp Word rồi gửi lại.")
TOO_MANY = Sentence("Mỗi lần gửi được nhiều nhất 30 tệp; hãy chia làm nhiều lần.")
NEW_FORM = Sentence("Biểu mẫu mới")


@pages.post(f"{PLACE}/uploads")
@audience(SIGNED_IN)
def upload(key: str, serial: int) -> Answer:
    """Take several files through the gate; what is not let in is told beside what was."""
    edition, sent = find(key, serial), _sent()
    refuse_if(not_open_to_change(edition, actor()), has_no_forms(edition.document, actor()))
    if not sent or len(sent) > MOST_AT_ONCE:
        return change_page(edition, refused=Refused(TOO_MANY if sent else NO_FILE), status=422)
    numbers, reasons = _let_in(sent)
    if not reasons:
        return redirect(url_for(".describe", key=key, serial=serial, upload=numbers))
    edition = find(key, serial)
    if not numbers:
        return change_page(edition, refused=Refused(*reasons), status=422)
    waiting = [documents.upload(actor(), number) or abort(404) for number in numbers]
    return _page(
        edition, waiting, _guessed(edition, waiting), refused=Refused(*reasons), status=422
    )


@pages.get(f"{PLACE}/new")
@audience(SIGNED_IN)
def describe(key: str, serial: int) -> Answer:
    """Say of each file which form it is; what could be read stands there already."""
    edition, sent = find(key, serial), request.args.getlist("upload")
    refuse_if(not_open_to_change(edition, actor()), has_no_forms(edition.document, actor()))
    if not sent:
        return redirect(url_for("documents_blanks.change", key=key, serial=serial))
    waiting = _waiting(sent)
    return _page(edition, waiting, _guessed(edition, waiting))


@pages.post(PLACE)
@audience(SIGNED_IN)
def take(key: str, serial: int) -> Answer:
    """Save them all, or none."""
    edition, waiting = find(key, serial), _waiting(request.form.getlist("upload"))
    rows = [_choices(BlankForm(request.form, prefix=_prefix(one)), edition) for one in waiting]
    right = [row.validate() for row in rows]  # all of them, so that each tells its objections
    if not all(right):
        return _page(edition, waiting, rows, status=422)
    forms = {form.id: form for form in queries.forms_of(edition.document)}
    files = [_filed(one) for one in waiting]
    given = list(zip((row.facts(forms) for row in rows), files, strict=True))
    try:
        operations.take_forms(edition, given, SeenForm(request.form).version, by=actor())
    except Refused as refused:
        return _page(edition, waiting, rows, refused=refused, status=409)
    flash(gettext("Đã lưu các biểu mẫu đi cùng phiên bản này."), "done")
    return redirect(url_for("documents_blanks.change", key=key, serial=serial))


def _sent() -> list[FileStorage]:
    return [file for file in request.files.getlist("files") if file.filename]


def _let_in(sent: Sequence[FileStorage]) -> tuple[list[int], list[Sentence]]:
    numbers, reasons = [], []
    for file in sent:
        try:
            taken = filing.take_in(file.read(), file.filename or "")
            numbers.append(filing.keep_upload(taken, actor()))
        except NotAccepted as refused:
            reasons.append(refused.reason)
    return numbers, reasons


def _waiting(numbers: Sequence[str]) -> list[Upload]:
    wanted = row_numbers(numbers)
    if not wanted or len(wanted) > MOST_AT_ONCE or len(set(wanted)) < len(numbers):
        abort(404)
    return [documents.upload(actor(), number) or abort(404) for number in wanted]


def _filed(waiting: Upload) -> FiledFile:
    digest, name, size = waiting.digest, waiting.file_name, waiting.file_size
    return FiledFile(digest, name, size, filing.read_kept(digest))


def _prefix(waiting: Upload) -> str:
    return f"blank-{waiting.id}-"


def _choices(row: BlankForm, edition: Edition) -> BlankForm:
    forms = queries.forms_of(edition.document)
    row.target.choices = [
        (NEW, say(NEW_FORM)),
        *((form.id, say(Sentence("Bản mới của %(form)s", form=str(form)))) for form in forms),
    ]
    return row


def _guessed(edition: Edition, waiting: Sequence[Upload]) -> list[BlankForm]:
    """What the files say; a code that is free where a file says none."""
    forms = queries.forms_of(edition.document)
    free, rows = _free_codes(edition.document, forms), []
    for number, digest, name in [(one.id, one.digest, one.file_name) for one in waiting]:
        text = filing.read_kept(digest)
        read, title = _value(text.code)[:60], _value(text.title)[:300]
        form = meant(forms, read, title, name)
        said = {
            "target": form.id if form else NEW,
            "code": "" if form else read or next(free, ""),
            "title": title or (form.title if form else ""),
            **_numbers(form, text),
        }
        rows.append(_choices(BlankForm(prefix=f"blank-{number}-", data=said), edition))
    return rows


def _value(found: Found | None) -> str:
    return found.value if found else ""


def _numbers(form: Document | None, text: WordText) -> dict[str, int]:
    """The numbers the file says, where they come after the form's last; else the next."""
    issue, amendment = filing.counted(text.issue, 1), filing.counted(text.amendment, 0)
    last = max(((e.issue, e.amendment) for e in form.editions), default=(0, 0)) if form else (0, 0)
    if (issue, amendment) <= last:
        issue, amendment = last[0] + 1, 0
    return {"issue": issue, "amendment": amendment}


def _free_codes(document: Document, forms: Sequence[Document]) -> Iterator[str]:
    given = {code.key for code in codes_given()}
    own = [form.code for form in forms]
    if own:
        return following(own, given)
    first = next_codes(document.unit.code).get(FORM)
    return chain([first], following([first], given)) if first else iter(())


def _page(
    edition: Edition,
    waiting: Sequence[Upload],
    rows: Sequence[BlankForm],
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "documents/blanks/describe.html",
        edition=edition,
        document=edition.document,
        files=list(zip(waiting, rows, strict=True)),
        seen=SeenForm(None if refused else request.form, seen=edition.version).apart("set"),
        reasons=refused.reasons if refused else (),
    )
    return page, status
