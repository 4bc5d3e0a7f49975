"""The page on which the quality officer takes a report on, or says otherwise what it is."""

from collections.abc import Iterable, Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for

from qms.clauses.catalogue import CLAUSES
from qms.documents.views import Answer
from qms.indicators.catalogue import CATEGORIES, in_order
from qms.indicators.suggesting import suggest
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities import accepting, criteria, people
from qms.nonconformities.accepting import Acceptance, Cited
from qms.nonconformities.alike import alike
from qms.nonconformities.forms import AcceptanceForm, ChangedForm
from qms.nonconformities.lifecycle import (
    LIFECYCLE,
)
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.queries import to_follow
from qms.nonconformities.states import (
    GRADE_NAMES,
    SOURCE_NAMES,
    State,
)
from qms.nonconformities.views import find
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add
from qms.organisation.queries import heads_of, units_to_choose

pages = Blueprint("nonconformities_accepting", __name__, url_prefix="/nonconformities")
USUAL_DAYS = 3
"""In how many working days a case itself is usually put right."""


@pages.get("/<int:number>/acceptance")
@audience(SIGNED_IN)
def acceptance(number: int) -> Answer:
    """What is to be said, with what the program suggests."""
    found = find(number)
    refuse_if(*LIFECYCLE.objections(_verb(found), found, actor()))
    return _page(found, _filled(found))


@pages.post("/<int:number>/acceptance")
@audience(SIGNED_IN)
def accept(number: int) -> Answer:
    """Take it on, or change what was said."""
    found = find(number)
    form = _form(found)(request.form)
    _offer(form, found)
    named = _read(form)
    if not form.validate() or named is None:
        return _page(found, form, status=422)
    verb = accepting.accept if found.state == State.REPORTED else accepting.change_acceptance
    try:
        given = _given(form, named)
        done = verb(found, given, form.version, by=actor(), reason=form.reason.data or "")
    except Refused as refused:
        return _page(found, form, refused=refused, status=409)
    flash(say(Sentence("Đã lưu phiếu %(number)s.", number=done.number)), "done")
    return redirect(url_for("nonconformities.one", number=number))


def _verb(found: Nonconformity) -> str:
    return "accept report" if found.state == State.REPORTED else "change acceptance"


def _form(found: Nonconformity) -> type[AcceptanceForm]:
    return AcceptanceForm if found.state == State.REPORTED else ChangedForm


def _read(form: AcceptanceForm) -> Sequence[Cited] | None:
    """The criteria that were written, or nothing when a line says nothing; that is told there."""
    try:
        return criteria.read(form.places.data or "", actor())
    except criteria.Unreadable as unreadable:
        form.unreadable = unreadable.said
        return None


def _given(form: AcceptanceForm, named: Iterable[Cited]) -> Acceptance:
    clauses = (Cited(clause_key=key) for key in form.clauses.data or ())
    return Acceptance(
        title=form.title.data or "",
        source=form.source.data,
        grade=form.grade.data,
        unit_id=form.unit.data,
        handler_id=form.handler.data,
        correct_by=form.correct_by.data or clock.today(),
        criteria=frozenset((*named, *clauses)),
        indicators=frozenset(form.indicators.data or ()),
        confidential=bool(form.confidential.data),
        follows_id=form.follows.data,
    )


def _filled(found: Nonconformity) -> AcceptanceForm:
    """The form as it is first shown: what is kept, or what a report lets one guess."""
    anew = found.state == State.REPORTED
    place = criteria.place_of(found.about, found.anchor) if found.about else ""
    form = _form(found)(
        data={
            "title": found.title or found.summary,
            "source": found.source or "own finding",
            "grade": found.grade or "minor",
            "unit": found.unit_id,
            "handler": found.handler_id or _head_of(found.unit_id),
            "correct_by": found.correct_by or add(calendar(), clock.today(), USUAL_DAYS),
            "places": place if anew else criteria.write(found.criteria),
            "clauses": [c.clause_key for c in found.criteria if c.clause_key],
            "indicators": sorted(found.indicators),
            "confidential": found.confidential,
            "follows": found.follows_id or 0,
            "reason": "",
        }
    )
    _offer(form, found)
    return form


def _head_of(unit_id: int) -> int:
    return next(iter(heads_of(unit_id)), 0)


def _offer(form: AcceptanceForm, found: Nonconformity) -> None:
    form.source.choices = [(str(code), say(name)) for code, name in SOURCE_NAMES.items()]
    form.grade.choices = [(str(code), say(name)) for code, name in GRADE_NAMES.items()]
    form.unit.choices = [(unit.id, unit.name) for unit in units_to_choose(found.unit)]
    form.handler.choices = people.choices()
    form.follows.choices = [
        (0, say(Sentence("Không phải"))),
        *((o.id, f"{o.number} – {o.summary}") for o in to_follow(actor(), found)),
    ]


def _page(
    found: Nonconformity,
    form: AcceptanceForm,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    suggested = suggest(f"{found.text} {found.place}")
    numbers = {one.indicator.number for one in suggested}
    page = render_template(
        "nonconformities/acceptance.html",
        found=found,
        form=form.for_version(found.version) if request.method == "GET" or refused else form,
        is_new=found.state == State.REPORTED,
        clauses=CLAUSES.values(),
        suggested=suggested,
        chosen_otherwise=in_order(set(form.indicators.data or ()) - numbers),
        categories=CATEGORIES,
        alike=alike(actor(), found),
        reasons=refused.reasons if refused else (),
    )
    return page, status
