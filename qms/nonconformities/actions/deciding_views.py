"""What is done with an action: each is a noun in the address, and calls one verb."""

from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Blueprint, abort, flash, redirect, request, url_for

from qms.attachments.gate import CheckedFile
from qms.attachments.views import sent
from qms.documents.forms import DecisionForm, SeenForm
from qms.documents.views import Answer
from qms.kernel import clock
from qms.kernel.access import Actor
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities.actions import extending, operations, planning
from qms.nonconformities.actions.forms import (
    AnswerForm,
    CheckForm,
    DoneForm,
    ExtensionForm,
    ProgressForm,
)
from qms.nonconformities.actions.models import CorrectiveAction, Extension
from qms.nonconformities.actions.operations import Done
from qms.nonconformities.actions.views import PROOFS, action_page, find
from qms.nonconformities.views import PROOF_KINDS

pages = Blueprint("actions_deciding", __name__, url_prefix="/nonconformities/<int:number>/actions")


@pages.post("/<int:serial>/progress")
@audience(SIGNED_IN)
def progress(number: int, serial: int) -> Answer:
    """Say how far it is."""
    form = ProgressForm(request.form)

    def act(found: CorrectiveAction, files: list[CheckedFile]) -> object:
        said = form.said.data or ""
        return operations.note_progress(found, said, form.version, by=actor(), files=files)

    return _with_files("note progress", act, find(number, serial), form, Sentence("Đã ghi."))


@pages.post("/<int:serial>/completion")
@audience(SIGNED_IN)
def complete(number: int, serial: int) -> Answer:
    """Say that it is done."""
    form = DoneForm(request.form)

    def act(found: CorrectiveAction, files: list[CheckedFile]) -> object:
        done = Done(form.result.data or "", form.on.data or clock.today(), files)
        return operations.report_done(found, done, form.version, by=actor())

    said = Sentence("Đã báo làm xong; người khác sẽ kiểm tra.")
    return _with_files("report done", act, find(number, serial), form, said)


@pages.post("/<int:serial>/verification")
@audience(SIGNED_IN)
def verify(number: int, serial: int) -> Answer:
    """Find that it was done."""
    form = CheckForm(request.form)

    def act(found: CorrectiveAction, files: list[CheckedFile]) -> object:
        said = form.said.data or ""
        return operations.verify_action(found, said, form.version, by=actor(), files=files)

    said = Sentence("Đã ghi kết quả kiểm tra.")
    return _with_files("verify action", act, find(number, serial), form, said)


@pages.post("/<int:serial>/return")
@audience(SIGNED_IN)
def send_back(number: int, serial: int) -> Answer:
    """Find that it was not done."""
    form = DecisionForm(request.form)
    act = partial(operations.return_action, reason=form.reason.data or "")
    return _decide("return action", act, find(number, serial), form, Sentence("Đã trả lại."))


@pages.post("/<int:serial>/dropping")
@audience(SIGNED_IN)
def drop(number: int, serial: int) -> Answer:
    """Take it out of the plan."""
    form = DecisionForm(request.form)
    act = partial(planning.drop_action, reason=form.reason.data or "")
    done = Sentence("Đã bỏ hành động khỏi kế hoạch.")
    return _decide("drop action", act, find(number, serial), form, done)


@pages.post("/<int:serial>/extensions")
@audience(SIGNED_IN)
def ask(number: int, serial: int) -> Answer:
    """Ask for a later day."""
    form = ExtensionForm(request.form)
    until = form.until.data or clock.today()
    act = partial(extending.ask_extension, until=until, reason=form.reason.data or "")
    done = Sentence("Đã gửi đề nghị gia hạn.")
    return _decide("ask extension", act, find(number, serial), form, done)


@pages.post("/<int:serial>/extensions/<int:wish>/answer")
@audience(SIGNED_IN)
def answer(number: int, serial: int, wish: int) -> Answer:
    """Give the later day, or keep the day there is."""
    form, found = AnswerForm(request.form), find(number, serial)
    asked, grants = _wish(found, wish), "grant" in request.form
    verb = extending.grant_extension if grants else extending.refuse_extension

    def act(_found: CorrectiveAction, seen: int, by: Actor) -> object:
        return verb(asked, by=by, answer=form.reason.data or "")

    done = Sentence("Đã cho gia hạn.") if grants else Sentence("Đã trả lời không gia hạn.")
    return _decide("answer extension", act, found, form, done)


@pages.post("/<int:serial>/extensions/<int:wish>/withdrawal")
@audience(SIGNED_IN)
def withdraw(number: int, serial: int, wish: int) -> Answer:
    """Do without more time."""
    found = find(number, serial)
    asked = _wish(found, wish)

    def act(_found: CorrectiveAction, seen: int, by: Actor) -> object:
        return extending.withdraw_extension(asked, by=by)

    return _decide("", act, found, SeenForm(request.form), Sentence("Đã rút đề nghị gia hạn."))


def _wish(found: CorrectiveAction, wish: int) -> Extension:
    return next((one for one in found.extensions if one.id == wish), None) or abort(404)


def _with_files(
    verb: str,
    act: Callable[[CorrectiveAction, list[CheckedFile]], object],
    found: CorrectiveAction,
    form: SeenForm,
    done: Sentence,
) -> Answer:
    taken: dict[str, CheckedFile] = {}
    again = partial(action_page, found, form=form, at=verb, taken=taken)
    try:
        taken.update((name, file) for name in PROOFS if (file := sent(name, PROOF_KINDS)))
    except Refused as refused:
        return again(refused=refused, status=422)
    if not form.validate():
        return again(status=422)
    try:
        act(found, list(taken.values()))
    except Refused as refused:
        return again(refused=refused, status=409)
    return _done(found, done)


def _decide(
    verb: str, act: Callable[..., Any], found: CorrectiveAction, form: SeenForm, done: Sentence
) -> Answer:
    if not form.validate():
        return action_page(found, form=form, at=verb, status=422)
    try:
        act(found, seen=form.version, by=actor())
    except Refused as refused:
        return action_page(found, form=form, at=verb, refused=refused, status=409)
    return _done(found, done)


def _done(found: CorrectiveAction, said: Sentence) -> Answer:
    flash(say(said), "done")
    number, serial = found.nonconformity.id, found.serial
    return redirect(url_for("actions.one", number=number, serial=serial))
