"""The page on which an owner reviews an edition in force: it stays, or a change is asked for."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents.consenting import at_the_act, status_of
from qms.documents.kinds.queries import review_of
from qms.documents.lifecycle import State
from qms.documents.models import Edition
from qms.documents.queries import editions_of
from qms.documents.reaffirming import operations, queries
from qms.documents.reaffirming.forms import ReviewForm
from qms.documents.reaffirming.lifecycle import NOT_OWNER, objections
from qms.documents.requests.queries import open_about
from qms.documents.views import Answer
from qms.kernel import clock
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext

pages = Blueprint("documents_reaffirming", __name__, url_prefix="/documents")


@pages.get("/<key>/review")
@audience(SIGNED_IN)
def review(key: str) -> Answer:
    """What to look at, and the two answers: it stays, or it should change."""
    edition = _in_force(key)
    refuse_if(None if queries.is_owner(edition, actor()) else NOT_OWNER)
    return _page(edition, ReviewForm())


@pages.post("/<key>/reaffirmation")
@audience(SIGNED_IN)
def reaffirm(key: str) -> Answer:
    """Sign that it stays."""
    edition, form, by = _in_force(key), ReviewForm(request.form), actor()
    if not form.validate():
        return _page(edition, form, status=422)
    try:
        with at_the_act(by):
            operations.reaffirm(edition, form.consent(), by, form.reason.data or "")
    except Refused as refused:
        return _page(edition, form, refused=refused, status=status_of(refused))
    flash(gettext("Đã ký: tài liệu vẫn phù hợp, giữ nguyên."), "done")
    return redirect(url_for("documents.document", key=edition.document.key))


def _in_force(key: str) -> Edition:
    """The edition in force, when there is one for the person who asks; else 404."""
    found = [e for e in editions_of(actor(), key) if e.state == State.IN_FORCE]
    return found[0] if found else abort(404)


def _page(
    edition: Edition, form: ReviewForm, *, refused: Refused | None = None, status: int = 200
) -> Answer:
    by = actor()
    page = render_template(
        "documents/reaffirming/review.html",
        edition=edition,
        document=edition.document,
        form=form.for_version(edition.version),
        review=review_of(edition),
        signed=queries.visible_to(by, [edition]),
        requests=open_about(by, edition.document),
        obstacles=[o for o in objections(queries.standing(edition, by), clock.today()) if o],
        reasons=refused.reasons if refused else (),
    )
    return page, status
