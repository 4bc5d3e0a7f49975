"""The administrator's page of what runs by itself."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.kernel import clock, jobs
from qms.kernel.access import Role
from qms.kernel.forms import Checked, long_text
from qms.kernel.i18n import msg
from qms.kernel.jobs.models import JobFailure
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext
from qms.kernel.text import row_number
from qms.upkeep import operations, queries, remarks, vocabulary

pages = Blueprint("upkeep", __name__, url_prefix="/jobs")
Answer = str | Response | tuple[str, int]


class LettingGoForm(Checked):
    """Why a failure is taken off the list."""

    reason = long_text(msg("Lý do"), most=1000)


@pages.get("")
@audience(Role.ADMINISTRATOR)
def index() -> Answer:
    """What runs by itself, when it last ran, and what failed."""
    return _page()


@pages.post("/failures/<int:failure_id>/attempt")
@audience(Role.ADMINISTRATOR)
def try_again(failure_id: int) -> Answer:
    """Do the work again, now."""
    failure = _failure(failure_id)
    try:
        operations.try_again(failure, row_number(request.form.get("seen", "")), by=actor())
    except Refused as refused:
        return _page(refused=refused, status=409)
    flash(gettext("Đã cho làm lại. Nếu còn lỗi, việc này sẽ hiện lại ở đây."), "done")
    return redirect(url_for(".index"))


@pages.post("/failures/<int:failure_id>/dismissal")
@audience(Role.ADMINISTRATOR)
def let_go(failure_id: int) -> Answer:
    """Take a failure off the list."""
    failure, form = _failure(failure_id), LettingGoForm(request.form)
    if not form.validate():
        return _page(at=failure, form=form, status=422)
    try:
        operations.let_go(
            failure,
            row_number(request.form.get("seen", "")),
            by=actor(),
            reason=form.reason.data or "",
        )
    except Refused as refused:
        return _page(at=failure, form=form, refused=refused, status=409)
    flash(gettext("Đã bỏ qua việc này."), "done")
    return redirect(url_for(".index"))


def _failure(failure_id: int) -> JobFailure:
    return queries.failure(actor(), failure_id) or abort(404)


def _page(
    *,
    at: JobFailure | None = None,
    form: LettingGoForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "upkeep/jobs.html",
        failures=queries.failures(actor()),
        standings=jobs.standing(),
        remarks=remarks.remarks(),
        called=vocabulary.called,
        work_of=vocabulary.work_of,
        said=vocabulary.said,
        now=clock.now(),
        at=at,
        form=form,
        new_form=LettingGoForm,
        reasons=refused.reasons if refused else (),
    )
    return page, status
