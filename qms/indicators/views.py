"""Pages of the catalogue: all indicators, one with what is tied to it, and what it is called."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.audit_trail.queries import history_of
from qms.audit_trail.vocabulary import Reader
from qms.indicators import panels, queries
from qms.indicators.catalogue import (
    CATEGORIES,
    INDICATORS,
    SOURCE,
    SOURCE_OF_LEVELS,
    VERSION,
    Indicator,
)
from qms.indicators.forms import LabelForm, RestorationForm
from qms.indicators.lifecycle import may_not_correct
from qms.indicators.operations import correct_label, restore_label
from qms.indicators.titles import correction
from qms.indicators.vocabulary import COLOUR_MEANINGS, COLOUR_NAMES
from qms.kernel.access import Role
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext

pages = Blueprint("indicators", __name__, url_prefix="/indicators")
Answer = str | Response | tuple[str, int]


@pages.get("")
@audience(SIGNED_IN)
def index() -> str:
    """The catalogue by category, each indicator with how much of each kind is tied to it."""
    return render_template(
        "indicators/index.html",
        categories=CATEGORIES,
        counted=[(p.heading, p.counts(actor())) for p in panels.registered() if p.counts],
        corrected=[number for number in INDICATORS if correction(number)],
        source=SOURCE,
        version=VERSION,
    )


@pages.get("/<number>")
@audience(SIGNED_IN)
def indicator(number: str) -> str:
    """One indicator: what it is about, and everything tied to it that the reader may see."""
    found = _known(number)
    return render_template(
        "indicators/indicator.html",
        indicator=found,
        category=CATEGORIES[found.category - 1],
        is_corrected=correction(number) is not None,
        may_correct=may_not_correct(actor()) is None,
        colour_names=COLOUR_NAMES,
        colour_meanings=COLOUR_MEANINGS,
        source_of_levels=SOURCE_OF_LEVELS,
        parts=[(panel, panel.found(actor(), number)) for panel in panels.registered()],
    )


@pages.get("/<number>/label")
@audience(Role.QUALITY_OFFICER)
def label(number: str) -> Answer:
    """What an indicator is called, with every correction so far."""
    return _label_page(_known(number))


@pages.post("/<number>/label")
@audience(Role.QUALITY_OFFICER)
def correct(number: str) -> Answer:
    """Call an indicator by another name."""
    found, form = _known(number), LabelForm(request.form)
    if not form.validate():
        return _label_page(found, form=form), 422
    try:
        correct_label(found, form.called(), form.version, actor(), form.reason.data or "")
    except Refused as refused:
        return _label_page(found, form=form, refused=refused), 409
    flash(gettext("Đã sửa tên chỉ số; tên mới hiện ở mọi trang."), "done")
    return redirect(url_for(".indicator", number=number))


@pages.post("/<number>/label/restoration")
@audience(Role.QUALITY_OFFICER)
def restore(number: str) -> Answer:
    """Call an indicator as the catalogue does again."""
    found, form = _known(number), RestorationForm(request.form)
    if not form.validate():
        return _label_page(found, restoring=form), 422
    try:
        restore_label(found, form.version, actor(), form.reason.data or "")
    except Refused as refused:
        return _label_page(found, restoring=form, refused=refused), 409
    flash(gettext("Chỉ số lại mang tên trong bảng."), "done")
    return redirect(url_for(".indicator", number=number))


def _known(number: str) -> Indicator:
    return INDICATORS.get(number) or abort(404)


def _label_page(
    found: Indicator,
    *,
    form: LabelForm | None = None,
    restoring: RestorationForm | None = None,
    refused: Refused | None = None,
) -> str:
    now = queries.label(found.number)
    version, name = (now.version if now else 0), (now and now.name) or found.name
    lines = history_of([now])[::-1] if now else ()
    form = form or LabelForm(data={"vi": name.text, "en": name.english})
    return render_template(
        "indicators/label.html",
        indicator=found,
        name=name,
        is_corrected=name is not found.name,
        form=form.for_version(version),
        restoring=(restoring or RestorationForm()).for_version(version).apart("restoring"),
        restoring_failed=restoring is not None,
        lines=lines,
        vocabulary=Reader(lines),
        reasons=refused.reasons if refused else (),
    )
