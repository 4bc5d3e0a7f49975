"""Three editions, one decision, one signature for a day to come; on the day all are in force."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from qms.kernel import clock, jobs
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.documents.copies.test_verbs import handed
from tests.documents.decisions.builders import approved, in_days
from tests.town import PASSWORD, an_edition

CODES = ("QT-01/VP", "QT-02/VP", "QT-03/VP")


@pytest.fixture
def app_under_test(app: Flask) -> Flask:
    """The ward with two procedures in force, on paper too, and three approved editions."""
    with app.app_context():
        for code in CODES[:2]:
            handed(an_edition("in force", code), "KT", 2)
        approved(*CODES)
    return app


def stands(page: Page, code: str, words: str) -> None:
    page.goto(f"/documents/{code.replace('/', '-')}")
    expect(page.locator(".edition .badge").first).to_contain_text(words)


def test_a_batch_is_signed_once_and_comes_into_force_on_its_day(
    app: Flask, open_window: OpenWindow, axe: Callable[[Page], None]
) -> None:
    story, day = Story(open_window), in_days(3)
    lan, hung, linh = story.of("lan"), story.of("hung", PHONE), story.of("linh", PHONE)

    lan.goto("/")
    lan.get_by_role("link", name="Lập quyết định ban hành").click()
    expect(lan.get_by_role("checkbox", checked=True)).to_have_count(3)
    lan.get_by_label("Có hiệu lực từ ngày").fill(f"{day:%d/%m/%Y}")
    lan.get_by_label("Số, ký hiệu").fill("12/QĐ-UBND")
    lan.get_by_label("Người ký").select_option(label="Phạm Quốc Hùng – Chủ tịch")
    lan.get_by_label("Hình thức ký").select_option(label="TM. (thay mặt tập thể)")
    lan.get_by_label("Ký thay cho").fill("ỦY BAN NHÂN DÂN")
    axe(lan)
    lan.get_by_role("button", name="Lưu quyết định").click()
    expect(lan.locator("main")).to_contain_text("Chờ ký trên phần mềm")

    hung.goto("/")
    expect(hung.get_by_role("heading", name="Chờ bạn ký quyết định")).to_be_visible()
    hung.locator("main .tasks a", has_text="12/QĐ-UBND").first.click()
    expect(hung.locator("main table").first.locator("tbody tr")).to_have_count(3)
    axe(hung)
    hung.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    hung.get_by_role("button", name="Ký quyết định").click()
    expect(hung.locator("main")).to_contain_text(f"Có hiệu lực từ {day:%d/%m/%Y}")

    stands(linh, CODES[0], "Có hiệu lực")
    expect(linh.locator(".edition")).to_contain_text("01/00")
    linh.goto("/documents/QT-03-VP")
    expect(linh.locator("main")).to_contain_text("Không có trang này")

    with app.app_context(), clock.showing(clock.start_of(day)):
        jobs.tick(starting=True)

    for code, number in zip(CODES, ("02/00", "02/00", "01/00"), strict=True):
        stands(linh, code, "Có hiệu lực")
        expect(linh.locator(".edition")).to_contain_text(number)
    lan.reload()
    expect(lan.locator(".edition .badge").first).to_contain_text("Đã thực hiện")
    lan.goto("/documents/QT-01-VP/editions/1")
    expect(lan.locator(".edition .badge").first).to_contain_text("Đã bị thay thế")

    lan.goto("/recalls")
    economy = lan.get_by_role("group", name="Phòng Kinh tế")
    expect(economy.get_by_role("checkbox")).to_have_count(4)
    axe(lan)
    economy.get_by_role("checkbox").first.check()
    lan.get_by_role("button", name="Ghi nhận đã thu hồi").click()
    expect(economy.get_by_role("checkbox")).to_have_count(3)
