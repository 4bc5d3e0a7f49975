"""A paper decision is taken in: the officer records it, a second person confirms, staff find it."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.attachments.files import a_pdf
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.town import PASSWORD, an_edition, word_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@pytest.fixture
def app_under_test(app: Flask) -> Flask:
    """The ward, with one procedure in force."""
    with app.app_context():
        an_edition("in force", "QT-02/VP", title="Lưu trữ hồ sơ")
    return app


def a_file(name: str, *words: str) -> dict[str, object]:
    return {"name": name, "mimeType": WORD, "buffer": word_file(*words)}


def the_paper(page: Page) -> None:
    page.get_by_label("Số, ký hiệu quyết định").fill("12/QĐ-UBND")
    page.get_by_label("Trích yếu").fill("Ban hành tài liệu hệ thống quản lý chất lượng")
    page.get_by_label("Ngày ký", exact=True).fill("05/03/2024")
    page.get_by_label("Họ tên người ký").fill("Lê Văn Tám")
    page.get_by_label("Chức vụ người ký").fill("PHÓ CHỦ TỊCH")
    page.get_by_label("Hình thức ký").select_option("KT.")
    page.get_by_label("Ký thay cho").fill("CHỦ TỊCH")
    scan = {"name": "qd-12.pdf", "mimeType": "application/pdf", "buffer": a_pdf()}
    page.locator("#scan").set_input_files([scan])


def test_what_is_in_force_on_paper_is_recorded_by_one_and_confirmed_by_another(
    open_window: OpenWindow, axe: Callable[[Page], None]
) -> None:
    story = Story(open_window)
    lan, hanh, linh = story.of("lan"), story.of("hanh", PHONE), story.of("linh", PHONE)

    lan.goto("/documents")
    lan.get_by_role("link", name="Ban hành trên giấy").click()
    expect(lan.locator("main")).to_contain_text("Chưa ghi nhận quyết định nào")
    lan.get_by_role("link", name="Ghi nhận quyết định").click()
    axe(lan)
    the_paper(lan)
    lan.locator("#files").set_input_files(
        [
            a_file("QT-05.docx", "Mã hiệu: QT-05/VP", "# 1. Mục đích", "Quy định việc trực đêm."),
            a_file("khong-ma.docx", "# 1. Mục đích", "Quy định việc chứng thực chữ ký."),
            {"name": "hong.docx", "mimeType": WORD, "buffer": b"abc"},
        ]
    )
    lan.get_by_role("button", name="Gửi tệp và đọc nội dung").click()
    expect(lan.locator("main")).to_contain_text("hong.docx")
    axe(lan)
    first, second = lan.locator("tbody tr").nth(0), lan.locator("tbody tr").nth(1)
    expect(first.get_by_label("Mã hiệu")).to_have_value("QT-05/VP")
    first.get_by_label("Tên tài liệu").fill("Trực đêm")
    second.get_by_label("Mã hiệu").fill("QT-06/VP")
    second.get_by_label("Tên tài liệu").fill("Chứng thực chữ ký")
    lan.get_by_role("button", name="Ghi nhận tất cả").click()
    expect(lan.locator("main")).to_contain_text("Chờ người thứ hai xác nhận")
    expect(lan.locator("main")).to_contain_text("Bạn đã ghi nhận tài liệu này")
    axe(lan)

    linh.goto("/search?q=chung+thuc")
    expect(linh.locator("main")).not_to_contain_text("QT-06/VP")

    hanh.goto("/")
    hanh.get_by_role("link", name="Quyết định số 12/QĐ-UBND: 2 tài liệu").click()
    expect(hanh.locator("main")).to_contain_text("KT. CHỦ TỊCH")
    with hanh.expect_download() as saved:
        hanh.get_by_role("link", name="qd-12.pdf").click()
    assert saved.value.path().read_bytes() == a_pdf()
    hanh.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    hanh.get_by_role("button", name="Xác nhận", exact=True).click()
    expect(hanh.locator("main")).to_contain_text("Các tài liệu dưới đây có hiệu lực")
    axe(hanh)

    linh.goto("/search?q=chung+thuc")
    linh.get_by_role("link", name="QT-06/VP Chứng thực chữ ký").first.click()
    expect(linh.locator("main")).to_contain_text("Ban hành ngoài hệ thống")
    expect(linh.locator("main")).to_contain_text("Quyết định số 12/QĐ-UBND ngày 05/03/2024")
    expect(linh.locator("main")).to_contain_text("KT. CHỦ TỊCH")
    axe(linh)

    lan.goto("/documents/QT-05-VP")
    lan.get_by_role("link", name="Ghi phiên bản cũ trên giấy").click()
    lan.get_by_label("Lần ban hành").fill("0")
    lan.get_by_label("Lần sửa đổi").fill("1")
    lan.get_by_label("Có hiệu lực từ ngày").fill("01/02/2020")
    lan.get_by_label("Hết hiệu lực từ ngày").fill("05/03/2024")
    lan.get_by_role("button", name="Ghi vào lịch sử").click()
    expect(lan.locator("main")).to_contain_text("Có hiệu lực từ 01/02/2020 đến 05/03/2024.")
    axe(lan)
    lan.goto("/documents/register")
    row = lan.locator("tbody tr", has_text="QT-05/VP")
    expect(row).to_contain_text("Ban hành ngoài hệ thống")
