"""The pictures of causes in a real browser: letters stay in their boxes, on a phone one scrolls."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import DESKTOP, PHONE
from tests.nonconformities.causes.forests import REALISTIC
from tests.nonconformities.causes.pages import page_of

STYLES = Path(__file__).parents[2] / "static" / "css"
EFFECT = "Kiểm tra 20 hồ sơ tháng 3/2026, có 5 hồ sơ trả kết quả trễ hạn từ 3 đến 7 ngày"
OUTSIDE = """() => [...document.querySelectorAll('.drawing-box')].filter(box => {
    const frame = box.querySelector('rect').getBBox(), words = box.querySelector('text').getBBox();
    return words.x < frame.x || words.x + words.width > frame.x + frame.width
        || words.y < frame.y || words.y + words.height > frame.y + frame.height;
}).map(box => box.textContent)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport=DESKTOP)
    yield opened
    opened.close()


def show(page: Page, name: str) -> None:
    style = "".join((STYLES / f"{part}.css").read_text("utf-8") for part in ("base", "drawing"))
    shown = page_of(EFFECT, REALISTIC[name])
    head = f"<meta charset=utf-8><title>Phân tích nguyên nhân</title><style>{style}</style>"
    page.set_content(f"<!doctype html><html lang=vi><head>{head}</head><body>{shown}</body></html>")


@pytest.mark.parametrize("name", REALISTIC)
def test_letters_stay_in_their_boxes_and_nobody_is_shut_out(
    page: Page, axe: Callable[[Page], None], name: str
) -> None:
    show(page, name)
    assert page.evaluate(OUTSIDE) == []
    page.locator("details").evaluate("list => list.open = true")
    axe(page)


def test_on_a_phone_the_picture_scrolls_and_the_page_does_not(page: Page) -> None:
    page.set_viewport_size(PHONE)
    show(page, "many")
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    frame = page.get_by_role("region", name="Xương cá")
    assert frame.evaluate("it => it.scrollWidth > it.clientWidth")
    frame.focus()
    page.keyboard.press("End")
    assert page.evaluate(OUTSIDE) == []


def test_on_paper_the_whole_picture_fits(page: Page) -> None:
    page.set_viewport_size({"width": 624, "height": 900})  # between the margins of A4
    page.emulate_media(media="print")
    show(page, "many")
    for picture in page.locator("svg").all():
        box = picture.bounding_box()
        assert box is not None
        assert box["width"] <= 624
        assert box["height"] <= 860
