"""Decisions on a change request: each is a noun in the address and calls one verb."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, flash, redirect, request, url_for

from qms.documents.forms import DecisionForm, RemarkForm
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
    form = offer_authors(TaskForm(request.form))
    act = partial(operations.accept_request, task=form.task())
    done = Sentence("Đã chấp nhận phiếu và giao người soạn thảo.")
    return _decide("accept request", act, find(year, serial), form, done)


@pages.post(f"{PLACE}/reassignment")
@audience(SIGNED_IN)
def reassign(year: int, serial: int) -> Answer:
    """Name another author or another day."""
    form, done = offer_authors(NewTaskForm(request.form)), Sentence("Đã giao lại phiếu.")
    act = partial(operations.reassign_request, task=form.task())
    return _decide("reassign request", act, find(year, serial), form, done)


@pages.post(f"{PLACE}/declining")
@audience(SIGNED_IN)
def decline(year: int, serial: int) -> Answer:
    """Say no, and why."""
    form, done = DecisionForm(request.form), Sentence("Đã trả lời không chấp nhận.")
    return _decide("decline request", operations.decline_request, find(year, serial), form, done)


@pages.post(f"{PLACE}/withdrawal")
@audience(SIGNED_IN)
def withdraw(year: int, serial: int) -> Answer:
    """Take back what one asked."""
    form, done = RemarkForm(request.form), Sentence("Đã rút phiếu.")
    return _decide("withdraw request", operations.withdraw_request, find(year, serial), form, done)


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
    act: Callable[..., ChangeRequest],
    asked: ChangeRequest,
    form: TaskForm | DecisionForm | RemarkForm,
    done: Sentence,
) -> Answer:
    if not form.validate():
        return request_page(asked, form=form, at=verb, status=422)
    try:
        act(asked, seen=form.version, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return request_page(asked, form=form, at=verb, refused=refused, status=409)
    flash(say(done), "done")
    return redirect(url_for("requests.one", year=asked.year, serial=asked.serial))
