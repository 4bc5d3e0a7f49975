"""A real browser before the real program.

A test asks for ``desktop`` or ``phone`` (a window of one person, without a page yet) or opens one
window for each person of its story with ``open_window``. The fixture ``app_under_test`` gives the
program. When a window is closed, the test fails if any of its pages asked another host, broke the
content security policy or had a script that failed.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from wsgiref.types import WSGIApplication

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, sync_playwright

from tests import system_packages
from tests.browser.server import serving
from tests.browser.watch import Watch

HERE = Path(__file__).parent

DESKTOP = ViewportSize(width=1366, height=768)
PHONE = ViewportSize(width=390, height=844)
NARROW = 600  # below this many pixels a window is one of a phone, with a finger instead of a mouse

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # No name but this machine's can be looked up, so nothing leaves it even when a page asks.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

STANDARD = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RULES = {"runOnly": {"type": "tag", "values": STANDARD}, "resultTypes": ["violations"]}

OpenWindow = Callable[..., BrowserContext]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all stories of a process."""
    path = system_packages.require("chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture
def live(app_under_test: WSGIApplication) -> Iterator[str]:
    """The address of the program, as ``http://127.0.0.1:4321``."""
    with serving(app_under_test) as address:
        yield address


@pytest.fixture
def open_window(browser: Browser, live: str) -> Iterator[OpenWindow]:
    """Opens a window of its own (cookies and all): ``open_window()`` or ``open_window(PHONE)``.

    Addresses may be given from the program's root: ``open_window().new_page().goto("/")``.
    """
    opened: list[tuple[BrowserContext, Watch]] = []

    def open_one(size: ViewportSize = DESKTOP, *, language: str = "vi-VN") -> BrowserContext:
        held = size["width"] < NARROW
        context = browser.new_context(
            base_url=live, viewport=size, locale=language, is_mobile=held, has_touch=held
        )
        context.set_default_timeout(30_000)
        opened.append((context, Watch(context, live)))
        return context

    yield open_one
    for context, _watch in opened:
        context.close()
    complaints = [said for _context, watch in opened for said in watch.complaints()]
    assert not complaints, "\n".join(complaints)


@pytest.fixture
def desktop(open_window: OpenWindow) -> BrowserContext:
    """A window of an office computer, 1366 by 768."""
    return open_window(DESKTOP)


@pytest.fixture
def phone(open_window: OpenWindow) -> BrowserContext:
    """A window of a phone held upright, 390 by 844."""
    return open_window(PHONE)


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """Fails when the page shuts somebody out: WCAG 2.2 AA, as far as a program can see it."""

    def look_at(page: Page) -> None:
        page.evaluate(Axe().axe_script)
        # Only what is wrong comes back: the list of what is right is most of axe's work.
        wrong = page.evaluate("rules => axe.run(rules).then(found => found.violations)", RULES)
        told = [
            f"{fault['id']}: {fault['help']}\n    {node['html']}\n    {node['failureSummary']}"
            for fault in wrong
            for node in fault["nodes"]
        ]
        assert not told, f"{page.url}\n" + "\n".join(told)

    return look_at
