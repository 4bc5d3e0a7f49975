"""Pages of routes: which are set, what one would mean today, and saving it."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents.kinds import KIND_NAMES
from qms.documents.queries import SEE_ALL
from qms.documents.routes import operations, queries
from qms.documents.routes.forms import SavedRouteForm, StepForm, rules_of, step_forms
from qms.documents.routes.lifecycle import AGENCY, NAMED, ONE_UNIT, OWN_UNIT, StepRule, faults
from qms.documents.routes.models import RouteTemplate
from qms.documents.routes.resolving import Plan, resolve
from qms.documents.routes.vocabulary import PLACE_NAMES, WAY_NAMES
from qms.documents.views import Answer
from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext, say
from qms.organisation.lifecycle import SIGNING_ROLES
from qms.organisation.models import Unit
from qms.organisation.queries import units
from qms.organisation.roles import ROLE_NAMES

pages = Blueprint("documents_routes", __name__, url_prefix="/documents/routes")


@pages.app_context_processor
def _names() -> dict[str, object]:
    return {"way_names": WAY_NAMES, "place_names": PLACE_NAMES, "role_names": ROLE_NAMES}


@pages.get("")
@audience(*SEE_ALL)
def index() -> Answer:
    """Every kind with the routes that are set for it."""
    found: dict[str, list[RouteTemplate]] = {kind: [] for kind in KIND_NAMES}
    for template in queries.in_use():
        found[template.kind].append(template)
    return render_template(
        "documents/routes/index.html",
        routes=found,
        units=units(on=clock.today()),
        may_set=actor().has(Role.QUALITY_OFFICER),
    )


@pages.get("/<kind>")
@audience(Role.QUALITY_OFFICER)
def route(kind: str) -> Answer:
    """The route of one kind, in one unit or everywhere, and whom the one thought of would ask."""
    unit, before = _place(kind)
    asked = any(name.startswith("step") for name in request.args)
    now = [step.rule for step in before[0].steps] if before else []
    steps = _filled(step_forms(request.args) if asked else step_forms(None, now))
    status = 422 if asked and not _fit(steps) else 200
    return _page(kind, unit, before, steps), status


@pages.post("/<kind>")
@audience(Role.QUALITY_OFFICER)
def set_route(kind: str) -> Answer:
    """Save the route that was looked at."""
    unit, before = _place(kind)
    steps, saving = _filled(step_forms(request.form)), SavedRouteForm(request.form)
    if not _fit(steps) or not saving.validate():
        return _page(kind, unit, before, steps, saving), 422
    unit_id, reason = unit.id if unit else None, saving.reason.data or ""
    try:
        operations.set_route(kind, unit_id, rules_of(steps), saving.version, actor(), reason)
    except Refused as refused:
        return _page(kind, unit, queries.versions(kind, unit_id), steps, saving, refused), 409
    flash(gettext("Đã lưu tuyến ký. Những lượt trình đang dở giữ nguyên người ký."), "done")
    return redirect(url_for(".index"))


def _place(kind: str) -> tuple[Unit | None, Sequence[RouteTemplate]]:
    """The unit that is asked about (none for everywhere) and the versions of its route."""
    if kind not in KIND_NAMES:
        abort(404)
    sent = request.values.get("unit", "")
    found = [u for u in units(on=clock.today()) if str(u.id) == sent and u.parent_id]
    if sent and not found:
        abort(404)
    unit = found[0] if found else None
    return unit, queries.versions(kind, unit.id if unit else None)


def _filled(steps: list[StepForm]) -> list[StepForm]:
    """Give each form what it offers."""
    able = queries.signers()
    places = [(p, say(PLACE_NAMES[p])) for p in (OWN_UNIT, AGENCY)]
    places += [(f"{ONE_UNIT}:{u.id}", u.name) for u in units(on=clock.today())]
    places += [(NAMED, say(PLACE_NAMES[NAMED]))]
    for form in steps:
        form.role.choices = [(role.value, say(ROLE_NAMES[role])) for role in SIGNING_ROLES]
        form.place.choices = places
        form.way.choices = [(way, say(name)) for way, name in WAY_NAMES.items()]
        form.people.choices = [(p.id, f"{p.name} – {p.title}") for p in able.people.values()]
    return steps


def _fit(steps: Sequence[StepForm]) -> bool:
    unfit = [form for form in steps if form.label.data and not form.validate()]
    return not unfit


@dataclass(frozen=True)
class Effect:
    """Whom a route would ask today for documents of one unit."""

    unit: Unit
    plan: Plan


def _effects(unit: Unit | None, rules: Sequence[StepRule]) -> list[Effect]:
    able = queries.signers()
    shown = [unit] if unit else units(on=clock.today())
    return [Effect(u, resolve(queries.wanted(rules, able, u.id), ())) for u in shown]


def _page(
    kind: str,
    unit: Unit | None,
    before: Sequence[RouteTemplate],
    steps: Sequence[StepForm],
    saving: SavedRouteForm | None = None,
    refused: Refused | None = None,
) -> str:
    rules = rules_of(steps)
    now = [step.rule for step in before[0].steps] if before else []
    wrong: list[Sentence] = [] if any(form.errors for form in steps) else faults(rules)
    readable = not wrong and not any(form.errors for form in steps)
    saving = saving or SavedRouteForm()
    return render_template(
        "documents/routes/route.html",
        kind=kind,
        unit=unit,
        versions=before,
        steps=steps,
        sent=[(f.name, v) for form in steps for f in form for v in _values(f.data)],
        faults=wrong,
        effects=_effects(unit, rules) if readable and rules else [],
        signers=queries.signers().people,
        changes=readable and rules != now,
        takes_away=readable and not rules,
        saving=saving.for_version(before[0].serial if before else 0).apart("saving"),
        reasons=refused.reasons if refused else (),
    )


def _values(data: object) -> Sequence[object]:
    return data if isinstance(data, list) else [data or ""]
