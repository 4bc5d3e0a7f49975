"""Pages of the door: signing in and out, first set-up, one's own account."""

from typing import Any

import flask_login
from flask import Blueprint, abort, flash, g, redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from qms.kernel import clock
from qms.kernel.i18n import LANGUAGES, Sentence
from qms.kernel.lifecycle import Refused
from qms.kernel.pages import EVERYONE, SIGNED_IN, audience, gettext, safe_next, say, typed
from qms.kernel.sessions import Visit
from qms.organisation import links, operations, passwords, queries, throttle
from qms.organisation.forms import ChangePasswordForm, NewPasswordForm, SetUpForm, SignInForm
from qms.organisation.models import Person
from qms.organisation.roles import ROLE_NAMES

pages = Blueprint("organisation", __name__)
login_manager = flask_login.LoginManager()
Answer = str | Response | tuple[str, int]


class Account(flask_login.UserMixin):  # type: ignore[misc] # the library has no types
    """A person as the sign-in library wants them."""

    def __init__(self, person: Person) -> None:
        self.id = person.id
        self.person = person


@login_manager.user_loader  # type: ignore[untyped-decorator]
def _account(person_id: str) -> Account | None:
    person = queries.person_by_id(int(person_id))
    return Account(person) if person and person.disabled_at is None else None


@pages.before_app_request
def recognise() -> None:
    """Find out who asks."""
    g.actor = None
    if request.endpoint == "static":
        return
    account = flask_login.current_user
    if account.is_authenticated:
        g.actor = queries.actor_of(account.person)
        g.own_language = account.person.language


@pages.app_context_processor
def _agency() -> dict[str, Any]:
    agency = queries.agency()
    return {"agency_name": agency.name if agency else ""}


@pages.app_errorhandler(401)
def ask_to_sign_in(_error: Exception) -> Answer:
    """Lead to the door; what was typed meanwhile is shown, not lost."""
    if request.method != "POST":
        return redirect(url_for("organisation.sign_in", next=request.full_path.rstrip("?")))
    return render_template("errors/signed_out.html", typed=typed()), 401


@pages.route("/sign-in", methods=["GET", "POST"])
@audience(EVERYONE)
def sign_in() -> Answer:
    """Let a person in."""
    onward = safe_next(request.values.get("next")) or url_for("home.index")
    if request.method != "POST":
        if g.actor:
            return redirect(onward)
        return render_template("organisation/sign_in.html", form=SignInForm(), onward=onward)
    form = SignInForm(request.form)
    if not form.validate():
        return _sign_in_page(form, onward, 422)
    login, address = (form.login.data or "").lower(), request.remote_addr or ""
    if not throttle.is_open(login, address):
        said = Sentence("Sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại, hoặc hỏi quản trị.")
        return _sign_in_page(form, onward, 429, said)
    person = queries.by_login(login)
    known = passwords.matches(person.password_hash if person else None, form.password.data or "")
    if person is None or not known or person.disabled_at:
        throttle.failed(login, address)
        return _sign_in_page(form, onward, 422, Sentence("Tên đăng nhập hoặc mật khẩu chưa đúng."))
    throttle.succeeded(login, address)
    _enter(person)
    return redirect(onward)


def _sign_in_page(
    form: SignInForm, onward: str, status: int, problem: Sentence | None = None
) -> Answer:
    page = render_template(
        "organisation/sign_in.html", form=form, onward=onward, problem=problem and say(problem)
    )
    return page, status


def _enter(person: Person) -> None:
    if isinstance(visit := session._get_current_object(), Visit):  # type: ignore[attr-defined]
        chosen = visit.get("language")
        visit.clear()
        visit.renew()
        if chosen:
            visit["language"] = chosen
    flask_login.login_user(Account(person))


@pages.post("/sign-out")
@audience(EVERYONE)
def sign_out() -> Answer:
    """Let a person out; the visit is dead at once."""
    session.clear()
    g.actor = None
    return redirect(url_for("organisation.sign_in"))


@pages.post("/language")
@audience(EVERYONE)
def choose_language() -> Answer:
    """Change the language, remembered per person."""
    chosen = request.form.get("language", "")
    if chosen not in LANGUAGES:
        abort(400)
    session["language"] = chosen
    if g.actor:
        operations.choose_language(flask_login.current_user.person, chosen, by=g.actor)
    return redirect(safe_next(request.form.get("next")) or url_for("home.index"))


@pages.route("/welcome/<word>", methods=["GET", "POST"])
@audience(EVERYONE)
def welcome(word: str) -> Answer:
    """Set up an empty installation, by the link that was printed when it was made."""
    link = links.find(word)
    if link is None or link.person_id is not None:
        return render_template("organisation/dead_link.html"), 404
    form = SetUpForm(request.form)
    if request.method != "POST" or not form.validate():
        status = 422 if request.method == "POST" else 200
        return render_template("organisation/welcome.html", form=form), status
    try:
        person = operations.set_up(form.answer(), word)
    except Refused as refused:
        return render_template("organisation/welcome.html", form=form, reasons=refused.reasons), 409
    _enter(person)
    return redirect(url_for("organisation_people.people"))


@pages.route("/password/<word>", methods=["GET", "POST"])
@audience(EVERYONE)
def choose_password(word: str) -> Answer:
    """Choose a password by a one-time link, and come in."""
    link = links.find(word)
    if link is None or link.person_id is None:
        return render_template("organisation/dead_link.html"), 404
    form = NewPasswordForm(request.form)
    login = queries.login_of(link.person_id)
    page = "organisation/choose_password.html"
    if request.method != "POST" or not form.validate():
        status = 422 if request.method == "POST" else 200
        return render_template(page, form=form, login=login), status
    try:
        person = operations.choose_password(word, form.new_password.data or "")
    except Refused as refused:
        return render_template(page, form=form, login=login, reasons=refused.reasons), 409
    _enter(person)
    return redirect(url_for("home.index"))


@pages.route("/account", methods=["GET", "POST"])
@audience(SIGNED_IN)
def account() -> Answer:
    """One's own account: roles held, and another password."""
    person = flask_login.current_user.person
    form = ChangePasswordForm(request.form)
    if request.method != "POST" or not form.validate():
        return _account_page(person, form, 422 if request.method == "POST" else 200)
    try:
        operations.change_password(
            person, form.password.data or "", form.new_password.data or "", by=g.actor
        )
    except Refused as refused:
        return _account_page(person, form, 409, refused.reasons)
    _enter(person)
    flash(gettext("Đã đổi mật khẩu. Các máy khác đang đăng nhập đã bị đăng xuất."), "done")
    return redirect(url_for("organisation.account"))


def _account_page(
    person: Person, form: ChangePasswordForm, status: int, reasons: tuple[Sentence, ...] = ()
) -> Answer:
    page = render_template(
        "organisation/account.html",
        form=form,
        person=person,
        reasons=reasons,
        today=clock.today(),
        role_names=ROLE_NAMES,
    )
    return page, status
