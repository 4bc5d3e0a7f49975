"""Decisions on a change request: each is a noun in the address and calls one verb."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from qms.documents.forms import DecisionForm, RemarkForm, SeenForm
from qms.documents.requests import operations
from qms.documents.requests.forms import AnswersForm, NewTaskForm, TaskForm
from qms.documents.requests.models import ChangeRequest
from qms.documents.requests.views import find, offer_authors, request_page
from qms.documents.views import Answer, edition_page
from qms.documents.views import find as find_edition
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, say

pages = Blueprint("requests_deciding", __name__)
PLACE = "/requests/<int:year>/<int:serial>"


@pages.post(f"{PLACE}/acceptance")
@audience(SIGNED_IN)
def accept(year: int, serial: int) -> Answer:
    """Take it on and name who drafts."""
    asked, form = find(year, serial), TaskForm(request.form)

    def act() -> ChangeRequest:
        said = form.reason.data or ""
        return operations.accept_request(asked, form.task(), form.version, actor(), said)

    done = Sentence("Đã chấp nhận phiếu và giao người soạn thảo.")
    return _decide("accept request", asked, offer_authors(form), act, done)


@pages.post(f"{PLACE}/reassignment")
@audience(SIGNED_IN)
def reassign(year: int, serial: int) -> Answer:
    """Name another author or another day."""
    asked, form = find(year, serial), NewTaskForm(request.form)

    def act() -> ChangeRequest:
        said = form.reason.data or ""
        return operations.reassign_request(asked, form.task(), form.version, actor(), said)

    done = Sentence("Đã giao lại phiếu.")
    return _decide("reassign request", asked, offer_authors(form), act, done)


@pages.post(f"{PLACE}/declining")
@audience(SIGNED_IN)
def decline(year: int, serial: int) -> Answer:
    """Say no, and why."""
    asked, form = find(year, serial), DecisionForm(request.form)

    def act() -> ChangeRequest:
        said = form.reason.data or ""
        return operations.decline_request(asked, form.version, actor(), said)

    return _decide("decline request", asked, form, act, Sentence("Đã trả lời không chấp nhận."))


@pages.post(f"{PLACE}/withdrawal")
@audience(SIGNED_IN)
def withdraw(year: int, serial: int) -> Answer:
    """Take back what one asked."""
    asked, form = find(year, serial), RemarkForm(request.form)

    def act() -> ChangeRequest:
        said = form.reason.data or ""
        return operations.withdraw_request(asked, form.version, actor(), said)

    return _decide("withdraw request", asked, form, act, Sentence("Đã rút phiếu."))


@pages.post("/documents/<key>/editions/<int:serial>/requests")
@audience(SIGNED_IN)
def answer(key: str, serial: int) -> Answer:
    """Say which requests a draft answers."""
    edition, form = find_edition(key, serial), AnswersForm(request.form)
    try:
        operations.answer_requests(edition, form.chosen(), form.seen(), actor())
    except Refused as refused:
        return edition_page(edition, refused=refused, status=409)
    flash(say(Sentence("Đã lưu các phiếu mà bản này trả lời.")), "done")
    return redirect(url_for("documents.edition", key=edition.document.key, serial=serial))


def _decide(
    verb: str,
    asked: ChangeRequest,
    form: SeenForm,
    act: Callable[[], ChangeRequest],
    done: Sentence,
) -> Answer:
    if not form.validate():
        return request_page(asked, form=form, at=verb, status=422)
    try:
        act()
    except Refused as refused:
        return request_page(asked, form=form, at=verb, refused=refused, status=409)
    return _back(asked, done)


def _back(asked: ChangeRequest, done: Sentence) -> Response:
    flash(say(done), "done")
    return redirect(url_for("requests.one", year=asked.year, serial=asked.serial))
