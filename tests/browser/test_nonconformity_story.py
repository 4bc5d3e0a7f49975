"""A file was late: a clerk reports it on a phone, the officer takes it on, it is corrected."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from qms.kernel import clock
from tests.attachments.files import a_pdf
from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.town import an_edition, word_file

PLACE = "/documents/QT-01-KT"
NUMBER = f"01/{clock.today().year}/HĐKP"


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with a procedure of economy in force."""
    with app.app_context():
        text = word_file("# 1. Mục đích", "Cấp phép.", "# 2. Thời hạn", "Trả trong mười ngày.")
        an_edition("in force", "QT-01/KT", title="Cấp phép xây dựng", text=text, unit="KT")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


def test_a_late_file_is_reported_taken_on_and_corrected(
    open_window: OpenWindow, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    story = Story(open_window)
    linh, lan, binh = story.of("linh", PHONE), story.of("lan"), story.of("binh", PHONE)
    paper = tmp_path / "giay-hen.pdf"
    paper.write_bytes(a_pdf())

    linh.goto(PLACE)
    linh.get_by_role("link", name="Báo sự không phù hợp").click()
    linh.get_by_label("Ở đâu?").fill("Tổ xây dựng")
    linh.get_by_label("Trái với mục nào của tài liệu?").select_option("2 Thời hạn")
    linh.set_input_files("#first_file", paper)
    linh.get_by_role("button", name="Gửi báo cáo").click()
    expect(linh.locator("main")).to_contain_text("Cần điền mục này.")
    expect(linh.get_by_label("Ở đâu?")).to_have_value("Tổ xây dựng")
    axe(linh)
    assert_fits(linh)
    linh.get_by_label("Việc gì không đúng?").fill("Hồ sơ xin phép xây dựng trả trễ hạn bốn ngày.")
    linh.get_by_role("button", name="Gửi báo cáo").click()
    expect(linh.locator("main")).to_contain_text("Đã gửi báo cáo")
    expect(linh.locator("main")).to_contain_text("giay-hen.pdf")

    lan.goto("/")
    lan.get_by_role("link", name="Hồ sơ xin phép xây dựng trả trễ hạn").first.click()
    lan.get_by_role("link", name="Tiếp nhận", exact=True).click()
    indicators = lan.get_by_role("group", name="Chỉ số liên quan")
    expect(indicators).to_contain_text("vì có:")
    expect(lan.get_by_label("Căn cứ: mục của tài liệu")).to_have_value("QT-01/KT 2")
    lan.get_by_role("button", name="Tiếp nhận và giao xử lý").click()
    expect(lan.locator("main")).to_contain_text("Hãy chọn ít nhất một chỉ số")
    axe(lan)
    indicators.get_by_role("checkbox", name="3.1").first.check()
    lan.get_by_label("Nguồn", exact=True).select_option("Hồ sơ trễ hạn")
    lan.get_by_role("button", name="Tiếp nhận và giao xử lý").click()
    expect(lan.locator("main")).to_contain_text(NUMBER)

    binh.goto("/")
    binh.get_by_role("link", name=NUMBER).first.click()
    binh.get_by_label("Đã khắc phục thế nào?").fill("Trả giấy phép tại nhà trong ngày.")
    binh.get_by_label("Hậu quả đã được xử lý ra sao?").fill("Đã xin lỗi người dân.")
    binh.get_by_role("button", name="Ghi việc đã khắc phục").click()
    expect(binh.locator("main")).to_contain_text("Đã khắc phục ngay")
    axe(binh)
    assert_fits(binh)

    linh.goto("/indicators/3.1")
    linh.get_by_role("link", name=NUMBER).click()
    expect(linh.locator("main")).to_contain_text("Trả giấy phép tại nhà trong ngày.")
    linh.get_by_role("link", name="QT-01/KT 2 Thời hạn").first.click()
    linh.wait_for_url(f"**{PLACE}/editions/1#*")
