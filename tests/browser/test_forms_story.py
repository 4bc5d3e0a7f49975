"""A procedure's forms come and go with its next edition; staff take the blanks of today."""

from collections.abc import Callable

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.town import PASSWORD, an_edition, belonging, word_file

HERE = "/documents/QT-01-VP"
NEXT = f"{HERE}/editions/2"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CHANGED = word_file("Mã hiệu: BM-01", "# Tờ khai lưu trữ", "Kính gửi: bộ phận một cửa")
ADDED = word_file("# Phiếu hẹn trả kết quả", "Hẹn trả kết quả vào ngày")


@pytest.fixture
def app_under_test(app: Flask) -> Flask:
    """The ward, with a procedure in force and three forms of it."""
    with app.app_context():
        belonging(an_edition("in force", "QT-01/VP"), "BM-01", "BM-02", "BM-03")
    return app


def a_file(name: str, content: bytes) -> dict[str, object]:
    return {"name": name, "mimeType": WORD, "buffer": content}


def stands(page: Page, words: str) -> None:
    expect(page.locator(".edition .badge").first).to_contain_text(words)


def begin_next_edition(page: Page) -> None:
    page.goto(HERE)
    page.get_by_role("link", name="Lập phiên bản mới").click()
    text = word_file("# 1. Mục đích", "Quy định cách lưu trữ hồ sơ trong hai ngày.")
    page.locator("main input[type=file]").set_input_files([a_file("QT-01.docx", text)])
    page.get_by_role("button", name="Gửi tệp và đọc nội dung").click()
    page.get_by_label("Người xem xét").select_option(label="Trần Quang Tuấn – Chánh Văn phòng")
    page.get_by_label("Người phê duyệt").select_option(label="Phạm Quốc Hùng – Chủ tịch")
    page.get_by_role("button", name="Lưu").click()
    stands(page, "Dự thảo")


def replace_and_add(page: Page) -> None:
    """Send both files at once; which is which is read from them."""
    page.locator("#files").set_input_files(
        [a_file("to-khai.docx", CHANGED), a_file("phieu-hen.docx", ADDED)]
    )
    page.get_by_role("button", name="Gửi các tệp").click()
    known = page.get_by_role("group", name="to-khai.docx")
    expect(known.get_by_label("Tệp này là").locator("option:checked")).to_contain_text("BM-01")
    new = page.get_by_role("group", name="phieu-hen.docx")
    expect(new.get_by_label("Tệp này là").locator("option:checked")).to_have_text("Biểu mẫu mới")
    expect(new.get_by_label("Mã hiệu")).to_have_value("BM-04")
    new.get_by_label("Tên biểu mẫu").fill("Phiếu hẹn trả kết quả")
    page.get_by_role("button", name="Lưu 2 biểu mẫu").click()


def sign(page: Page, button: str) -> None:
    """Sign the procedure and all that comes with it by the one password on the page."""
    page.goto("/")
    page.locator(f"main a[href*='{NEXT}']").first.click()
    changes = page.get_by_role("region", name="Biểu mẫu thay đổi cùng phiên bản này")
    expect(changes.locator("tbody tr")).to_have_count(3)
    page.get_by_label("Mật khẩu của bạn").fill(PASSWORD)
    page.get_by_role("button", name=button).click()


def taken(page: Page, code: str) -> bytes:
    """The blank that one click on the page of the procedure gives."""
    with page.expect_download() as saved:
        page.locator("#forms").get_by_role("link", name=f"Tải tệp Word {code}").click()
    return saved.value.path().read_bytes()


def test_forms_are_replaced_added_and_removed_and_staff_take_the_blanks_of_today(
    open_window: OpenWindow, axe: Callable[[Page], None]
) -> None:
    story = Story(open_window)
    thao, linh = story.of("thao"), story.of("linh", PHONE)
    linh.goto(HERE)
    old_blank = taken(linh, "BM-01")
    linh.locator("#forms li", has_text="BM-02").get_by_role("link", name="lần 01/00").click()
    stands(linh, "Có hiệu lực")
    old_link = linh.url

    begin_next_edition(thao)
    thao.get_by_role("link", name="Thêm, thay, bỏ biểu mẫu").click()
    replace_and_add(thao)
    rows = thao.locator("main tbody tr")
    rows.filter(has_text="BM-02").get_by_role("button", name="Bỏ khỏi tài liệu").click()
    for code, fate in (("BM-01", "02/00"), ("BM-02", "Bỏ"), ("BM-03", "giữ"), ("BM-04", "01/00")):
        expect(rows.filter(has_text=code)).to_contain_text(fate, ignore_case=True)
    axe(thao)
    thao.get_by_role("link", name="Xong, về bản dự thảo").click()
    thao.get_by_role("button", name="Trình xem xét").click()
    stands(thao, "Đang xem xét")

    tuan, hung = story.of("tuan"), story.of("hung", PHONE)
    sign(tuan, "Ký xem xét")
    expect(tuan.locator("main")).to_contain_text("Đã ký xem xét")
    sign(hung, "Ký phê duyệt")
    stands(hung, "Đã duyệt")
    hung.goto("/documents/BM-04")
    expect(hung.locator(".signature")).to_have_count(2)
    linh.goto(HERE)
    assert taken(linh, "BM-01") == old_blank

    lan = story.of("lan")
    lan.goto(NEXT)
    lan.get_by_role("button", name="Ban hành").click()
    stands(lan, "Có hiệu lực")

    linh.goto(HERE)
    blanks = linh.locator("#forms li")
    expect(blanks).to_have_count(3)
    expect(linh.locator("#forms")).not_to_contain_text("BM-02")
    assert (taken(linh, "BM-01"), taken(linh, "BM-04")) == (CHANGED, ADDED)
    assert_fits(linh)
    axe(linh)

    for link in (old_link, "/documents/BM-02", "/documents/BM-02/blank"):
        linh.goto(link)
        expect(linh.locator("main")).to_contain_text("Không có trang này")
    lan.goto(old_link)
    stands(lan, "Đã bãi bỏ")
    expect(lan.locator("main")).to_contain_text("Không dùng phiên bản này để làm việc")
    expect(lan.locator("main")).to_contain_text("Hiện không có phiên bản nào của tài liệu này")
