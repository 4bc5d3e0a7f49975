"""Decisions on an edition: each is a noun in the address and calls one verb."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from qms.documents import operations
from qms.documents.consenting import at_the_act, status_of
from qms.documents.forms import (
    ConsentForm,
    DecisionForm,
    EntryForm,
    RemarkForm,
    ReturnForm,
    SeenForm,
)
from qms.documents.models import Edition
from qms.documents.routes.forms import chosen_from
from qms.documents.views import Answer, edition_page, find, signing_page
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, say

pages = Blueprint("documents_deciding", __name__, url_prefix="/documents")
PLACE = "/<key>/editions/<int:serial>"


@pages.post(f"{PLACE}/submission")
@audience(SIGNED_IN)
def submit(key: str, serial: int) -> Answer:
    """Ask for review."""
    edition, form = find(key, serial), SeenForm(request.form)

    def act() -> None:
        operations.submit(edition, form.version, actor(), chosen_from(request.form))

    return _decide("submit", edition, form, act, Sentence("Đã trình xem xét."))


@pages.post(f"{PLACE}/review")
@audience(SIGNED_IN)
def review(key: str, serial: int) -> Answer:
    """Sign as reviewer."""
    return _sign("review", operations.review, find(key, serial), Sentence("Đã ký xem xét."))


@pages.post(f"{PLACE}/approval")
@audience(SIGNED_IN)
def approve(key: str, serial: int) -> Answer:
    """Sign as approver."""
    return _sign("approve", operations.approve, find(key, serial), Sentence("Đã ký phê duyệt."))


@pages.post(f"{PLACE}/return")
@audience(SIGNED_IN)
def return_to_author(key: str, serial: int) -> Answer:
    """Send back with a reason: to the author, or to an earlier step."""
    edition, form = find(key, serial), ReturnForm(request.form)
    if not form.position:
        done = Sentence("Đã trả lại người soạn thảo.")
        return _say_why("return", operations.return_to_author, edition, form, done)

    def act(_edition: Edition, seen: int, by: Actor, reason: str) -> Edition:
        return operations.return_to_step(edition, form.position, seen, by, reason)

    return _say_why("return", act, edition, form, Sentence("Đã trả lại bước trước."))


@pages.post(f"{PLACE}/entry-into-force")
@audience(SIGNED_IN)
def put_in_force(key: str, serial: int) -> Answer:
    """Make it the edition to work by, now or on a day to come."""
    edition, form = find(key, serial), EntryForm(request.form)
    later = form.day.data and form.day.data > clock.today()
    done = Sentence("Đã định ngày có hiệu lực.") if later else Sentence("Phiên bản đã có hiệu lực.")
    act = partial(operations.put_in_force, day=form.day.data)
    return _say_why("put in force", act, edition, form, done)


@pages.post(f"{PLACE}/entry-into-force/revocation")
@audience(SIGNED_IN)
def take_back_day(key: str, serial: int) -> Answer:
    """Take back the day on which it was to come into force."""
    form, done = DecisionForm(request.form), Sentence("Đã rút lại ngày có hiệu lực.")
    return _say_why("take back day", operations.take_back_day, find(key, serial), form, done)


@pages.post(f"{PLACE}/withdrawal")
@audience(SIGNED_IN)
def withdraw(key: str, serial: int) -> Answer:
    """Take it out of force."""
    form, done = DecisionForm(request.form), Sentence("Đã bãi bỏ phiên bản.")
    return _say_why("withdraw", operations.withdraw, find(key, serial), form, done)


@pages.post(f"{PLACE}/discarding")
@audience(SIGNED_IN)
def discard(key: str, serial: int) -> Answer:
    """Give up a draft."""
    form, done = DecisionForm(request.form), Sentence("Đã bỏ bản thảo.")
    return _say_why("discard", operations.discard, find(key, serial), form, done)


def _say_why(
    verb: str,
    act: Callable[..., Edition],
    edition: Edition,
    form: DecisionForm | RemarkForm,
    done: Sentence,
) -> Answer:
    def decided() -> None:
        act(edition, form.version, actor(), form.reason.data or "")

    return _decide(verb, edition, form, decided, done)


def _decide(
    verb: str,
    edition: Edition,
    form: SeenForm,
    act: Callable[[], None],
    done: Sentence,
) -> Answer:
    page: Callable[..., Answer] = edition_page
    if verb == "return" and request.form.get("from") == "signing":
        page = signing_page
    if not form.validate():
        return page(edition, form=form, at=verb, status=422)
    try:
        act()
    except Refused as refused:
        return page(edition, form=form, at=verb, refused=refused, status=409)
    return _back(edition, done)


def _sign(verb: str, act: Callable[..., Any], edition: Edition, done: Sentence) -> Answer:
    form, by = ConsentForm(request.form), actor()
    if not form.validate():
        return signing_page(edition, form=form, at=verb, status=422)
    try:
        with at_the_act(by):
            act(edition, form.consent(), by, form.reason.data or "")
    except Refused as refused:
        status = status_of(refused)
        return signing_page(edition, form=form, at=verb, refused=refused, status=status)
    return _back(edition, done)


def _back(edition: Edition, done: Sentence) -> Response:
    flash(say(done), "done")
    return redirect(url_for("documents.edition", key=edition.document.key, serial=edition.serial))
