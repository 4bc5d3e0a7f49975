"""Pages of people and units."""

from typing import TypeVar

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from qms.kernel import clock
from qms.kernel.access import Role
from qms.kernel.i18n import Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import actor, audience, gettext, say
from qms.organisation import operations, queries, unit_operations
from qms.organisation.forms import (
    AppointmentForm,
    ClosingForm,
    MailForm,
    NewPersonForm,
    PersonForm,
    ReasonForm,
    RenameForm,
    UnitForm,
)
from qms.organisation.models import Person, Unit
from qms.organisation.roles import ROLE_NAMES

pages = Blueprint("organisation_people", __name__)
Answer = str | Response | tuple[str, int]
Form = TypeVar("Form", bound=PersonForm)
READERS = queries.SEE_EVERYBODY
KEEPER = Role.ADMINISTRATOR
WHOLE_AGENCY = Sentence("Toàn cơ quan")


@pages.get("/people")
@audience(*READERS)
def people() -> Answer:
    """Everybody, with what they hold today."""
    return render_template(
        "organisation/people.html",
        people=queries.people(actor()),
        today=clock.today(),
        role_names=ROLE_NAMES,
    )


@pages.route("/people/new", methods=["GET", "POST"])
@audience(KEEPER)
def new_person() -> Answer:
    """Take a person in."""
    form = _with_units(NewPersonForm(request.form))
    if request.method != "POST" or not form.validate():
        return _page("new_person", form=form)
    try:
        person, word = operations.add_person(form.answer(), by=actor())
    except Refused as refused:
        return render_template(
            "organisation/new_person.html", form=form, reasons=refused.reasons
        ), 409
    return _show_link(person, word)


@pages.get("/people/<int:person_id>")
@audience(*READERS)
def person(person_id: int) -> Answer:
    """One person: name, unit, every role past and present."""
    return _person_page(_person(person_id))


@pages.post("/people/<int:person_id>")
@audience(KEEPER)
def change_person(person_id: int) -> Answer:
    """Correct the name, title or unit."""
    person, form = _person(person_id), PersonForm(request.form)
    if not _with_units(form, person.unit).validate():
        return _person_page(person, person_form=form, status=422)
    operations.change_person(
        person, form.name.data or "", form.title.data or "", form.unit.data, by=actor()
    )
    return _back_to(person)


@pages.post("/people/<int:person_id>/mail")
@audience(KEEPER)
def set_mail(person_id: int) -> Answer:
    """Set where a person's mail goes."""
    person, form = _person(person_id), MailForm(request.form)
    if not form.validate():
        return _person_page(person, mail_form=form, status=422)
    try:
        operations.set_mail(person, form.mail.data or "", by=actor())
    except Refused as refused:
        return _person_page(person, mail_form=form, refused=refused, status=409)
    return _back_to(person)


@pages.post("/people/<int:person_id>/appointments")
@audience(KEEPER)
def appoint(person_id: int) -> Answer:
    """Give a role."""
    person, form = _person(person_id), _appointment_form()
    if not form.validate() or form.start.data is None:
        return _person_page(person, appointment_form=form, status=422)
    try:
        operations.appoint(
            person,
            Role(form.role.data),
            form.unit.data or None,
            form.start.data,
            form.end.data,
            by=actor(),
            reason=form.reason.data or "",
        )
    except Refused as refused:
        return _person_page(person, appointment_form=form, refused=refused, status=409)
    return _back_to(person)


@pages.post("/people/<int:person_id>/appointments/<int:appointment_id>/ending")
@audience(KEEPER)
def end_appointment(person_id: int, appointment_id: int) -> Answer:
    """Take a role back."""
    person = _person(person_id)
    found = [a for a in person.appointments if a.id == appointment_id] or abort(404)
    operations.end_appointment(found[0], by=actor(), reason=_reason())
    return _back_to(person)


@pages.post("/people/<int:person_id>/link")
@audience(KEEPER)
def give_link(person_id: int) -> Answer:
    """Make a one-time link to choose a password."""
    person = _person(person_id)
    return _show_link(person, operations.invite(person, by=actor(), reason=_reason()))


@pages.post("/people/<int:person_id>/suspension")
@audience(KEEPER)
def disable(person_id: int) -> Answer:
    """Shut a person out, at once."""
    return _back_to(operations.disable(_person(person_id), by=actor(), reason=_reason()))


@pages.post("/people/<int:person_id>/reinstatement")
@audience(KEEPER)
def enable(person_id: int) -> Answer:
    """Let a person in again."""
    return _back_to(operations.enable(_person(person_id), by=actor(), reason=_reason()))


