"""An indicator is chosen at the desk and leads a clerk with a phone to the document."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.town import an_edition


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with one document in force."""
    with app.app_context():
        an_edition("in force", "QT-01/VP")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


def test_who_looks_up_an_indicator_finds_the_document_that_serves_it(
    open_window: OpenWindow,
) -> None:
    story = Story(open_window)
    lan, linh = story.of("lan"), story.of("linh", PHONE)
    linh.goto("/indicators/3.10")
    expect(linh.locator("main")).to_contain_text("Bạn chưa thấy tài liệu nào")

    lan.goto("/documents/QT-01-VP")
    lan.get_by_role("link", name="Chọn chỉ số").click()
    lan.get_by_label("3.10 Di sản văn hóa").check()
    lan.get_by_role("button", name="Lưu").click()
    expect(lan.get_by_role("link", name="3.10 Di sản văn hóa")).to_be_visible()

    linh.goto("/indicators")
    row = linh.get_by_role("row").filter(has_text="3.10 Di sản văn hóa")
    expect(row.get_by_role("cell").first).to_have_text("1")
    row.get_by_role("link").click()
    linh.locator("main").get_by_role("link", name="QT-01/VP").click()
    expect(linh.locator("main h1")).to_contain_text("Lưu trữ hồ sơ")
