"""A clerk asks for a change at a clause, and follows it until what answers it is in force."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from qms.kernel import clock
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.town import PASSWORD, an_edition, to_be_read, word_file

PLACE = "/documents/QT-01-VP"
FIRST = f"/requests/{clock.today().year}/1"
WISH = "Bước 3 cần ghi rõ thời hạn là hai ngày làm việc."


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with a procedure in force, and another that refers to it."""
    with app.app_context():
        text = word_file("# 1. Mục đích", "Lưu trữ.", "# 2. Các bước", "Bước 3: nộp hồ sơ.")
        to_be_read(an_edition("in force", "QT-01/VP", text=text))
        refers = word_file("# 1. Mục đích", "Tiếp công dân.", "# 2. Căn cứ", "Theo QT-01/VP.")
        an_edition("in force", "QT-02/VP", title="Tiếp công dân", text=refers)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


def sign(page: Page, words: str) -> None:
    """Go from the first page to what awaits, and sign it."""
    page.goto("/")
    page.locator(f"main a[href*='{PLACE}/editions/2']").first.click()
    expect(page.locator("main")).to_contain_text("trả lời các phiếu yêu cầu sửa đổi")
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    page.get_by_role("button", name=words).click()


def test_a_wish_becomes_an_edition(
    open_window: OpenWindow, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    story = Story(open_window)
    linh, lan, thao = story.of("linh", PHONE), story.of("lan"), story.of("thao")

    linh.goto(PLACE)
    linh.get_by_role("link", name=re.compile("Đề nghị sửa.*2 Các bước")).click()
    linh.get_by_label("Cần sửa gì?").fill(WISH)
    axe(linh)
    assert_fits(linh)
    linh.get_by_role("button", name="Gửi phiếu").click()
    expect(linh.locator("main")).to_contain_text("Cần điền mục này.")
    expect(linh.get_by_label("Cần sửa gì?")).to_have_value(WISH)
    linh.get_by_label("Vì sao?").fill("Người dân hỏi mà không có chỗ nào ghi.")
    linh.get_by_role("button", name="Gửi phiếu").click()
    linh.wait_for_url(f"**{FIRST}")
    expect(linh.locator("main")).to_contain_text("Chờ trả lời")
    axe(linh)
    assert_fits(linh)

    lan.goto("/")
    lan.locator(f"main a[href='{FIRST}']").click()
    expect(lan.locator("main")).to_contain_text("QT-02/VP Tiếp công dân")
    expect(lan.locator("main")).to_contain_text("5 người sẽ phải đọc lại")
    axe(lan)
    lan.get_by_label("Người soạn thảo").select_option(label="Đặng Thu Thảo – Công chức")
    lan.get_by_label("Lời nhắn cho người gửi").fill("Cảm ơn, sẽ sửa trong tháng.")
    lan.get_by_role("button", name="Chấp nhận và giao soạn").click()
    expect(lan.locator("main")).to_contain_text("Đã chấp nhận")

    thao.goto("/")
    thao.locator(f"main a[href='{FIRST}']").click()
    thao.get_by_role("link", name="Soạn phiên bản mới").click()
    second = tmp_path / "lan-2.docx"
    second.write_bytes(word_file("# 1. Mục đích", "Lưu trữ.", "# 2. Các bước", "Trong hai ngày."))
    thao.set_input_files("input[type=file]", second)
    thao.locator("main form").get_by_role("button").last.click()
    thao.wait_for_url("**/new?upload=*")
    thao.get_by_label("Tên tài liệu").fill("Lưu trữ hồ sơ")
    thao.get_by_label("Nội dung thay đổi").fill("Ghi thời hạn ở bước 3.")
    thao.get_by_role("button", name="Lưu").click()
    expect(thao.get_by_role("checkbox", name=WISH)).to_be_checked()
    axe(thao)
    thao.get_by_role("button", name="Trình xem xét").click()

    sign(story.of("tuan"), "Ký xem xét")
    sign(story.of("hung", PHONE), "Ký phê duyệt")
    lan.goto(f"{PLACE}/editions/2")
    lan.get_by_role("button", name="Ban hành").click()
    expect(lan.locator(".edition .badge").first).to_contain_text("Có hiệu lực")

    linh.goto("/")
    expect(linh.locator("main")).to_contain_text("Phiếu của bạn đã có kết quả")
    linh.locator(f"main a[href='{FIRST}']").click()
    expect(linh.locator("main")).to_contain_text("Đã thực hiện")
    linh.get_by_role("link", name="QT-01/VP (02/00)").click()
    expect(linh.locator("main")).to_contain_text("Trong hai ngày.")
    expect(linh.locator("main")).to_contain_text("trả lời các phiếu yêu cầu sửa đổi")
