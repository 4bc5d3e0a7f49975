"""The page that holds two editions side by side, its Word file, and the ways to it."""

from io import BytesIO

from flask import Blueprint, abort, render_template, request, send_file
from markupsafe import Markup
from werkzeug.wrappers import Response

from qms.documents.comparing.difference import Comparison
from qms.documents.comparing.pairing import Mark
from qms.documents.comparing.queries import Sides, matter, sides, written_at
from qms.documents.comparing.vocabulary import MARK_NAMES
from qms.documents.comparing.word import Cover, make_word
from qms.documents.comparing.words import Change, Spans
from qms.documents.models import Edition
from qms.documents.views import WORD, Answer
from qms.kernel import clock
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, language
from qms.kernel.text import whole_number
from qms.organisation.queries import agency

pages = Blueprint("documents_comparing", __name__, url_prefix="/documents")
CHANGES = "changes"


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"mark_names": MARK_NAMES}


@pages.app_template_filter("struck")
def struck(spans: Spans) -> Markup:
    """Words with what is struck and inserted; each is also told to whoever hears the page."""
    heard = '<span class="only-heard">{}</span>'
    frame = f"<{{tag}}>{heard.format('[{heard}: ')}{{text}}{heard.format(']')}</{{tag}}>"
    told = {Change.GONE: ("del", gettext("bỏ")), Change.NEW: ("ins", gettext("thêm"))}
    written = []
    for span in spans:
        if span.kind is Change.SAME:
            written.append(Markup.escape(span.text))
        else:
            tag, heard = told[span.kind]
            written.append(Markup(frame).format(tag=tag, heard=heard, text=span.text))  # noqa: S704
    return Markup("").join(written)


@pages.get("/<key>/editions/<int:serial>/comparison")
@audience(SIGNED_IN)
def comparison(key: str, serial: int) -> Answer:
    """An edition beside another one, by default the one before it that was in force."""
    found = _sides(key, serial)
    compared = _compared(found) if found.other else None
    found = _sides(key, serial)
    return render_template(
        "documents/comparing/page.html",
        sides=found,
        edition=found.asked,
        document=found.asked.document,
        compared=compared,
        marks=list(Mark),
        only=request.args.get("only") == CHANGES,
    )


@pages.get("/<key>/editions/<int:serial>/comparison.docx")
@audience(SIGNED_IN)
def paper(key: str, serial: int) -> Response:
    """The same as a Word file with tracked changes."""
    found = _sides(key, serial)
    if not found.other:
        abort(404)
    cover = _cover(found.old, found.new)
    name = f"{found.asked.document.key}-{_short(found.old)}-{_short(found.new)}-so-sanh.docx"
    content = make_word(_compared(found), cover)
    return send_file(BytesIO(content), mimetype=WORD, as_attachment=True, download_name=name)


def _sides(key: str, serial: int) -> Sides:
    """Two editions, both for the person who asks to see; else 404."""
    asked = request.args.get("with", "")
    other = whole_number(asked, -1) if asked else None
    return sides(actor(), key, serial, other) or abort(404)


def _compared(found: Sides) -> Comparison:
    """What became of each clause; the database is let go first, since this may take long."""
    read = matter(found.old, found.new)
    stop_reading()
    return read.compared()


def _short(edition: Edition) -> str:
    return f"{edition.issue:02d}-{edition.amendment:02d}"


def _cover(old: Edition, new: Edition) -> Cover:
    owner = agency()
    document = new.document
    numbers = {"old": old.number, "new": new.number}
    return Cover(
        title=gettext("%(code)s: lần %(old)s so với lần %(new)s")
        % {"code": document.code, **numbers},
        lines=(
            new.title,
            gettext(
                "Chấp nhận mọi thay đổi thì còn lại lần %(new)s; từ chối thì còn lại lần %(old)s."
            )
            % numbers,
            gettext("Chỉ so chữ và bảng đã đọc từ hai tệp Word; hình và cách trình bày không so."),
        ),
        agency=owner.name if owner else "",
        language=language(),
        author=new.author.name,
        at=clock.local(written_at(new)),
    )
