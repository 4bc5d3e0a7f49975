"""Pages of notices: the list, and what mail one wants of it."""

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext
from qms.kernel.text import whole_number
from qms.notices import operations, queries
from qms.notices.forms import wishes_from
from qms.notices.kinds import WISH_NAMES, registered
from qms.organisation.forms import MailForm
from qms.organisation.operations import set_mail
from qms.organisation.queries import person

pages = Blueprint("notices", __name__, url_prefix="/notices")
Answer = str | Response | tuple[str, int]


@pages.app_context_processor
def _bell() -> dict[str, object]:
    """How many notices were not looked at; asked only by a page with a bell."""
    return {"unread_notices": lambda: queries.unread(g.actor) if g.get("actor") else 0}


@pages.get("")
@audience(SIGNED_IN)
def index() -> Answer:
    """One's notices, newest first."""
    page = whole_number(request.args.get("page", ""), 1)
    return render_template("notices/index.html", found=queries.found(actor(), page))


@pages.post("/<int:notice_id>/reading")
@audience(SIGNED_IN)
def read(notice_id: int) -> Answer:
    """Open what a notice tells of; it counts as looked at."""
    notice = queries.notice(actor(), notice_id) or abort(404)
    url = notice.url
    operations.mark_read(notice, by=actor())
    return redirect(url)


@pages.post("/reading")
@audience(SIGNED_IN)
def read_all() -> Answer:
    """Count everything on the page and before as looked at."""
    newest = whole_number(request.form.get("newest", ""), digits=9)
    operations.mark_all_read(newest, by=actor())
    return redirect(url_for(".index"))


@pages.route("/settings", methods=["GET", "POST"])
@audience(SIGNED_IN)
def settings() -> Answer:
    """Where one's mail goes, and which notices come by mail."""
    own = person(actor(), actor().id) or abort(404)
    if request.method == "GET":
        return _settings_page(MailForm(mail=own.mail or ""))
    form = MailForm(request.form)
    if not form.validate():
        return _settings_page(form, status=422)
    try:
        set_mail(own, form.mail.data or "", by=actor())
    except Refused as refused:
        return _settings_page(form, refused=refused, status=409)
    operations.choose(wishes_from(request.form), by=actor())
    flash(gettext("Đã lưu."), "done")
    return redirect(url_for(".settings"))


def _settings_page(form: MailForm, *, refused: Refused | None = None, status: int = 200) -> Answer:
    chosen = dict(queries.wishes_of(actor())) | dict(wishes_from(request.form))
    page = render_template(
        "notices/settings.html",
        form=form,
        kinds=registered().values(),
        wishes=WISH_NAMES,
        chosen=chosen,
        reasons=refused.reasons if refused else (),
    )
    return page, status
