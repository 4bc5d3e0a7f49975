"""Pages of kinds: how each is numbered and reviewed, and what a change would mean."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from qms.documents.kinds import KIND_NAMES, operations, queries
from qms.documents.kinds.forms import RuleForm, SavedRuleForm
from qms.documents.kinds.models import KindSetting
from qms.documents.kinds.pattern import fault
from qms.documents.queries import SEE_ALL
from qms.documents.views import Answer
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext
from qms.organisation.queries import person_by_id

pages = Blueprint("documents_kinds", __name__, url_prefix="/documents/kinds")


@pages.get("")
@audience(*SEE_ALL)
def index() -> Answer:
    """Every kind with its rule and how its documents stand to it."""
    return render_template(
        "documents/kinds/index.html",
        standings=queries.standings(actor()),
        may_set=actor().has(Role.QUALITY_OFFICER),
    )


@pages.get("/<kind>")
@audience(Role.QUALITY_OFFICER)
def rule(kind: str) -> Answer:
    """The rule of one kind, and the effect of the one that is being thought of."""
    now = _known(kind)
    form = RuleForm(request.args) if request.args else _as_it_is(now)
    saving = SavedRuleForm(data=form.data)
    status = 422 if request.args and not form.validate() else 200
    return _page(kind, now, form, saving), status


@pages.post("/<kind>")
@audience(Role.QUALITY_OFFICER)
def set_rule(kind: str) -> Answer:
    """Save the rule that was looked at."""
    now, form, saving = _known(kind), RuleForm(request.form), SavedRuleForm(request.form)
    if not saving.validate():
        form.validate()
        return _page(kind, now, form, saving), 422
    reason = saving.reason.data or ""
    try:
        operations.set_kind(kind, saving.rule(), saving.version, by=actor(), reason=reason)
    except Refused as refused:
        return _page(kind, queries.setting(kind), form, saving, refused), 409
    flash(gettext("Đã lưu quy tắc."), "done")
    return redirect(url_for(".index"))


def _known(kind: str) -> KindSetting | None:
    if kind not in KIND_NAMES:
        abort(404)
    return queries.setting(kind)


def _as_it_is(now: KindSetting | None) -> RuleForm:
    return RuleForm(
        data={
            "pattern": now.pattern if now else "",
            "review_months": now.review_months if now else 0,
        }
    )


def _page(
    kind: str,
    now: KindSetting | None,
    form: RuleForm,
    saving: SavedRuleForm,
    refused: Refused | None = None,
) -> str:
    thought, person = form.rule(), person_by_id(actor().id)
    unit = person.unit.code if person else ""
    readable = not fault(thought.pattern) and not form.review_months.errors
    return render_template(
        "documents/kinds/rule.html",
        kind=kind,
        now=now,
        form=form,
        saving=saving.for_version(now.version if now else 0).apart("saving"),
        effect=queries.effect(kind, *thought.parts, unit, actor()) if readable else None,
        changes=(now.pattern, now.review_months) != thought.parts if now else any(thought.parts),
        unit=unit,
        reasons=refused.reasons if refused else (),
    )
