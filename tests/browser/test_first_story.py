"""From a Word file to "in force", found by search, replaced, and read by the inspector.

With a real decree where the sample files are beside the project, else with a file built here.
"""

import os
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE, OpenWindow
from tests.browser.story import Story
from tests.conftest import ROOT
from tests.town import PASSWORD, word_file

CODE = "NĐ-30/2020"
PLACE = "/documents/ND-30-2020"


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward, served for a browser."""
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


@pytest.fixture
def decree(tmp_path: Path) -> Path:
    """A long real file if there is one."""
    folder = Path(os.environ.get("QMS_SAMPLE_DATA") or ROOT.parent / "shared" / "data")
    real = folder / "docx" / "decree-30-2020" / "30_2020_ND_CP.docx"
    if real.exists():
        return real
    built = tmp_path / "30_2020_ND_CP.docx"
    built.write_bytes(
        word_file("# Điều 1. Phạm vi", "Nghị định này quy định về công tác văn thư và lưu trữ.")
    )
    return built


@pytest.fixture
def story(open_window: OpenWindow) -> Story:
    return Story(open_window)


def state(page: Page, words: str) -> None:
    """The page shows that the edition stands so."""
    expect(page.locator(".edition .badge").first).to_contain_text(words)


def file_it(page: Page, file: Path, *, first: bool) -> None:
    """Send a Word file and say what it is."""
    page.goto("/documents/new" if first else f"{PLACE}/editions/new")
    page.set_input_files("input[type=file]", file)
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_url("**/new?upload=*")
    if first:
        page.get_by_label("Mã hiệu").fill(CODE)
    page.get_by_label("Tên tài liệu").fill("Công tác văn thư")
    page.get_by_label("Người xem xét").select_option(label="Trần Quang Tuấn – Chánh Văn phòng")
    page.get_by_label("Người phê duyệt").select_option(label="Phạm Quốc Hùng – Chủ tịch")
    page.get_by_role("button", name="Lưu").click()
    state(page, "Dự thảo")


def sign(page: Page, serial: int, password: str = PASSWORD) -> None:
    """Go from the first page to what awaits, and sign it."""
    page.goto("/")
    page.locator(f"main a[href*='{PLACE}/editions/{serial}']").first.click()
    page.get_by_label("Mật khẩu của bạn").fill(password)
    page.get_by_role("button", name="Ký").first.click()


def bring_into_force(story: Story, serial: int) -> None:
    """Submit, review, approve, put in force: four people."""
    lan = story.of("lan")
    lan.get_by_role("button", name="Trình xem xét").click()
    state(lan, "Đang xem xét")
    tuan = story.of("tuan")
    sign(tuan, serial, "khong phai mat khau")
    expect(tuan.locator("main")).to_contain_text("chưa có gì được ký")
    sign(tuan, serial)
    expect(tuan.locator("main")).to_contain_text("Đã ký xem xét")
    hung = story.of("hung", PHONE)
    sign(hung, serial)
    state(hung, "Đã duyệt")
    lan.goto("/")
    lan.locator(f"main a[href*='{PLACE}/editions/{serial}']").first.click()
    lan.get_by_role("button", name="Ban hành").click()
    state(lan, "Có hiệu lực")


def test_a_decree_comes_into_force_is_found_replaced_and_inspected(
    story: Story, decree: Path, tmp_path: Path
) -> None:
    lan, linh = story.of("lan"), story.of("linh", PHONE)
    file_it(lan, decree, first=True)
    linh.goto(PLACE)
    expect(linh.locator("main")).to_contain_text("Không có trang này")
    bring_into_force(story, 1)

    linh.goto("/search?q=cong+tac+van+thu")
    linh.locator(f"main a[href*='{PLACE}']").first.click()
    state(linh, "Có hiệu lực")
    expect(linh.locator("main")).to_contain_text("văn thư")

    second = tmp_path / "lan-2.docx"
    second.write_bytes(
        word_file("# Điều 1. Phạm vi", "Từ nay văn thư được số hóa trong vòng hai giờ làm việc.")
    )
    file_it(lan, second, first=False)
    bring_into_force(story, 2)

    linh.goto("/search?q=so hoa trong vong hai gio")
    expect(linh.locator("main")).to_contain_text("Công tác văn thư")
    linh.goto(f"{PLACE}/editions/1")
    expect(linh.locator("main")).to_contain_text("Không có trang này")

    tam = story.of("tam")
    tam.goto(f"{PLACE}/editions/1")
    state(tam, "Đã bị thay thế")
    tam.goto(f"{PLACE}/history")
    table = tam.locator("main")
    for words in ("Nguyễn Thị Lan", "Trần Quang Tuấn", "Phạm Quốc Hùng", "Thay thế", "Phê duyệt"):
        expect(table).to_contain_text(words)
    tam.goto("/trail")
    expect(tam.locator("main")).to_contain_text("Ban hành có hiệu lực")
