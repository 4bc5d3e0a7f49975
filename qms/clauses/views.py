"""The page of the catalogue: every clause with what it asks, to be read and linked to."""

from flask import Blueprint, render_template

from qms.clauses.catalogue import NEWEST
from qms.kernel.pages import SIGNED_IN, audience

pages = Blueprint("clauses", __name__, url_prefix="/clauses")


@pages.get("")
@audience(SIGNED_IN)
def index() -> str:
    """The clauses of the newest version by chapter; a clause is reached as ``#8.7``."""
    return render_template("clauses/index.html", version=NEWEST)
