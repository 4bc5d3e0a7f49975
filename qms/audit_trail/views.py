"""The auditor's page: who did what, when and why."""

from flask import Blueprint, render_template, request

from qms.audit_trail import queries
from qms.audit_trail.forms import wanted_from
from qms.audit_trail.vocabulary import Reader
from qms.kernel.access import Role
from qms.kernel.pages import actor, audience

pages = Blueprint("audit_trail", __name__)


@pages.get("/trail")
@audience(*queries.SEE_ALL, Role.ADMINISTRATOR)
def index() -> str:
    """A page of lines, newest first, with filters."""
    wanted = wanted_from(request.args)
    found = queries.find(actor(), wanted)
    return render_template(
        "audit_trail/index.html",
        found=found,
        wanted=wanted,
        vocabulary=Reader(found.lines),
    )
