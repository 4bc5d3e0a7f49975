"""The search page."""

from flask import Blueprint, render_template, request

from qms.documents.kinds import KIND_NAMES
from qms.indicators.catalogue import CHOICES
from qms.kernel import clock
from qms.kernel.pages import SIGNED_IN, actor, audience
from qms.organisation.queries import units
from qms.search.finder import Wanted, finder

pages = Blueprint("search", __name__)
PAGE = 10
LONGEST = 500


@pages.get("/search")
@audience(SIGNED_IN)
def index() -> str:
    """What was asked, what was found, and how it was understood."""
    sent = request.args
    page = sent.get("page", "")
    wanted = Wanted(
        words=sent.get("q", "").strip()[:LONGEST],
        history=sent.get("history") == "1",
        kind=sent.get("kind", ""),
        unit=sent.get("unit", ""),
        indicator=sent.get("indicator", ""),
        page=max(1, int(page)) if page.isdecimal() and len(page) < 6 else 1,
    )
    answer = finder().ask(actor(), wanted, limit=PAGE) if wanted.words else None
    return render_template(
        "search/index.html",
        wanted=wanted,
        answer=answer,
        pages=-(-answer.total // PAGE) if answer else 0,
        kinds=KIND_NAMES,
        units=units(on=clock.today()),
        indicators=CHOICES,
    )
