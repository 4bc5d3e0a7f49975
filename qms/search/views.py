"""The search page."""

from collections.abc import Mapping

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.documents.adoption.queries import issued_outside
from qms.documents.external.citations import called
from qms.documents.external.operations import INDEXED
from qms.documents.external.queries import by_keys
from qms.documents.kinds import KIND_NAMES
from qms.indicators.catalogue import CHOICES
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.pages import SIGNED_IN, actor, audience
from qms.kernel.text import whole_number
from qms.nonconformities.models import INDEXED as NONCONFORMITY
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.queries import by_ids
from qms.organisation.queries import units
from qms.search.finder import Wanted, finder
from qms.textindex.engine import Answer

pages = Blueprint("search", __name__)
PAGE = 10
LONGEST = 500
KINDS = {**KIND_NAMES, NONCONFORMITY: Sentence("Sự không phù hợp")}
"""What may be asked for by itself."""


@pages.get("/search")
@audience(SIGNED_IN)
def index() -> str | Response:
    """What was asked, what was found, and how it was understood; a number leads to its law."""
    sent = request.args
    if set(sent) == {"q"} and (law := called(actor(), sent["q"].strip())):
        return redirect(url_for("documents_external.document", key=law.key, q=sent["q"].strip()))
    wanted = _wanted(sent)
    answer = finder().ask(actor(), wanted, limit=PAGE) if wanted.words else None
    return render_template(
        "search/index.html",
        wanted=wanted,
        answer=answer,
        laws=by_keys(actor(), _keys_in(answer, INDEXED)) if answer else {},
        outside=issued_outside(actor(), _keys_in(answer, "document")) if answer else (),
        nonconformities=_nonconformities(answer),
        pages=-(-answer.total // PAGE) if answer else 0,
        kinds=KINDS,
        units=units(on=clock.today()),
        indicators=CHOICES,
    )


def _wanted(sent: Mapping[str, str]) -> Wanted:
    page = sent.get("page", "")
    return Wanted(
        words=sent.get("q", "").strip()[:LONGEST],
        history=sent.get("history") == "1",
        kind=sent.get("kind", ""),
        unit=sent.get("unit", ""),
        indicator=sent.get("indicator", ""),
        page=max(1, whole_number(page, 1, digits=5)),
    )


def _nonconformities(answer: Answer | None) -> Mapping[str, Nonconformity]:
    keys = _keys_in(answer, NONCONFORMITY) if answer else []
    found = by_ids(actor(), [int(key) for key in keys]) if keys else {}
    return {str(number): one for number, one in found.items()}


def _keys_in(answer: Answer, wanted: str) -> list[str]:
    parts = (group.key.partition(":") for group in answer.groups)
    return [key for kind, _colon, key in parts if kind == wanted]
