"""The page on which an action is added to a plan, or said otherwise."""

from flask import Blueprint, flash, redirect, render_template, request, url_for

from qms.documents.models import Edition
from qms.documents.views import Answer
from qms.indicators.catalogue import INDICATORS, in_order
from qms.kernel import clock
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused, refuse_if
from qms.kernel.pages import SIGNED_IN, actor, audience, say
from qms.nonconformities import criteria, people
from qms.nonconformities.actions import planning
from qms.nonconformities.actions.forms import ActionForm
from qms.nonconformities.actions.lifecycle import KIND_NAMES, LIFECYCLE, Kind, may_not_plan
from qms.nonconformities.actions.models import CorrectiveAction
from qms.nonconformities.actions.planning import Planned
from qms.nonconformities.actions.views import find as find_action
from qms.nonconformities.models import Nonconformity
from qms.nonconformities.views import find
from qms.organisation.calendar.queries import calendar
from qms.organisation.calendar.working_days import add

pages = Blueprint("actions_planning", __name__, url_prefix="/nonconformities/<int:number>/actions")
USUAL_DAYS = 20
"""In how many working days an action is usually done."""


@pages.get("/new")
@audience(SIGNED_IN)
def new(number: int) -> Answer:
    """Say what is to be done; its indicators are at first those of the nonconformity."""
    found = find(number)
    refuse_if(may_not_plan(found, actor()))
    data = {
        "kind": Kind.CORRECTIVE,
        "owner": found.handler_id,
        "due": add(calendar(), clock.today(), USUAL_DAYS),
        "indicators": sorted(found.indicators),
    }
    form = ActionForm(data=data).for_version(found.version)
    return _page(found, form, None)


@pages.post("")
@audience(SIGNED_IN)
def plan(number: int) -> Answer:
    """Add it to the plan."""
    found, form = find(number), ActionForm(request.form)
    return _keep(found, form, None)


@pages.get("/<int:serial>/planning")
@audience(SIGNED_IN)
def change(number: int, serial: int) -> Answer:
    """What was planned, to be said otherwise."""
    action = find_action(number, serial)
    refuse_if(*LIFECYCLE.objections("change action", action, actor()))
    data = {
        "kind": action.kind,
        "what": action.text,
        "risk": action.risk,
        "owner": action.owner_id,
        "due": action.due,
        "resources": action.resources,
        "revises": criteria.place_of(action.about, action.anchor) if action.about else "",
        "indicators": sorted(action.indicators),
    }
    form = ActionForm(data=data).for_version(action.version)
    return _page(action.nonconformity, form, action)


@pages.post("/<int:serial>/planning")
@audience(SIGNED_IN)
def keep(number: int, serial: int) -> Answer:
    """Keep what is said otherwise."""
    action, form = find_action(number, serial), ActionForm(request.form)
    return _keep(action.nonconformity, form, action)


def _keep(found: Nonconformity, form: ActionForm, action: CorrectiveAction | None) -> Answer:
    _offer(form)
    try:
        about, anchor = _revised(form, action)
    except criteria.Unreadable as unreadable:
        form.revises.errors = [unreadable.said]  # type: ignore[list-item]
        return _page(found, form, action, status=422)
    if not form.validate():
        return _page(found, form, action, status=422)
    given = _planned(form, about, anchor)
    try:
        if action:
            planning.change_action(action, given, form.version, by=actor())
        else:
            planning.plan_action(found, given, form.version, by=actor())
    except Refused as refused:
        return _page(found, form, action, refused=refused, status=409)
    flash(say(Sentence("Đã lưu kế hoạch.")), "done")
    return redirect(url_for("nonconformities.one", number=found.id, _anchor="plan"))


def _planned(form: ActionForm, about: Edition | None, anchor: str) -> Planned:
    return Planned(
        kind=form.kind.data,
        text=form.what.data or "",
        owner_id=form.owner.data,
        due=form.due.data or clock.today(),
        indicators=frozenset(form.indicators.data or ()),
        resources=form.resources.data or "",
        risk=form.risk.data or "",
        about=about,
        anchor=anchor,
    )


def _revised(form: ActionForm, action: CorrectiveAction | None) -> tuple[Edition | None, str]:
    """The edition in force and the clause that are to be revised, if any; what was named before
    stays, even when there is a newer edition by now.
    """
    line = (form.revises.data or "").strip()
    if action and action.about and line == criteria.place_of(action.about, action.anchor):
        return action.about, action.anchor
    return criteria.place(line, actor()) if line else (None, "")


def _offer(form: ActionForm) -> None:
    form.kind.choices = [(str(kind), say(name)) for kind, name in KIND_NAMES.items()]
    form.owner.choices = people.choices()


def _page(
    found: Nonconformity,
    form: ActionForm,
    action: CorrectiveAction | None,
    *,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    _offer(form)
    if refused:
        form.for_version(action.version if action else found.version)
    chosen = set(form.indicators.data or ()) | found.indicators
    page = render_template(
        "nonconformities/actions/planning.html",
        found=found,
        action=action,
        form=form,
        offered=in_order(chosen),
        others=in_order(INDICATORS.keys() - chosen),
        reasons=refused.reasons if refused else (),
    )
    return page, status
