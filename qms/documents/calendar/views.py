"""The page of the calendar."""

from flask import Blueprint, abort, render_template, request

from qms.documents.calendar import queries
from qms.documents.calendar.sources import registered
from qms.kernel import clock
from qms.kernel.pages import SIGNED_IN, actor, audience
from qms.kernel.text import whole_number
from qms.organisation.queries import units

pages = Blueprint("calendar", __name__)
YEARS = range(2000, 2100)
MONTHS = 12


@pages.get("/calendar")
@audience(SIGNED_IN)
def index() -> str:
    """A year by months, or one month of it with all it holds; of one unit and sort if asked."""
    sent, today = request.args, clock.today()
    number = whole_number(sent.get("year", "")) or today.year
    unit, sort = whole_number(sent.get("unit", "")), sent.get("sort", "")
    month = whole_number(sent.get("month", ""))
    if number not in YEARS or month > MONTHS:
        abort(404)
    if month:
        months = queries.month(actor(), number, month, unit, sort)
    else:
        months = queries.year(actor(), number, unit, sort)
    return render_template(
        "documents/calendar/index.html",
        year=number,
        months=months,
        month=month,
        sorts=[(key, source.name) for key, source in registered().items()],
        units=units(on=today),
        unit=unit,
        sort=sort,
        today=today,
    )
