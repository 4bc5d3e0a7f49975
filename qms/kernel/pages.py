"""What pages share: whom they are for, who asks, in which language, how refusals are told."""

import logging
from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, g, redirect, render_template, request, session
from flask_wtf.csrf import CSRFError, CSRFProtect, generate_csrf
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge, SecurityError
from werkzeug.routing import IntegerConverter
from werkzeug.wrappers import Response as AnyResponse

from qms.kernel import clock, tokens
from qms.kernel.access import Actor, Role
from qms.kernel.i18n import LANGUAGES, SOURCE_LANGUAGE, Sentence, catalogue
from qms.kernel.lifecycle import Refused
from qms.kernel.operation import before_verb, stop_reading

log = logging.getLogger(__name__)
Page = TypeVar("Page", bound=Callable[..., Any])
EVERYONE = "everyone"
SIGNED_IN = "signed in"
UNSPOKEN = frozenset({"csrf_token", "once", "password", "new_password", "again"})
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
ERRORS = (400, 403, 404, 405, 413)
LARGEST_FIELDS = 256 * 1024
LONGEST_WORD = 64
FAULT = (
    Sentence("Hệ thống gặp trục trặc"),
    Sentence("Hệ thống không làm xong được việc bạn yêu cầu. Lỗi này không phải do bạn."),
    Sentence("Việc đang làm dở chưa được lưu. Những gì đã lưu trước đó vẫn nguyên."),
    Sentence(
        "Hãy thử lại sau ít phút. Nếu vẫn gặp, hãy báo người quản trị giờ xảy ra "
        "và việc bạn đang làm."
    ),
)
OTHER_NAME = (
    Sentence("Không mở được trang"),
    Sentence("Hệ thống không trả lời ở tên miền này. Hãy dùng địa chỉ mà cơ quan đã thông báo."),
)


class RowNumber(IntegerConverter):
    """A number in an address, no longer than the number of a row is; else there is no such page."""

    regex = r"\d{1,9}"


def audience(*whom: Role | str) -> Callable[[Page], Page]:
    """Declare whom a page is for: ``EVERYONE``, ``SIGNED_IN`` or roles. Every route carries this.

    Who may *do* what is said in the lifecycles, and what exists for whom in ``visible_to``.
    """

    def declare(page: Page) -> Page:
        @wraps(page)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            if EVERYONE not in whom:
                if g.actor is None:
                    abort(401)
                if SIGNED_IN not in whom and not g.actor.has(*whom):
                    abort(403)
            return page(*args, **kwargs)

        guarded.audience = frozenset(whom)  # type: ignore[attr-defined]
        return cast(Page, guarded)

    return declare


def actor() -> Actor:
    """The person signed in; only for pages whose audience is signed in."""
    if g.actor is None:
        abort(401)
    return cast(Actor, g.actor)


def language() -> str:
    """The language of the reader: chosen in this visit, else their own, else Vietnamese."""
    chosen = session.get("language") or g.get("own_language")
    return chosen if chosen in LANGUAGES else SOURCE_LANGUAGE


def gettext(text: str) -> str:
    """``text`` in the reader's language; values are filled in by the caller."""
    return str(catalogue(language()).gettext(text))


def ngettext(singular: str, plural: str, number: int) -> str:
    """As ``gettext``, for a counted thing."""
    return str(catalogue(language()).ngettext(singular, plural, number))


def say(sentence: Sentence) -> str:
    """``sentence`` in the reader's language."""
    return sentence.said_in(language())


