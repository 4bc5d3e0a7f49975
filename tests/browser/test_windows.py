"""The browser tests' own tools: that they see what they are there to see."""

from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.server import serving
from tests.browser.watch import Watch

HEAD = """<!doctype html><html lang="vi"><head><title>Trang thử</title>
<link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>"""
PAGES = {
    "/": f"{HEAD}<body><main><h1>Chào</h1></main></body></html>",
    "/elsewhere": f'{HEAD}<body><img alt="" src="http://elsewhere.example/a.png"></body></html>',
    "/inline": f"{HEAD}<body><script>document.title = 'x'</script></body></html>",
    "/unstyled": f'{HEAD}<link rel="stylesheet" href="/gone.css"><body></body></html>',
    "/failing": f'{HEAD}<body><script src="/failing.js"></script></body></html>',
    "/failing.js": "throw new Error('không chạy được')",
    "/shut": f'{HEAD}<body><main><h1>Ảnh</h1><img src="/"></main></body></html>',
}


def small_program(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    path = environ["PATH_INFO"]
    kind = "text/javascript" if path.endswith(".js") else "text/html"
    start_response(
        "200 OK" if path in PAGES else "404 Not Found",
        [
            ("Content-Type", f"{kind}; charset=utf-8"),
            ("Content-Security-Policy", "default-src 'self'; img-src * data:"),
        ],
    )
    return [PAGES.get(path, f"{HEAD}<body><h1>Không tìm thấy</h1></body></html>").encode()]


@pytest.fixture
def app_under_test() -> object:
    return small_program


def complaints_after(browser: Browser, path: str) -> str:
    with serving(small_program) as address:
        context = browser.new_context(base_url=address)
        watch = Watch(context, address)
        page = context.new_page()
        page.goto(path)
        page.evaluate("() => new Promise(done => requestAnimationFrame(done))")
        context.close()
    return "\n".join(watch.complaints())


def test_a_page_opens_in_the_window_of_a_desk_and_of_a_phone(
    desktop: BrowserContext, phone: BrowserContext
) -> None:
    for window, width in ((desktop, 1366), (phone, 390)):
        page = window.new_page()
        page.goto("/")
        assert page.inner_text("h1") == "Chào"
        assert page.evaluate("innerWidth") == width


def test_a_page_that_is_not_found_is_an_answer_and_no_fault(browser: Browser) -> None:
    assert complaints_after(browser, "/nowhere") == ""


@pytest.mark.parametrize(
    ("path", "complaint"),
    [
        ("/elsewhere", "another host was asked: http://elsewhere.example/a.png"),
        ("/inline", "Content Security Policy"),
        ("/unstyled", "/gone.css"),
        ("/failing", "không chạy được"),
    ],
)
def test_a_fault_of_a_page_is_noticed(browser: Browser, path: str, complaint: str) -> None:
    assert complaint in complaints_after(browser, path)


def test_a_picture_without_words_is_told_with_its_place(
    desktop: BrowserContext, axe: Callable[[Page], None]
) -> None:
    page = desktop.new_page()
    page.goto("/")
    axe(page)
    page.goto("/shut")
    with pytest.raises(AssertionError, match=r'image-alt.*\n.*<img src="/">'):
        axe(page)


def test_the_browser_reaches_no_other_host(browser: Browser, live: str) -> None:
    page = browser.new_page()
    page.goto(live)
    reached = "url => fetch(url, {mode: 'no-cors'}).then(() => 'reached', () => 'not reached')"
    assert page.evaluate(reached, "/") == "reached"
    assert page.evaluate(reached, "http://localhost.example/") == "not reached"
    page.close()
