"""One window for each person of a story, and the ward served for them."""

from playwright.sync_api import Page, ViewportSize, expect

from tests.browser.conftest import DESKTOP, OpenWindow
from tests.town import PASSWORD


class Story:
    """Opens a window for each person when they first appear."""

    def __init__(self, open_window: OpenWindow) -> None:
        self._open = open_window
        self._pages: dict[tuple[str, int], Page] = {}

    def of(self, login: str, size: ViewportSize = DESKTOP) -> Page:
        """The page of a person, signed in, in a window of a size."""
        key = login, size["width"]
        if key not in self._pages:
            page = self._open(size).new_page()
            page.goto("/sign-in")
            page.get_by_label("Tên đăng nhập").fill(login)
            page.get_by_label("Mật khẩu").fill(PASSWORD)
            page.locator("main").get_by_role("button", name="Đăng nhập").click()
            expect(page.locator("main")).not_to_contain_text("Mật khẩu")
            self._pages[key] = page
        return self._pages[key]