def safe_next(wanted: str | None) -> str | None:
    """``wanted`` when it is a path of this site, else nothing."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return None
    parts = urlsplit(wanted)
    clean = not parts.scheme and not parts.netloc and not any(ord(c) < 33 for c in wanted)
    return wanted if clean else None


def typed() -> list[tuple[str, str]]:
    """What the person had typed, to be shown again where the form itself cannot be."""
    try:
        pairs = request.form.items(multi=True)
    except RequestEntityTooLarge:
        return []  # so much was sent that it was not read
    return [(name, value) for name, value in pairs if name not in UNSPOKEN and value.strip()]


def refused_page(reasons: Iterable[Sentence], status: int = 409) -> tuple[str, int]:
    """The page that says why a verb was refused and keeps what was typed."""
    page = render_template("refused.html", reasons=[say(r) for r in reasons], typed=typed())
    return page, status


def install(app: Flask) -> None:
    """Give ``app`` what every page needs."""
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_FIELDS
    app.before_request(_await_form)
    CSRFProtect(app)
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    app.jinja_env.filters.update(date=_date, datetime=_datetime, decimal=_decimal)
    app.jinja_env.globals.update(once=tokens.fresh, csrf_token=generate_csrf)
    app.context_processor(lambda: {"actor": g.get("actor"), "language": language()})
    app.before_request(_once)
    app.after_request(_remember_where)
    app.after_request(_headers)
    app.register_error_handler(Refused, lambda refused: refused_page(refused.reasons))
    app.register_error_handler(tokens.AlreadyDone, _lead_on)
    app.register_error_handler(CSRFError, _stale_form)
    for status in ERRORS:
        app.register_error_handler(status, _error)
    app.register_error_handler(SecurityError, lambda _error: (_bare_page(OTHER_NAME), 400))
    app.register_error_handler(500, _fault)


def finalize(value: Any) -> Any:
    """Let a template write a sentence as it writes a word."""
    return say(value) if isinstance(value, Sentence) else value


def _await_form() -> None:
    """Before anything reads the form: it may come slowly, and only files may be large.

    The parser itself limits the fields beside a file, but not those of a form without one.
    """
    if request.method == "POST":
        stop_reading()
    if request.mimetype != "multipart/form-data":
        largest = request.max_content_length or LARGEST_FIELDS
        request.max_content_length = min(largest, LARGEST_FIELDS)


def _once() -> None:
    g.once = request.form.get("once", "") if request.method == "POST" else ""
    if len(g.once) > LONGEST_WORD:
        abort(400)
    if g.once:
        tokens.refuse_if_spent(g.once)
        before_verb(tokens.spending(g.once))


def _lead_on(done: tokens.AlreadyDone) -> AnyResponse:
    g.once = ""  # where the first answer led is already known
    return redirect(done.location or "/")


def _remember_where(response: Response) -> Response:
    if g.get("once") and response.status_code in (302, 303):
        tokens.led_to(g.once, response.location or "")
    return response


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if request.endpoint != "static":
        response.headers["Cache-Control"] = "no-store"
        response.vary.add("Cookie")
    return response


def _stale_form(_error: CSRFError) -> tuple[str, int]:
    return render_template("errors/stale_form.html", typed=typed()), 400


def _error(error: HTTPException) -> tuple[str, int] | AnyResponse:
    status = error.code or 500
    return render_template(f"errors/{status}.html", typed=typed()), status


def _fault(error: HTTPException) -> tuple[str, int] | AnyResponse:
    try:
        return _error(error)
    except Exception:
        # The page itself asks the database who reads and what the agency is called.
        log.exception("the page that tells of a fault could not be made")
        return _bare_page(FAULT), 500


def _bare_page(sentences: Iterable[Sentence]) -> str:
    """A title and its sentences in both languages, made of nothing that could fail."""
    said = [[s.said_in(language) for s in sentences] for language in LANGUAGES]
    body = "".join(f"<h1>{title}</h1><p>{'</p><p>'.join(rest)}</p>" for title, *rest in said)
    return f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{said[0][0]}</title>{body}'


def _date(moment: Any) -> str:
    if moment is None:
        return ""
    day = clock.local(moment) if hasattr(moment, "hour") else moment
    return f"{day:%d/%m/%Y}"


def _decimal(value: float) -> str:
    """A number with its decimals as the reader writes them: 9,5 or 9.5."""
    said = f"{value:.15g}"
    return said if language() == "en" else said.replace(".", ",")


def _datetime(moment: Any) -> str:
    return f"{clock.local(moment):%d/%m/%Y %H:%M}" if moment else ""
