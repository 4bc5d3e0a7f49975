"""Pages of the catalogue: all indicators, and one with what is tied to it."""

from flask import Blueprint, abort, render_template

from qms.indicators import panels
from qms.indicators.catalogue import (
    CATEGORIES,
    INDICATORS,
    SOURCE,
    SOURCE_OF_LEVELS,
    VERSION,
)
from qms.indicators.vocabulary import COLOUR_MEANINGS, COLOUR_NAMES
from qms.kernel.pages import SIGNED_IN, actor, audience

pages = Blueprint("indicators", __name__, url_prefix="/indicators")


@pages.get("")
@audience(SIGNED_IN)
def index() -> str:
    """The catalogue by category, each indicator with how much of each kind is tied to it."""
    return render_template(
        "indicators/index.html",
        categories=CATEGORIES,
        counted=[(panel.heading, panel.counts(actor())) for panel in panels.registered()],
        source=SOURCE,
        version=VERSION,
    )


@pages.get("/<number>")
@audience(SIGNED_IN)
def indicator(number: str) -> str:
    """One indicator: what it is about, and everything tied to it that the reader may see."""
    found = INDICATORS.get(number) or abort(404)
    return render_template(
        "indicators/indicator.html",
        indicator=found,
        category=CATEGORIES[found.category - 1],
        colour_names=COLOUR_NAMES,
        colour_meanings=COLOUR_MEANINGS,
        source_of_levels=SOURCE_OF_LEVELS,
        parts=[(panel, panel.found(actor(), number)) for panel in panels.registered()],
    )
