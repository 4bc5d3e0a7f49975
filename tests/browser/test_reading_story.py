"""A document is to be read: a clerk is told, reads, answers, confirms; the officer sees who did."""

import pytest
from flask import Flask
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.town import an_edition

PLACE = "/documents/QT-01-VP"


@pytest.fixture
def app_under_test(app: Flask) -> Flask:
    """The ward, with an edition about to come into force."""
    with app.app_context():
        an_edition("approved")
    return app


def test_what_comes_into_force_is_read_and_the_officer_sees_who_is_missing(
    open_window: OpenWindow,
) -> None:
    story = Story(open_window)
    lan, linh = story.of("lan"), story.of("linh", PHONE)

    lan.goto(PLACE)
    lan.get_by_role("link", name="Sửa danh sách phổ biến").click()
    economy = lan.get_by_role("group", name="Phòng Kinh tế")
    expect(economy.locator("label").first).to_contain_text("5 người")
    economy.get_by_role("checkbox").first.check()
    lan.get_by_role("button", name="Lưu danh sách").click()
    expect(lan.locator("main")).to_contain_text("Đã lưu danh sách phổ biến")
    linh.goto("/")
    expect(linh.locator("main")).not_to_contain_text("Cần đọc")

    lan.goto(PLACE)
    lan.get_by_role("link", name="Đặt câu hỏi").click()
    lan.get_by_label("Câu hỏi", exact=True).fill("Hồ sơ lưu ở đâu?")
    lan.get_by_label("Các câu trả lời").fill("Ngăn bàn\nKho lưu trữ")
    lan.get_by_label("Dòng nào đúng").select_option("Dòng 2")
    lan.get_by_role("button", name="Thêm câu hỏi").click()
    expect(lan.locator("main")).to_contain_text("Đã thêm câu hỏi")

    lan.goto(PLACE)
    lan.get_by_role("button", name="Ban hành").click()
    expect(lan.get_by_role("link", name="0 trong 5 người đã đọc")).to_be_visible()

    linh.goto("/")
    expect(linh.get_by_role("heading", name="Cần đọc")).to_be_visible()
    linh.locator(f"main a[href='{PLACE}']").first.click()
    linh.get_by_role("link", name="Xác nhận đã đọc", exact=True).click()
    linh.get_by_role("button", name="Tôi đã đọc bản này").click()
    expect(linh.get_by_role("alert")).to_contain_text("Hãy chọn một câu trả lời")
    linh.get_by_label("Ngăn bàn").check()
    linh.get_by_role("button", name="Tôi đã đọc bản này").click()
    expect(linh.get_by_role("group", name="Hồ sơ lưu ở đâu?")).to_contain_text("Chưa đúng")
    expect(linh.get_by_label("Ngăn bàn")).to_be_checked()
    linh.get_by_label("Kho lưu trữ").check()
    linh.get_by_role("button", name="Tôi đã đọc bản này").click()
    expect(linh.locator("main")).to_contain_text("Đã ghi nhận bạn đã đọc")
    linh.goto("/")
    expect(linh.locator("main")).not_to_contain_text("Cần đọc")

    lan.goto(f"{PLACE}/readers")
    lan.get_by_role("button", name="Nhắc người chưa đọc").click()
    expect(lan.locator("main")).to_contain_text("Lần nhắc gần nhất")
    binh = story.of("binh")
    binh.goto("/notices")
    expect(binh.locator("main")).to_contain_text("Nguyễn Thị Lan nhắc bạn đọc và xác nhận")

    lan.goto(PLACE)
    lan.get_by_role("link", name="1 câu hỏi").click()
    expect(lan.locator("main")).to_contain_text("1 trong 1 người trả lời sai")

    lan.goto("/reading")
    lan.get_by_role("link", name="Chưa đọc (1)").click()
    lan.locator("main table").get_by_role("link", name="QT-01/VP").click()
    lan.get_by_role("link", name="Chỉ xem người chưa đọc").click()
    expect(lan.locator("main")).to_contain_text("Hoàng Văn Bình")
    expect(lan.locator("main")).not_to_contain_text("Tạ Khánh Linh")
