"""The page of figures, and its tables as a spreadsheet."""

from flask import Blueprint, abort, render_template, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from qms.documents.register.sheet import MIMETYPE, make_book
from qms.documents.register.views import maker, sent
from qms.documents.views import Answer
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.operation import stop_reading
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.kernel.text import whole_number
from qms.nonconformities.figures import queries
from qms.nonconformities.figures.figure import Section, Words
from qms.nonconformities.figures.forms import PeriodForm
from qms.nonconformities.figures.going import times, trend
from qms.nonconformities.figures.listing import listings, spoken
from qms.nonconformities.figures.outcome import outcomes
from qms.nonconformities.figures.period import Period
from qms.nonconformities.figures.piling import heaps
from qms.nonconformities.figures.queries import Asked
from qms.nonconformities.queries import years
from qms.organisation.queries import units

pages = Blueprint("nonconformities_figures", __name__, url_prefix="/nonconformities")
FILE_NAME = "phan-tich-su-khong-phu-hop.xlsx"
YEARS = range(2000, 2100)
YEARS_OFFERED = 5


@pages.get("/figures")
@audience(SIGNED_IN)
def index() -> Answer:
    """Where nonconformities pile up, how they go and what helped; wrong days are said."""
    form, names = _form()
    if not form.validate():
        return render_template("nonconformities/figures.html", form=form, years=_years()), 422
    asked = form.asked
    sections, totals = _sections(asked, names)
    page = render_template(
        "nonconformities/figures.html",
        form=form,
        years=_years(),
        asked=asked,
        about=spoken(asked, names[asked.unit] if asked.unit else ""),
        sections=sections,
        totals=totals,
        drawings={
            one.key: one.chart(_words) for part in sections for one in part.figures if one.chart
        },
    )
    return page, 200


@pages.get("/figures.xlsx")
@audience(SIGNED_IN)
def sheet() -> Answer | Response:
    """Every table of the page, each on a sheet of its own and whole."""
    form, names = _form()
    if not form.validate():
        return render_template("nonconformities/figures.html", form=form, years=_years()), 422
    asked = form.asked
    sections, _totals = _sections(asked, names)
    written = listings(sections, asked, names[asked.unit] if asked.unit else "", maker())
    stop_reading()
    return sent(make_book(written), MIMETYPE, FILE_NAME)


def _form() -> tuple[PeriodForm, dict[int, str]]:
    """What is asked, this year where no days are, and the names of all units."""
    given, every = MultiDict(request.args), units()
    if not given.get("since") and not given.get("until"):
        year = whole_number(given.get("year") or clock.today().year, digits=4)
        if year not in YEARS:
            abort(404)
        period = Period.of_year(year)
        given.setlist("since", [f"{period.since:%d/%m/%Y}"])
        given.setlist("until", [f"{period.until:%d/%m/%Y}"])
    given.setdefault("unit", "0")
    form = PeriodForm(given)
    form.offer(every)
    return form, {unit.id: unit.name for unit in every}


def _sections(asked: Asked, names: dict[int, str]) -> tuple[list[Section], queries.Totals]:
    by = actor()
    totals = queries.totals(by, asked)
    sections = [
        Section("piles", Sentence("Tập trung ở đâu"), heaps(by, asked, totals.all)),
        Section("trend", Sentence("Diễn biến"), [trend(by, asked)]),
        Section("times", Sentence("Xử lý mất bao lâu"), times(by, asked, names)),
        Section("outcomes", Sentence("Kết quả và thời hạn"), outcomes(by, asked, totals)),
    ]
    return sections, totals


def _years() -> list[int]:
    """The last years in which something was found, this one with them."""
    found = {clock.today().year, *years(actor())}
    return sorted(found, reverse=True)[:YEARS_OFFERED]


def _words(words: Words) -> str:
    return say(words) if isinstance(words, Sentence) else words
