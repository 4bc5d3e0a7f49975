"""The chairman is on leave: his deputy signs, printed as such; but not what the deputy wrote."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from qms.kernel import clock
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.town import PASSWORD, an_edition

PLACE = "/documents/QT-01-VP/editions/1"
PAPER = "Giấy ủy quyền số 12/UQ-UBND"


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with two editions that wait for the chairman; one is of his own deputy's pen."""
    with app.app_context():
        an_edition("reviewed", "QT-01/VP")
        an_edition("reviewed", "QT-02/VP", by="khoa")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


def name_deputy(page: Page, deputy: str) -> None:
    """Name somebody for a week of leave."""
    page.goto("/account")
    page.get_by_role("link", name="Người ký thay").click()
    page.get_by_label("Người ký thay").select_option(label=deputy)
    page.get_by_label("Ký thay khi phê duyệt").check()
    page.get_by_label("Đến hết ngày").fill(f"{clock.today() + timedelta(days=7):%d/%m/%Y}")
    page.get_by_label("Văn bản ủy quyền").fill(PAPER)
    page.get_by_label("Ngày của văn bản").fill(f"{clock.today():%d/%m/%Y}")
    page.get_by_role("button", name="Cử người ký thay").click()
    expect(page.locator("main")).to_contain_text("Đã cử người ký thay")


def test_the_deputy_signs_for_the_absent_chairman_but_not_the_own_work(
    open_window: OpenWindow, axe: Callable[[Page], None]
) -> None:
    story = Story(open_window)
    hung, khoa = story.of("hung"), story.of("khoa", PHONE)
    name_deputy(hung, "Ngô Đăng Khoa – Công chức")
    axe(hung)

    khoa.goto("/")
    expect(khoa.locator("main")).to_contain_text("Bạn ký thay Phạm Quốc Hùng")
    expect(khoa.locator("main")).not_to_contain_text("QT-02/VP Lưu trữ hồ sơ")
    khoa.locator(f"main a[href*='{PLACE}/signing']").first.click()
    expect(khoa.locator("#decision")).to_contain_text("Bạn ký thay Chủ tịch Phạm Quốc Hùng")
    axe(khoa)
    assert_fits(khoa)
    khoa.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    khoa.get_by_role("button", name="Ký phê duyệt").click()
    expect(khoa.locator(".edition .badge").first).to_contain_text("Đã duyệt")

    khoa.goto("/documents/QT-02-VP/editions/1/signing")
    expect(khoa.locator("#decision")).to_contain_text("Bạn là người soạn thảo")
    expect(khoa.get_by_label("Mật khẩu của bạn")).to_have_count(0)

    tam = story.of("tam")
    tam.goto(PLACE)
    block = tam.locator(".signature", has_text="Ngô Đăng Khoa")
    expect(block).to_contain_text("Ký thay Chủ tịch Phạm Quốc Hùng, theo ủy quyền")
    expect(block).to_contain_text(PAPER)

    hung.goto("/deputies")
    hung.locator("summary", has_text="Kết thúc").click()
    hung.get_by_label("Lý do").fill("đã đi làm lại")
    hung.get_by_role("button", name="Kết thúc ngay").click()
    expect(hung.locator("main")).to_contain_text("đã kết thúc")
    khoa.goto("/")
    expect(khoa.locator("main")).not_to_contain_text("Bạn ký thay")


def test_a_clause_is_commented_on_answered_and_then_approved(open_window: OpenWindow) -> None:
    story = Story(open_window)
    hung, thao = story.of("hung"), story.of("thao", PHONE)
    hung.goto(f"{PLACE}/signing")
    hung.locator("summary", has_text="Góp ý mục này").first.click()
    hung.get_by_label("Góp ý của bạn").first.fill("Nêu rõ thời hạn lưu.")
    hung.get_by_role("button", name="Gửi góp ý").first.click()
    expect(hung.locator("#decision")).to_contain_text("Còn 1 góp ý chưa được")

    thao.goto("/")
    thao.locator("main a", has_text="Mục đích").first.click()
    thao.locator("summary", has_text="Trả lời").click()
    thao.get_by_label("Trả lời").select_option(label="Không sửa, vì…")
    thao.get_by_label("Giải thích").fill("Đã nêu ở mục 7.")
    thao.get_by_role("button", name="Gửi trả lời").click()
    expect(thao.locator("main")).to_contain_text("Đã nêu ở mục 7.")
    assert_fits(thao)

    hung.goto(f"{PLACE}/signing")
    hung.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    hung.get_by_role("button", name="Ký phê duyệt").click()
    expect(hung.locator(".edition .badge").first).to_contain_text("Đã duyệt")