@pages.get("/units")
@audience(*READERS)
def units() -> Answer:
    """The tree of units, closed ones marked."""
    return _units_page()


@pages.post("/units")
@audience(KEEPER)
def add_unit() -> Answer:
    """Open a unit."""
    form = _unit_form()
    parent = queries.unit(form.parent.data)
    if not form.validate() or parent is None or form.start.data is None:
        return _units_page(form=form, status=422)
    try:
        unit_operations.add_unit(
            form.code.data or "", form.name.data or "", parent, form.start.data, by=actor()
        )
    except Refused as refused:
        return _units_page(form=form, refused=refused, status=409)
    return redirect(url_for(".units"))


@pages.post("/units/<int:unit_id>/name")
@audience(KEEPER)
def rename_unit(unit_id: int) -> Answer:
    """Correct a name."""
    unit, form = _unit(unit_id), RenameForm(request.form)
    if not form.validate():
        return _units_page(at=unit, form_of_unit=form, status=422)
    unit_operations.rename_unit(
        unit, form.name.data or "", by=actor(), reason=form.reason.data or ""
    )
    return redirect(url_for(".units"))


@pages.post("/units/<int:unit_id>/closing")
@audience(KEEPER)
def close_unit(unit_id: int) -> Answer:
    """Close a unit."""
    unit, form = _unit(unit_id), ClosingForm(request.form)
    if not form.validate() or form.end.data is None:
        return _units_page(at=unit, form_of_unit=form, status=422)
    unit_operations.close_unit(unit, form.end.data, by=actor(), reason=form.reason.data or "")
    return redirect(url_for(".units"))


def _person(person_id: int) -> Person:
    return queries.person(actor(), person_id) or abort(404)


def _unit(unit_id: int) -> Unit:
    return queries.unit(unit_id) or abort(404)


def _reason() -> str:
    form = ReasonForm(request.form)
    if not form.validate() and form.reason.data:
        raise Refused(*(Sentence(str(said)) for said in form.reason.errors))
    return form.reason.data or ""


def _back_to(person: Person) -> Response:
    flash(gettext("Đã lưu."), "done")
    return redirect(url_for(".person", person_id=person.id))


def _page(name: str, **values: object) -> Answer:
    page = render_template(f"organisation/{name}.html", **values)
    return page, 422 if request.method == "POST" else 200


def _show_link(person: Person, word: str) -> Answer:
    link = url_for("organisation.choose_password", word=word, _external=True)
    return render_template("organisation/link.html", person=person, link=link)


def _with_units(form: Form, own: Unit | None = None) -> Form:
    form.unit.choices = [(u.id, u.name) for u in queries.units_to_choose(own)]
    return form


def _appointment_form() -> AppointmentForm:
    form = AppointmentForm(request.form, start=clock.today())
    form.role.choices = [(role.value, say(name)) for role, name in ROLE_NAMES.items()]
    units = [(u.id, u.name) for u in queries.units(on=clock.today()) if u.parent_id]
    form.unit.choices = [(0, say(WHOLE_AGENCY)), *units]
    return form


def _unit_form() -> UnitForm:
    form = UnitForm(request.form, start=clock.today())
    form.parent.choices = [(u.id, u.name) for u in queries.units(on=clock.today())]
    return form


def _person_page(
    person: Person,
    *,
    person_form: PersonForm | None = None,
    appointment_form: AppointmentForm | None = None,
    mail_form: MailForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    own = PersonForm(name=person.name, title=person.title, unit=person.unit_id)
    page = render_template(
        "organisation/person.html",
        person=person,
        today=clock.today(),
        role_names=ROLE_NAMES,
        person_form=person_form or _with_units(own, person.unit),
        appointment_form=appointment_form or _appointment_form(),
        mail_form=mail_form or MailForm(mail=person.mail),
        reason_form=ReasonForm,
        reasons=refused.reasons if refused else (),
        may_change=g.actor.has(KEEPER),
    )
    return page, status


def _units_page(
    *,
    form: UnitForm | None = None,
    at: Unit | None = None,
    form_of_unit: RenameForm | ClosingForm | None = None,
    refused: Refused | None = None,
    status: int = 200,
) -> Answer:
    page = render_template(
        "organisation/units.html",
        units=queries.units(),
        today=clock.today(),
        form=form or _unit_form(),
        at=at,
        form_of_unit=form_of_unit,
        rename_form=RenameForm,
        closing_form=ClosingForm,
        reasons=refused.reasons if refused else (),
        may_change=g.actor.has(KEEPER),
    )
    return page, status
