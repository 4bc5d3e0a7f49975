"""Decisions on a nonconformity: each is a noun in the address and calls one verb."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for

from qms.attachments.gate import CheckedFile
from qms.documents.forms import DecisionForm, SeenForm
from qms.documents.views import Answer
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities import operations, queries
from qms.nonconformities.deeds import offer
from qms.nonconformities.forms import CorrectionForm, MergeForm
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.views import find, nonconformity_page

pages = Blueprint("nonconformities_deciding", __name__, url_prefix="/nonconformities")


@pages.post("/<int:number>/declining")
@audience(SIGNED_IN)
def decline(number: int) -> Answer:
    """Say that it is none, and why."""
    form = DecisionForm(request.form)
    act = partial(operations.decline, reason=form.reason.data or "")
    return decide(
        "decline report", act, find(number), form, Sentence("Đã trả lời không tiếp nhận.")
    )


@pages.post("/<int:number>/withdrawal")
@audience(SIGNED_IN)
def withdraw(number: int) -> Answer:
    """Take back what one reported."""
    form = DecisionForm(request.form)
    act = partial(operations.withdraw, reason=form.reason.data or "")
    return decide("withdraw report", act, find(number), form, Sentence("Đã rút báo cáo."))


@pages.post("/<int:number>/merging")
@audience(SIGNED_IN)
def merge(number: int) -> Answer:
    """Join it with one that was taken on before."""
    form, found = MergeForm(request.form), find(number)
    offer(form, found)
    into = queries.nonconformity(actor(), form.into.data)
    act = partial(operations.merge, into=into, reason=form.reason.data or "")
    return decide("merge report", act, found, form, Sentence("Đã gộp vào phiếu kia."))


@pages.post("/<int:number>/correction")
@audience(SIGNED_IN)
def correct(number: int) -> Answer:
    """Note what was done at once."""
    form = CorrectionForm(request.form)
    act = partial(operations.correct, correction=form.correction())
    return decide("correct at once", act, find(number), form, Sentence("Đã ghi việc khắc phục."))


def decide(
    verb: str,
    act: Callable[..., Any],
    found: Nonconformity,
    form: SeenForm,
    done: Sentence,
    taken: Mapping[str, CheckedFile] | None = None,
) -> Answer:
    """Check the form, call the verb, and say so; or the page again, with what was typed and the
    files that were ``taken`` in.
    """
    again = partial(nonconformity_page, found, form=form, at=verb, taken=taken)
    if not form.validate():
        return again(status=422)
    try:
        act(found, seen=form.version, by=actor())
    except Refused as refused:
        return again(refused=refused, status=409)
    flash(say(done), "done")
    return redirect(url_for("nonconformities.one", number=found.id))
