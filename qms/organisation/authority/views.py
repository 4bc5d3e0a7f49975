"""Pages of signing for others: one's own deputies, and everybody's with the forms of signing."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import SIGNED_IN, actor, audience, gettext, say
from qms.organisation.authority import operations, queries
from qms.organisation.authority.forms import AuthorityForm, DeputyForm
from qms.organisation.authority.lifecycle import KEEPERS
from qms.organisation.authority.vocabulary import FORM_NAMES
from qms.organisation.forms import ReasonForm
from qms.organisation.lifecycle import SIGNING_ROLES
from qms.organisation.models import Person
from qms.organisation.queries import SEE_EVERYBODY, holders, person_by_id

pages = Blueprint("authority", __name__)
Answer = str | Response | tuple[str, int]


@pages.get("/deputies")
@audience(SIGNED_IN)
def deputies() -> Answer:
    """Who signs for the reader, for whom the reader signs, and naming a deputy."""
    return _own_page(_deputy_form())


@pages.get("/authorities")
@audience(*SEE_EVERYBODY)
def index() -> Answer:
    """Every deputy and every form of signing."""
    return _all_page()


@pages.post("/deputies")
@audience(SIGNED_IN)
def name_deputy() -> Answer:
    """Name a deputy, for oneself or (who may) for somebody else."""
    form = _deputy_form()
    for_others = request.form.get("from") == "authorities" and actor().has(*SEE_EVERYBODY)
    if not form.validate():
        return _again(form, for_others, 422)
    person, deputy = person_by_id(form.person.data), person_by_id(form.deputy.data)
    if person is None or deputy is None:
        abort(404)
    try:
        operations.name_deputy(
            person, deputy, form.parts(), form.period(), form.paper(), by=actor()
        )
    except Refused as refused:
        return _again(form, for_others, 409, refused)
    flash(gettext("Đã cử người ký thay."), "done")
    return redirect(url_for(".index" if for_others else ".deputies"))


@pages.post("/deputies/<int:delegation_id>/ending")
@audience(SIGNED_IN)
def end_delegation(delegation_id: int) -> Answer:
    """Let a deputy sign no more."""
    delegation = queries.delegation(actor(), delegation_id) or abort(404)
    operations.end_delegation(delegation, by=actor(), reason=_reason())
    flash(gettext("Đã kết thúc việc ký thay."), "done")
    mine = actor().id in (delegation.person_id, delegation.deputy_id)
    return redirect(url_for(".deputies" if mine else ".index"))


@pages.post("/authorities")
@audience(*KEEPERS)
def record_authority() -> Answer:
    """Record in which form a person signs."""
    form = _authority_form()
    if not form.validate():
        return _all_page(authority_form=form, status=422)
    person = person_by_id(form.person.data) or abort(404)
    behalf = (form.on_behalf.data or "").upper()
    try:
        operations.record_authority(
            person, form.form.data, behalf, form.paper(), form.period(), by=actor()
        )
    except Refused as refused:
        return _all_page(authority_form=form, refused=refused, status=409)
    flash(gettext("Đã ghi hình thức ký."), "done")
    return redirect(url_for(".index"))


@pages.post("/authorities/<int:authority_id>/ending")
@audience(*KEEPERS)
def end_authority(authority_id: int) -> Answer:
    """Let a form of signing end."""
    authority = queries.authority(actor(), authority_id) or abort(404)
    operations.end_authority(authority, by=actor(), reason=_reason())
    flash(gettext("Đã kết thúc hình thức ký."), "done")
    return redirect(url_for(".index"))


def _reason() -> str:
    form = ReasonForm(request.form)
    if not form.validate() and form.reason.data:
        raise Refused(*(Sentence(str(said)) for said in form.reason.errors))
    return form.reason.data or ""


def _again(
    form: DeputyForm, for_others: bool, status: int, refused: Refused | None = None
) -> Answer:
    if for_others:
        return _all_page(deputy_form=form, refused=refused, status=status)
    return _own_page(form, refused=refused, status=status)


def _named(person: Person) -> tuple[int, str]:
    return person.id, f"{person.name} – {person.title}"


def _signers() -> list[tuple[int, str]]:
    return [_named(person) for person in holders(*SIGNING_ROLES)]


def _deputy_form() -> DeputyForm:
    by = actor()
    form = DeputyForm(request.form, person=by.id, first_day=clock.today())
    for_others = by.has(*KEEPERS)
    form.person.choices = [*_signers(), (by.id, by.name)] if for_others else [(by.id, by.name)]
    deputies = [_named(p) for p in queries.may_be_deputies() if for_others or p.id != by.id]
    form.deputy.choices = [(0, say(Sentence("Chưa chọn"))), *deputies]
    return form


def _authority_form() -> AuthorityForm:
    form = AuthorityForm(request.form, first_day=clock.today())
    form.person.choices = _signers()
    form.form.choices = [(code, say(name)) for code, name in FORM_NAMES.items()]
    return form


def _own_page(form: DeputyForm, *, refused: Refused | None = None, status: int = 200) -> Answer:
    by = actor()
    page = render_template(
        "organisation/authority/own.html",
        delegations=queries.own(by),
        authorities=queries.authorities_of(by.id),
        form=form,
        today=clock.today(),
        may_delegate=by.has(*SIGNING_ROLES),
        reason_form=ReasonForm,
        reasons=refused.reasons if refused else (),
    )
    return page, status


def _all_page(
    *,
    deputy_form: DeputyForm | None = None,
    authority_form: AuthorityForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    by = actor()
    page = render_template(
        "organisation/authority/all.html",
        delegations=queries.delegations(by),
        authorities=queries.authorities(by),
        deputy_form=deputy_form or _deputy_form(),
        authority_form=authority_form or _authority_form(),
        today=clock.today(),
        form_names=FORM_NAMES,
        may_change=by.has(Role.ADMINISTRATOR, Role.QUALITY_OFFICER),
        reason_form=ReasonForm,
        at="deputy" if deputy_form else "form" if authority_form else "",
        reasons=refused.reasons if refused else (),
    )
    return page, status
