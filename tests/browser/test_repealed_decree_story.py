"""A decree is replaced: the officer says so, two owners are asked; one says why nothing changes,
the other revises, and the new edition closes what was asked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from qms.documents.queries import document_by_key
from tests.browser.conftest import DESKTOP, PHONE, OpenWindow
from tests.browser.story import Story
from tests.browser.test_every_page import assert_fits
from tests.laws import a_law, citing
from tests.town import move, word_file

LAW = "/external/30-2020-ND-CP"


@pytest.fixture
def app_under_test(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The ward with a decree, the one that will replace it, and two procedures that cite it."""
    with app.app_context():
        a_law()
        a_law("9/2026/NĐ-CP", name="Nghị định về văn thư điện tử", in_force_from=None)
        citing("QT-01/VP")
        citing("QT-02/KT", title="Cấp phép", by="khoa")
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return app


def declare(page: Page) -> None:
    """Say that the decree was replaced, seeing first what that touches."""
    page.goto(LAW)
    page.get_by_role("link", name="Ghi thay đổi hiệu lực").click()
    expect(page.locator("main")).to_contain_text("2 phiên bản viện dẫn văn bản này")
    page.get_by_label("Văn bản này", exact=True).select_option(label="Bị thay thế")
    page.get_by_label("Bởi văn bản").select_option(
        label="9/2026/NĐ-CP Nghị định về văn thư điện tử"
    )
    page.get_by_label("Kể từ ngày").fill("01/02/2026")
    page.get_by_label("Căn cứ, lý do").fill("Khoản 2 Điều 38 Nghị định 9/2026/NĐ-CP")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".edition .badge").first).to_contain_text("Hết hiệu lực")


def file_a_revision(page: Page, file: Path) -> None:
    """From the page of the effect to a draft that no longer cites the decree."""
    page.get_by_role("link", name="Lập phiên bản mới").click()
    page.set_input_files("input[type=file]", file)
    page.locator("main form").get_by_role("button").last.click()
    page.wait_for_url("**/new?upload=*")
    page.get_by_label("Tên tài liệu").fill("Cấp phép theo quy định mới")
    page.get_by_label("Người xem xét").select_option(label="Trần Quang Tuấn – Chánh Văn phòng")
    page.get_by_label("Người phê duyệt").select_option(label="Phạm Quốc Hùng – Chủ tịch")
    page.get_by_role("button", name="Lưu").click()
    expect(page.locator(".edition .badge").first).to_contain_text("Dự thảo")


def test_two_owners_answer_for_a_decree_that_was_replaced(
    app_under_test: Flask, open_window: OpenWindow, axe: Callable[[Page], None], tmp_path: Path
) -> None:
    story = Story(open_window)
    lan, thao, khoa = story.of("lan"), story.of("thao"), story.of("khoa", PHONE)
    declare(lan)
    rows = lan.get_by_role("table", name="Tài liệu phải xét lại")
    expect(rows).to_contain_text("QT-01/VP")
    expect(rows).to_contain_text("QT-02/KT")
    axe(lan)

    thao.goto("/")
    thao.get_by_role("link", name="QT-01/VP Lưu trữ hồ sơ").first.click()
    expect(thao.locator("main")).to_contain_text("khoản 2 Điều 8")
    axe(thao)
    thao.get_by_label("Vì sao không ảnh hưởng").fill("Chỉ nhắc tên; cách ghi số không đổi.")
    thao.get_by_role("button", name="Trả lời: không ảnh hưởng").click()
    expect(thao.locator(".edition .badge").first).to_contain_text("Không ảnh hưởng")
    expect(thao.locator("main")).to_contain_text("Đặng Thu Thảo, Công chức")

    khoa.goto("/")
    khoa.get_by_role("link", name="QT-02/KT Cấp phép").first.click()
    axe(khoa)
    assert_fits(khoa)
    khoa.get_by_role("button", name="Sửa đổi", exact=True).click()
    revised = tmp_path / "moi.docx"
    revised.write_bytes(word_file("# 5. Nội dung", "Số văn bản theo Nghị định 9/2026/NĐ-CP."))
    file_a_revision(khoa, revised)
    with app_under_test.app_context():
        document = document_by_key("QT-02-KT")
        assert document is not None
        for step in ("in review", "reviewed", "approved", "in force"):
            move(document.editions[-1], step)

    for size in (DESKTOP, PHONE):
        page = story.of("lan", size)
        page.goto(LAW)
        expect(page.locator("main")).to_contain_text("2 trong 2 tài liệu đã xong")
        axe(page)
        assert_fits(page)
        page.goto("/effects?show=all")
        expect(page.locator("main")).to_contain_text("Đã sửa đổi")
        axe(page)
        assert_fits(page)
    page.goto("/documents/QT-01-VP")
    expect(page.locator("main")).to_contain_text("viện dẫn văn bản không còn hiệu lực đầy đủ")
    page.goto("/documents/QT-02-KT")
    expect(page.locator("main")).not_to_contain_text("không còn hiệu lực đầy đủ")
