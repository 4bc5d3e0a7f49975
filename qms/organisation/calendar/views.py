"""The page of working days: a year at a glance, and what differs from the ordinary week."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.kernel import clock
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext
from qms.kernel.text import whole_number
from qms.organisation.calendar import operations, queries
from qms.organisation.calendar.forms import SORTS, PeriodForm, RemovalForm
from qms.organisation.calendar.lifecycle import KEEPERS, YEARS, not_keeper
from qms.organisation.calendar.models import CalendarPeriod

pages = Blueprint("working_days", __name__, url_prefix="/working-days")
Answer = str | Response | tuple[str, int]


@pages.get("")
@audience(SIGNED_IN)
def index() -> Answer:
    """A year: its holidays, days in lieu, days made up for, and how many working days it has."""
    number = whole_number(request.args.get("year", ""), clock.today().year, digits=4)
    return _page(number if number in YEARS else abort(404))


@pages.post("")
@audience(*KEEPERS)
def add() -> Answer:
    """Enter a period."""
    form = _form()
    if not form.validate():
        return _page(_year_of(form), form=form, status=422)
    try:
        period = operations.add_period(form.new(), by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return _page(_year_of(form), form=form, refused=refused, status=409)
    flash(gettext("Đã ghi vào lịch."), "done")
    return redirect(url_for(".index", year=period.first.year))


@pages.post("/<int:period_id>/removal")
@audience(*KEEPERS)
def remove(period_id: int) -> Answer:
    """Take a period out."""
    period, form = queries.period(actor(), period_id) or abort(404), RemovalForm(request.form)
    number = period.first.year
    if not form.validate():
        return _page(number, at=period, removal=form, status=422)
    try:
        operations.remove_period(period, form.version, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return _page(number, at=period, removal=form, refused=refused, status=409)
    flash(gettext("Đã bỏ khỏi lịch."), "done")
    return redirect(url_for(".index", year=number))


def _form() -> PeriodForm:
    form = PeriodForm(request.form)
    form.sort.choices = [(code, gettext(name)) for code, name in SORTS.items()]
    return form


def _year_of(form: PeriodForm) -> int:
    wanted = form.first.data.year if form.first.data else 0
    return wanted if wanted in YEARS else clock.today().year


def _page(
    number: int,
    *,
    form: PeriodForm | None = None,
    at: CalendarPeriod | None = None,
    removal: RemovalForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "organisation/calendar/index.html",
        year=queries.year(actor(), number),
        years=[each for each in (number - 1, number, number + 1) if each in YEARS],
        today=clock.today(),
        sorts=SORTS,
        form=form or _form(),
        at=at,
        removal=removal,
        new_removal=RemovalForm,
        reasons=refused.reasons if refused else (),
        may_change=not_keeper(None, actor()) is None,
    )
    return page, status
