"""What every page keeps to."""

from collections.abc import Callable

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from qms.kernel.pages import HEADERS, safe_next
from tests.visitor import Visitor

Visit = Callable[[str | None], Visitor]
GOOD = (
    "/",
    "/people",
    "/documents/QT-01?edition=2#m3",
    "/a//b",
    "/tìm?q=đất đai".replace(" ", "+"),
)
BAD = (
    "",
    None,
    "people",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "http://evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,x",
    "/people\nSet-Cookie: x=1",
    "/\t/evil.example",
    "/\n/evil.example",
    " /people",
    "/people now",
    "/\x00",
)


@pytest.mark.parametrize("path", GOOD)
def test_a_path_of_this_site_may_follow(path: str) -> None:
    assert safe_next(path) == path


@pytest.mark.parametrize("path", BAD)
def test_nothing_else_may_follow(path: str | None) -> None:
    assert safe_next(path) is None


@given(st.text(alphabet="/\\:.\t\n ehtpvil@?#", max_size=12))
def test_whatever_follows_stays_on_this_site(wanted: str) -> None:
    path = safe_next(wanted)
    if path is not None:
        assert path[0] == "/"
        assert path[1:2] not in ("/", "\\")
        assert not set(path) & set("\t\n ")


@pytest.mark.parametrize("evil", ["//evil.example", "/\\evil.example", "http://evil.example"])
def test_signing_in_leads_nowhere_else(app: Flask, visit: Visit, evil: str) -> None:
    assert visit("linh").get("/sign-in", next=evil).location == "/"
    assert visit("linh").get("/sign-in", next="/account").location == "/account"


ANSWERS = (
    ("/sign-in", 200),
    ("/account", 302),
    ("/nowhere", 404),
    ("/people/1/link", 405),
    ("/static/css/base.css", 200),
    ("/static/nothing.css", 404),
)


@pytest.mark.parametrize(("path", "status"), ANSWERS)
def test_every_answer_carries_the_headers_that_protect_it(
    visit: Visit, path: str, status: int
) -> None:
    answer = visit(None).get(path)
    assert answer.status_code == status
    for name, value in HEADERS.items():
        assert answer.headers[name] == value
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("login", ["linh", None])
@pytest.mark.parametrize("path", ["/", "/account", "/sign-in", "/nowhere"])
def test_no_page_is_left_in_a_cache(visit: Visit, login: str | None, path: str) -> None:
    answer = visit(login).get(path)
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Cookie" in answer.vary


def test_style_sheets_may_be_kept_and_asked_after(visit: Visit) -> None:
    guest = visit(None)
    first = guest.get("/static/css/base.css")
    assert "no-store" not in first.headers["Cache-Control"]
    assert "Vary" not in first.headers
    asking = {"If-None-Match": first.headers["ETag"]}
    again = guest.client.get("/static/css/base.css", headers=asking, buffered=True)
    assert again.status_code == 304


WRITING = "Một lý do rất dài mà không ai muốn gõ lại"


def test_a_form_without_its_secret_is_refused_and_keeps_what_was_typed(visit: Visit) -> None:
    son = visit("son")
    for token in ({}, {"csrf_token": "sai"}):
        form = {"reason": WRITING, "password": "bí mật của tôi", **token}
        answer = son.client.post("/people/2/suspension", data=form)
        assert answer.status_code == 400
        assert WRITING in answer.text
        assert "bí mật của tôi" not in answer.text


def test_the_secret_of_one_visit_does_not_serve_another(visit: Visit) -> None:
    son, linh = visit("son"), visit("linh")
    form = {"csrf_token": linh.token(), "reason": WRITING}
    assert son.client.post("/people/2/suspension", data=form).status_code == 400


def test_who_was_signed_out_while_writing_is_told_and_loses_nothing(visit: Visit) -> None:
    answer = visit(None).send("/people/2/suspension", reason=WRITING, password="bí mật của tôi")
    assert answer.status_code == 401
    assert WRITING in answer.text
    assert "bí mật của tôi" not in answer.text


def test_a_page_asked_for_before_signing_in_is_found_again_after(visit: Visit) -> None:
    guest = visit(None)
    answer = guest.get("/documents", q="đất")
    assert answer.status_code == 302
    assert (answer.location or "").startswith("/sign-in?next=/documents?q%3D")


@pytest.mark.parametrize("signed_in", [True, False])
def test_a_form_that_is_too_large_is_answered_with_a_sentence(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch, signed_in: bool
) -> None:
    visitor = visit("linh" if signed_in else None)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 1000)
    answer = visitor.client.post("/account", data={"password": "x" * 2000})
    assert answer.status_code == 413
    assert "Tệp" in answer.text


def test_a_fault_of_the_program_is_answered_without_its_inner_life(
    app: Flask, visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object) -> None:
        raise ZeroDivisionError("the inner life")

    linh = visit("linh")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    monkeypatch.setitem(app.view_functions, "organisation.account", fail)
    answer = linh.get("/account")
    assert answer.status_code == 500
    assert "inner life" not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_every_route_says_whom_it_is_for(app: Flask) -> None:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            assert getattr(app.view_functions[rule.endpoint], "audience", None), rule.endpoint


def test_a_stale_form_is_answered_in_the_language_of_the_person(
    app: Flask, visit: Callable[[str | None], Visitor]
) -> None:
    thao = visit("thao")
    thao.send("/language", language="en")
    answer = thao.client.post("/account", data={"password": "x"})
    assert answer.status_code == 400
    assert '<html lang="en">' in answer.text
    assert "Đặng Thu Thảo" in answer.text
